"""Our own files in the package: the modules that the functions load, templates, what was built.

Everything is named by a rule; whatever else lies in the project's folder, such as keys, letters of
a trial or a `.env`, has no way into the package.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from serverless.package.built import built_files
from serverless.package.errors import PackageRefused
from serverless.package.imports import ENTRY, loaded_modules

TEMPLATES: Final = (
    "app/frame/templates/*.html",
    "app/frame/components/*/macro.html",
    "app/intake/templates/*.html",
)
"""The templates of what the functions answer."""


def our_files(project: Path, entry: str = ENTRY) -> dict[str, bytes]:
    """Return our files by path within the package.

    Raises: ImportRefused, NotBuilt, PackageRefused (a file is a link).
    """
    paths = [*loaded_modules(project, entry).values(), *_templates(project)]
    files = {each.relative_to(project).as_posix(): _plain(each) for each in sorted(paths)}
    return {**files, **built_files(project)}


def _templates(project: Path) -> Iterator[Path]:
    for pattern in TEMPLATES:
        yield from project.glob(pattern)


def _plain(path: Path) -> bytes:
    if path.is_symlink():
        raise PackageRefused(f"{path} is a link: the package is made of files only, mend it.")
    return path.read_bytes()

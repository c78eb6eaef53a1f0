"""What the build made and the functions read, and whether it was made of these sources.

A package of an older build would show one text on the static pages and another on the plain ones,
so it is never made. Nothing here builds: `make setup` does.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.forms.load import compile_forms
from app.frame.assets import Assets
from app.frame.compiled import compile_templates
from app.frame.locale import LANGUAGES, SOURCE, Language
from app.intake.program import framed
from serverless.package.errors import NotBuilt

_ASSETS: Final = Path("build", "assets")
_FORMS: Final = Path("build", "forms")
_TEMPLATES: Final = Path("build", "templates")
"""Where `app.built` looks for compiled ones; the project's own `build` never has any."""

_MADE_AT: Final = re.compile(rb"POT-Creation-Date: [0-9-]{10} [0-9:]{5}\+[0-9]{4}\n")
"""Replaced by as many bytes: a catalogue says at which byte each text stands."""


def built_files(project: Path) -> dict[str, bytes]:
    """Return assets, questionnaires, catalogues and templates, compiled, by path.

    The templates are those of the running program. Raises: NotBuilt.
    """
    made = {**_assets(project), **_forms(project), **dict(_catalogues(project))}
    return {**made, **_templates(Assets.read(project / _ASSETS))}


def _assets(project: Path) -> dict[str, bytes]:
    index = _ASSETS / "assets.json"
    named = json.loads(_read(project, index))
    files = [index, *(_ASSETS / each for each in named.values())]
    return {each.as_posix(): _read(project, each) for each in sorted(files)}


def _forms(project: Path) -> dict[str, bytes]:
    made = _under(project / _FORMS)
    with tempfile.TemporaryDirectory(prefix="turva-forms-") as folder:
        compile_forms(project / "content" / "forms", Path(folder))
        if made != _under(Path(folder)):
            raise NotBuilt(f"{_FORMS} is not made of content/forms as it is now: run make setup.")
    return {(_FORMS / name).as_posix(): data for name, data in made.items()}


def _templates(assets: Assets) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="turva-templates-") as folder:
        compile_templates(framed(assets, "Turva"), Path(folder))
        found = sorted(Path(folder).iterdir())
        return {(_TEMPLATES / each.name).as_posix(): each.read_bytes() for each in found}


def _under(folder: Path) -> dict[str, bytes]:
    found = sorted(folder.glob("*/*.json"))
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}


def _catalogues(project: Path) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        path = Path("translations", language.babel, "LC_MESSAGES", "messages.mo")
        made = _undated(_read(project, path))
        if made != _compiled(project / path.with_suffix(".po"), language):
            raise NotBuilt(f"{path} is not made of its .po as it is now: run make setup.")
        yield path.as_posix(), made


def _compiled(source: Path, language: Language) -> bytes:
    with source.open("rb") as file:
        catalogue = read_po(file, language.babel, "messages")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return _undated(compiled.getvalue())


def _undated(catalogue: bytes) -> bytes:
    """Return a compiled catalogue without the minute at which it was compiled, which is in it."""
    return _MADE_AT.sub(b"POT-Creation-Date: 1980-01-01 00:00+0000\n", catalogue)


def _read(project: Path, path: Path) -> bytes:
    try:
        return (project / path).read_bytes()
    except OSError as error:
        raise NotBuilt(f"{path} cannot be read ({error.strerror}): run make setup first.") from None

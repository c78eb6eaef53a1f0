"""The functions' package, whole: libraries by the lock, our own files, bytecode, one zip.

The order of its parts means nothing; the same sources under the same version of Python give the
same bytes. A bill of materials is written beside it.
"""

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from serverless.package.archive import write_archive
from serverless.package.bytecode import compile_all
from serverless.package.errors import PackageRefused
from serverless.package.function_bom import function_bom
from serverless.package.imports import ENTRY
from serverless.package.libraries import merged, used
from serverless.package.ours import our_files
from serverless.package.runtime import Runtime
from serverless.package.wheels import fetch

PROJECT: Final = Path(__file__).parents[2]

MOST_BYTES: Final = 12_000_000
"""What a package may weigh: a larger one starts more slowly than who writes should wait."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was made, and its bill of materials."""

    path: Path
    bom: Path
    digest: str
    size: int


def make_package(out: Path, project: Path = PROJECT, entry: str = ENTRY) -> Package:
    """Make the package at `out`, a name that ends in .zip, and its bill of materials beside it.

    Raises: PackageRefused, FormsError (a questionnaire is malformed), OSError.
    """
    if out.suffix != ".zip":
        raise PackageRefused(f"{out.name} does not end in .zip: name the package so.")
    runtime = Runtime.read(project)
    runtime.require_own()
    files = our_files(project, entry)
    with tempfile.TemporaryDirectory(prefix="turva-package-") as folder:
        wheels = used(fetch(project, runtime, _made(Path(folder, "wheels"))))
        files |= _only_new(merged(wheels), files)
        bom = function_bom(project, wheels)
        write_archive(_compiled(files, _made(Path(folder, "task"))), out)
    bom_path = out.with_suffix(".cdx.json")
    bom_path.write_text(bom, "utf-8")
    size = out.stat().st_size
    if size > MOST_BYTES:
        raise PackageRefused(f"{out} has {size} bytes, more than {MOST_BYTES}: leave more out.")
    return Package(out, bom_path, hashlib.sha256(out.read_bytes()).hexdigest(), size)


def _only_new(files: dict[str, bytes], known: Mapping[str, bytes]) -> dict[str, bytes]:
    if twice := sorted(files.keys() & known.keys()):
        raise PackageRefused(f"{twice[0]} is ours and comes with a library too: rename it.")
    return files


def _compiled(files: Mapping[str, bytes], task: Path) -> dict[str, bytes]:
    for name, data in files.items():
        path = task / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    compile_all(task)
    found = (each for each in task.rglob("*") if each.is_file())
    return {each.relative_to(task).as_posix(): each.read_bytes() for each in found}


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder

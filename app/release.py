"""A build as it is released: its manifest, and whether the folder holds what that says.

It never signs for a folder that is not what its own manifest says: somebody changed it.
"""

import gzip
import hashlib
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.wire.manifest import open_manifest, parse, serialise, sign_manifest, unsigned
from app.wire.note import SigningKey, VerifierKey

MANIFEST: Final = "manifest.txt"
"""The manifest's name in a build; it does not list itself."""

MARKER: Final = ".turva-build"
"""What marks a folder as a build (app/site/freeze.py); it is not served."""


COMPRESSED: Final = (".html", ".css", ".js", ".mjs", ".svg", ".txt", ".json", ".csv", ".xml")
"""Files that rest twice: as they are, and compressed under the same name with `.gz` after it."""

TWIN: Final = ".gz"


class ReleaseError(Exception):
    """A build that cannot be released as it is; the message says what to do."""


class NoBuild(ReleaseError):
    """The folder is no build of the site."""


class BuildChanged(ReleaseError):
    """The folder does not hold what its manifest says."""


def compressed(body: bytes) -> bytes:
    """Return the bytes as gzip as small as it makes them, the same for the same bytes."""
    return gzip.compress(body, 9, mtime=0)


def write_twins(out: Path) -> None:
    """Put beside every file of text its compressed twin, for hosts that serve those."""
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.suffix in COMPRESSED and path != out / MANIFEST:
            path.with_name(path.name + TWIN).write_bytes(compressed(path.read_bytes()))


def is_twin(path: Path) -> bool:
    """Tell whether a file is the compressed twin of the one beside it, and holds the same."""
    original = path.with_suffix("")
    if path.suffix != TWIN or not original.is_file():
        return False
    try:
        return gzip.decompress(path.read_bytes()) == original.read_bytes()
    except (OSError, EOFError, zlib.error):
        return False


def write_manifest(out: Path) -> None:
    """Put the manifest of a build, not signed yet, into its folder. Raises: ManifestMalformed."""
    _write(out, serialise(digests(out)))


def digests(out: Path) -> Mapping[str, str]:
    """Return the SHA-256 in hex of every file of a build that is served, by its path.

    A compressed twin is the same file, and is not listed unless it holds something else.
    """
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path not in (out / MANIFEST, out / MARKER) and not is_twin(path)
    }


def sign_build(out: Path, release: SigningKey) -> int:
    """Sign the manifest of a build in its place and return how many files it names.

    Raises: NoBuild, BuildChanged, ManifestMalformed.
    """
    text = unsigned(_read(out))
    listed = parse(text)
    _compare(out, listed)
    _write(out, sign_manifest(text, release))
    return len(listed)


def check_build(out: Path, release: VerifierKey | None = None) -> int:
    """Return how many files a build has, all of them as its manifest says.

    Raises: NoBuild, BuildChanged, ManifestMalformed, and ManifestForged if a release key is given
    and did not sign it.
    """
    text = _read(out)
    listed = open_manifest(text, release) if release else parse(unsigned(text))
    _compare(out, listed)
    return len(listed)


def _compare(out: Path, listed: Mapping[str, str]) -> None:
    there = digests(out)
    other = sorted(
        path for path in listed.keys() | there.keys() if listed.get(path) != there.get(path)
    )
    if other:
        raise BuildChanged(
            f"{out} is not what its manifest says ({other[0]} and {len(other) - 1} others): build"
            " it again with 'turva build'"
        )


def _read(out: Path) -> str:
    try:
        return (out / MANIFEST).read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise NoBuild(f"{out} holds no manifest to read: make a build with 'turva build'") from None


def _write(out: Path, text: str) -> None:
    path = out / MANIFEST
    if not path.is_file() or path.read_bytes() != text.encode():
        path.write_bytes(text.encode())

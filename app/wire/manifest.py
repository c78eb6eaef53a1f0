"""The manifest: the signed list of a build's files, by which anybody can check what a site serves.

It holds nothing of anybody. No digest in it is believed before its signature was verified.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from app.wire.errors import ManifestForged, ManifestMalformed, NoteForged, NoteMalformed
from app.wire.note import SigningKey, VerifierKey, parse_note, sign, verify

MANIFEST_TYPE: Final = "turva/manifest/1"
"""The first line."""

RELEASE_NAME: Final = "turva-release"
"""The name of the key that signs manifests."""

MANIFEST_LIMIT: Final = 1 << 20
"""Most bytes of a manifest."""

_LINE: Final = re.compile(r"([0-9a-f]{64})  ([!-~]+)")
_STEP_UP: Final = frozenset({"", ".", ".."})


def serialise(digests: Mapping[str, str]) -> str:
    """Return the text before it is signed: `digests` are SHA-256 in hex, by path below the root.

    Raises: ManifestMalformed (no reader would take it).

    Source: WIRE §18.
    """
    lines = [MANIFEST_TYPE, *(f"{digests[path]}  {path}" for path in sorted(digests))]
    text = "\n".join(lines) + "\n"
    parse(text)
    return text


def parse(text: str) -> Mapping[str, str]:
    """Return the digests by path in an unsigned text: of a build of one's own.

    Raises: ManifestMalformed.

    Source: WIRE §18.
    """
    head, *lines = text.removesuffix("\n").split("\n")
    if head != MANIFEST_TYPE or not text.endswith("\n") or len(text) > MANIFEST_LIMIT:
        raise ManifestMalformed(f"a manifest begins with the line {MANIFEST_TYPE}")
    digests = dict(_file(line) for line in lines)
    if not lines or list(digests) != sorted(digests) or len(digests) != len(lines):
        raise ManifestMalformed("a manifest names its files in order, each once")
    return digests


def sign_manifest(text: str, release: SigningKey) -> str:
    """Return the manifest as a note signed by the release key. Raises: ManifestMalformed.

    Source: WIRE §18.
    """
    parse(text)
    try:
        return sign(text, release, limit=MANIFEST_LIMIT)
    except NoteMalformed as error:
        raise ManifestMalformed(str(error)) from None


def open_manifest(text: str, release: VerifierKey) -> Mapping[str, str]:
    """Return the digests (SHA-256, hex) of a release's files by path.

    Raises, checked in this order:
        ManifestMalformed: it is not written as a manifest.
        ManifestForged: the release key did not sign it.

    Source: WIRE §18.
    """
    try:
        note = parse_note(text, limit=MANIFEST_LIMIT)
    except NoteMalformed as error:
        with suppress(ManifestMalformed):
            parse(text)
            raise ManifestForged("nobody has signed it: 'turva release sign' does that") from None
        raise ManifestMalformed(str(error)) from None
    unverified = parse(note.text)
    try:
        verify(note, release)
    except NoteForged as error:
        raise ManifestForged(f"{error}: sign the build with 'turva release sign'") from None
    return unverified


def unsigned(text: str) -> str:
    """Return the text of a manifest, signed or not, without believing it.

    Raises: ManifestMalformed.
    """
    with suppress(NoteMalformed):
        text = parse_note(text, limit=MANIFEST_LIMIT).text
    parse(text)
    return text


def _file(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    if not found or _STEP_UP & set(found[2].split("/")):
        raise ManifestMalformed("a line of a manifest is a SHA-256 in hex, two spaces, and a path")
    return found[2], found[1]

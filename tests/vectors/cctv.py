"""The age vectors of C2SP/CCTV, as the npm package cctv-age carries them.

Each is a text of `key: value` lines, a blank line, and an age file with one thing wrong in it, or
nothing. Source: C2SP/CCTV age/README.md, "Test file format".
"""

import base64
import json
import zlib
from dataclasses import dataclass

from tests.age.node import run_node

COUNT = 143
"""How many vectors the pinned version has."""


@dataclass(frozen=True)
class Vector:
    """One age file, the keys to try on it, and how that must end."""

    name: str
    expect: str
    payload_sha256: str | None
    identities: tuple[str, ...]
    passphrases: tuple[str, ...]
    armored: bool
    file: bytes


def load_vectors() -> list[Vector]:
    """Return all vectors of the package."""
    texts: dict[str, str] = json.loads(run_node("tests/vectors/cctv.mjs"))
    return [_parse(name, base64.b64decode(text)) for name, text in sorted(texts.items())]


def _parse(name: str, text: bytes) -> Vector:
    head, _, file = text.partition(b"\n\n")
    fields: dict[str, list[str]] = {}
    for line in head.decode().split("\n"):
        key, _, value = line.partition(": ")
        fields.setdefault(key, []).append(value)
    known = {"expect", "payload", "identity", "passphrase", "armored", "compressed", "file key"}
    if not fields.keys() <= known | {"comment"}:
        raise ValueError(f"vector {name} has a field that is new: teach it to this reader")
    return Vector(
        name=name,
        expect=fields["expect"][0],
        payload_sha256=fields.get("payload", [None])[0],
        identities=tuple(fields.get("identity", ())),
        passphrases=tuple(fields.get("passphrase", ())),
        armored=fields.get("armored") == ["yes"],
        file=zlib.decompress(file) if fields.get("compressed") == ["zlib"] else file,
    )

"""Every public test vector of the age format ends exactly as its author says."""

import hashlib

import pytest

from app.age.armor import parse_armor
from app.age.errors import (
    AgeError,
    HeaderMacMismatch,
    MalformedArmor,
    MalformedHeader,
    MalformedPayload,
    NoMatch,
)
from app.age.file import open_stream
from app.age.format import parse_header, serialise_mac, serialise_stanzas
from app.age.identity_file import parse_identity_file
from app.age.keys import Identity
from app.age.scrypt import ScryptIdentity
from tests.vectors.cctv import COUNT, Vector, load_vectors

VECTORS = load_vectors()

FAILURES: dict[type[AgeError], str] = {
    MalformedHeader: "header failure",
    HeaderMacMismatch: "HMAC failure",
    NoMatch: "no match",
    MalformedPayload: "payload failure",
    MalformedArmor: "armor failure",
}


def _identities(vector: Vector) -> list[Identity]:
    keys = "\n".join(vector.identities)
    return [
        *(parse_identity_file(keys) if keys else ()),
        *map(ScryptIdentity, vector.passphrases),
    ]


def _binary(vector: Vector) -> bytes:
    return parse_armor(vector.file) if vector.armored else vector.file


def _open(vector: Vector) -> tuple[str, str | None]:
    """Return how opening ended, and the SHA-256 of what was released (None: nothing began)."""
    released = None
    try:
        chunks = open_stream(_binary(vector), _identities(vector))
        released = hashlib.sha256()
        for chunk in chunks:
            released.update(chunk)
    except AgeError as error:
        outcome = FAILURES[type(error)]
    else:
        outcome = "success"
    return outcome, released.hexdigest() if released else None


def test_all_vectors_of_the_package_are_run() -> None:
    assert COUNT == len(VECTORS) == len({vector.name for vector in VECTORS})


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_vector_ends_and_releases_as_its_author_says(vector: Vector) -> None:
    assert (vector.expect, vector.payload_sha256) == _open(vector)


WELL_FORMED = [v for v in VECTORS if v.expect not in {"header failure", "armor failure"}]


@pytest.mark.parametrize("vector", WELL_FORMED, ids=lambda vector: vector.name)
def test_a_parsed_header_serialises_to_the_same_bytes(vector: Vector) -> None:
    data = _binary(vector)
    header, rest = parse_header(data)
    assert data == serialise_stanzas(header.stanzas) + serialise_mac(header.mac) + rest

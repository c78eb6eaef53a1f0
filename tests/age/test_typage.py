"""typage, the age of the sender's browser, opens what we seal, and we open what it seals."""

import base64
import json

import pytest

from app.age.armor import parse_armor
from app.age.file import open_sealed, seal
from app.age.hybrid import HybridIdentity
from app.age.scrypt import ScryptIdentity, ScryptRecipient
from app.age.stream import CHUNK_LENGTH
from app.age.x25519 import X25519Identity
from tests.age.node import run_node

IDENTITIES = [HybridIdentity(bytes([number]) * 32) for number in range(3)]
RECIPIENTS = [identity.recipient.serialise() for identity in IDENTITIES]
WORDS = "oikea hevonen — 正しい馬"

# The pair of C2SP age.md, "The X25519 recipient type".
CLASSIC_IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
CLASSIC_RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

PLAINTEXTS = [
    b"",
    "Hei — مرحبا".encode(),
    b"\0" * CHUNK_LENGTH,
    b"\xff" * (CHUNK_LENGTH + 1),
]


def _job(do: str, data: bytes, *, armored: bool = False, **keys: object) -> dict[str, object]:
    return {"do": do, "armored": armored, "data": base64.b64encode(data).decode(), **keys}


def _typage(jobs: list[dict[str, object]]) -> list[bytes]:
    results: list[str] = json.loads(
        run_node("tests/browser/interop.mjs", json.dumps(jobs).encode())
    )
    return [base64.b64decode(result) for result in results]


@pytest.mark.parametrize("count", [1, 3])
def test_typage_opens_what_we_seal_to_hybrid_recipients(count: int) -> None:
    recipients = [identity.recipient for identity in IDENTITIES[:count]]
    last = [IDENTITIES[count - 1].serialise()]
    jobs = [_job("open", seal(text, recipients), identities=last) for text in PLAINTEXTS]
    assert PLAINTEXTS == _typage(jobs)


@pytest.mark.parametrize("armored", [False, True], ids=["binary", "armored"])
@pytest.mark.parametrize("count", [1, 3])
def test_we_open_what_typage_seals_to_hybrid_recipients(count: int, *, armored: bool) -> None:
    recipients = RECIPIENTS[:count]
    jobs = [_job("seal", text, recipients=recipients, armored=armored) for text in PLAINTEXTS]
    files = [parse_armor(file) if armored else file for file in _typage(jobs)]
    for identity in IDENTITIES[:count]:
        assert PLAINTEXTS == [open_sealed(file, [identity]) for file in files]


def test_typage_opens_what_we_seal_with_a_passphrase() -> None:
    recipient = ScryptRecipient(WORDS, work_factor=10)
    jobs = [
        _job("open", seal(text, [recipient]), identities=[], passphrase=WORDS)
        for text in PLAINTEXTS
    ]
    assert PLAINTEXTS == _typage(jobs)


def test_we_open_what_typage_seals_with_a_passphrase() -> None:
    jobs = [_job("seal", text, recipients=[], passphrase=WORDS) for text in PLAINTEXTS]
    identity = ScryptIdentity(WORDS)
    assert PLAINTEXTS == [open_sealed(file, [identity]) for file in _typage(jobs)]


def test_we_open_what_typage_seals_to_a_classic_recipient() -> None:
    jobs = [_job("seal", text, recipients=[CLASSIC_RECIPIENT]) for text in PLAINTEXTS]
    identity = X25519Identity.parse(CLASSIC_IDENTITY)
    assert PLAINTEXTS == [open_sealed(file, [identity]) for file in _typage(jobs)]

"""The classic identity: it reads stanzas that keep to the specification, and nothing else."""

import pytest

from app.age import bech32
from app.age.errors import MalformedHeader, MalformedKey
from app.age.format import Stanza
from app.age.hybrid import HybridIdentity
from app.age.x25519 import X25519Identity

# The identity and the stanza of C2SP age.md, "The X25519 recipient type": not of one pair.
TEXT = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
SHARE = "O6DLx/wDIawpUC978NSPjYvrfDtJVnZApXKp4FMPHCY"
IDENTITY = X25519Identity.parse(TEXT)


def test_a_stanza_for_somebody_else_is_none() -> None:
    assert IDENTITY.unwrap(Stanza("X25519", (SHARE,), bytes(32))) is None


@pytest.mark.parametrize("length", [0, 31, 33])
def test_an_identity_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(MalformedKey):
        X25519Identity.parse(bech32.serialise("AGE-SECRET-KEY-", bytes(length)))


def test_a_hybrid_identity_is_not_taken_for_a_classic_one() -> None:
    with pytest.raises(MalformedKey):
        X25519Identity.parse(HybridIdentity(bytes(32)).serialise())
    with pytest.raises(MalformedKey):
        HybridIdentity.parse(TEXT)


@pytest.mark.parametrize(
    ("arguments", "length"),
    [
        ((), 32),
        ((SHARE, "more"), 32),
        ((SHARE[:-4],), 32),
        ((f"{SHARE}=",), 32),
        (("A" * 43,), 32),
        ((SHARE,), 31),
        ((SHARE,), 33),
    ],
    ids=["none", "two", "short", "padded", "low order", "short body", "long body"],
)
def test_a_malformed_stanza_is_refused(arguments: tuple[str, ...], length: int) -> None:
    with pytest.raises(MalformedHeader):
        IDENTITY.unwrap(Stanza("X25519", arguments, bytes(length)))

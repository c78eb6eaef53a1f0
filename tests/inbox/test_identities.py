"""What is wrong with staff's identity file is said in one sentence that quotes none of it."""

from pathlib import Path

import pytest

from app.age.hybrid import HybridIdentity
from app.inbox.errors import IdentityUnusable
from app.inbox.identities import read_identities

IDENTITY = HybridIdentity.generate()
CLASSIC = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"


def test_every_hybrid_identity_of_the_file_is_read_in_order(tmp_path: Path) -> None:
    other = HybridIdentity.generate()
    path = tmp_path / "identity.txt"
    path.write_text(f"# two\n{IDENTITY.serialise()}\n\n{CLASSIC}\n{other.serialise()}\n")

    assert [IDENTITY.serialise(), other.serialise()] == [
        each.serialise() for each in read_identities(path)
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no identity"),
        (b"# nothing\n", "holds no identity"),
        (IDENTITY.serialise()[:-1].encode(), "line 1"),
        (IDENTITY.recipient.serialise().encode(), "line 1"),
        (CLASSIC.encode(), "no post-quantum identity"),
        (b"age-encryption.org/v1\n-> scrypt", "passphrase"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", "passphrase"),
        (b"\xff\xfe", "not text"),
    ],
    ids=["empty", "comments", "cut", "recipient", "classic", "sealed", "armored", "bytes"],
)
def test_a_file_that_cannot_be_used_is_named_and_not_quoted(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "identity.txt"
    path.write_bytes(content)

    with pytest.raises(IdentityUnusable, match=sentence) as refused:
        read_identities(path)

    assert str(path) in str(refused.value)
    assert IDENTITY.serialise()[20:40] not in str(refused.value)


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IdentityUnusable, match="turva keys demo"):
        read_identities(tmp_path / "identity.txt")

"""Identity files: as age-keygen writes them, and as people edit them."""

import pytest

from app.age import bech32
from app.age.errors import MalformedKey
from app.age.hybrid import HybridIdentity
from app.age.identity_file import parse_identity_file
from app.age.x25519 import X25519Identity

HYBRID = HybridIdentity(bytes(32)).serialise()
CLASSIC = bech32.serialise("AGE-SECRET-KEY-", bytes(range(32)))


def test_identities_of_both_kinds_are_read_in_order() -> None:
    text = f"# created: 2026-11-22\n# public key: age1pq1…\n{HYBRID}\n\n  # old\n {CLASSIC}\t\n"
    kinds = [type(identity) for identity in parse_identity_file(text)]
    assert [HybridIdentity, X25519Identity] == kinds


def test_crlf_and_a_missing_last_newline_are_fine() -> None:
    assert len(parse_identity_file(f"# key\r\n{HYBRID}\r\n{HYBRID}")) == 2


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", f"# {HYBRID}"])
def test_a_file_without_an_identity_is_refused(text: str) -> None:
    with pytest.raises(MalformedKey, match="no identity"):
        parse_identity_file(text)


@pytest.mark.parametrize(
    "line",
    [
        HYBRID[:-1],
        HYBRID.lower(),
        HYBRID + " # mine",
        CLASSIC.replace("KEY-1", "KEY-PQ-1"),
        HybridIdentity(bytes(32)).recipient.serialise(),
        "AGE-PLUGIN-YUBIKEY-1",
        "secret words",
    ],
    ids=["cut", "lower case", "comment after", "wrong prefix", "recipient", "plugin", "words"],
)
def test_another_line_is_refused_by_its_number_and_not_quoted(line: str) -> None:
    with pytest.raises(MalformedKey, match="line 2") as caught:
        parse_identity_file(f"# key\n{line}\n{HYBRID}\n")
    assert line[-12:] not in str(caught.value)

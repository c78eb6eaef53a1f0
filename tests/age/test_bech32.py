"""Bech32: one text for each key, and no text that was mistyped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.age import bech32
from app.age.errors import MalformedKey

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
PREFIXES = st.sampled_from(["age1pq", "age", "AGE-SECRET-KEY-PQ-", "AGE-SECRET-KEY-"])

# Source: BIP 173, "Test vectors". The decoded groups are the alphabet's values in order.
ALL_LETTERS = "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"
ALL_VALUES = bytes.fromhex("00443214c74254b635cf84653a56d7c675be77df")


@settings(deadline=None)
@given(PREFIXES, st.binary(max_size=1300))
def test_parse_inverts_serialise(prefix: str, data: bytes) -> None:
    assert data == bech32.parse(prefix, bech32.serialise(prefix, data))


def test_the_published_example_is_read_and_written() -> None:
    assert ALL_VALUES == bech32.parse("abcdef", ALL_LETTERS)
    assert ALL_LETTERS == bech32.serialise("abcdef", ALL_VALUES)


def test_an_upper_case_prefix_makes_an_upper_case_text() -> None:
    assert ALL_VALUES == bech32.parse("ABCDEF", ALL_LETTERS.upper())
    assert ALL_LETTERS.upper() == bech32.serialise("ABCDEF", ALL_VALUES)


@settings(deadline=None)
@given(PREFIXES, st.binary(max_size=1300), st.data())
def test_one_other_character_is_refused(prefix: str, data: bytes, draw: st.DataObject) -> None:
    text = bech32.serialise(prefix, data)
    place = draw.draw(st.integers(0, len(text) - 1))
    other = draw.draw(st.sampled_from([*ALPHABET, *ALPHABET.upper(), "1", "b", "=", " ", "é", "ı"]))
    if other == text[place]:
        return
    with pytest.raises(MalformedKey):
        bech32.parse(prefix, text[:place] + other + text[place + 1 :])


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32), st.data())
def test_a_dropped_or_added_letter_is_refused(data: bytes, draw: st.DataObject) -> None:
    text = bech32.serialise("age", data)
    place = draw.draw(st.integers(0, len(text) - 1))
    added = text[:place] + draw.draw(st.sampled_from(ALPHABET)) + text[place:]
    for changed in (text[:place] + text[place + 1 :], added):
        with pytest.raises(MalformedKey):
            bech32.parse("age", changed)


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        ("ABCDEF", ALL_LETTERS),
        ("abcdef", ALL_LETTERS.upper()),
        ("abcdef", ALL_LETTERS[:20] + ALL_LETTERS[20:].upper()),
        ("abcdef", f"Abcdef{ALL_LETTERS[6:]}"),
        ("abcde", ALL_LETTERS),
        ("abcdef", f" {ALL_LETTERS}"),
        ("abcdef", f"{ALL_LETTERS}\n"),
        ("abcdef", "abcdef1"),
        ("abcdef", "abcdef1lmqqq"),
        ("abcdef", ""),
    ],
    ids=[
        "lower for upper",
        "upper for lower",
        "mixed case",
        "mixed prefix",
        "longer prefix",
        "space before",
        "newline after",
        "no letters",
        "short checksum",
        "empty",
    ],
)
def test_another_text_is_refused(prefix: str, text: str) -> None:
    with pytest.raises(MalformedKey):
        bech32.parse(prefix, text)


@pytest.mark.parametrize("letters", ["qp", "q", "qqq", "qqqqqq"])
def test_leftover_bits_and_impossible_lengths_are_refused(letters: str) -> None:
    values = [*map(ALPHABET.index, letters)]
    check = bech32._remainder("age", [*values, *[0] * 6]) ^ 1
    checksum = "".join(ALPHABET[check >> 5 * place & 31] for place in reversed(range(6)))
    with pytest.raises(MalformedKey, match=r"length|last letter"):
        bech32.parse("age", f"age1{letters}{checksum}")

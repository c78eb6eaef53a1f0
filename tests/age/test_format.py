"""The header: parse inverts serialise, and nothing else is a header."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.age.errors import MalformedHeader
from app.age.format import (
    Stanza,
    decode_base64,
    encode_base64,
    parse_header,
    serialise_mac,
    serialise_stanzas,
)

ARGUMENTS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=90)
STANZAS = st.lists(
    st.builds(
        Stanza, ARGUMENTS, st.lists(ARGUMENTS, max_size=3).map(tuple), st.binary(max_size=150)
    ),
    min_size=1,
    max_size=3,
)
MACS = st.binary(min_size=32, max_size=32)

SAMPLE = serialise_stanzas(
    [Stanza("mlkem768x25519", ("share",), bytes(32)), Stanza("x", (), bytes(48))]
) + serialise_mac(bytes(32))


@settings(deadline=None)
@given(STANZAS, MACS, st.binary(max_size=20))
def test_parse_inverts_serialise(stanzas: list[Stanza], mac: bytes, payload: bytes) -> None:
    covered = serialise_stanzas(stanzas)
    header, rest = parse_header(covered + serialise_mac(mac) + payload)
    assert (tuple(stanzas), mac, covered, payload) == (
        header.stanzas,
        header.mac,
        header.covered,
        rest,
    )


def _serialised_again(data: bytes) -> bytes:
    header, rest = parse_header(data)
    return serialise_stanzas(header.stanzas) + serialise_mac(header.mac) + rest


def test_every_accepted_change_of_one_byte_is_another_header() -> None:
    accepted = 0
    for place in range(len(SAMPLE)):
        for byte in range(256):
            changed = SAMPLE[:place] + bytes([byte]) + SAMPLE[place + 1 :]
            try:
                again = _serialised_again(changed)
            except MalformedHeader:
                continue
            accepted += 1
            assert changed == again
    # Arguments and base64 may differ; nothing else may, so most changes are refused.
    assert 0 < accepted < len(SAMPLE) * 256 // 3


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=3), st.integers(0, len(SAMPLE)), st.integers(0, 3))
def test_bytes_added_or_dropped_never_make_a_second_text(
    added: bytes, place: int, dropped: int
) -> None:
    changed = SAMPLE[:place] + added + SAMPLE[place + dropped :]
    try:
        again = _serialised_again(changed)
    except MalformedHeader:
        return
    assert changed == again


@pytest.mark.parametrize("length", range(len(SAMPLE)))
def test_a_header_cut_anywhere_is_refused(length: int) -> None:
    with pytest.raises(MalformedHeader):
        parse_header(SAMPLE[:length])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("another version", b"/v1", b"/v2"),
        ("a space before", b"age-", b" age-"),
        ("carriage returns", b"\n", b"\r\n"),
        ("a stanza without space", b"-> x", b"->x"),
        ("two spaces", b" share", b"  share"),
        ("a space after", b"share\n", b"share \n"),
        ("a tab", b" share", b"\tshare"),
        ("a letter outside ASCII", b"share", "shäre".encode()),
        ("padding", b"AAA\n-> x", b"AAA=\n-> x"),
        ("no empty last line", b"\n\n---", b"\n---"),
        ("an empty line more", b"\n\n---", b"\n\n\n---"),
        ("four dashes", b"---", b"----"),
        ("a short MAC", b"--- AAAA", b"--- "),
    ],
)
def test_a_header_with_one_thing_wrong_is_refused(name: str, old: bytes, new: bytes) -> None:
    changed = SAMPLE.replace(old, new)
    assert changed != SAMPLE, name
    with pytest.raises(MalformedHeader):
        parse_header(changed)


def test_a_header_without_a_stanza_is_refused() -> None:
    with pytest.raises(MalformedHeader, match="no stanza"):
        parse_header(serialise_stanzas([]) + serialise_mac(bytes(32)))


@pytest.mark.parametrize("word", ["", "two words", "tab\t", "line\n", "ä", "\x7f"])
def test_a_word_that_no_header_can_carry_is_not_written(word: str) -> None:
    with pytest.raises(MalformedHeader):
        serialise_stanzas([Stanza(word, (), b"")])
    with pytest.raises(MalformedHeader):
        serialise_stanzas([Stanza("x", (word,), b"")])


@given(st.binary(max_size=200))
def test_base64_inverts(data: bytes) -> None:
    assert data == decode_base64(encode_base64(data))


@pytest.mark.parametrize("text", [b"AA=", b"AA==", b"A", b"AB", b"AA AA", b"AAAA\n", b"A-_A", b"="])
def test_base64_that_is_not_canonical_is_refused(text: bytes) -> None:
    with pytest.raises(MalformedHeader):
        decode_base64(text)

"""Armor: each file has one armored text, but for the white space that the specification allows."""

import base64
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.age.armor import parse_armor
from app.age.errors import MalformedArmor

BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----"
END = "-----END AGE ENCRYPTED FILE-----"


def _armored(data: bytes) -> str:
    lines = textwrap.wrap(base64.b64encode(data).decode(), 64)
    return "\n".join([BEGIN, *lines, END, ""])


DATA = bytes(range(100))
TEXT = _armored(DATA)


@given(st.binary(max_size=300))
def test_every_length_is_read(data: bytes) -> None:
    assert data == parse_armor(_armored(data).encode())


@pytest.mark.parametrize(
    "text",
    [TEXT.strip(), f" \r\n\t{TEXT}\n\n \t\r\n", TEXT.replace("\n", "\r\n")],
    ids=["no last newline", "white space around", "CRLF"],
)
def test_white_space_around_and_crlf_are_allowed(text: str) -> None:
    assert parse_armor(text.encode()) == DATA


@settings(deadline=None, max_examples=500)
@given(st.integers(0, len(TEXT) - 2), st.integers(0, 2), st.binary(max_size=2))
def test_no_change_leaves_the_same_file(place: int, dropped: int, added: bytes) -> None:
    text = TEXT.encode()
    changed = text[:place] + added + text[place + dropped :]
    try:
        opened = parse_armor(changed)
    except MalformedArmor:
        return
    white = b" \t\r\n"
    same = changed.replace(b"\r\n", b"\n").strip(white) == text.strip(white)
    assert same == (opened == DATA)


LINES = TEXT.split("\n")


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [BEGIN],
        [END],
        LINES[1:],
        LINES[:-2],
        ["", "words", *LINES],
        [*LINES, "words"],
        [BEGIN, "Comment: none", "", *LINES[1:]],
        [BEGIN, LINES[1] + LINES[2], *LINES[3:]],
        [BEGIN, LINES[1][:32], LINES[1][32:], *LINES[2:]],
        [BEGIN, "", *LINES[1:]],
        [*LINES[:-2], "", END],
        [BEGIN, LINES[1] + " ", *LINES[2:]],
        [line.replace("=", "") for line in LINES],
        [BEGIN.lower(), *LINES[1:]],
        [*LINES[:-2], END.lower()],
        [line.replace("AGE ENCRYPTED FILE", "PGP MESSAGE") for line in LINES],
        [*LINES, *LINES],
    ],
    ids=[
        "nothing",
        "only begin",
        "only end",
        "no begin",
        "no end",
        "words before",
        "words after",
        "headers",
        "long line",
        "short line",
        "empty line first",
        "empty line last",
        "space after",
        "no padding",
        "lower-case begin",
        "lower-case end",
        "PGP",
        "two files",
    ],
)
def test_another_text_is_refused(lines: list[str]) -> None:
    with pytest.raises(MalformedArmor):
        parse_armor("\n".join(lines).encode())

"""Letters: one way to write them, and a hostile one can do no more than be shown (WIRE §4)."""

import base64
import json
import re
import traceback
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.attachment import Attachment
from app.wire.constants import LARGEST_LETTER
from app.wire.errors import LetterMalformed, LetterUnread, LetterVersionUnknown
from app.wire.letter import Letter, parse, serialise
from app.wire.new_letter import new_letter_id, written_now
from app.wire.receipt import WayBack
from tests.vectors.reading import outcome, vectors
from tests.wire.letters import from_fields, letters, to_fields

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
MARKED = "only-for-staff"
PHOTO = Attachment("photo.jpg", "image/jpeg", 1, ("ab" * 32,))


@pytest.fixture
def letter() -> Letter:
    return Letter(
        letter_id="00112233445566778899aabbccddeeff",
        form="write",
        form_version=1,
        language="ar",
        serial=3,
        via="sealed",
        written="2026-11-22T03:40Z",
        answers={"message": MARKED},
    )


@pytest.mark.parametrize(("given", "expected"), vectors("letter"))
def test_a_letter_is_written_and_read_as_the_vector_says(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    def act() -> object:
        if given["do"] == "serialise":
            return base64.b64encode(serialise(from_fields(given["fields"]))).decode()
        return to_fields(parse(base64.b64decode(given["bytes"])))

    assert expected == outcome(act)


@given(letters())
@settings(max_examples=150, deadline=None)
def test_parse_inverts_serialise(letter: Letter) -> None:
    read = parse(serialise(letter))
    assert letter == read
    assert list(letter.answers) == list(read.answers)


@given(letters(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_field_of_any_other_value_is_read_or_refused(letter: Letter, data: st.DataObject) -> None:
    fields = to_fields(letter)
    fields[data.draw(st.sampled_from(sorted(fields)))] = data.draw(JSON)
    hostile = json.dumps(fields).encode()
    try:
        read = parse(hostile)
    except LetterUnread as error:
        assert hostile.decode() == error.raw  # noqa: PT017 (either outcome is right)
    else:
        assert fields == to_fields(read)


@given(st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
@settings(max_examples=200, deadline=None)
def test_any_bytes_that_are_no_letter_are_kept_in_the_error(hostile: bytes) -> None:
    with pytest.raises(LetterUnread) as caught:
        parse(hostile)
    assert hostile.decode("utf-8", "replace") == caught.value.raw


@pytest.mark.parametrize(
    "hostile",
    [
        b"[" * 1_000_000,
        b'{"a":' * 150_000,
        b'{"wire":1,"answers":' + b"[" * 500_000 + b"]" * 500_000 + b"}",
        b'{"wire":' + b"9" * 1_000_000 + b"}",
        b'{"wire":1e999999999}',
        b'{"wire":-0}',
        b'"' + b"\\ud800" * 100_000 + b'"',
        b"\x00" * 1_000_000,
        b" " * 1_048_573,
    ],
    ids=["lists", "objects", "closed", "digits", "exponent", "zero", "escapes", "nul", "too-long"],
)
def test_a_bomb_is_refused_like_any_other_letter(hostile: bytes) -> None:
    with pytest.raises(LetterMalformed) as caught:
        parse(hostile)
    assert hostile.decode() == caught.value.raw


def test_a_letter_is_read_up_to_the_largest_size(letter: Letter) -> None:
    written = serialise(letter)
    largest = written.ljust(LARGEST_LETTER)
    assert letter == parse(largest)
    with pytest.raises(LetterMalformed):
        parse(largest + b" ")


def test_a_letter_of_a_version_to_come_is_kept_whole(letter: Letter) -> None:
    newer = serialise(letter).replace(b'"wire":3', b'"wire":4')
    with pytest.raises(LetterVersionUnknown, match="version 4") as caught:
        parse(newer)
    assert newer.decode() == caught.value.raw


def test_bytes_that_are_no_text_are_shown_with_replacements() -> None:
    with pytest.raises(LetterMalformed) as caught:
        parse(b"help \xff\xfe me")
    assert "help \ufffd\ufffd me" == caught.value.raw


@pytest.mark.parametrize(
    "change",
    [
        (b'"via":"sealed"', b'"via":"only-for-staff"'),
        (b'"wire":3', b'"wire":4'),
        (b'"marks":[]', b'"marks":["only-for-staff"]'),
        (b'"message"', b'"only-for-staff"'),
        (b'"attachments":[]', b'"only-for-staff":[]'),
        (b'"attachments":[]', b'"attachments":["only-for-staff"]'),
        (
            b'"attachments":[]',
            b'"attachments":[{"name":"only-for-staff","type":"","size":1,"pieces":[]}]',
        ),
        (b'"return":null}', b'"return":null'),
        (b'"return":null', b'"return":{"only-for-staff":1}'),
        (
            b'"return":null',
            b'"return":{"recipient":"only-for-staff","secret":"' + b"0" * 64 + b'"}',
        ),
        (b"only-for-staff", b"only-for-staff\xff"),
    ],
)
def test_an_error_tells_nothing_of_the_letter(letter: Letter, change: tuple[bytes, bytes]) -> None:
    with pytest.raises(LetterUnread) as caught:
        parse(serialise(letter).replace(*change))
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    chain: BaseException | None = caught.value
    while chain is not None:
        told += str(chain) + repr(chain) + repr(chain.args)
        chain = chain.__context__
    assert MARKED not in told
    assert MARKED in caught.value.raw


def test_a_letter_shows_no_answer_in_its_repr(letter: Letter) -> None:
    assert MARKED not in repr(letter)


def test_an_attachment_shows_no_name_in_its_repr(letter: Letter) -> None:
    named = replace(PHOTO, name=MARKED)
    assert MARKED not in repr(replace(letter, attachments=(named,))) + repr(named)


def test_a_letter_shows_no_way_back_in_its_repr(letter: Letter) -> None:
    way_back = WayBack(b"recipient-bytes".ljust(1216), b"secret-bytes".ljust(32))
    told = repr(replace(letter, way_back=way_back)) + repr(way_back)
    assert "recipient-bytes" not in told
    assert "secret-bytes" not in told


def test_a_letter_of_version_1_is_read_and_has_no_way_back(letter: Letter) -> None:
    older = serialise(letter).replace(b'"wire":3', b'"wire":1').replace(b',"return":null', b"")
    assert letter == parse(older)


def test_a_way_back_in_a_letter_of_version_1_is_refused(letter: Letter) -> None:
    with pytest.raises(LetterMalformed, match="missing or unknown"):
        parse(serialise(letter).replace(b'"wire":3', b'"wire":1'))


@pytest.mark.parametrize("text", ["a\r", "a\r\n", "\x00", "\ud800", "\udfff\ud800"])
@pytest.mark.parametrize("several", [False, True])
def test_a_text_that_is_not_normalised_is_not_written(
    letter: Letter, text: str, *, several: bool
) -> None:
    answer = ("a", text) if several else text
    with pytest.raises(LetterMalformed, match="normalise"):
        serialise(replace(letter, answers={"message": answer}))


@pytest.mark.parametrize(
    "change",
    [
        {"letter_id": "00"},
        {"form": "Write"},
        {"form_version": 0},
        {"language": "fi@simple"},
        {"serial": True},
        {"via": "phone"},
        {"written": "2026-02-30T00:00Z"},
        {"answers": {"Message": "a"}},
        {"marks": ("no-origin",)},
        {"attachments": (replace(PHOTO, name=""),)},
        {"attachments": (replace(PHOTO, name="a\r"),)},
        {"attachments": (replace(PHOTO, media_type="image"),)},
        {"attachments": (replace(PHOTO, size=1_048_526),)},
        {"attachments": (PHOTO, PHOTO)},
        {"way_back": WayBack(bytes(1215), bytes(32))},
        {"way_back": WayBack(bytes(1217), bytes(32))},
        {"way_back": WayBack(bytes(1216), bytes(31))},
    ],
)
def test_a_letter_that_no_reader_would_take_is_not_written(
    letter: Letter, change: dict[str, Any]
) -> None:
    with pytest.raises(LetterMalformed):
        serialise(replace(letter, **change))


def test_a_new_letter_id_is_random_hex() -> None:
    ids = {new_letter_id() for _ in range(100)}
    assert 100 == len(ids)
    assert all(re.fullmatch(r"[0-9a-f]{32}", letter_id) for letter_id in ids)


def test_now_is_written_to_the_minute(letter: Letter) -> None:
    assert parse(serialise(replace(letter, written=written_now()))).written.endswith("Z")

"""Text as it is counted, sealed and read (WIRE §5)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.text import MESSAGE_LIMIT, count, normalise
from tests.vectors.reading import vectors

# Any sequence of UTF-16 units that a browser could hand over, surrogates included.
TYPED = st.text(
    st.characters(codec=None, exclude_categories=()) | st.sampled_from("\r\n\x00\ud800")
)


@pytest.mark.parametrize(("typed", "expected"), vectors("text"))
def test_a_text_travels_as_the_vector_says(typed: str, expected: dict[str, Any]) -> None:
    text = normalise(typed)
    assert expected == {"ok": {"text": text, "count": count(text)}}


@given(TYPED)
@settings(max_examples=300, deadline=None)
def test_normalising_twice_changes_nothing_more(typed: str) -> None:
    once = normalise(typed)
    assert once == normalise(once)


@given(TYPED)
@settings(max_examples=300, deadline=None)
def test_a_normalised_text_can_be_written_as_utf_8_and_as_a_form(typed: str) -> None:
    text = normalise(typed)
    posted = text.replace("\n", "\r\n")
    assert text == normalise(posted.encode().decode())
    assert "\x00" not in text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")))
@settings(max_examples=300, deadline=None)
def test_what_needs_no_change_is_not_changed(typed: str) -> None:
    assert typed == normalise(typed)


@pytest.mark.parametrize("letter", ["a", "ж", "न", "救", "\U0001f62d"])
def test_the_limit_is_as_many_letters_in_every_script(letter: str) -> None:
    assert 16_000 == MESSAGE_LIMIT == count(normalise(letter * MESSAGE_LIMIT))

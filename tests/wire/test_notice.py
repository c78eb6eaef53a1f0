"""The notice: a day that staff signed, or none (WIRE §13)."""

import base64
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.constants import NOTICE_NAME
from app.wire.errors import NoticeError, NoticeForged, NoticeMalformed
from app.wire.note import SigningKey
from app.wire.notice import is_stale, open_notice, sign_notice
from tests.vectors.reading import outcome, vectors

KEY = SigningKey(NOTICE_NAME, bytes(range(32)))
PUBLIC = KEY.verifier.public
DAY = date(2026, 11, 22)
SIGNED = sign_notice(DAY, KEY)


@pytest.mark.parametrize(("given", "expected"), vectors("notice"))
def test_a_notice_is_taken_or_refused_as_the_vector_says(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    key = base64.b64decode(given["notice"])
    assert expected == outcome(lambda: open_notice(given["text"], key).isoformat())


@given(st.dates())
@settings(max_examples=50, deadline=None)
def test_the_day_that_was_signed_is_read(day: date) -> None:
    assert day == open_notice(sign_notice(day, KEY), PUBLIC)


@given(st.integers(0, len(SIGNED) - 1), st.characters(codec=None, exclude_categories=()))
@settings(max_examples=200, deadline=None)
def test_a_changed_character_is_refused(position: int, character: str) -> None:
    changed = SIGNED[:position] + character + SIGNED[position + 1 :]
    if changed != SIGNED:
        with pytest.raises(NoticeError):
            open_notice(changed, PUBLIC)


def test_a_later_day_under_an_old_signature_is_forged() -> None:
    with pytest.raises(NoticeForged, match="collect letters"):
        open_notice(SIGNED.replace("11-22", "11-23"), PUBLIC)


def test_a_notice_of_another_key_is_forged_whatever_its_name() -> None:
    stranger = SigningKey.generate(NOTICE_NAME)
    with pytest.raises(NoticeForged):
        open_notice(sign_notice(DAY, stranger), PUBLIC)
    with pytest.raises(NoticeForged):
        open_notice(sign_notice(DAY, SigningKey("turva-root", KEY.seed)), PUBLIC)


def test_what_is_wrong_is_said_before_who_signed() -> None:
    with pytest.raises(NoticeMalformed):
        open_notice(SIGNED.replace("11-22", "11-31"), bytes(32))


@pytest.mark.parametrize(("given", "expected"), vectors("stale"))
def test_a_notice_is_stale_or_not_as_the_vector_says(
    given: dict[str, str], expected: dict[str, bool]
) -> None:
    days = (date.fromisoformat(given[name]) for name in ("collected", "today"))
    assert expected["ok"] is is_stale(*days)

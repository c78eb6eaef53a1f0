"""The text of an answer: what may be sent at all, and in which language."""

import pytest

from app.inbox.errors import (
    AnswerEmpty,
    AnswerTooLong,
    AnswerWithControls,
)
from app.inbox.replies import (
    answered_by,
    language_of,
    written,
)
from app.wire.constants import ANSWER_LIMIT
from tests.inbox.answers import answer, case_at, draft
from tests.inbox.sender import Sender
from tests.inbox.visit import phrases


@pytest.mark.parametrize("text", ["", " \n\t ", "\r\n"])
def test_an_empty_answer_is_refused(text: str) -> None:
    with pytest.raises(AnswerEmpty):
        written(text)


def test_the_limit_counts_code_points() -> None:
    assert ANSWER_LIMIT == len(written("𐍈" * ANSWER_LIMIT))
    with pytest.raises(AnswerTooLong):
        written("a" * (ANSWER_LIMIT + 1))


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\u200f", "\u2028", "\ud800"],
)
def test_what_is_not_seen_and_could_act_is_refused_and_not_repeated(character: str) -> None:
    with pytest.raises(AnswerWithControls) as refused:
        written(f"MARKED {character} text")
    assert "MARKED" not in str(refused.value)


def test_joiners_that_languages_need_are_kept() -> None:
    persian = "می\u200cخواهم"
    assert persian == written(f"  {persian}\r\n")


@pytest.mark.parametrize(
    ("claimed", "sent"), [("ar", "ar"), ("sv-FI", "sv"), ("ka", "en"), ("zz-x-evil", "en")]
)
def test_a_phrase_goes_out_in_the_senders_language_or_in_english(
    sender: Sender, claimed: str, sent: str
) -> None:
    sender.write(language=claimed)
    desk = sender.office.desk()
    language, text, key = answered_by(phrases()["read"], language_of(case_at(desk)), "")
    answer(desk, text, language=language, phrase=key)

    assert [(sent, phrases()["read"].text[sent])] == [
        (each.language, each.text) for each in sender.read()
    ]


def test_no_repr_shows_what_is_sent() -> None:
    assert "MARKED" not in repr(draft("MARKED", although="MARKED"))

"""Answers and the calendar: they leave when they are old, and a wrong clock does nothing."""

from datetime import timedelta

import pytest

from app.inbox import journal, publishing, replies
from app.inbox.calendar import today
from app.inbox.errors import ClockWrong
from app.inbox.mailboxes import STAYS
from app.inbox.publishing import mend
from app.inbox.replies import withdraw
from tests.inbox.answers import answer
from tests.inbox.sender import Sender


def set_clock(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    day = today() + timedelta(days=days)
    for module in (publishing, replies):
        monkeypatch.setattr(module, "today", lambda: day)
    monkeypatch.setattr(journal, "written_now", lambda: f"{day.isoformat()}T12:00Z")


def test_an_answer_leaves_the_mailbox_when_its_days_are_over(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = waiting.office.desk()
    answer(desk, "old")
    later = today() + STAYS + timedelta(days=1)
    monkeypatch.setattr(publishing, "today", lambda: later)
    mend(desk)

    assert [] == waiting.texts()


@pytest.mark.parametrize("days", [-365, -2, 101, 365])
def test_a_computer_whose_clock_is_wrong_answers_nothing_and_takes_nothing_away(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    answer(waiting.office.desk("aino"), "first")
    bo = waiting.office.desk("bo")
    with monkeypatch.context() as context:
        set_clock(context, days)
        with pytest.raises(ClockWrong):
            answer(bo, "second")
        with pytest.raises(ClockWrong):
            withdraw(bo, bo.contents().cases[0])
        with pytest.raises(ClockWrong):
            mend(bo)

    assert ["first"] == waiting.texts()
    assert 1 == len(bo.contents().cases[0].state.standing)


def test_one_answer_of_a_clock_gone_mad_stops_nobody(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo, aino = waiting.office.desk("bo"), waiting.office.desk("aino")
    bo.pull()
    reply = {"answer": "1" * 32, "language": "en", "text": "x", "phrase": ""}
    with monkeypatch.context() as context:
        context.setattr(journal, "written_now", lambda: "9000-12-31T00:00Z")
        bo.record("reply", bo.contents().cases[0].case_id, reply)
    answer(aino, "hello")

    assert {"x", "hello"} == set(waiting.texts())

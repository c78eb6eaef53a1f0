"""What a mailbox has to hold follows from the events alone, whatever day they name."""

from dataclasses import replace

import pytest

from app.inbox.calendar import today
from app.inbox.case_state import CaseState, Reply
from app.inbox.mailboxes import due_mailboxes, waiting
from tests.inbox.office import Office
from tests.inbox.sender import Sender


@pytest.mark.parametrize(("at", "count"), [("9999-12-31T00:00Z", 1), ("0001-01-01T00:00Z", 0)])
def test_a_day_at_the_end_of_all_days_stops_nothing(at: str, count: int) -> None:
    reply = Reply("e" * 64, "bo", at, "1" * 32, "en", "x")

    assert count == len(waiting(CaseState(replies=(reply,)), today()))


def test_a_mailbox_that_two_cases_claim_is_left_alone() -> None:
    sender = Sender(Office())
    sender.write()
    desk = sender.office.desk()
    desk.pull()
    contents = desk.contents()
    twice = replace(contents, cases=contents.cases * 2)

    assert {sender.mailbox} == set(due_mailboxes(contents, today()))
    assert set() == set(due_mailboxes(twice, today()))

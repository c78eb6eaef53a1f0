"""What a sender asked for is obeyed: no contact without a reason, and answers taken back."""

import pytest

from app.inbox.errors import (
    NotToBeContacted,
)
from app.inbox.replies import (
    withdraw,
)
from app.inbox.wishes import wishes
from tests.inbox.answers import answer, case_at
from tests.inbox.sender import Sender


def test_who_asked_not_to_be_contacted_is_answered_only_with_a_reason(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    sender.write_again(wishes=("do_not_contact",))
    with pytest.raises(NotToBeContacted):
        answer(desk)
    assert () == case_at(desk).state.replies
    answer(desk, although="She asked on the phone.")

    assert ["We read it."] == sender.texts()
    assert ["She asked on the phone."] == [each.text for each in case_at(desk).state.decisions]


def test_a_later_letter_does_not_lift_the_wish(sender: Sender) -> None:
    sender.write()
    sender.write_again(wishes=("do_not_contact",))
    sender.write_again("d" * 32, message="please answer")

    with pytest.raises(NotToBeContacted):
        answer(sender.office.desk())


def test_a_wish_to_remove_answers_means_those_that_were_there(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    first = answer(desk, "one")
    sender.write_again(wishes=("remove_answers",))
    case = case_at(desk)
    assert [first.answer_id] == [reply.answer_id for reply in wishes(case).remove]
    withdraw(desk, case, *(reply.answer_id for reply in wishes(case).remove))
    assert not wishes(case_at(desk))
    answer(desk, "two")

    assert not wishes(case_at(desk))
    assert ["two"] == sender.texts()

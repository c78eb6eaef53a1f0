"""An answer reaches exactly its sender, once, and only when it may be sent."""

from dataclasses import replace

import pytest

from app.inbox.cases import Case
from app.inbox.errors import (
    AnswerChanged,
    MailboxIsFull,
    NoWayBack,
    WayBackBroken,
    WayBackContested,
)
from app.inbox.replies import (
    send,
    withdraw,
)
from app.wire.constants import ANSWER_LIMIT
from app.wire.errors import MailboxEmpty
from app.wire.receipt import WayBack, new_receipt
from tests.inbox.answers import answer, case_at, draft
from tests.inbox.office import Office
from tests.inbox.sender import Sender
from tests.inbox.visit import phrases


def test_the_sender_reads_an_answer_and_nobody_elses_receipt_does(sender: Sender) -> None:
    sender.write()
    answer(sender.office.desk(), "We read it.")

    assert ["We read it."] == sender.texts()
    stranger = Sender(sender.office, new_receipt())
    with pytest.raises(MailboxEmpty):
        stranger.read()


def test_answers_of_two_members_stand_in_their_order(sender: Sender) -> None:
    sender.write()
    for name, text in (("aino", "first"), ("bo", "second"), ("aino", "third")):
        answer(sender.office.desk(name), text)

    assert [(1, "first"), (2, "second"), (3, "third")] == [
        (each.number, each.text) for each in sender.read()
    ]


def test_a_follow_up_joins_its_case_and_both_can_be_answered(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    answer(desk, "first")
    sender.write_again()
    answer(desk, "second")

    assert ["first", "second"] == sender.texts()


def test_a_letter_without_receipt_is_not_answered(office: Office) -> None:
    Sender(office).write(way_back=None)
    desk = office.desk()

    with pytest.raises(NoWayBack, match="without a receipt"):
        answer(desk)
    assert () == case_at(desk).state.replies


def test_what_nothing_can_be_sealed_to_is_not_answered(sender: Sender) -> None:
    secret = sender.keys.secret
    sender.write(way_back=WayBack(b"\xff" * 1216, secret))
    desk = sender.office.desk()

    with pytest.raises(WayBackBroken):
        answer(desk)
    assert () == case_at(desk).state.replies


def test_a_letter_that_names_another_recipient_gets_no_answer(sender: Sender) -> None:
    thief = Sender(sender.office, new_receipt())
    sender.write()
    desk = sender.office.desk()
    first = case_at(desk)
    hijack = WayBack(thief.keys.way_back.recipient, sender.keys.secret)
    sender.write(letter_id="e" * 32, way_back=hijack, form="follow")
    send(desk, first, draft("for the first sender"), phrases())
    found = desk.contents().find("e" * 32)

    assert ["for the first sender"] == sender.texts()
    assert isinstance(found, Case)
    with pytest.raises(WayBackContested):
        send(desk, found, draft("for whoever else"), phrases())
    assert ["for the first sender"] == sender.texts()
    held = sender.office.replies.read(sender.mailbox)
    assert held
    thief.office.replies.replace(thief.mailbox, held[0], None)
    with pytest.raises(MailboxEmpty):
        thief.read()


def test_the_same_answer_again_is_one_answer(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    sent = answer(desk)
    send(desk, case_at(desk), sent, phrases())

    assert 1 == len(sender.read())
    assert 1 == len(case_at(desk).state.replies)


def test_another_text_under_the_same_id_is_refused(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    sent = answer(desk, "one")

    with pytest.raises(AnswerChanged):
        send(desk, case_at(desk), replace(sent, text="two"), phrases())
    assert ["one"] == sender.texts()


def test_an_answer_that_is_taken_back_is_gone_and_the_others_stay(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    first, _ = answer(desk, "one"), answer(desk, "two")
    withdraw(desk, case_at(desk), first.answer_id)

    assert [(2, "two")] == [(each.number, each.text) for each in sender.read()]
    withdraw(desk, case_at(desk))
    assert () == sender.read()


def test_a_full_mailbox_says_so_and_loses_nothing(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    texts = [chr(0x10000 + number) * ANSWER_LIMIT for number in range(5)]
    for text in texts[:4]:
        answer(desk, text)
    with pytest.raises(MailboxIsFull):
        answer(desk, texts[4])

    assert texts[:4] == sender.texts()
    assert 4 == len(case_at(desk).state.replies)


def test_what_a_colleague_has_just_answered_is_taken_back_too(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    case = case_at(desk)
    answer(sender.office.desk("bo"), "by bo")
    withdraw(desk, case)

    assert () == sender.read()

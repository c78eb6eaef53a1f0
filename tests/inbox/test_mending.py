"""What one computer left undone is done by the next, once: nobody else is needed."""

import pytest

from app.inbox import placed, replies
from app.inbox.publishing import Outcome, is_behind, mend
from app.inbox.replies import withdraw
from app.wire.errors import MailboxEmpty
from tests.inbox.answers import answer
from tests.inbox.office import local_places
from tests.inbox.sender import Sender
from tests.inbox.watched import watched


def test_what_a_crash_left_between_event_and_mailbox_is_mended_by_another_start(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = local_places()
    desk = waiting.office.desk(local=places)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr("app.inbox.replies.publish", crash)
        with pytest.raises(KeyboardInterrupt):
            answer(desk, "kept")
    with pytest.raises(MailboxEmpty):
        waiting.read()
    again = waiting.office.desk(local=places)
    again.pull()
    mend(again)

    assert ["kept"] == waiting.texts()


def test_what_is_noted_of_mailboxes_shows_no_letter_and_is_done_once(waiting: Sender) -> None:
    desk = waiting.office.desk()
    answer(desk, "MARKED")
    held = desk.placed.read(placed.NAME)

    assert held
    assert b"MARKED" not in held[0]
    assert Outcome() == mend(desk)


def test_a_note_that_is_lost_or_damaged_costs_one_more_placing(waiting: Sender) -> None:
    desk = waiting.office.desk()
    answer(desk, "kept")
    held = desk.placed.read(placed.NAME)
    assert held
    desk.placed.replace(placed.NAME, b"\xff\x00" + held[0][2:], held[1])

    assert {waiting.mailbox} == mend(desk).placed
    assert Outcome() == mend(desk)


def test_what_a_dead_laptop_left_between_event_and_mailbox_a_colleague_puts_in_place(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = waiting.office.desk("bo")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr("app.inbox.replies.publish", die)
        with pytest.raises(KeyboardInterrupt):
            answer(bo, "your place is ready")
    aino = waiting.office.desk("aino")
    aino.pull()
    (case,) = aino.contents().cases
    assert is_behind(aino, case)
    mend(aino)

    assert ["your place is ready"] == waiting.texts()
    assert not is_behind(aino, case)


def test_a_mailbox_that_the_stores_owner_removes_is_put_back(waiting: Sender) -> None:
    aino = waiting.office.desk("aino")
    answer(aino, "kept")
    waiting.office.replies.remove(waiting.mailbox)
    mend(aino)

    assert ["kept"] == waiting.texts()


def test_an_answer_that_was_taken_back_is_taken_out_by_who_comes_next(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = waiting.office.desk("bo")
    answer(bo, "not for her")
    (case,) = bo.contents().cases
    monkeypatch.setattr(replies, "publish", lambda *_: None)
    withdraw(bo, case)
    assert ["not for her"] == waiting.texts()
    fresh = waiting.office.desk("aino")
    fresh.pull()
    mend(fresh)

    assert [] == waiting.texts()


def test_answers_are_not_put_in_place_again_and_again(waiting: Sender) -> None:
    answer(waiting.office.desk("aino"), "one")
    bo, shelf = watched(waiting.office, "bo")
    for _ in range(3):
        bo.pull()
        mend(bo)

    assert [waiting.mailbox] == shelf.replaced

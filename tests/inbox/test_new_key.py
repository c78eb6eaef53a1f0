"""A new reply key: what waits is signed anew, by whoever comes next, and nothing else is."""

import pytest

from app.inbox.publishing import Outcome, mend
from app.inbox.replies import Draft, new_answer_id, send
from app.store.errors import Unavailable
from app.wire.epoch import Epoch
from app.wire.errors import MailboxForged
from app.wire.receipt import new_receipt
from tests.inbox.answers import answer, texts_under
from tests.inbox.sender import Sender


def test_a_new_reply_key_signs_all_that_waits_anew_and_nothing_else(waiting: Sender) -> None:
    office = waiting.office
    Sender(office, new_receipt()).write(letter_id="8" * 32)
    desk = office.desk()
    desk.pull()
    case = next(
        each
        for each in desk.contents().cases
        if each.way_back and each.way_back.mailbox == waiting.mailbox
    )
    send(desk, case, Draft(new_answer_id(), "en", "before"), {})
    epoch = office.rotate()
    fresh = office.desk()
    fresh.pull()

    assert {waiting.mailbox} == mend(fresh).placed
    assert [waiting.mailbox] == list(office.replies.names())
    with pytest.raises(MailboxForged):
        waiting.read()
    assert ["before"] == texts_under(waiting, epoch)


def test_an_answer_is_not_left_signed_with_a_key_that_changed_meanwhile(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who changes the key passes by a mailbox while only the author of its answer knows of it."""
    office, epochs = waiting.office, list[Epoch]()
    desk = office.desk("aino")
    desk.pull()
    (case,) = desk.contents().cases
    put, acts = office.events.put, ["refuse", "rotate"]

    def playing(name: str, data: bytes) -> None:
        act = acts.pop(0) if acts else ""
        if act == "refuse":
            raise Unavailable("no network")
        if act == "rotate":
            epochs.append(office.rotate())
            bo = office.desk("bo")
            bo.pull()
            assert Outcome() == mend(bo)
        put(name, data)

    monkeypatch.setattr(office.events, "put", playing)
    send(desk, case, Draft(new_answer_id(), "en", "mine"), {})

    assert ["mine"] == texts_under(waiting, epochs[0])


def test_a_rotation_that_nobody_finished_is_finished_by_whoever_fetches_letters(
    waiting: Sender,
) -> None:
    answer(waiting.office.desk("aino"), "before")
    bo = waiting.office.desk("bo")
    epoch = waiting.office.rotate()  # and the laptop that did it dies here
    bo.pull()
    mend(bo)

    assert ["before"] == texts_under(waiting, epoch)

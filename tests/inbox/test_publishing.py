"""Mailboxes are whole whatever comes between: colleagues, the store's owner, a failure."""

from collections.abc import Callable

import pytest

from app.inbox import replies
from app.inbox.cases import Case
from app.inbox.desk import Desk
from app.inbox.errors import NoRoomLeft, NotPublished
from app.inbox.publishing import Outcome, is_behind, mend
from app.inbox.replies import Draft, withdraw
from app.inbox.sync import PullReport
from app.store.errors import Changed, Unavailable
from app.store.memory import MemoryArchive
from tests.inbox.answers import answer, case_at, texts_under
from tests.inbox.office import Office
from tests.inbox.sender import Sender
from tests.inbox.watched import put, watched


def test_a_colleague_who_answers_between_reading_and_replacing_is_not_overwritten(
    waiting: Sender,
) -> None:
    desk, shelf = watched(waiting.office)
    shelf.then = lambda: answer(waiting.office.desk("bo"), "by bo")
    answer(desk, "by aino")

    assert {"by aino", "by bo"} == set(waiting.texts())
    # Refused once, as what was read had changed, then made anew.
    assert [waiting.mailbox, waiting.mailbox] == shelf.replaced


def test_what_another_process_of_ours_is_just_writing_stops_no_answer(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, shelf = watched(waiting.office)
    case, fetch, replaced = case_at(desk).case_id, desk.pull, list[str]()

    def pull_then_write() -> PullReport:
        report = fetch()
        if shelf.replaced and not replaced:  # after the last pull, before what is unsent is counted
            replaced.extend(shelf.replaced)
            with monkeypatch.context() as other:
                other.setattr(desk.journal, "push", list)
                desk.record("note", case, {"text": "a note"})
        return report

    monkeypatch.setattr(desk, "pull", pull_then_write)
    answer(desk, "by aino")

    assert ["by aino"] == waiting.texts()
    assert 0 == desk.unsent


def test_an_older_mailbox_that_the_stores_owner_puts_back_meanwhile_loses_nothing(
    waiting: Sender,
) -> None:
    bo = waiting.office.desk("bo")
    answer(bo, "old")
    held = waiting.office.replies.read(waiting.mailbox)
    assert held
    old = held[0]
    desk, shelf = watched(waiting.office)

    def play() -> None:
        answer(bo, "by bo")
        put(waiting, old)

    shelf.then = play
    answer(desk, "by aino")

    assert {"old", "by bo", "by aino"} == set(waiting.texts())
    put(waiting, old)
    answer(bo, "later")
    assert {"old", "by bo", "by aino", "later"} == set(waiting.texts())


def test_a_mailbox_that_looks_as_it_was_read_though_a_colleague_answered_loses_nothing(
    waiting: Sender,
) -> None:
    bo = waiting.office.desk("bo")
    answer(bo, "old")
    held = waiting.office.replies.read(waiting.mailbox)
    assert held
    old = held[0]
    desk, shelf = watched(waiting.office)

    def play() -> None:
        answer(bo, "by bo")
        put(waiting, old)

    shelf.before = play
    answer(desk, "by aino")

    assert {"old", "by bo", "by aino"} == set(waiting.texts())


def test_two_who_write_all_the_time_are_told_that_it_is_not_there_yet(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = waiting.office.desk()

    def changed(*_: object) -> str:
        raise Changed("somebody was faster")

    with monkeypatch.context() as context:
        context.setattr(waiting.office.replies, "replace", changed)
        with pytest.raises(NotPublished):
            answer(desk, "kept")
    (case,) = desk.contents().cases
    assert is_behind(desk, case)
    assert ["kept"] == [reply.text for reply in case.state.replies]
    mend(desk)

    assert ["kept"] == waiting.texts()
    assert not is_behind(desk, case)


def test_an_answer_whose_event_the_store_does_not_take_is_not_said_to_be_there(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = waiting.office.desk()
    desk.pull()

    def refuse(*_: object) -> None:
        raise Unavailable("no network")

    with monkeypatch.context() as context:
        context.setattr(MemoryArchive, "put", only_there(MemoryArchive.put, waiting.office, refuse))
        with pytest.raises(NotPublished):
            answer(desk, "mine")
    answer(waiting.office.desk("bo"), "by bo")
    desk.pull()
    mend(desk)

    assert {"mine", "by bo"} == set(waiting.texts())


def only_there(
    put: Callable[..., None], office: Office, refuse: Callable[..., None]
) -> Callable[..., None]:
    """Return a put that fails at the shared store and nowhere else."""

    def chosen(archive: MemoryArchive, name: str, data: bytes) -> None:
        (refuse if archive is office.events else put)(archive, name, data)

    return chosen


LONG = "\u1000" * 3_900
"""An answer that takes three bytes a letter: five of them fit into a mailbox."""


def test_two_long_answers_at_once_are_both_kept_and_who_is_not_in_the_mailbox_is_told(
    waiting: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = waiting.office
    aino, bo = office.desk("aino"), office.desk("bo")
    for number in range(4):
        answer(aino, f"{number}{LONG}")
    bo.pull()
    fits = replies.fit

    def meanwhile(desk: Desk, case: Case, draft: Draft) -> None:
        fits(desk, case, draft)
        monkeypatch.setattr(replies, "fit", fits)
        answer(bo, f"by bo{LONG}")
        desk.pull()

    monkeypatch.setattr(replies, "fit", meanwhile)
    with pytest.raises(NoRoomLeft):
        answer(aino, f"by aino{LONG}")
    assert ["0", "1", "2", "3", "b"] == [text[0] for text in waiting.texts()]
    (case,) = aino.contents().cases
    assert 6 == len(case.state.standing)
    assert is_behind(aino, case)

    epoch = office.rotate()
    aino.pull()
    assert Outcome() != mend(aino)
    assert ["0", "1", "2", "3", "b"] == [text[0] for text in texts_under(waiting, epoch)]
    withdraw(aino, case, case.state.standing[0].answer_id)
    assert ["1", "2", "3", "b", "b"] == [text[0] for text in texts_under(waiting, epoch)]
    assert not is_behind(aino, aino.contents().cases[0])

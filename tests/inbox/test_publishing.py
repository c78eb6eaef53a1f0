"""Mailboxes are whole whatever comes between: colleagues, the store's owner, a failure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from app.inbox import journal, placed, publishing, replies
from app.inbox.calendar import today
from app.inbox.cases import Case
from app.inbox.desk import Desk
from app.inbox.errors import ClockWrong, NoRoomLeft, NotPublished
from app.inbox.mailboxes import STAYS
from app.inbox.publishing import Outcome, is_behind, mend
from app.inbox.replies import Draft, new_answer_id, send, withdraw
from app.store.errors import Changed, Unavailable
from app.store.memory import MemoryArchive, MemoryShelf
from app.wire.epoch import Epoch
from app.wire.errors import MailboxEmpty, MailboxForged
from app.wire.mailbox import open_mailbox
from app.wire.receipt import new_receipt
from tests.inbox.office import Office, local_places
from tests.inbox.sender import Sender


@dataclass
class Watched:
    """A shelf of mailboxes where somebody else acts once it was read, or before it is replaced."""

    shelf: MemoryShelf
    then: Callable[[], None] = lambda: None
    before: Callable[[], None] = lambda: None
    replaced: list[str] = field(default_factory=list)

    def read(self, name: str) -> tuple[bytes, str] | None:
        held = self.shelf.read(name)
        act, self.then = self.then, lambda: None
        act()
        return held

    def replace(self, name: str, data: bytes, tag: str | None) -> str:
        self.replaced.append(name)
        act, self.before = self.before, lambda: None
        act()
        return self.shelf.replace(name, data, tag)

    def remove(self, name: str) -> None:
        self.shelf.remove(name)

    def names(self) -> Iterator[str]:
        return self.shelf.names()


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def sender(office: Office) -> Sender:
    sender = Sender(office)
    sender.write()
    return sender


def watched(office: Office, name: str = "aino") -> tuple[Desk, Watched]:
    shelf = Watched(office.replies)
    remote = replace(office.remote, replies=shelf)
    return office.desk(name, remote=remote), shelf


def answer(desk: Desk, text: str) -> None:
    desk.pull()
    (case,) = desk.contents().cases
    assert isinstance(case, Case)
    send(desk, case, Draft(new_answer_id(), "en", text), {})


def put(sender: Sender, data: bytes) -> None:
    """Put an object in place of the mailbox, as the owner of the store can."""
    held = sender.office.replies.read(sender.mailbox)
    sender.office.replies.replace(sender.mailbox, data, held[1] if held else None)


def test_a_colleague_who_answers_between_reading_and_replacing_is_not_overwritten(
    sender: Sender,
) -> None:
    desk, shelf = watched(sender.office)
    shelf.then = lambda: answer(sender.office.desk("bo"), "by bo")
    answer(desk, "by aino")

    assert {"by aino", "by bo"} == set(sender.texts())
    # Refused once, as what was read had changed, then made anew.
    assert [sender.mailbox, sender.mailbox] == shelf.replaced


def test_an_older_mailbox_that_the_stores_owner_puts_back_meanwhile_loses_nothing(
    sender: Sender,
) -> None:
    bo = sender.office.desk("bo")
    answer(bo, "old")
    held = sender.office.replies.read(sender.mailbox)
    assert held
    old = held[0]
    desk, shelf = watched(sender.office)

    def play() -> None:
        answer(bo, "by bo")
        put(sender, old)

    shelf.then = play
    answer(desk, "by aino")

    assert {"old", "by bo", "by aino"} == set(sender.texts())
    put(sender, old)
    answer(bo, "later")
    assert {"old", "by bo", "by aino", "later"} == set(sender.texts())


def test_a_mailbox_that_looks_as_it_was_read_though_a_colleague_answered_loses_nothing(
    sender: Sender,
) -> None:
    bo = sender.office.desk("bo")
    answer(bo, "old")
    held = sender.office.replies.read(sender.mailbox)
    assert held
    old = held[0]
    desk, shelf = watched(sender.office)

    def play() -> None:
        answer(bo, "by bo")
        put(sender, old)

    shelf.before = play
    answer(desk, "by aino")

    assert {"old", "by bo", "by aino"} == set(sender.texts())


def test_two_who_write_all_the_time_are_told_that_it_is_not_there_yet(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sender.office.desk()

    def changed(*_: object) -> str:
        raise Changed("somebody was faster")

    with monkeypatch.context() as context:
        context.setattr(sender.office.replies, "replace", changed)
        with pytest.raises(NotPublished):
            answer(desk, "kept")
    (case,) = desk.contents().cases
    assert is_behind(desk, case)
    assert ["kept"] == [reply.text for reply in case.state.replies]
    mend(desk)

    assert ["kept"] == sender.texts()
    assert not is_behind(desk, case)


def test_what_a_crash_left_between_event_and_mailbox_is_mended_by_another_start(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = local_places()
    desk = sender.office.desk(local=places)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr("app.inbox.replies.publish", crash)
        with pytest.raises(KeyboardInterrupt):
            answer(desk, "kept")
    with pytest.raises(MailboxEmpty):
        sender.read()
    again = sender.office.desk(local=places)
    again.pull()
    mend(again)

    assert ["kept"] == sender.texts()


def test_an_answer_whose_event_the_store_does_not_take_is_not_said_to_be_there(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sender.office.desk()
    desk.pull()

    def refuse(*_: object) -> None:
        raise Unavailable("no network")

    with monkeypatch.context() as context:
        context.setattr(MemoryArchive, "put", only_there(MemoryArchive.put, sender.office, refuse))
        with pytest.raises(NotPublished):
            answer(desk, "mine")
    answer(sender.office.desk("bo"), "by bo")
    desk.pull()
    mend(desk)

    assert {"mine", "by bo"} == set(sender.texts())


def only_there(
    put: Callable[..., None], office: Office, refuse: Callable[..., None]
) -> Callable[..., None]:
    """Return a put that fails at the shared store and nowhere else."""

    def chosen(archive: MemoryArchive, name: str, data: bytes) -> None:
        (refuse if archive is office.events else put)(archive, name, data)

    return chosen


def test_a_new_reply_key_signs_all_that_waits_anew_and_nothing_else(sender: Sender) -> None:
    office = sender.office
    Sender(office, new_receipt()).write(letter_id="8" * 32)
    desk = office.desk()
    desk.pull()
    case = next(
        each
        for each in desk.contents().cases
        if each.way_back and each.way_back.mailbox == sender.mailbox
    )
    send(desk, case, Draft(new_answer_id(), "en", "before"), {})
    epoch = office.rotate()
    fresh = office.desk()
    fresh.pull()

    assert {sender.mailbox} == mend(fresh).placed
    assert [sender.mailbox] == list(office.replies.names())
    with pytest.raises(MailboxForged):
        sender.read()
    assert ["before"] == texts_under(sender, epoch)


def texts_under(sender: Sender, epoch: Epoch) -> list[str]:
    """Return what a page shows that has the keyring of this epoch."""
    held = sender.office.replies.read(sender.mailbox)
    assert held
    reply_key = epoch.reply.verifier.public
    return [each.text for each in open_mailbox(held[0], sender.keys, reply_key, today()).answers]


def test_an_answer_is_not_left_signed_with_a_key_that_changed_meanwhile(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who changes the key passes by a mailbox while only the author of its answer knows of it."""
    office, epochs = sender.office, list[Epoch]()
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

    assert ["mine"] == texts_under(sender, epochs[0])


def test_an_answer_leaves_the_mailbox_when_its_days_are_over(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sender.office.desk()
    answer(desk, "old")
    later = today() + STAYS + timedelta(days=1)
    monkeypatch.setattr(publishing, "today", lambda: later)
    mend(desk)

    assert [] == sender.texts()


def test_what_is_noted_of_mailboxes_shows_no_letter_and_is_done_once(sender: Sender) -> None:
    desk = sender.office.desk()
    answer(desk, "MARKED")
    held = desk.placed.read(placed.NAME)

    assert held
    assert b"MARKED" not in held[0]
    assert Outcome() == mend(desk)


def test_a_note_that_is_lost_or_damaged_costs_one_more_placing(sender: Sender) -> None:
    desk = sender.office.desk()
    answer(desk, "kept")
    held = desk.placed.read(placed.NAME)
    assert held
    desk.placed.replace(placed.NAME, b"\xff\x00" + held[0][2:], held[1])

    assert {sender.mailbox} == mend(desk).placed
    assert Outcome() == mend(desk)


# --- the store does not give everything


def out_of_reach(monkeypatch: pytest.MonkeyPatch, office: Office, *names: str) -> None:
    """Let the shared store fail to hand out these events, or any if none is named."""
    get = office.events.get

    def failing(name: str) -> bytes:
        if not names or name in names:
            raise Unavailable("the network is slow")
        return get(name)

    monkeypatch.setattr(office.events, "get", failing)


def test_who_cannot_fetch_an_event_takes_no_answer_away_and_is_not_told_that_theirs_is_there(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(sender.office.desk("aino"), "by aino")
    bo = sender.office.desk("bo")
    with monkeypatch.context() as context:
        out_of_reach(context, sender.office)
        with pytest.raises(NotPublished):
            answer(bo, "by bo")
        assert ["by aino"] == sender.texts()
        assert {sender.mailbox} == mend(bo).left
        assert ["by aino"] == sender.texts()
    bo.pull()
    mend(bo)

    assert {"by aino", "by bo"} == set(sender.texts())


def test_what_could_not_be_looked_after_once_more_does_not_count_as_in_place(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sender.office
    bo = office.desk("bo")
    placing, names = office.replies.replace, office.events.names

    def fail() -> Iterator[str]:
        raise Unavailable("the network is gone")

    def then_it_fails(name: str, data: bytes, tag: str | None) -> str:
        monkeypatch.setattr(office.events, "names", fail)
        return placing(name, data, tag)

    monkeypatch.setattr(office.replies, "replace", then_it_fails)
    with pytest.raises(NotPublished):
        answer(bo, "by bo")
    assert is_behind(bo, bo.contents().cases[0])
    monkeypatch.setattr(office.events, "names", names)
    monkeypatch.setattr(office.replies, "replace", placing)
    bo.pull()
    mend(bo)

    assert not is_behind(bo, bo.contents().cases[0])


def test_an_event_that_a_colleague_names_and_the_store_withholds_may_be_an_answer(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sender.office
    aino, bo = office.desk("aino"), office.desk("bo")
    answer(aino, "old")
    bo.pull()
    mend(bo)
    before = set(office.events.names())
    answer(aino, "by aino")
    withheld = set(office.events.names()) - before
    case_id = aino.contents().cases[0].case_id
    aino.record("note", case_id, {"text": "names what is withheld"})
    names = office.events.names
    with monkeypatch.context() as context:
        listed = [name for name in names() if name not in withheld]
        context.setattr(office.events, "names", lambda: iter(listed))
        with pytest.raises(NotPublished):
            answer(bo, "by bo")
        assert ["old", "by aino"] == sender.texts()
        # Signed with a former key it would be told to be a fake, which is worse.
        epoch = office.rotate()
        bo.pull()
        mend(bo)
        assert ["old", "by bo"] == texts_under(sender, epoch)
    bo.pull()
    mend(bo)

    assert {"old", "by aino", "by bo"} == set(texts_under(sender, epoch))


def test_what_stays_lost_does_not_hold_answers_up_for_ever(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sender.office
    aino, bo = office.desk("aino"), office.desk("bo")
    answer(aino, "old")
    before = set(office.events.names())
    days_ago = (today() - timedelta(days=3)).isoformat()
    with monkeypatch.context() as context:
        context.setattr(journal, "written_now", lambda: f"{days_ago}T12:00Z")
        for text in ("lost", "names what is lost"):
            aino.record("note", aino.contents().cases[0].case_id, {"text": text})
            if text == "lost":
                for name in set(office.events.names()) - before:
                    office.events.remove(name)
    answer(bo, "by bo")

    assert ["old", "by bo"] == sender.texts()


# --- nobody else is needed: what one computer left undone is done by the next


def test_what_a_dead_laptop_left_between_event_and_mailbox_a_colleague_puts_in_place(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = sender.office.desk("bo")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr("app.inbox.replies.publish", die)
        with pytest.raises(KeyboardInterrupt):
            answer(bo, "your place is ready")
    aino = sender.office.desk("aino")
    aino.pull()
    (case,) = aino.contents().cases
    assert is_behind(aino, case)
    mend(aino)

    assert ["your place is ready"] == sender.texts()
    assert not is_behind(aino, case)


def test_a_mailbox_that_the_stores_owner_removes_is_put_back(sender: Sender) -> None:
    aino = sender.office.desk("aino")
    answer(aino, "kept")
    sender.office.replies.remove(sender.mailbox)
    mend(aino)

    assert ["kept"] == sender.texts()


def test_an_answer_that_was_taken_back_is_taken_out_by_who_comes_next(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = sender.office.desk("bo")
    answer(bo, "not for her")
    (case,) = bo.contents().cases
    monkeypatch.setattr(replies, "publish", lambda *_: None)
    withdraw(bo, case)
    assert ["not for her"] == sender.texts()
    fresh = sender.office.desk("aino")
    fresh.pull()
    mend(fresh)

    assert [] == sender.texts()


def test_a_rotation_that_nobody_finished_is_finished_by_whoever_fetches_letters(
    sender: Sender,
) -> None:
    answer(sender.office.desk("aino"), "before")
    bo = sender.office.desk("bo")
    epoch = sender.office.rotate()  # and the laptop that did it dies here
    bo.pull()
    mend(bo)

    assert ["before"] == texts_under(sender, epoch)


def test_answers_are_not_put_in_place_again_and_again(sender: Sender) -> None:
    answer(sender.office.desk("aino"), "one")
    bo, shelf = watched(sender.office, "bo")
    for _ in range(3):
        bo.pull()
        mend(bo)

    assert [sender.mailbox] == shelf.replaced


# --- a mailbox that is full


LONG = "\u1000" * 3_900
"""An answer that takes three bytes a letter: five of them fit into a mailbox."""


def test_two_long_answers_at_once_are_both_kept_and_who_is_not_in_the_mailbox_is_told(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sender.office
    aino, bo = office.desk("aino"), office.desk("bo")
    for number in range(4):
        answer(aino, f"{number}{LONG}")
    bo.pull()
    fits = replies._fits

    def meanwhile(desk: Desk, case: Case, draft: Draft) -> None:
        fits(desk, case, draft)
        monkeypatch.setattr(replies, "_fits", fits)
        answer(bo, f"by bo{LONG}")
        desk.pull()

    monkeypatch.setattr(replies, "_fits", meanwhile)
    with pytest.raises(NoRoomLeft):
        answer(aino, f"by aino{LONG}")
    assert ["0", "1", "2", "3", "b"] == [text[0] for text in sender.texts()]
    (case,) = aino.contents().cases
    assert 6 == len(case.state.standing)
    assert is_behind(aino, case)

    epoch = office.rotate()
    aino.pull()
    assert Outcome() != mend(aino)
    assert ["0", "1", "2", "3", "b"] == [text[0] for text in texts_under(sender, epoch)]
    withdraw(aino, case, case.state.standing[0].answer_id)
    assert ["1", "2", "3", "b", "b"] == [text[0] for text in texts_under(sender, epoch)]
    assert not is_behind(aino, aino.contents().cases[0])


# --- clocks


def set_clock(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    day = today() + timedelta(days=days)
    for module in (publishing, replies):
        monkeypatch.setattr(module, "today", lambda: day)
    monkeypatch.setattr(journal, "written_now", lambda: f"{day.isoformat()}T12:00Z")


@pytest.mark.parametrize("days", [-365, -2, 101, 365])
def test_a_computer_whose_clock_is_wrong_answers_nothing_and_takes_nothing_away(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    answer(sender.office.desk("aino"), "first")
    bo = sender.office.desk("bo")
    with monkeypatch.context() as context:
        set_clock(context, days)
        with pytest.raises(ClockWrong):
            answer(bo, "second")
        with pytest.raises(ClockWrong):
            withdraw(bo, bo.contents().cases[0])
        with pytest.raises(ClockWrong):
            mend(bo)

    assert ["first"] == sender.texts()
    assert 1 == len(bo.contents().cases[0].state.standing)


def test_one_answer_of_a_clock_gone_mad_stops_nobody(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo, aino = sender.office.desk("bo"), sender.office.desk("aino")
    bo.pull()
    reply = {"answer": "1" * 32, "language": "en", "text": "x", "phrase": ""}
    with monkeypatch.context() as context:
        context.setattr(journal, "written_now", lambda: "9000-12-31T00:00Z")
        bo.record("reply", bo.contents().cases[0].case_id, reply)
    answer(aino, "hello")

    assert {"x", "hello"} == set(sender.texts())

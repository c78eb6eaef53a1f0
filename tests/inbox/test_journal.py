"""What staff do is kept before anything else, and goes out once, whatever breaks between."""

import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.inbox.desk import Desk
from app.inbox.errors import JournalUnreadable, NotOnRoster
from app.inbox.keys.errors import EpochUnopened
from app.inbox.ledger import Ledger, fold
from app.inbox.places import Local, NotThere
from app.store.errors import Unavailable
from app.store.memory import MemoryArchive
from app.wire.envelope import check_envelope, envelope_id
from app.wire.errors import EventMalformed
from app.wire.kinds import Body
from tests.inbox.chronicle import CASE, public
from tests.inbox.office import Office, local_places, member


class Broken(MemoryArchive):
    """A store that fails from the moment that a test says so."""

    failing: frozenset[str] = frozenset()

    def put(self, name: str, data: bytes) -> None:
        if "put" in self.failing:
            raise Unavailable("no space left")
        super().put(name, data)

    def get(self, name: str) -> bytes:
        if "get" in self.failing:
            raise Unavailable("a bad sector")
        return super().get(name)

    def remove(self, name: str) -> None:
        if "remove" in self.failing:
            raise Unavailable("a crash")
        super().remove(name)


def fail(store: Any, *calls: str) -> None:
    store.failing = frozenset(calls)


@pytest.fixture
def office() -> Office:
    return Office(events=Broken())


@pytest.fixture
def local() -> Local:
    places = local_places()
    return replace(places, events=Broken(), outbox=Broken())


def note(desk: Desk, text: str) -> None:
    desk.record("note", CASE, {"text": text})


def replaced(count: int) -> list[Body]:
    return [{"from": (f"{number:064x}",), "to": "f" * 64} for number in range(count)]


def notes(desk: Desk) -> list[str]:
    return [each.text for each in desk.ledger().case(CASE).notes]


def test_events_of_one_member_are_a_line_that_names_all_that_was_known(office: Office) -> None:
    desk, other = office.desk("aino"), office.desk("bo")
    note(other, "bo's")
    desk.pull()
    for text in ("one", "two", "three"):
        note(desk, text)
    own = [event for event in desk.ledger().history.events if event.author == public("aino")]

    assert [1, 2, 3] == [event.sequence for event in own]
    assert [own[0].digest, own[1].digest] == [event.previous for event in own[1:]]
    assert all(before.digest in after.heads for before, after in pairwise(own))
    assert other.ledger().heads[0] in own[0].heads
    assert () == desk.ledger().irregularities


def test_what_is_written_at_once_is_the_same_line_and_is_folded_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, other = office.desk("aino"), office.desk("bo")
    note(other, "bo's")
    desk.pull()
    note(desk, "before")
    folds: list[int] = []

    def counted(*given: Any) -> Ledger:
        folds.append(1)
        return fold(*given)

    monkeypatch.setattr("app.inbox.journal.fold", counted)
    bodies = replaced(3)
    desk.record_all("reseal", bodies)
    assert [1] == folds
    note(desk, "after")
    other.pull()
    own = [each for each in other.ledger().history.events if each.author == public("aino")]

    assert [1, 2, 3, 4, 5] == [event.sequence for event in own]
    assert bodies == [event.body for event in own[1:-1]]
    assert [(before.digest,) for before in own[:-1]] == [after.heads for after in own[1:]]
    assert () == other.ledger().irregularities


def test_of_several_that_are_written_at_once_those_before_a_wrong_one_stay(
    office: Office, local: Local
) -> None:
    desk = office.desk(local=local)
    bodies = replaced(2)
    with pytest.raises(EventMalformed):
        desk.record_all("reseal", [*bodies, {"from": ("no digest",), "to": ""}])
    waiting = desk.unsent
    desk.record_all("reseal", bodies[:1])

    assert 2 == waiting
    assert 0 == desk.unsent
    assert [1, 2, 3] == [event.sequence for event in desk.ledger().history.events]
    assert () == desk.ledger().irregularities


def test_what_is_written_rests_sealed_under_its_digest_and_shows_nothing(office: Office) -> None:
    note(office.desk(), "MARKED")
    (name,) = office.events.names()
    data = office.events.get(name)

    check_envelope(data)
    assert envelope_id(data) == name
    assert b"MARKED" not in data


def test_without_the_store_it_is_kept_here_and_goes_out_with_the_next_pull(
    office: Office, local: Local
) -> None:
    desk = office.desk(local=local)
    fail(office.events, "put")
    note(desk, "one")
    report = desk.pull()
    waiting = desk.unsent

    fail(office.events)
    desk.pull()

    assert 1 == waiting
    assert ["not-sent"] == [trouble.code for trouble in report.troubles]
    assert (0, 1) == (desk.unsent, len(list(office.events.names())))
    assert ["one"] == notes(desk)


@pytest.mark.parametrize("broken", ["events", "outbox"])
def test_a_crash_after_the_commit_loses_nothing_and_doubles_nothing(
    office: Office, local: Local, broken: str
) -> None:
    """The program dies before the event is copied, or before it leaves the outbox."""
    fail(getattr(local, broken), *(["put"] if broken == "events" else ["remove"]))
    note(office.desk(local=local), "one")

    fail(getattr(local, broken))
    desk = office.desk(local=local)
    assert ["one"] == notes(desk)
    note(desk, "two")
    desk.pull()

    assert ["one", "two"] == notes(desk)
    assert (0, 2) == (desk.unsent, len(list(office.events.names())))
    assert () == desk.ledger().irregularities


def test_what_cannot_be_kept_was_not_done(office: Office, local: Local) -> None:
    desk = office.desk(local=local)
    fail(local.outbox, "put")
    with pytest.raises(Unavailable):
        note(desk, "one")
    fail(local.outbox)

    assert [] == notes(desk)
    assert [] == list(office.events.names())


def test_what_was_destroyed_in_the_store_is_not_sent_again(office: Office, local: Local) -> None:
    desk = office.desk(local=local)
    note(desk, "one")
    (name,) = office.events.names()
    office.events.remove(name)
    desk.pull()

    assert [] == list(office.events.names())


def test_many_who_write_at_once_on_one_computer_fork_nothing(office: Office) -> None:
    desk = office.desk()
    threads = [threading.Thread(target=note, args=(desk, str(number))) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {str(number) for number in range(12)} == set(notes(desk))
    assert () == desk.ledger().irregularities


def test_a_new_computer_goes_on_where_the_old_one_stopped(office: Office) -> None:
    note(office.desk(), "one")
    fresh = office.desk()
    fresh.pull()
    note(fresh, "two")

    assert ["one", "two"] == notes(fresh)
    assert () == fresh.ledger().irregularities


def test_who_is_not_on_the_roster_writes_nothing(office: Office) -> None:
    office.publish(replace(office.roster, members=office.roster.members[:1]))
    local = local_places()
    desk = office.desk("bo", local=local)
    with pytest.raises(NotOnRoster):
        note(desk, "one")

    assert [] == list(local.outbox.names())


def test_without_the_newest_epoch_nothing_is_written(office: Office) -> None:
    office.rotate()
    office.keys.remove("epoch-2.age")
    with pytest.raises(EpochUnopened):
        note(office.desk(), "one")


def test_nothing_is_written_while_a_kept_event_cannot_be_read(office: Office, local: Local) -> None:
    note(office.desk(local=local), "one")
    fail(local.events, "get")
    desk = office.desk(local=local)
    with pytest.raises(JournalUnreadable):
        note(desk, "two")
    fail(local.events)
    note(desk, "two")

    assert ["one", "two"] == notes(desk)
    assert {} == desk.contents().unread_events


def test_a_text_that_is_too_long_is_refused_and_nothing_is_kept(office: Office) -> None:
    local = local_places()
    with pytest.raises(EventMalformed):
        note(office.desk(local=local), "x" * 16_001)

    assert [] == list(local.outbox.names())


def test_a_store_that_is_not_there_takes_nothing_and_hides_nothing(office: Office) -> None:
    local = local_places()
    office.desk(local=local).pull()
    absent = NotThere(Path("mistyped"))
    remote = replace(office.remote, envelopes=absent, events=absent, replies=absent)
    desk = office.desk(local=local, remote=remote)
    note(desk, "one")
    report = desk.pull()

    assert not report.complete
    assert (1, ["one"]) == (desk.unsent, notes(desk))
    with pytest.raises(Unavailable, match="mistyped"):
        absent.read("roster.txt")
    with pytest.raises(Unavailable):
        absent.replace("roster.txt", b"", None)
    with pytest.raises(Unavailable):
        absent.remove("roster.txt")


def test_texts_are_normalised(office: Office) -> None:
    desk = office.desk()
    desk.record("label", CASE, {"add": ("e\x00",), "remove": ()})
    note(desk, "a\r\nb\x00")

    assert ["a\nb\ufffd"] == notes(desk)
    assert ("e\ufffd",) == desk.ledger().case(CASE).labels
    assert member("aino") == desk.member

"""A colleague who was removed, with all files of before, and the store's owner at their side."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.age.errors import AgeError
from app.age.file import open_sealed
from app.age.hybrid import HybridIdentity
from app.inbox.cases import Case
from app.inbox.desk import Desk
from app.inbox.errors import NotPublished
from app.inbox.keys import change
from app.inbox.keys.places import read_keyring
from app.inbox.replies import Draft, new_answer_id, send
from app.wire.errors import StaleSerial
from app.wire.mailbox import open_mailbox
from app.wire.post import check_serial
from tests.inbox.sender import keys_of, usual
from tests.inbox.staff import TODAY, Staff

CASE = "a" * 32
MARKED = "Quillon, sent after the removal"


class Mallory:
    """Who was removed: keeps every key of before, and copies all that lies in the store."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff
        epochs = [epoch.identity for epoch in staff.keychain("mallory").epochs]
        self.identities: list[HybridIdentity] = [staff.members["mallory"].identity, *epochs]

    def opened(self) -> Iterator[bytes]:
        """Yield all that opens of what lies in the store now, epoch files too."""
        for path in (self._staff.folder / "store").rglob("*"):
            for identity in self.identities if path.is_file() else ():
                with suppress(AgeError):
                    yield open_sealed(path.read_bytes(), [identity])

    def reads(self, text: str) -> bool:
        return any(text.encode() in found for found in self.opened())


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    staff = Staff(tmp_path)
    staff.add("mallory")
    staff.write("help", CASE, way_back=keys_of(usual()).way_back)
    staff.pull("anna", "bo", "mallory")
    return staff


def remove(staff: Staff) -> None:
    heads = staff.desk("anna").ledger().heads
    staff.settle(change.remove(staff.now(), "mallory", heads, TODAY))


def answer(desk: Desk, text: str) -> None:
    found = desk.contents().find(CASE)
    assert isinstance(found, Case)
    send(desk, found, Draft(new_answer_id(), "en", text), {})


def read_by_sender(staff: Staff) -> list[str]:
    keys = keys_of(usual())
    data = (staff.folder / "store" / "replies" / keys.way_back.mailbox).read_bytes()
    reply_key = read_keyring(staff.places()).reply_key
    return [each.text for each in open_mailbox(data, keys, reply_key, TODAY).answers]


def test_the_attack_works_on_what_was_sent_before(staff: Staff) -> None:
    mallory = Mallory(staff)
    staff.record("bo", "note", CASE, text="said before")

    assert mallory.reads("help")
    assert mallory.reads("said before")


def test_a_letter_sent_after_a_removal_is_not_read_by_who_was_removed(staff: Staff) -> None:
    mallory = Mallory(staff)
    old = staff.keyring
    remove(staff)
    staff.write(MARKED, "b" * 32)

    assert not mallory.reads(MARKED)
    assert MARKED == staff_reads(staff, "b" * 32)
    # A page that was open has the keyring of before: the intake refuses what it sealed.
    with pytest.raises(StaleSerial):
        check_serial(str(old.serial), staff.keyring, TODAY)


def staff_reads(staff: Staff, case: str) -> str:
    staff.pull("bo")
    found = staff.case("bo", case).newest.letter
    assert found
    return str(found.answers["message"])


def test_an_event_of_a_desk_that_was_open_is_not_read_by_who_was_removed(staff: Staff) -> None:
    mallory = Mallory(staff)
    bo = staff.desk("bo")
    bo.pull()
    remove(staff)
    bo.record("note", CASE, {"text": MARKED})

    assert not mallory.reads(MARKED)
    staff.pull("anna")
    assert [MARKED] == [note.text for note in staff.case("anna", CASE).state.notes]


def test_an_answer_of_a_desk_that_was_open_is_not_read_by_who_was_removed(staff: Staff) -> None:
    mallory = Mallory(staff)
    bo = staff.desk("bo")
    bo.pull()
    remove(staff)
    answer(bo, MARKED)

    assert not mallory.reads(MARKED)
    assert [MARKED] == read_by_sender(staff)


def test_what_was_done_while_the_store_was_away_is_sealed_anew_before_it_goes_out(
    staff: Staff,
) -> None:
    mallory = Mallory(staff)
    store, aside = staff.folder / "store", staff.folder / "away"
    bo = staff.desk("bo")
    store.rename(aside)
    bo.record("note", CASE, {"text": MARKED})
    assert 1 == bo.unsent
    aside.rename(store)
    remove(staff)
    staff.pull("bo", "anna")

    assert not mallory.reads(MARKED)
    assert [MARKED] == [note.text for note in staff.case("anna", CASE).state.notes]
    assert 0 == staff.desk("bo").unsent


def freeze(staff: Staff) -> bytes:
    """Do as the store's owner can: give the roster of before the removal; return the true one."""
    path = staff.folder / "store" / "keys" / "roster.txt"
    before = path.read_bytes()
    remove(staff)
    after = path.read_bytes()
    path.write_bytes(before)
    return after


@pytest.mark.parametrize("opened", ["before", "after"])
def test_with_yesterdays_roster_nothing_goes_out_until_the_true_one_is_back(
    staff: Staff, opened: str
) -> None:
    mallory = Mallory(staff)
    bo = staff.desk("bo")
    true = freeze(staff)
    if opened == "after":
        bo = staff.desk("bo")
    codes = {trouble.code for trouble in bo.pull().troubles}
    bo.record("note", CASE, {"text": f"{MARKED}, noted"})
    with pytest.raises(NotPublished):
        answer(bo, MARKED)

    assert "keys-untrusted" in codes
    assert not mallory.reads(MARKED)
    (staff.folder / "store" / "keys" / "roster.txt").write_bytes(true)
    staff.pull("bo", "anna")
    assert not mallory.reads(MARKED)
    state = staff.case("anna", CASE).state
    assert [f"{MARKED}, noted"] == [note.text for note in state.notes]
    assert [MARKED] == [reply.text for reply in state.replies]

"""What retention destroyed stays gone, whoever still has it and wherever it is put back."""

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from app.inbox.keys import change
from app.inbox.keys.draft import check_parts, read_draft, write_draft
from app.inbox.keys.keychain import epoch_name
from app.inbox.keys.member import new_member
from app.inbox.mailboxes import waiting
from app.inbox.replies import Draft, new_answer_id, send, withdraw
from tests.inbox.sender import keys_of, usual
from tests.inbox.staff import DAYS, MONTH, OLD, Staff

CLOSED, OPEN, LATER = "b" * 32, "c" * 32, "d" * 32


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    return Staff(tmp_path)


def grow_old(staff: Staff, *names: str) -> None:
    """Let a case be closed, and its epoch grow old."""
    staff.write("Quillon", CLOSED)
    staff.write("open", OPEN)
    staff.pull(*staff.members)
    staff.record("anna", "close", CLOSED)
    staff.begin_epoch(MONTH)
    staff.pull(*names)


def cases(staff: Staff, name: str) -> list[str]:
    return sorted(case.case_id for case in staff.desk(name).contents().cases)


def said(staff: Staff, names: Iterable[str]) -> set[str]:
    """Return every letter's text that one of them can read."""
    return {
        str(reading.letter.answers["message"])
        for name in names
        for case in staff.desk(name).contents().cases
        for reading in case.readings
        if reading.letter
    }


def copied(staff: Staff, *names: str) -> Path:
    """Copy the store's folders, as its owner can at any time."""
    for name in names:
        shutil.copytree(staff.folder / "store" / name, staff.folder / "copy" / name)
    return staff.folder / "copy"


def put_back(staff: Staff) -> None:
    """Put every copied object back that is not there any more."""
    for path in (staff.folder / "copy").rglob("*"):
        there = staff.folder / "store" / path.relative_to(staff.folder / "copy")
        if path.is_file() and not there.exists():
            shutil.copy(path, there)


# --- a colleague who was away


def test_who_was_away_does_not_bring_a_case_back_that_the_others_have_destroyed(
    staff: Staff,
) -> None:
    staff.add("carol")
    grow_old(staff, "anna", "bo")
    for name in ("anna", "bo"):
        staff.retain(name)
    staff.desk("carol").pull()
    before = staff.case("carol", CLOSED)
    done = staff.retain("carol")
    staff.pull("anna", "bo")

    assert before.deleted
    assert (0, 1) == (done.resealed_letters, done.letters)
    assert all(fate.gone for fate in done.epochs)
    assert {"open"} == said(staff, staff.members)


def test_an_answer_that_was_taken_back_while_they_were_away_is_not_sent_again(
    staff: Staff,
) -> None:
    staff.add("carol")
    staff.write("Quillon", CLOSED, way_back=keys_of(usual()).way_back)
    staff.pull("anna", "bo", "carol")
    send(staff.desk("anna"), staff.case("anna", CLOSED), Draft(new_answer_id(), "en", "come"), {})
    staff.pull("carol")
    withdraw(staff.desk("anna"), staff.case("anna", CLOSED))
    staff.record("anna", "close", CLOSED)
    staff.begin_epoch(MONTH)
    staff.pull("anna", "bo")
    soon = MONTH + timedelta(days=10)
    for name in ("anna", "bo"):
        staff.retain(name, soon, 30)
    staff.desk("carol").pull()

    assert () == waiting(staff.case("carol", CLOSED).state, soon)
    assert 0 == staff.retain("carol", soon, 30).resealed_letters


def test_a_later_letter_brings_nothing_of_the_destroyed_ones_back(staff: Staff) -> None:
    staff.add("carol")
    way_back = keys_of(usual()).way_back
    staff.write("Quillon", CLOSED, way_back=way_back)
    staff.pull("anna", "bo", "carol")
    staff.record("bo", "note", CLOSED, text="Quillon noted")
    staff.pull("carol", "anna")
    staff.record("anna", "close", CLOSED)
    staff.begin_epoch(MONTH)
    staff.pull("anna", "bo")
    for name in ("anna", "bo"):
        staff.retain(name)
    staff.write("I am back", LATER, way_back=way_back)
    staff.desk("carol").pull()
    done = staff.retain("carol")
    staff.pull("anna", "bo", "carol")

    assert (0, 0) == (done.resealed_letters, done.letters and done.resealed_events)
    assert {"I am back"} == said(staff, staff.members)
    assert [()] * 3 == [staff.case(name, LATER).state.notes for name in staff.members]


def test_what_a_colleague_restores_before_their_turn_is_kept(staff: Staff) -> None:
    staff.add("carol")
    grow_old(staff, "anna", "bo")
    staff.retain("anna")
    staff.desk("carol").pull()
    staff.record("carol", "restore", CLOSED)
    staff.record("carol", "reopen", CLOSED)

    assert 1 == staff.retain("carol").resealed_letters
    staff.pull("anna")
    assert [CLOSED, OPEN] == cases(staff, "anna")


# --- the store's owner


def test_what_the_stores_owner_puts_back_is_not_opened_kept_or_sealed_anew(staff: Staff) -> None:
    grow_old(staff, "anna", "bo")
    copied(staff, "keys", "envelopes", "events")
    for name in ("anna", "bo", "anna"):
        staff.retain(name)
    put_back(staff)
    report = staff.desk("bo").pull()

    assert ["destroyed-epoch"] == [each.code for each in report.troubles if each.name.endswith("e")]
    assert report.complete
    assert [OPEN] == cases(staff, "bo")
    assert not (staff.folder / "bo" / "inbox" / "keys" / epoch_name(1)).exists()
    done = staff.retain("bo")
    assert (0, 0) == (done.resealed_letters, done.resealed_events)
    assert not (staff.folder / "store" / "keys" / epoch_name(1)).exists()
    assert {"open"} == said(staff, staff.members)


def test_who_never_fetched_an_epoch_takes_no_file_of_it_once_a_colleague_has_destroyed_it(
    staff: Staff,
) -> None:
    staff.add("carol")
    grow_old(staff, "anna", "bo")
    shutil.rmtree(staff.folder / "carol" / "inbox")  # a computer of their own, and a new one
    copied(staff, "keys", "envelopes")
    for name in ("anna", "bo"):
        staff.retain(name)
    put_back(staff)
    staff.desk("carol").pull()

    assert not (staff.folder / "carol" / "inbox" / "keys" / epoch_name(1)).exists()
    assert {"open"} == said(staff, ["carol"])


def test_a_draft_of_before_does_not_put_the_file_back(staff: Staff) -> None:
    grow_old(staff, "anna", "bo")
    carried = staff.folder / "carried"
    write_draft(carried, change.add(staff.now(), new_member("carol").entry, OLD))
    for name in ("anna", "bo", "anna"):
        staff.retain(name)
    draft = read_draft(carried)
    check_parts(draft, staff.now(), [staff.members["anna"].identity])
    staff.settle(draft)
    staff.pull("bo")

    names = {path.name for path in (staff.folder / "store" / "keys").iterdir()}
    assert (False, True) == (epoch_name(1) in names, epoch_name(2) in names)
    assert "carol" in {member.name for member in staff.now().roster.members}
    assert [OPEN] == cases(staff, "bo")


# --- one member key on two computers


def test_a_second_computer_drops_what_its_own_key_has_destroyed_and_says_so(
    staff: Staff,
) -> None:
    grow_old(staff)
    staff.pull("bo")
    shutil.copytree(staff.folder / "bo", staff.folder / "bo2")
    staff.members["bo2"] = staff.members["bo"]
    staff.pull("anna")
    for name in ("anna", "bo"):
        staff.retain(name)
    before = said(staff, ["bo2"])
    first = staff.desk("bo2").pull()
    second = staff.desk("bo2").pull()

    home = staff.folder / "bo2" / "inbox"
    envelopes = [path for path in (home / "envelopes").iterdir() if path.is_file()]
    assert {"open", "Quillon"} == before
    assert [(epoch_name(1), "destroyed-epoch")] == [(x.name, x.code) for x in first.troubles]
    assert () == second.troubles
    assert {"open"} == said(staff, ["bo2"])
    assert not (home / "keys" / epoch_name(1)).exists()
    assert 1 == len(envelopes)  # the open case's, sealed anew
    assert () == staff.desk("bo2").contents().quarantine


def test_a_member_cannot_declare_the_newest_epoch_destroyed(staff: Staff) -> None:
    """Else whoever has one member's key could close every letter to those who come later."""
    staff.write("open", OPEN)
    staff.pull("anna")
    staff.desk("anna").record("destroyed", "", {"epoch": "1"})
    staff.add("carol")
    staff.pull("carol", "anna")

    assert {"open"} == said(staff, ["anna", "carol"])
    assert 0 == staff.retain("anna", OLD, DAYS).letters

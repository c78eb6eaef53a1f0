"""What is signed is shown whole: a line for everything that a draft of somebody's could change."""

import dataclasses
from datetime import timedelta

from app.age.hybrid import HybridIdentity
from app.inbox.keys import change
from app.inbox.keys.change import Change
from app.inbox.keys.described import change_lines
from app.inbox.keys.member import new_member
from app.wire.keyring import Grace
from app.wire.roster import EpochEntry, RemovedEntry, Roster
from tests.inbox.keys.office import LATER, Office


def lines(office: Office, **fields: object) -> list[str]:
    """Return what is shown of a roster with these fields exchanged, beyond its first line."""
    before = office.now()
    roster: Roster = dataclasses.replace(before.roster, **fields)  # type: ignore[arg-type]
    return list(change_lines(Change(None, roster, {}), before))[1:]


def test_an_exchanged_key_under_a_members_name_is_shown_with_its_digits(office: Office) -> None:
    first, second = office.now().roster.members
    theirs = dataclasses.replace(new_member("spy").entry, name=second.name)
    mine = dataclasses.replace(second, public=theirs.public)

    for entry in (theirs, mine):
        (line,) = lines(office, members=(first, entry))
        assert line.startswith("other keys under the name bo: ")
    assert [] == lines(office)


def test_another_recovery_and_another_statistics_key_are_shown(office: Office) -> None:
    other = HybridIdentity.generate().recipient

    assert ["another recovery key"] == lines(office, recovery=other)
    assert ["another statistics key"] == lines(office, statistics=other)


def test_a_removal_that_is_taken_back_or_changed_is_shown(office: Office) -> None:
    office.remove("bo", "ab" * 32)
    (gone,) = office.now().roster.removed

    said = "another end of what counts, or none, for the removed: bo"
    assert [said] == lines(office, removed=())
    assert [said] == lines(office, removed=(RemovedEntry("bo", gone.public, ("cd" * 32,)),))


def test_an_epoch_that_is_left_out_exchanged_or_dated_otherwise_is_shown(office: Office) -> None:
    office.rotate()
    first, second = office.now().roster.epochs
    later = dataclasses.replace(first, created=first.created + timedelta(days=1))
    swapped = EpochEntry(1, first.created, "ab" * 32)

    assert ["not named any more: epoch 1"] == lines(office, epochs=(second,))
    for entry in (later, swapped):
        assert ["other keys of epoch 1, or another day"] == lines(office, epochs=(entry, second))


def test_which_keyring_has_grace_is_shown_and_not_guessed(office: Office) -> None:
    office.rotate()
    changed = change.rotate(office.now(), LATER)
    assert changed.keyring
    keyring = dataclasses.replace(changed.keyring, grace=Grace(1, LATER))
    said = list(change_lines(dataclasses.replace(changed, keyring=keyring), office.now()))

    assert f"letters sealed under keyring 1: taken until {LATER}" == said[-1]

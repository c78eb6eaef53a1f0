"""A draft that somebody changed on its way to the root is not signed."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from app.inbox.keys import change
from app.inbox.keys.change import Change
from app.inbox.keys.digits import check_digits, same_digits
from app.inbox.keys.draft import (
    check_parts,
    digits_of,
    drop_draft,
    is_in_force,
    read_draft,
    write_draft,
)
from app.inbox.keys.errors import DraftRefused
from app.inbox.keys.keychain import epoch_name
from app.inbox.keys.member import new_member
from app.wire.epoch import new_epoch, seal_epoch
from app.wire.keyring import Grace, Keyring
from app.wire.roster import Roster
from tests.inbox.keys.office import LATER, Cut, Office, cut_before

THEIRS = new_epoch(2, LATER)
"""An epoch whose keys the attacker holds."""


def prepared(office: Office) -> Change:
    return change.remove(office.now(), "bo", (), LATER)


def check(changed: Change, office: Office) -> None:
    check_parts(changed, office.now(), [office.members["anna"].identity])


def keyring_of(changed: Change) -> Keyring:
    assert changed.keyring is not None
    return changed.keyring


def roster_of(changed: Change) -> Roster:
    assert changed.roster is not None
    return changed.roster


def with_their_recipient(changed: Change, _: Office) -> Change:
    keyring = dataclasses.replace(keyring_of(changed), recipient=THEIRS.identity.recipient)
    return dataclasses.replace(changed, keyring=keyring)


def with_their_reply_key(changed: Change, _: Office) -> Change:
    keyring = dataclasses.replace(keyring_of(changed), reply_key=THEIRS.reply.verifier.public)
    return dataclasses.replace(changed, keyring=keyring)


def with_their_notice_key(changed: Change, _: Office) -> Change:
    keyring = dataclasses.replace(keyring_of(changed), notice_key=THEIRS.notice.verifier.public)
    return dataclasses.replace(changed, keyring=keyring)


def with_the_old_epoch(changed: Change, office: Office) -> Change:
    old = office.keyring
    keyring = dataclasses.replace(
        keyring_of(changed),
        recipient=old.recipient,
        reply_key=old.reply_key,
        notice_key=old.notice_key,
    )
    return dataclasses.replace(changed, keyring=keyring)


def with_their_epoch_file(changed: Change, office: Office) -> Change:
    sealed = seal_epoch(THEIRS, [office.members["anna"].identity.recipient])
    return dataclasses.replace(changed, epochs={**changed.epochs, epoch_name(2): sealed})


def with_an_epoch_file_more(changed: Change, office: Office) -> Change:
    sealed = seal_epoch(new_epoch(7, LATER), [office.members["anna"].identity.recipient])
    return dataclasses.replace(changed, epochs={**changed.epochs, epoch_name(7): sealed})


def with_a_keyring_that_jumps(changed: Change, _: Office) -> Change:
    keyring = keyring_of(changed)
    return dataclasses.replace(
        changed, keyring=dataclasses.replace(keyring, serial=keyring.serial + 1)
    )


def with_a_keyring_that_goes_back(changed: Change, office: Office) -> Change:
    keyring = dataclasses.replace(keyring_of(changed), serial=office.keyring.serial)
    return dataclasses.replace(changed, keyring=keyring)


def with_a_roster_that_goes_back(changed: Change, office: Office) -> Change:
    roster = dataclasses.replace(roster_of(changed), serial=office.now().roster.serial)
    return dataclasses.replace(changed, roster=roster)


def with_nothing(changed: Change, _: Office) -> Change:
    return dataclasses.replace(changed, keyring=None, roster=None)


@pytest.mark.parametrize(
    "spoil",
    [
        with_their_recipient,
        with_their_reply_key,
        with_their_notice_key,
        with_the_old_epoch,
        with_their_epoch_file,
        with_an_epoch_file_more,
        with_a_keyring_that_jumps,
        with_a_keyring_that_goes_back,
        with_a_roster_that_goes_back,
        with_nothing,
    ],
)
def test_a_draft_whose_parts_do_not_belong_together_is_refused(
    office: Office, spoil: Callable[[Change, Office], Change]
) -> None:
    changed = prepared(office)
    check(changed, office)

    with pytest.raises(DraftRefused):
        check(spoil(changed, office), office)


def with_a_spy(changed: Change) -> Change:
    """Everything fits together, and one more reads."""
    spy = new_member("spy").entry
    roster = roster_of(changed)
    more = dataclasses.replace(roster, members=(*roster.members, spy))
    return dataclasses.replace(changed, roster=more)


def with_grace(changed: Change) -> Change:
    keyring = dataclasses.replace(keyring_of(changed), grace=Grace(1, LATER))
    return dataclasses.replace(changed, keyring=keyring)


@pytest.mark.parametrize("spoil", [with_a_spy, with_grace])
def test_a_draft_exchanged_as_a_whole_has_other_check_digits(
    office: Office, spoil: Callable[[Change], Change]
) -> None:
    changed = prepared(office)
    other = spoil(changed)
    check(other, office)  # nothing else gives it away

    assert digits_of(other) != digits_of(changed)


def test_a_draft_is_read_as_it_was_written(office: Office, tmp_path: Path) -> None:
    changed = prepared(office)
    digits = write_draft(tmp_path / "draft", changed)

    again = read_draft(tmp_path / "draft")
    assert changed == again
    assert digits == digits_of(again)
    assert {0o600} == {p.stat().st_mode & 0o777 for p in (tmp_path / "draft").iterdir()}


def test_a_cut_while_a_draft_is_written_leaves_the_old_one_or_none(
    office: Office, tmp_path: Path
) -> None:
    first, second = change.rotate(office.now(), LATER), prepared(office)
    for step in range(6):  # four files, then the folder takes its name
        write_draft(tmp_path / "draft", first)
        try:
            with cut_before(step):
                write_draft(tmp_path / "draft", second)
        except Cut:
            if (tmp_path / "draft").exists():
                assert first == read_draft(tmp_path / "draft")
    assert second == read_draft(tmp_path / "draft")


@pytest.mark.parametrize("name", ["keyring.draft", "roster.draft"])
@pytest.mark.parametrize("data", [b"hello\n", b"\xff", b"AGE-SECRET-KEY-PQ-1QQQQ\n"])
def test_a_spoilt_draft_is_named_and_not_quoted(
    office: Office, tmp_path: Path, name: str, data: bytes
) -> None:
    write_draft(tmp_path / "draft", prepared(office))
    (tmp_path / "draft" / name).write_bytes(data)

    with pytest.raises(DraftRefused) as refused:
        read_draft(tmp_path / "draft")
    assert data.decode("utf-8", "replace").strip() not in str(refused.value)


def test_no_draft_is_no_surprise(tmp_path: Path) -> None:
    with pytest.raises(DraftRefused, match="no draft"):
        read_draft(tmp_path / "draft")
    drop_draft(tmp_path / "draft")


def test_a_change_in_force_is_known_as_such(office: Office) -> None:
    changed = prepared(office)
    assert not is_in_force(changed, office.now())

    office.settle(changed)
    assert is_in_force(changed, office.now())
    check(changed, office)


def test_check_digits_depend_on_every_part_and_its_edges() -> None:
    digits = check_digits(b"ab", b"c")

    assert len(digits) == 29
    assert digits not in (check_digits(b"a", b"bc"), check_digits(b"abc"), check_digits(b"ab"))


@pytest.mark.parametrize("typed", ["{0}", " {0}\n", "{1}", "{2}"])
def test_check_digits_are_taken_however_they_are_spaced(typed: str) -> None:
    digits = check_digits(b"x")
    spaced = typed.format(digits, digits.replace(" ", ""), digits.replace(" ", "-"))

    assert same_digits(spaced, digits)
    assert not same_digits(spaced[:-2], digits)
    assert not same_digits("", digits)


def test_what_is_left_of_a_draft_that_was_cut_goes_with_the_next(office: Office) -> None:
    draft = office.places().draft
    left = draft.with_name("draft.new")
    changed = change.rotate(office.now(), LATER)
    with pytest.raises(Cut), cut_before(1):
        write_draft(draft, changed)
    assert list(left.iterdir())  # copies of epoch files may be among it
    assert not draft.exists()

    drop_draft(draft)
    assert not left.exists()
    write_draft(draft, changed)
    assert changed == read_draft(draft)
    assert not left.exists()

"""A ceremony that is cut at any step loses nothing, betrays nothing, and can be run again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.age.file import open_sealed
from app.inbox.keys import change
from app.inbox.keys.errors import EpochUnopened
from app.inbox.keys.keychain import epoch_name
from app.inbox.keys.member import new_member
from app.inbox.keys.places import read_keyring
from app.wire.envelope import seal_envelope
from app.wire.epoch import new_epoch, parse, seal_epoch
from app.wire.roster import open_roster
from tests.inbox.keys.office import LATER, Cut, Office, cut_before

MOST_STEPS = 20


def rotate(office: Office) -> None:
    office.rotate()


def remove(office: Office) -> None:
    if "bo" in {member.name for member in office.now().roster.members}:
        office.remove("bo")


def add(office: Office) -> None:
    member = office.members.setdefault("carin", new_member("carin"))
    now = office.now()
    if member.entry not in now.roster.members:
        office.settle(change.add(now, member.entry, LATER))


def renew(office: Office) -> None:
    office.settle(change.renew(office.now(), LATER))


def steps_of(tmp_path: Path, ceremony: Callable[[Office], None]) -> list[str]:
    folder = tmp_path / "whole"
    folder.mkdir()
    office = begun(folder)
    with cut_before(MOST_STEPS) as done:
        ceremony(office)
    return done


def begun(folder: Path) -> Office:
    office = Office(folder)
    office.begin()
    office.add("bo")
    return office


def check_letters_open(office: Office) -> None:
    """What is sealed to the published keyring opens with a file of the store, for a member."""
    recipient = read_keyring(office.places()).recipient
    letter = seal_envelope(b"letter", recipient)
    for path in (office.folder / "store" / "keys").glob("epoch-*.age"):
        epoch = parse(open_sealed(path.read_bytes(), [office.members["anna"].identity]))
        if epoch.identity.recipient == recipient:
            assert b"letter" == open_sealed(letter, [epoch.identity])[4:10]
            return
    pytest.fail("the keyring names an epoch that nobody holds")


@pytest.mark.parametrize("ceremony", [rotate, remove, add, renew])
def test_whatever_was_cut_is_run_again_and_no_letter_is_lost_meanwhile(
    tmp_path: Path, ceremony: Callable[[Office], None]
) -> None:
    names = steps_of(tmp_path, ceremony)
    for step in range(len(names)):
        folder = tmp_path / str(step)
        folder.mkdir()
        office = begun(folder)
        old = seal_envelope(b"old", office.keyring.recipient)
        with pytest.raises(Cut), cut_before(step):
            ceremony(office)

        check_letters_open(office)
        meanwhile = seal_envelope(b"new", read_keyring(office.places()).recipient)
        ceremony(office)
        check_letters_open(office)
        identities = [epoch.identity for epoch in office.now().epochs]
        assert b"old" == open_sealed(old, identities)[4:7]
        assert b"new" == open_sealed(meanwhile, identities)[4:7]
        assert office.now().current.number == office.now().roster.epochs[-1].number
        office.rotate()  # life goes on
        check_letters_open(office)


def test_what_a_cut_left_is_taken_up_only_if_the_root_signed_it(office: Office) -> None:
    with pytest.raises(Cut), cut_before(2):  # after epoch file and keyring
        office.rotate()
    mine = new_epoch(2, LATER)
    readers = [member.entry.recipient for member in office.members.values()]
    (office.folder / "store" / "keys" / epoch_name(2)).write_bytes(seal_epoch(mine, readers))

    with pytest.raises(EpochUnopened, match="not in the roster"):
        office.now()


def test_a_cut_removal_never_leaves_the_removed_member_an_epoch_that_is_published(
    tmp_path: Path,
) -> None:
    names = steps_of(tmp_path, remove)
    assert names.index("keyring.txt") < names.index("roster.txt")
    states = set()
    for step in range(len(names) + 1):
        folder = tmp_path / str(step)
        folder.mkdir()
        office = begun(folder)
        bo = office.members["bo"].identity
        loot = [parse(open_sealed(store_file(office, 1), [bo])).identity.recipient]
        try:
            with cut_before(step):
                office.remove("bo")
        except Cut:
            pass

        published = read_keyring(office.places()).recipient
        states.add(is_removed(office))
        assert not (is_removed(office) and published in loot), names[:step]
    assert {True, False} == states


def store_file(office: Office, number: int) -> bytes:
    return (office.folder / "store" / "keys" / epoch_name(number)).read_bytes()


def is_removed(office: Office) -> bool:
    text = (office.folder / "store" / "keys" / "roster.txt").read_text()
    roster = open_roster(text, office.root.roster.verifier)
    return "bo" not in {member.name for member in roster.members}


def test_a_first_day_that_was_cut_is_gone_through_again(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    office = Office(whole)
    with cut_before(MOST_STEPS) as names:
        office.begin()
    assert names.index("epoch-1.age") < names.index("keyring.txt")
    for step in range(len(names)):
        folder = tmp_path / str(step)
        folder.mkdir()
        office = Office(folder)
        with pytest.raises(Cut), cut_before(step):
            office.begin()
        keyring = folder / "public" / "keyring.txt"
        before = keyring.read_text() if keyring.exists() else None

        if not (folder / "store" / "keys" / "roster.txt").exists():
            office.begin()
        check_letters_open(office)
        assert before in (None, keyring.read_text())


def test_a_file_is_there_whole_or_as_it_was(office: Office) -> None:
    before = office.snapshot()
    with pytest.raises(Cut), cut_before(0):
        office.rotate()

    assert before == office.snapshot()  # no half-written file is left, under any name

"""The life of the keys: people come and go, computers are lost, and letters stay with the NAS."""

import dataclasses
from datetime import timedelta

import pytest

from app.age.errors import AgeError, NoMatch
from app.age.file import open_sealed
from app.age.hybrid import HybridIdentity
from app.age.identity_file import parse_identity_file
from app.inbox.keys import change
from app.inbox.keys.errors import AlreadyThere, EpochUnopened, MemberRefused
from app.inbox.keys.first_day import OfflineFiles, check_first_day
from app.inbox.keys.keychain import epoch_name
from app.inbox.keys.member import new_member
from app.inbox.keys.places import read_in_force
from app.inbox.keys.root import Root
from app.wire.envelope import open_envelope, seal_envelope
from app.wire.errors import NotForUs, StaleSerial
from app.wire.post import check_serial
from tests.inbox.keys.office import LATER, Office


def everything_in(data: bytes, identities: list[HybridIdentity]) -> list[HybridIdentity]:
    """Return the identities that a thief of these identities gets out of a file."""
    try:
        text = open_sealed(data, identities).decode()
        return [each for each in parse_identity_file(text) if isinstance(each, HybridIdentity)]
    except (AgeError, UnicodeDecodeError):
        return []


def test_a_removed_colleague_with_all_old_files_opens_nothing_sent_after_removal(
    office: Office,
) -> None:
    office.rotate()
    copies = [office.snapshot()]
    office.remove("bo")
    copies.append(office.snapshot())  # and the store as it is afterwards
    after = seal_envelope(b"after", office.keyring.recipient)
    before_removal = seal_envelope(b"before", office.now().epochs[-2].identity.recipient)

    loot = [office.members["bo"].identity]
    for copy in copies:
        for data in copy.values():
            loot += everything_in(data, loot)

    assert b"before" == open_sealed(before_removal, loot)[4:10]  # the thief is a real one
    with pytest.raises(NoMatch):
        open_sealed(after, loot)


def test_nothing_sealed_under_the_keyring_before_is_taken_after_a_removal(office: Office) -> None:
    before = office.keyring
    office.remove("bo")

    assert office.keyring.grace is None
    with pytest.raises(StaleSerial):
        check_serial(str(before.serial), office.keyring, LATER)


def test_after_a_planned_rotation_the_keyring_before_is_taken_for_a_while(office: Office) -> None:
    before = office.keyring.serial
    office.rotate()

    last = LATER + timedelta(days=change.GRACE_DAYS)
    check_serial(str(before), office.keyring, last)
    with pytest.raises(StaleSerial):
        check_serial(str(before), office.keyring, last + timedelta(days=1))


def test_losing_one_members_key_loses_no_letter(office: Office) -> None:
    letters = [seal_envelope(b"first", office.keyring.recipient)]
    office.rotate()
    letters.append(seal_envelope(b"second", office.keyring.recipient))
    del office.members["anna"]

    identities = office.keychain("bo").identities
    opened = {open_sealed(letter, identities)[4:10].rstrip(b"\0") for letter in letters}
    assert {b"first", b"second"} == opened


def test_losing_all_but_recovery_loses_no_letter(office: Office) -> None:
    letters = [seal_envelope(b"first", office.keyring.recipient)]
    office.rotate()
    office.remove("bo")
    letters.append(seal_envelope(b"second", office.keyring.recipient))
    office.members.clear()

    found: list[HybridIdentity] = []
    for path in office.folder.glob("store/keys/epoch-*.age"):
        found += everything_in(path.read_bytes(), [office.recovery])
    opened = {open_sealed(letter, found)[4:10].rstrip(b"\0") for letter in letters}
    assert {b"first", b"second"} == opened


def test_with_recovery_alone_a_new_member_is_added_and_reads_what_waits(office: Office) -> None:
    waiting = seal_envelope(b"waits", office.keyring.recipient)
    fresh = new_member("carin")
    places = office.places()
    now = read_in_force(places, [office.recovery])
    office.settle(change.add(now, fresh.entry, LATER))
    office.members = {"carin": fresh}
    office.places("carin").roster_vkey.write_bytes(places.roster_vkey.read_bytes())

    assert b"waits" == open_envelope(waiting, office.keychain("carin").current.identity)


def test_a_new_recovery_key_takes_the_old_ones_place_for_every_epoch(office: Office) -> None:
    other = HybridIdentity.generate()
    held = change.replaced(office.now(), recovery=other.recipient)
    office.settle(change.rotate(held, LATER, reseal=True))

    files = sorted(office.folder.glob("store/keys/epoch-*.age"))
    assert 2 == len(files)
    for path in files:
        assert everything_in(path.read_bytes(), [other])
        assert not everything_in(path.read_bytes(), [office.recovery])


def test_who_is_added_opens_what_was_sent_before_they_came(office: Office) -> None:
    letter = seal_envelope(b"before", office.keyring.recipient)
    office.rotate()
    office.add("carin")

    identities = office.keychain("carin").identities
    assert b"before" == open_sealed(letter, identities)[4:10]


def test_an_epoch_opens_for_members_and_recovery_and_not_for_statistics(office: Office) -> None:
    data = (office.folder / "store" / "keys" / epoch_name(1)).read_bytes()

    assert everything_in(data, [office.recovery])
    assert not everything_in(data, [office.statistics])


def test_the_removed_members_events_count_up_to_what_was_known(office: Office) -> None:
    public = office.members["bo"].signing.verifier.public
    office.remove("bo", "b" * 64, "a" * 64)

    (gone,) = office.now().roster.removed
    assert ("bo", public, ("a" * 64, "b" * 64)) == (gone.name, gone.public, gone.heads)
    assert ["anna"] == [member.name for member in office.now().roster.members]


def test_the_only_member_is_not_removed(office: Office) -> None:
    office.remove("bo")

    with pytest.raises(MemberRefused, match="only member"):
        office.remove("anna")


def test_nobody_unknown_is_removed(office: Office) -> None:
    with pytest.raises(MemberRefused, match="not in the roster"):
        office.remove("carin")


@pytest.mark.parametrize("taken", ["name", "recipient", "public", "recovery", "former"])
def test_a_member_with_a_name_or_key_of_somebody_elses_is_not_added(
    office: Office, taken: str
) -> None:
    bo, entry = office.members["bo"].entry, new_member("carin").entry
    if taken == "former":
        office.remove("bo")
    entry = {
        "name": dataclasses.replace(entry, name="bo"),
        "recipient": dataclasses.replace(entry, recipient=bo.recipient),
        "public": dataclasses.replace(entry, public=bo.public),
        "former": dataclasses.replace(entry, public=bo.public),
        "recovery": dataclasses.replace(entry, recipient=office.recovery.recipient),
    }[taken]

    with pytest.raises(MemberRefused):
        change.add(office.now(), entry, LATER)


def test_who_cannot_open_the_newest_epoch_cannot_renew_it(office: Office) -> None:
    office.remove("bo")
    office.places("bo").seen.unlink(missing_ok=True)

    with pytest.raises(EpochUnopened):
        change.renew(office.now("bo"), LATER)


def test_renewing_keeps_the_epoch_and_moves_the_end(office: Office) -> None:
    before = office.keyring
    office.settle(change.renew(office.now(), LATER))

    after = office.keyring
    assert (before.recipient, before.reply_key) == (after.recipient, after.reply_key)
    assert (before.serial + 1, LATER + timedelta(days=90)) == (after.serial, after.expires)


def test_first_keys_are_not_made_twice(office: Office) -> None:
    with pytest.raises(AlreadyThere):
        check_first_day(office.places(), OfflineFiles(office.folder / "stick"))


def test_another_root_never_takes_the_place_of_one_that_is_believed(office: Office) -> None:
    office.root = Root.generate()
    before = office.snapshot()

    with pytest.raises(AlreadyThere):
        office.begin()
    assert before == office.snapshot()


def test_every_file_is_for_its_owner_alone_but_the_public_ones(office: Office) -> None:
    office.rotate()
    office.remove("bo")

    public = {"keyring.txt", "root.vkey", "roster.vkey"}
    modes = {p.name: p.stat().st_mode & 0o777 for p in office.files() if p.name not in public}
    assert {0o600} == set(modes.values())
    assert {"roster.txt", "epoch-1.age", "roster.seen", "root.key", "root.signed"} <= set(modes)


def test_who_was_removed_gets_nothing_from_the_store_either(office: Office) -> None:
    office.remove("bo")

    assert () == office.keychain("bo").epochs
    assert {"epoch-not-for-us"} == {each.code for each in office.keychain("bo").troubles}


def test_the_two_epochs_share_no_key(office: Office) -> None:
    office.rotate()

    first, second = office.now().epochs
    keys = {
        key
        for epoch in (first, second)
        for key in (epoch.identity.recipient.raw, epoch.reply.seed, epoch.notice.seed)
    }
    assert 6 == len(keys)


def test_a_letter_of_the_new_epoch_does_not_open_with_the_old_one(office: Office) -> None:
    office.rotate()
    first, second = office.now().epochs

    with pytest.raises(NotForUs):
        open_envelope(seal_envelope(b"x", second.identity.recipient), first.identity)

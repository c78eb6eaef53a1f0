"""The keys of a desk, against the owner of the store, who may take them away or swap them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.inbox import desk as desk_module
from app.inbox.keys.errors import RosterUntrusted
from app.inbox.keys.keychain import ROSTER, epoch_name
from app.wire import letter as letters
from app.wire.envelope import seal_envelope
from app.wire.epoch import new_epoch, seal_epoch
from tests.inbox.office import DAY, Office, first_epoch, local_places, member
from tests.inbox.shelf import LETTER

CASE = LETTER.letter_id


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_fake_epoch_file_sealed_to_staff_is_refused_and_our_own_copy_is_used(
    office: Office,
) -> None:
    local = local_places()
    office.letters.keep(LETTER)
    office.desk(local=local).pull()
    fake = seal_epoch(new_epoch(1, DAY), [member("aino").identity.recipient])
    office.replace_key(epoch_name(1), fake)
    fresh, kept = office.desk(), office.desk(local=local)
    fresh.pull()
    kept.pull()

    assert ["epoch-forged"] == [each.code for each in fresh.keychain.troubles]
    assert () == fresh.contents().cases
    assert ["epoch-forged"] == [each.code for each in kept.keychain.troubles]
    assert [CASE] == [case.case_id for case in kept.contents().cases]
    assert first_epoch().reply == kept.reply_key
    held = local.keys.read(epoch_name(1))
    assert held
    assert fake != held[0]


def test_an_epoch_file_that_is_swapped_between_two_readings_replaces_no_copy_of_ours(
    office: Office,
) -> None:
    local = local_places()
    office.desk(local=local).pull()
    before = local.keys.read(epoch_name(1))

    def open_keys() -> Any:
        keychain = office.keychain("aino")
        fake = seal_epoch(new_epoch(1, DAY), [member("aino").identity.recipient])
        office.replace_key(epoch_name(1), fake)
        return keychain

    desk = office.desk(local=local, open_keys=open_keys)
    office.publish(office.roster)
    desk.pull()

    assert before
    assert before == local.keys.read(epoch_name(1))


def test_what_no_key_opened_yet_opens_once_its_epoch_does(office: Office) -> None:
    epoch = new_epoch(2, DAY)
    office.letters.put(seal_envelope(letters.serialise(LETTER), epoch.identity.recipient))
    desk = office.desk()
    desk.pull()
    before = [each.code for each in desk.contents().quarantine]
    office.epochs.append(epoch)
    entries = tuple(each.entry for each in office.epochs)
    office.publish(replace(office.roster, serial=2, epochs=entries))
    desk.pull()

    assert ["not-for-us"] == before
    assert [CASE] == [case.case_id for case in desk.contents().cases]
    assert () == desk.contents().quarantine


def test_an_epoch_file_that_is_taken_away_closes_nothing_that_was_open_here(
    office: Office,
) -> None:
    local = local_places()
    office.letters.keep(LETTER)
    office.desk(local=local).pull()
    office.keys.remove(epoch_name(1))

    assert 1 == len(office.desk(local=local).contents().cases)


def test_what_a_destroyed_key_opened_is_forgotten(office: Office) -> None:
    local = local_places()
    office.letters.keep(LETTER)
    desk = office.desk(local=local)
    desk.pull()
    before = [case.case_id for case in desk.contents().cases]
    office.rotate()
    for shelf in (office.keys, local.keys):
        shelf.remove(epoch_name(1))
    desk.pull()

    assert [CASE] == before
    assert () == desk.contents().cases
    assert ["not-for-us"] == [each.code for each in desk.contents().quarantine]


def test_keys_that_cannot_be_trusted_now_leave_those_at_hand(office: Office) -> None:
    trusted = True

    def open_keys() -> Any:
        if not trusted:
            raise RosterUntrusted("an older one")
        return office.keychain("aino")

    desk = office.desk(open_keys=open_keys)
    office.letters.keep(LETTER)
    trusted = False
    report = desk.pull()

    assert ["keys-untrusted"] == [trouble.code for trouble in report.troubles]
    assert 1 == len(desk.contents().cases)
    assert desk.pulled is None


def test_a_doubt_about_the_roster_is_told_with_each_pull(office: Office) -> None:
    desk = office.desk(open_keys=lambda: replace(office.keychain("aino"), doubt="a fake one"))

    assert ["keys-untrusted"] == [trouble.code for trouble in desk.pull().troubles]


@pytest.mark.parametrize(("days", "codes"), [(45, []), (46, ["keys-old"])])
def test_keys_that_should_have_been_followed_by_newer_ones_are_told(
    office: Office, monkeypatch: pytest.MonkeyPatch, days: int, codes: list[str]
) -> None:
    """Either nobody made them, or the store's owner shows a roster of before."""
    day = office.epochs[-1].created + timedelta(days=days)
    monkeypatch.setattr(desk_module, "today", lambda: day)
    report = office.desk().pull()

    assert codes == [trouble.code for trouble in report.troubles]
    assert report.complete


def test_a_roster_that_another_root_signed_makes_no_members(office: Office) -> None:
    held = office.keys.read(ROSTER)
    stranger = Office(names=("stranger",))
    fake = stranger.keys.read(ROSTER)
    assert held
    assert fake
    office.replace_key(ROSTER, fake[0])
    with pytest.raises(Exception, match="roster"):
        office.keychain("aino")

"""A desk, against the owner of the store, who may forge, replay, withhold and swap all in it."""

from dataclasses import replace
from typing import Any

import pytest

from app.inbox.desk import Desk
from app.inbox.keys.keychain import epoch_name
from app.store.errors import Unavailable
from app.wire import letter as letters
from app.wire.envelope import envelope_id, open_envelope, seal_envelope
from app.wire.epoch import seal_epoch
from app.wire.event import Event, open_event, sign_event
from tests.inbox.chronicle import codes, public
from tests.inbox.office import Office, first_epoch, local_places, member, outside
from tests.inbox.shelf import LETTER, identity, letter

CASE = LETTER.letter_id


@pytest.fixture
def office() -> Office:
    return Office()


def note(desk: Desk, text: str) -> Event:
    return desk.record("note", CASE, {"text": text})


def notes(desk: Desk) -> list[str]:
    return [each.text for each in desk.ledger().case(CASE).notes]


def put(office: Office, signed: bytes) -> str:
    """Put a signed event into the store, sealed to the epoch: its recipient is public."""
    sealed = seal_envelope(signed, identity().recipient)
    office.events.put(envelope_id(sealed), sealed)
    return envelope_id(sealed)


def event_of(name: str, **fields: Any) -> Event:
    first = Event(
        public(name), 1, "", (), "2026-11-22T03:40Z", "note", CASE, {"text": f"by {name}"}
    )
    return replace(first, **fields)


# --- together


def test_what_one_member_does_the_other_sees_after_a_pull(office: Office) -> None:
    office.letters.keep(LETTER)
    aino, bo = office.desk("aino"), office.desk("bo")
    aino.pull()
    note(aino, "rang twice")
    report = bo.pull()
    (case,) = bo.contents().cases

    assert [("aino", "rang twice")] == [(each.author, each.text) for each in case.state.notes]
    assert 2 == report.events
    assert bo.pulled


def test_what_came_is_written_down_once_by_whoever_pulls_first(office: Office) -> None:
    office.letters.keep(LETTER)
    for name in ("aino", "bo", "aino"):
        office.desk(name).pull()

    assert 1 == len(list(office.events.names()))


def test_a_closed_case_opens_again_when_a_letter_comes(office: Office) -> None:
    aino, bo = office.desk("aino"), office.desk("bo")
    office.letters.keep(letter(written="2026-11-22T03:40Z"))
    aino.pull()
    aino.record("close", CASE, {})
    before = aino.contents().cases[0].closed
    office.letters.keep(letter(answers={"message": "once more"}))
    bo.pull()

    assert (True, False) == (before, bo.contents().cases[0].closed)
    bo.record("close", CASE, {})
    assert bo.contents().cases[0].closed


def test_keys_that_rotate_while_a_desk_is_open_open_what_comes_after(office: Office) -> None:
    desk = office.desk()
    desk.pull()
    epoch = office.rotate()
    office.letters.put(seal_envelope(letters.serialise(LETTER), epoch.identity.recipient))
    desk.pull()
    note(desk, "in the new epoch")

    assert [CASE] == [case.case_id for case in desk.contents().cases]
    assert epoch.reply == desk.reply_key
    sealed = [office.events.get(name) for name in office.events.names()]
    assert 2 == sum(_opens(data, epoch.identity) for data in sealed)


def _opens(data: bytes, key: Any) -> bool:
    try:
        open_envelope(data, key)
    except Exception:  # noqa: BLE001 (only whether)
        return False
    return True


# --- forged, replayed, withheld


def test_events_of_strangers_do_not_count_and_are_reported(office: Office) -> None:
    put(office, sign_event(event_of("stranger"), member("stranger").signing))
    desk = office.desk()
    desk.pull()

    assert [] == notes(desk)
    assert ["unknown-author"] == [each.code for each in desk.contents().irregularities]


def test_an_event_in_a_members_name_that_they_did_not_sign_is_no_event(office: Office) -> None:
    genuine = sign_event(event_of("stranger"), member("stranger").signing)
    text = sign_event(event_of("aino"), member("aino").signing)[64:]
    name = put(office, genuine[:64] + text)
    desk = office.desk()
    desk.pull()

    assert [] == notes(desk)
    assert {name: "event-forged"} == desk.contents().unread_events


def test_an_event_put_there_again_under_another_name_counts_once(office: Office) -> None:
    aino = office.desk()
    note(aino, "one")
    (name,) = office.events.names()
    put(office, open_envelope(office.events.get(name), identity()))
    bo = office.desk("bo")
    bo.pull()

    assert 2 == len(list(office.events.names()))
    assert ["one"] == notes(bo)
    assert [] == codes(bo.ledger())


def test_a_withheld_event_is_reported_as_soon_as_a_later_one_is_seen(office: Office) -> None:
    aino = office.desk()
    withheld = note(aino, "the sender must not be called")
    (name,) = office.events.names()
    held = office.events.get(name)
    note(aino, "two")
    office.events.remove(name)
    bo = office.desk("bo")
    bo.pull()
    seen = bo.contents().irregularities
    office.events.put(name, held)
    bo.pull()

    assert [("gap", withheld.digest, "aino")] == [
        (each.code, each.event, each.author) for each in seen
    ]
    assert () == bo.contents().irregularities


def test_junk_among_the_events_hides_nothing(office: Office) -> None:
    note(office.desk(), "one")
    office.events.put("0" * 64, b"junk")
    put(office, b"junk")
    sealed = seal_envelope(b"junk", outside().recipient)
    office.events.put(envelope_id(sealed), sealed)
    bo = office.desk("bo")
    report = bo.pull()

    assert ["one"] == notes(bo)
    assert {"event-malformed", "not-age", "not-for-us"} == set(bo.contents().unread_events.values())
    assert ["remote-wrong-digest"] == [trouble.code for trouble in report.troubles]


def test_a_letter_is_no_event_and_an_event_no_letter(office: Office) -> None:
    name = office.letters.keep(LETTER)
    office.events.put(name, office.envelopes.get(name))
    aino = office.desk()
    note(aino, "one")
    (event,) = set(office.events.names()) - {name}
    office.envelopes.put(event, office.events.get(event))
    aino.pull()

    assert [CASE] == [case.case_id for case in aino.contents().cases]
    assert ["letter-malformed"] == [each.code for each in aino.contents().quarantine]
    assert ["one"] == notes(aino)


# --- who was removed


def test_a_removed_member_counts_up_to_the_removal_and_never_after(office: Office) -> None:
    bo, aino = office.desk("bo"), office.desk("aino")
    note(bo, "before")
    aino.pull()
    office.remove("bo", aino.ledger().heads)
    put(
        office,
        sign_event(
            event_of("bo", sequence=2, previous=bo.ledger().heads[0], body={"text": "after"}),
            member("bo").signing,
        ),
    )
    aino.pull()

    assert ["before"] == notes(aino)
    assert [("after-removal", "bo")] == codes(aino.ledger())


def test_a_removed_member_opens_no_epoch_file_made_after_it(office: Office) -> None:
    office.remove("bo", ())
    epoch = office.rotate()

    keychain = office.keychain("bo")
    assert () == keychain.epochs
    assert {"epoch-not-for-us"} == {trouble.code for trouble in keychain.troubles}
    assert epoch.number in {each.number for each in office.keychain("aino").epochs}


# --- arrival


def test_letters_stand_in_the_order_in_which_they_were_received(office: Office) -> None:
    """The sender's clock says another order."""
    desk = office.desk()
    for number, written in ((1, "2026-12-24T00:00Z"), (2, "2020-01-01T00:00Z")):
        office.letters.keep(letter(letter_id=f"{number}" * 32, written=written))
        desk.pull()
    office.letters.keep(letter(letter_id="3" * 32, written="2019-01-01T00:00Z"))
    unlisted = office.desk("bo")
    unlisted.pull()

    assert ["3" * 32, "2" * 32, "1" * 32] == [case.case_id for case in unlisted.contents().cases]


def test_who_cannot_sign_still_reads(office: Office) -> None:
    office.letters.keep(LETTER)
    office.publish(replace(office.roster, members=office.roster.members[:1]))
    office.replace_key(epoch_name(1), seal_epoch(first_epoch(), [member("bo").identity.recipient]))
    desk = office.desk("bo")

    assert 1 == len(desk.pull().new)
    assert 1 == len(desk.contents().cases)
    assert [] == list(office.events.names())


def test_what_is_new_is_known_until_the_desk_is_opened_again(office: Office) -> None:
    local = local_places()
    office.letters.keep(LETTER)
    desk = office.desk(local=local)
    desk.pull()

    assert desk.is_fresh(desk.contents().cases[0])
    assert not office.desk(local=local).is_fresh(desk.contents().cases[0])


def test_a_local_store_that_cannot_be_listed_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = local_places()
    desk = office.desk(local=local)

    def names() -> Any:
        raise Unavailable("gone")

    monkeypatch.setattr(local.events, "names", names)
    with pytest.raises(Unavailable):
        desk.contents()


def test_an_events_seal_shows_nothing_of_who_did_what(office: Office) -> None:
    note(office.desk(), "one")
    desk = office.desk("bo")
    desk.record("claim", CASE, {})
    sizes = {len(office.events.get(name)) for name in office.events.names()}

    assert 1 == len(sizes)
    assert all(
        isinstance(open_event(open_envelope(office.events.get(name), identity())), Event)
        for name in office.events.names()
    )

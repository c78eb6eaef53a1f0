"""What a desk looked at once it looks at again only where something changed."""

import gc
import weakref
from dataclasses import replace

import pytest

from app.inbox.desk import Desk
from app.inbox.keys.keychain import epoch_name
from app.store.errors import Unavailable
from app.store.memory import MemoryArchive
from tests.inbox.office import Office, local_places
from tests.inbox.shelf import LETTER, letter

CASE = LETTER.letter_id


@pytest.fixture
def office() -> Office:
    office = Office()
    office.letters.keep(LETTER)
    return office


def opened(office: Office) -> Desk:
    desk = office.desk()
    desk.pull()
    return desk


def test_what_did_not_change_is_joined_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(office)
    before = desk.contents()
    monkeypatch.setattr("app.inbox.desk.read_cases", lambda *_: 1 // 0)
    desk.pull()

    assert before is desk.contents()


def test_what_staff_do_shows_at_once(office: Office) -> None:
    desk = opened(office)
    before = desk.contents()
    desk.record("note", CASE, {"text": "rang twice"})

    assert () == before.cases[0].state.notes
    assert ["rang twice"] == [each.text for each in desk.contents().cases[0].state.notes]


def test_a_letter_shows_though_nobody_can_write_down_that_it_came(office: Office) -> None:
    desk = opened(office)
    before = desk.contents()
    office.remove("aino", ())
    office.letters.keep(letter(letter_id="f" * 32))
    desk.pull()

    assert (1, 2) == (len(before.cases), len(desk.contents().cases))


def test_what_is_removed_shows_no_more(office: Office) -> None:
    local = local_places()
    desk = office.desk(local=local)
    desk.pull()
    before = desk.contents()
    for name in list(local.envelopes.names()):
        local.envelopes.remove(name)

    assert (1, 0) == (len(before.cases), len(desk.contents().cases))


def test_what_the_disk_did_not_give_is_asked_for_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    envelopes = MemoryArchive()
    desk = office.desk(local=replace(local_places(), envelopes=envelopes))
    desk.pull()

    def refuse(_: str) -> bytes:
        raise Unavailable("the disk is gone")

    with monkeypatch.context() as context:
        context.setattr(envelopes, "get", refuse)
        before = desk.contents()

    assert ["unreadable"] == [each.code for each in before.quarantine]
    assert [CASE] == [case.case_id for case in desk.contents().cases]


def test_what_a_destroyed_key_opened_is_in_memory_no_more(office: Office) -> None:
    local = local_places()
    desk = office.desk(local=local)
    desk.pull()
    before = weakref.ref(desk.contents())
    office.rotate()
    for shelf in (office.keys, local.keys):
        shelf.remove(epoch_name(1))
    gc.collect()
    kept = before()
    desk.pull()
    gone = kept is not None
    del kept
    gc.collect()

    assert gone
    assert before() is None

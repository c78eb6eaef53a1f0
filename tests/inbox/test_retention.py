"""What is kept when an epoch goes, what goes with it, and when nothing is destroyed."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.age.errors import AgeError
from app.age.file import open_sealed
from app.inbox.errors import ClockWrong, RetentionRefused
from app.inbox.keys.aging import due_epochs
from app.inbox.keys.keychain import epoch_name
from app.inbox.publishing import Outcome, is_behind, mend
from app.inbox.replies import Draft, new_answer_id, send
from app.store.folder import FolderStore
from app.wire import letter as letters
from app.wire.envelope import envelope_id, open_envelope, seal_envelope
from app.wire.errors import NotForUs
from tests.inbox.sender import keys_of, usual
from tests.inbox.shelf import letter
from tests.inbox.staff import DAYS, MONTH, OLD, TODAY, Staff

FIRST, SECOND, THIRD = "a" * 32, "b" * 32, "c" * 32


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    return Staff(tmp_path)


def kept(staff: Staff, name: str) -> list[str]:
    return sorted(case.case_id for case in staff.desk(name).contents().cases)


def ready(staff: Staff) -> None:
    """Begin another epoch, and let everybody know."""
    staff.begin_epoch()
    staff.pull("anna", "bo")


def tree(staff: Staff) -> dict[str, bytes | None]:
    paths = staff.folder.rglob("*")
    return {str(path): path.read_bytes() if path.is_file() else None for path in paths}


def objects(staff: Staff, place: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (staff.folder / place).glob("[0-9a-f]*")}


def test_an_epoch_is_due_by_its_age_once_its_grace_is_over_and_never_while_it_is_the_newest(
    staff: Staff,
) -> None:
    old = TODAY + timedelta(days=DAYS)
    assert () == due_epochs(staff.now().roster, old, DAYS)

    staff.begin_epoch(old - timedelta(days=2))
    numbers = [
        [entry.number for entry in due_epochs(staff.now().roster, old + timedelta(days=days), DAYS)]
        for days in (-1, 0, 1, DAYS)
    ]
    assert [[], [], [1], [1]] == numbers


def test_an_open_case_stays_whole_and_a_closed_one_goes_with_all_that_was_done(
    staff: Staff,
) -> None:
    staff.write("open", FIRST)
    staff.write("closed", SECOND)
    staff.write("nobody ever looked", THIRD)
    staff.pull("anna", "bo")
    staff.record("anna", "claim", FIRST)
    staff.record("bo", "note", SECOND, text="closed too")
    staff.record("bo", "close", SECOND)
    ready(staff)
    before = {event.digest for event in staff.desk("bo").journal.kept().values()}
    done = staff.retain("anna")

    assert (2, 1, 1, 2) == (done.resealed_letters, done.letters, done.cases, done.events)
    assert [FIRST, THIRD] == kept(staff, "anna")
    assert "anna" == staff.case("anna", FIRST).state.claimed_by
    assert (FIRST,) == staff.case("anna", FIRST).letter_ids
    living = {event.digest for event in staff.desk("anna").journal.kept().values()}
    assert 2 == len(before - living)
    (first, _) = staff.now("bo").epochs if len(staff.now("bo").epochs) > 1 else (None, None)
    assert first is None  # the file is gone from the store
    staff.retain("bo")
    assert [FIRST, THIRD] == kept(staff, "bo")
    assert not staff.desk("bo").contents().irregularities


def test_gone_is_said_once_every_member_has_signed_and_until_then_who_is_missing(
    staff: Staff,
) -> None:
    staff.write("x", FIRST)
    ready(staff)
    (first,) = staff.retain("anna").epochs
    (second,) = staff.retain("bo").epochs

    assert (False, ("anna",), ("bo",)) == (first.gone, first.destroyed_by, first.missing)
    assert (True, ("anna", "bo"), ()) == (second.gone, second.destroyed_by, second.missing)
    staff.add("carin")
    staff.pull("anna")
    (third,) = staff.retain("anna").epochs
    assert ("carin",) == third.missing
    (fourth,) = staff.retain("carin").epochs  # who came later holds nothing of it, and says so
    assert fourth.gone


def test_the_same_done_on_two_computers_at_once_is_one_case_with_one_story(staff: Staff) -> None:
    staff.write("open", FIRST)
    staff.pull("anna", "bo")
    staff.record("anna", "note", FIRST, text="one")
    ready(staff)
    aside = staff.folder / "store" / "keys" / epoch_name(1)
    copy = aside.read_bytes()
    store = staff.folder / "store"
    envelopes = objects(staff, "store/envelopes")
    staff.retain("anna")
    aside.write_bytes(copy)  # bo had begun before anna removed anything
    for name, data in envelopes.items():
        (store / "envelopes" / name).write_bytes(data)
    for path in (store / "envelopes").iterdir():
        if path.is_file() and path.name not in envelopes:
            path.rename(staff.folder / path.name)
            hidden = staff.folder / path.name
    staff.retain("bo")
    hidden.rename(store / "envelopes" / hidden.name)
    staff.pull("anna", "bo")

    for name in ("anna", "bo"):
        case = staff.case(name, FIRST)
        assert 1 == len(case.readings)
        assert ["one"] == [note.text for note in case.state.notes]
        assert not staff.desk(name).contents().irregularities
        assert not staff.desk(name).contents().quarantine


def test_merged_cases_go_with_the_case_that_they_are_in(staff: Staff) -> None:
    for letter_id in (FIRST, SECOND, THIRD):
        staff.write("x", letter_id)
    staff.pull("anna", "bo")
    staff.record("anna", "merge", FIRST, into=SECOND)
    staff.record("anna", "close", FIRST)  # but the second is open
    staff.record("anna", "merge", THIRD, into=FIRST)
    ready(staff)

    assert 3 == staff.retain("anna").resealed_letters
    staff.pull("bo")
    staff.record("bo", "close", SECOND)
    staff.begin_epoch(OLD)
    staff.pull("anna", "bo")
    assert 3 == staff.retain("bo", OLD + timedelta(days=DAYS)).letters
    assert [] == kept(staff, "bo")


def test_a_closed_case_stays_while_an_answer_waits_and_its_mailbox_goes_when_none_does(
    staff: Staff,
) -> None:
    way_back = keys_of(usual()).way_back
    staff.write("x", FIRST, way_back=way_back)
    desk = staff.desk("anna")
    desk.pull()
    send(desk, staff.case("anna", FIRST), Draft(new_answer_id(), "en", "come back"), {})
    staff.record("anna", "close", FIRST)
    ready(staff)
    soon = MONTH + timedelta(days=10)
    mailbox = staff.folder / "store" / "replies" / way_back.mailbox

    assert 0 == staff.retain("anna", soon, 30).mailboxes
    assert [FIRST] == kept(staff, "anna")
    assert mailbox.exists()
    assert 1 == staff.retain("anna", TODAY + timedelta(days=61), 30).mailboxes
    assert not mailbox.exists()
    staff.begin_epoch(OLD)
    staff.pull("anna")
    staff.retain("anna", OLD + timedelta(days=DAYS))
    assert [] == kept(staff, "anna")


def test_a_conversation_keeps_its_head_while_a_later_letter_of_it_lives(staff: Staff) -> None:
    way_back = keys_of(usual()).way_back
    staff.write("first", FIRST, way_back=way_back)
    staff.pull("anna", "bo")
    staff.begin_epoch()
    staff.write("second", SECOND, way_back=way_back)
    staff.pull("anna", "bo")
    staff.record("anna", "close", FIRST)
    staff.begin_epoch(MONTH + timedelta(days=30))
    staff.pull("anna", "bo")
    staff.retain("anna")

    assert [FIRST] == kept(staff, "anna")
    assert staff.case("anna", FIRST).closed
    staff.retain("anna", MONTH + timedelta(days=DAYS + 3))
    assert [] == kept(staff, "anna")  # though the first letter was sealed anew to epoch 3
    staff.pull("anna")
    assert [] == kept(staff, "anna")
    staff.retain("bo", MONTH + timedelta(days=DAYS + 3))
    assert [] == kept(staff, "bo")


def test_what_nobody_can_read_as_a_letter_goes_too_and_is_counted(staff: Staff) -> None:
    recipient = staff.keyring.recipient
    for data in (b"no letter", b"{}"):
        sealed = seal_envelope(data, recipient)
        (staff.folder / "store" / "envelopes").mkdir(exist_ok=True)
        (staff.folder / "store" / "envelopes" / envelope_id(sealed)).write_bytes(sealed)
    staff.write("open", FIRST)
    ready(staff)

    assert (1, 2) == (staff.rehearse("anna").resealed_letters, staff.rehearse("anna").quarantined)
    assert 2 == staff.retain("anna").quarantined
    assert () == staff.desk("anna").contents().quarantine


def test_a_rehearsal_says_what_is_done_and_changes_nothing(staff: Staff) -> None:
    staff.write("open", FIRST)
    staff.write("closed", SECOND)
    staff.pull("anna", "bo")
    staff.record("anna", "close", SECOND)
    ready(staff)
    staff.write("young", THIRD)
    before = tree(staff)
    told = staff.rehearse("anna")

    assert before == tree(staff)
    assert told == staff.retain("anna")
    assert before != tree(staff)


@pytest.mark.parametrize("days", [-2, 131, 365])
def test_by_a_clock_that_cannot_be_right_nothing_is_destroyed(staff: Staff, days: int) -> None:
    """The newest epoch began 30 days from now."""
    staff.write("open", FIRST)
    staff.pull("anna", "bo")
    staff.record("anna", "close", FIRST)
    ready(staff)
    before = staff.snapshot()
    with pytest.raises(ClockWrong):
        staff.retain("anna", TODAY + timedelta(days=days))

    assert before == staff.snapshot()
    assert 1 == staff.retain("anna", TODAY + timedelta(days=130)).letters


def test_what_was_only_done_here_is_sent_before_anything_is_destroyed(staff: Staff) -> None:
    staff.write("open", FIRST)
    staff.pull("anna", "bo")
    hidden = (staff.folder / "store").rename(staff.folder / "out of reach")
    staff.record("bo", "note", FIRST, text="while away")
    hidden.rename(staff.folder / "store")
    staff.begin_epoch()
    staff.pull("anna")
    staff.retain("anna")
    staff.retain("bo")
    staff.pull("anna")

    assert ["while away"] == [note.text for note in staff.case("anna", FIRST).state.notes]


def test_junk_of_the_stores_owner_holds_nothing_up(staff: Staff) -> None:
    staff.write("open", FIRST)
    ready(staff)
    store = staff.folder / "store"
    (store / "envelopes" / ("f" * 64)).write_bytes(b"x" * (3 << 20))
    (store / "envelopes" / ("e" * 64)).write_bytes(b"not its digest")
    (store / "events" / ("d" * 64)).write_bytes(b"no event")
    (fate,) = staff.retain("anna").epochs

    assert ("anna",) == fate.destroyed_by


def test_nothing_is_destroyed_while_the_store_is_not_to_be_believed(staff: Staff) -> None:
    staff.write("open", FIRST)
    ready(staff)
    (staff.folder / "store" / "keys" / "roster.txt").write_bytes(b"no roster")
    with pytest.raises(RetentionRefused):
        staff.retain("bo")
    assert (staff.folder / "bo" / "inbox" / "keys" / epoch_name(1)).exists()


def test_nothing_is_destroyed_while_a_living_epoch_does_not_open(staff: Staff) -> None:
    staff.write("open", FIRST)
    ready(staff)
    staff.begin_epoch(OLD)
    staff.pull("anna", "bo")
    for place in ("store", "anna/inbox"):
        (staff.folder / place / "keys" / epoch_name(2)).unlink()
    with pytest.raises(RetentionRefused, match="epoch 2"):
        staff.retain("anna")
    assert (staff.folder / "anna" / "inbox" / "keys" / epoch_name(1)).exists()


def test_who_cannot_check_an_epoch_that_nobody_destroyed_does_not_sign_for_it(
    staff: Staff,
) -> None:
    staff.write("open", FIRST)
    ready(staff)
    for place in ("store", "anna/inbox"):
        (staff.folder / place / "keys" / epoch_name(1)).unlink()
    (fate,) = staff.retain("anna").epochs

    assert (True, (), ("anna", "bo")) == (fate.unchecked, fate.destroyed_by, fate.missing)
    assert 1 == len(objects(staff, "anna/inbox/envelopes"))
    staff.retain("bo")  # who has the file
    (fate,) = staff.retain("anna").epochs
    assert fate.gone
    assert [FIRST] == kept(staff, "anna")


def test_a_letter_that_those_who_destroyed_its_epoch_never_saw_is_told(staff: Staff) -> None:
    staff.write("x", FIRST)
    ready(staff)
    sealed = seal_envelope(b"{}", staff.now().epochs[0].identity.recipient)
    name = envelope_id(sealed)
    staff.retain("anna")
    (staff.folder / "bo" / "inbox" / "envelopes" / name).write_bytes(sealed)
    (staff.folder / "bo" / "inbox" / "keys" / epoch_name(1)).unlink()
    (fate,) = staff.retain("bo").epochs

    assert fate.unchecked
    assert ("bo",) == fate.missing
    assert name in objects(staff, "bo/inbox/envelopes")


def test_the_tallies_open_with_the_statistics_key_alone_and_hold_counts_alone(
    staff: Staff,
) -> None:
    staff.write("Quillon", FIRST)
    staff.write("Quillon", SECOND, via="plain")
    staff.write("Quillon", THIRD, form="quillon")  # a form's name can be anything
    staff.pull("anna", "bo")
    staff.record("bo", "note", FIRST, text="Quillon")
    staff.record("bo", "close", SECOND)
    ready(staff)
    staff.retain("anna")
    (sealed,) = objects_of(staff.folder / "store" / "statistics")
    told = json.loads(open_sealed(sealed, [staff.statistics]))

    letters = {
        "all": 3,
        "by_form": {"other": 1, "write": 2},
        "by_via": {"plain": 1, "sealed": 2},
        "by_month": {str(TODAY)[:7]: 3},
    }
    assert letters == told["letters"] == told["cases"]
    assert 0 == told["answers"]["all"]
    day = str(TODAY)
    assert {"day": day, "member": "bo", "kind": "note", "count": 1} in told["done"]
    assert (1, day, str(MONTH), "anna") == tuple(
        told[key] for key in ("epoch", "begun", "ended", "counted_by")
    )
    assert "quillon" not in json.dumps(told).lower()
    assert '"ar"' not in json.dumps(told)
    for identity in (staff.recovery, staff.members["anna"].identity):
        with pytest.raises(AgeError):
            open_sealed(sealed, [identity])
    staff.retain("bo")
    staff.begin_epoch(OLD)
    staff.pull("anna")
    staff.retain("anna", OLD + timedelta(days=DAYS))
    last = [json.loads(open_sealed(x, [staff.statistics])) for x in objects_of_second(staff)]
    assert [0] == [each["letters"]["all"] for each in last]  # a copy is never counted twice


def objects_of(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob("epoch-*"))]


def objects_of_second(staff: Staff) -> list[bytes]:
    folder = staff.folder / "store" / "statistics"
    return [path.read_bytes() for path in sorted(folder.glob("epoch-2-*"))]


def test_an_epoch_that_somebody_puts_back_is_destroyed_again(staff: Staff) -> None:
    staff.write("x", FIRST)
    ready(staff)
    path = staff.folder / "store" / "keys" / epoch_name(1)
    data = path.read_bytes()
    for name in ("anna", "bo"):
        staff.retain(name)
    path.write_bytes(data)
    staff.pull("anna")
    staff.retain("anna")

    assert not path.exists()
    assert not (staff.folder / "anna" / "inbox" / "keys" / epoch_name(1)).exists()


def test_a_letter_of_a_newer_form_keeps_what_was_done_about_it_however_often_it_moves(
    staff: Staff,
) -> None:
    text = letters.serialise(letter()).replace(b'"wire":3', b'"wire":9', 1)
    sealed = seal_envelope(text, staff.keyring.recipient)
    name = envelope_id(sealed)
    FolderStore(staff.folder / "store" / "envelopes").put(name, sealed)
    staff.pull("anna", "bo")
    staff.record("bo", "note", name, text="ask who runs the service")
    day = OLD
    for _ in range(2):
        staff.begin_epoch(day - timedelta(days=60))
        staff.pull("anna")
        assert 1 == staff.retain("anna", day).resealed_letters
        day += timedelta(days=100)

    (case,) = staff.desk("anna").contents().cases
    assert "letter-version-unknown" == case.newest.raw_code
    assert case.case_id != name
    assert ["ask who runs the service"] == [note.text for note in case.state.notes]


def test_an_answer_that_could_not_be_placed_is_not_tried_for_ever(staff: Staff) -> None:
    way_back = keys_of(usual()).way_back
    staff.write("closed", FIRST, way_back=way_back)
    staff.pull("anna", "bo")
    staff.record(
        "anna", "reply", FIRST, answer="a" * 32, language="en", text="We read it.", phrase=""
    )
    staff.record("anna", "close", FIRST)
    assert is_behind(staff.desk("anna"), staff.case("anna", FIRST))
    ready(staff)
    staff.retain("anna")

    assert Outcome() == mend(staff.desk("anna"))


def test_what_is_sealed_anew_is_sealed_to_the_newest_epoch_and_nothing_else_is_left(
    staff: Staff,
) -> None:
    staff.write("open", FIRST)
    first = staff.now().current
    ready(staff)
    staff.retain("anna")
    staff.retain("bo")
    newest = staff.now().current.identity
    for place in ("store", "anna/inbox", "bo/inbox"):
        for kind in ("envelopes", "events"):
            found = objects(staff, f"{place}/{kind}")
            assert found
            for data in found.values():
                open_envelope(data, newest)
                with pytest.raises(NotForUs):
                    open_envelope(data, first.identity)

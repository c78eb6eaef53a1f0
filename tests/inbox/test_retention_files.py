"""What retention does with files: kept with their letter, gone with it, and never too early."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.inbox.attachments import file_of
from app.inbox.keys.member import write_member
from app.inbox.retention import Outcome
from app.inbox.retention_told import outcome_lines, outcome_record
from app.store.folder import FolderStore
from app.wire.constants import LARGEST_PIECE
from app.wire.envelope import envelope_id, seal_envelope
from tests.inbox.files import with_files
from tests.inbox.sender import keys_of, usual
from tests.inbox.staff import DAYS, MONTH, OLD, TODAY, Staff

FIRST, SECOND = "a" * 32, "b" * 32
LONG = b"x" * LARGEST_PIECE + b"rest"


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    return Staff(tmp_path)


def ready(staff: Staff, day: date = MONTH) -> None:
    staff.begin_epoch(day)
    staff.pull("anna", "bo")


def data_of(staff: Staff, name: str, letter_id: str, number: int = 1) -> bytes:
    return staff.desk(name).open_file(file_of(staff.case(name, letter_id), number))


def kept(staff: Staff, *places: str) -> Iterable[int]:
    """Return how many envelopes lie in each of the places."""
    for place in places:
        found = (staff.folder / place / "envelopes").glob("[0-9a-f]*")
        yield len([path for path in found if path.is_file()])


EVERYWHERE = ("store", "anna/inbox", "bo/inbox")


def test_files_of_an_open_case_outlive_one_epoch_after_another(staff: Staff) -> None:
    staff.write_with(FIRST, LONG, b"two")
    ready(staff)
    done = staff.retain("anna")
    staff.retain("bo")
    ready(staff, OLD)
    again = staff.retain("bo", OLD + timedelta(days=DAYS))
    staff.retain("anna", OLD + timedelta(days=DAYS))

    assert [(1, 3, 0)] * 2 == [
        (d.resealed_letters, d.resealed_pieces, d.pieces) for d in (done, again)
    ]
    for name in ("anna", "bo"):
        assert (LONG, b"two") == (data_of(staff, name, FIRST), data_of(staff, name, FIRST, 2))
        assert () == staff.desk(name).contents().loose
    assert [4, 4, 4] == list(kept(staff, *EVERYWHERE))


def test_files_of_a_closed_case_go_with_it_and_those_of_another_stay(staff: Staff) -> None:
    staff.write_with(FIRST, LONG)
    staff.write_with(SECOND, b"stays")
    staff.pull("anna", "bo")
    staff.record("anna", "close", FIRST)
    ready(staff)
    done = staff.retain("anna")
    staff.retain("bo")

    assert (1, 2, 1, 1) == (done.letters, done.pieces, done.resealed_pieces, done.cases)
    assert 0 == done.quarantined
    assert b"stays" == data_of(staff, "bo", SECOND)
    assert [2, 2, 2] == list(kept(staff, *EVERYWHERE))


def test_what_was_sealed_anew_goes_too_once_its_case_is_closed(staff: Staff) -> None:
    staff.write_with(FIRST, LONG)
    ready(staff)
    staff.retain("anna")
    staff.pull("anna", "bo")
    staff.record("bo", "close", FIRST)
    ready(staff, OLD)
    later = OLD + timedelta(days=DAYS)
    assert 2 == staff.retain("anna", later).pieces
    staff.retain("bo", later)

    assert [0, 0, 0] == list(kept(staff, *EVERYWHERE))


def test_what_lies_in_a_later_epoch_goes_with_its_case_at_once(staff: Staff) -> None:
    way_back = keys_of(usual()).way_back
    staff.write_with(FIRST, b"first", way_back=way_back)
    ready(staff)
    staff.write_with(SECOND, b"second", way_back=way_back)
    staff.pull("anna", "bo")
    staff.record("anna", "close", FIRST)
    ready(staff, MONTH + timedelta(days=30))
    assert 1 == staff.retain("anna").resealed_pieces  # to epoch 3, while epoch 2 is not due yet

    assert 2 == staff.retain("anna", MONTH + timedelta(days=DAYS + 3)).pieces
    assert [0] == list(kept(staff, "anna/inbox"))


def test_a_piece_sealed_anew_on_two_computers_at_once_is_still_the_letters(staff: Staff) -> None:
    staff.write_with(FIRST, b"one")
    ready(staff)
    places = [staff.folder / "store" / "keys" / "epoch-1.age"]
    places += (staff.folder / "store" / "envelopes").glob("[0-9a-f]*")
    before = {path: path.read_bytes() for path in places}
    staff.retain("anna")
    for path, data in before.items():  # bo had begun before anna removed anything
        path.write_bytes(data)
    staff.retain("bo")
    staff.pull("anna", "bo")

    assert [b"one"] * 2 == [data_of(staff, name, FIRST) for name in ("anna", "bo")]
    assert () == staff.desk("anna").contents().quarantine


def test_pieces_that_no_letter_names_go_after_seven_days_and_never_before(staff: Staff) -> None:
    staff.attach(SECOND, LONG)
    staff.write_with(FIRST, b"named")
    staff.pull("anna", "bo")
    assert [0, 0] == [staff.retain("anna", TODAY + timedelta(days)).loose for days in (0, 7)]
    rehearsed = staff.rehearse("anna", TODAY + timedelta(8))
    assert [4, 4, 4] == list(kept(staff, *EVERYWHERE))

    assert rehearsed == staff.retain("anna", TODAY + timedelta(8))
    assert 2 == rehearsed.loose
    assert 2 == staff.retain("bo", TODAY + timedelta(8)).loose
    assert [2, 2, 2] == list(kept(staff, *EVERYWHERE))
    assert b"named" == data_of(staff, "bo", FIRST)


def test_a_letter_that_comes_last_finds_its_pieces(staff: Staff) -> None:
    said = staff.attach(FIRST, b"early")
    staff.pull("anna")
    staff.retain("anna", TODAY + timedelta(7))
    staff.post(with_files(said, letter_id=FIRST))
    staff.pull("anna")
    assert 0 == staff.retain("anna", TODAY + timedelta(30)).loose

    assert b"early" == data_of(staff, "anna", FIRST)


def test_a_young_piece_outlives_its_epoch_until_its_letter_comes(staff: Staff) -> None:
    said = staff.attach(FIRST, b"early")
    ready(staff)
    soon = MONTH + timedelta(days=5)
    # The clock of the test goes 35 days ahead, and so does what counts as young.
    with pytest.MonkeyPatch.context() as context:
        context.setattr("app.inbox.retention_sweep.LOOSE_DAYS", 40)
        assert 1 == staff.retain("anna", soon, 1).resealed_pieces
    staff.post(with_files(said, letter_id=FIRST))
    staff.pull("anna")

    assert b"early" == data_of(staff, "anna", FIRST)


def test_while_a_letter_cannot_be_read_no_piece_goes_that_it_may_name(staff: Staff) -> None:
    staff.attach(FIRST, b"one")
    newer = b'{"wire":9,"letter":"%s"}' % FIRST.encode()
    sealed = seal_envelope(newer, staff.keyring.recipient)
    FolderStore(staff.folder / "store" / "envelopes").put(envelope_id(sealed), sealed)
    staff.pull("anna")
    assert 0 == staff.retain("anna", TODAY + timedelta(30)).loose
    ready(staff)

    assert 1 == staff.retain("anna").resealed_pieces
    assert [2] == list(kept(staff, "anna/inbox"))


def test_nothing_loose_goes_while_something_kept_here_is_unreadable(staff: Staff) -> None:
    staff.attach(SECOND, b"one")
    staff.write("x", FIRST)
    staff.pull("anna")
    (letter,) = staff.case("anna", FIRST).envelopes
    path = staff.folder / "anna" / "inbox" / "envelopes" / letter
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"?")
    late = TODAY + timedelta(30)
    assert 0 == staff.retain("anna", late).loose
    path.write_bytes(data)

    assert 1 == staff.retain("anna", late).loose


def test_a_run_that_was_cut_between_the_places_is_finished_by_the_next(
    staff: Staff,
) -> None:
    (name,) = staff.attach(SECOND, b"one").pieces
    staff.pull("anna")
    (staff.folder / "store" / "envelopes" / name).unlink()

    assert 1 == staff.retain("anna", TODAY + timedelta(8)).loose
    assert [0, 0] == list(kept(staff, "store", "anna/inbox"))


def test_what_is_told_names_the_parts_of_files() -> None:
    outcome = Outcome(resealed_pieces=7, pieces=5, loose=3)
    record = outcome_record(outcome, rehearsed=True)

    assert "no letter named within 7 days: 3" in "\n".join(outcome_lines(outcome, rehearsed=True))
    assert (7, 5, 3) == (
        record["resealed"]["pieces"],
        record["destroyed"]["pieces"],
        record["destroyed"]["loose_pieces"],
    )


def test_the_command_saves_a_file_for_its_owner_alone_and_over_nothing(staff: Staff) -> None:
    staff.write_with(FIRST, b"\x89PNG\r\n\x1a\n..")
    staff.pull("anna")
    write_member(staff.folder / "anna" / "member.key", staff.members["anna"], TODAY, None)
    out = staff.folder / "saved.bin"

    def turva(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["inbox", *words], env=staff.environment("anna"))
        return done.exit_code, done.output

    assert 0 == turva("attachment", FIRST[:8], "1", "--out", str(out))[0]
    assert (b"\x89PNG\r\n\x1a\n..", 0o600) == (out.read_bytes(), out.stat().st_mode & 0o777)
    out.write_bytes(b"theirs")
    link = staff.folder / "link"
    link.symlink_to(staff.folder / "elsewhere")
    for place, number in ((out, "1"), (link, "1"), (staff.folder / "new", "2")):
        assert 1 == turva("attachment", FIRST, number, "--out", str(place))[0]
    assert (b"theirs", False) == (out.read_bytes(), (staff.folder / "elsewhere").exists())
    shown = turva("show", FIRST)[1]
    assert "  │ paper.pdf" in shown
    assert "looks like a picture (PNG), NOT what is said." in shown
    (file,) = json.loads(turva("show", FIRST, "--json")[1])["letters"][0]["attachments"]
    assert (1, "paper.pdf", "application/pdf", 10, "png", None) == tuple(
        file[key] for key in ("number", "name", "type", "size", "looks", "code")
    )

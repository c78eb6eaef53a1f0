"""What `turva retain` and the commands around it say to people, as an epoch grows old."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.age.errors import AgeError
from app.age.file import open_sealed
from app.cli import main
from app.commands import ceremony
from app.inbox import calendar, publishing
from app.inbox.keys.invitation import digits_of, write_invitation
from app.inbox.keys.member import new_member, write_member
from tests.inbox.staff import OLD, TODAY, Staff

OPEN, CLOSED = "a" * 32, "b" * 32


@pytest.fixture
def staff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Staff:
    """Return two members with one open and one closed case, 95 days later."""
    staff = Staff(tmp_path)
    for name, member in staff.members.items():
        write_member(staff.folder / name / "member.key", member, TODAY, None)
    staff.write("open", OPEN)
    staff.write("closed", CLOSED)
    staff.pull("anna", "bo")
    staff.record("anna", "close", CLOSED)
    staff.begin_epoch()
    staff.pull("anna", "bo")
    for module in (calendar, publishing, ceremony):
        monkeypatch.setattr(module, "today", lambda: OLD)
    return staff


def turva(staff: Staff, name: str, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, words, env=staff.environment(name), prog_name="turva")
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


def test_it_says_what_it_would_do_then_does_it_and_who_is_missing(staff: Staff) -> None:
    done = (
        "Kept for open cases, sealed anew: 1 letters, 0 parts of files, 1 events\n"
        "Destroyed: 1 cases with 1 letters, 0 parts of files, 1 events,"
        " 0 objects in quarantine\n"
        "Parts of files removed that no letter named within 7 days: 0\n"
        "Mailboxes removed in which no answer waits: 0\n"
        f"Epoch 1, begun {TODAY}, is not gone yet. Missing: bo\n"
    )
    would = f"Nothing is done yet. This would be done:\n{done}"

    assert (0, would) == turva(staff, "anna", "retain", "--dry-run")
    assert (0, would) == turva(staff, "anna", "inbox", "retain", "--dry-run")
    assert (0, done) == turva(staff, "anna", "retain")
    assert (
        f"Epoch 1, begun {TODAY}, is gone: everybody has destroyed it."
        in (turva(staff, "bo", "retain")[1])
    )


def test_programs_get_the_same_as_json(staff: Staff) -> None:
    turva(staff, "bo", "retain")
    code, text = turva(staff, "anna", "retain", "--json")
    told = json.loads(text)

    assert 0 == code
    assert not told["dry_run"]
    counts = {"cases": 1, "letters": 1, "events": 1, "quarantined": 0}
    assert {**counts, "pieces": 0, "loose_pieces": 0} == told["destroyed"]
    assert [(1, True, ["anna", "bo"], [])] == [
        (each["number"], each["gone"], each["destroyed_by"], each["missing"])
        for each in told["epochs"]
    ]


def test_the_keys_say_who_is_missing_and_that_an_old_epochs_file_may_be_gone(
    staff: Staff,
) -> None:
    turva(staff, "anna", "retain")
    shown = turva(staff, "anna", "keys", "show", "--open")[1]
    record = json.loads(turva(staff, "anna", "keys", "show", "--open", "--json")[1])
    looked = turva(staff, "anna", "keys", "verify", "--open")[1]

    assert "is not gone yet. Missing: bo" in shown
    assert ["bo"] == record["destruction"][0]["missing"]
    assert "destruction" not in json.loads(turva(staff, "anna", "keys", "show", "--json")[1])
    assert "ok    The file of epoch 1 is gone, as it may be at its age" in looked
    assert "Epoch 1 does not open" not in looked


def test_a_young_epochs_file_that_is_gone_is_still_an_alarm(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    turva(staff, "anna", "retain")
    monkeypatch.setattr(ceremony, "today", lambda: TODAY)
    code, looked = turva(staff, "anna", "keys", "verify", "--open")

    assert 1 == code
    assert "LOOK  The file of epoch 1 is gone or damaged" in looked
    assert "LOOK  Epoch 1 does not open" in looked


def test_a_draft_with_copies_of_old_epochs_holds_it_up(staff: Staff) -> None:
    (staff.folder / "anna" / "draft").mkdir()
    code, said = turva(staff, "anna", "retain")

    assert 1 == code
    assert "A change of keys waits" in said
    assert (staff.folder / "store" / "keys" / "epoch-1.age").exists()


def test_an_old_keyring_that_is_put_back_holds_it_up(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = staff.folder / "public" / "keyring.txt"
    second = keyring.read_text()
    staff.begin_epoch(OLD)
    keyring.write_text(second)
    for module in (calendar, publishing):
        monkeypatch.setattr(module, "today", lambda: OLD + timedelta(days=30))
    code, said = turva(staff, "anna", "retain")

    assert 1 == code
    assert "names an epoch that is to be destroyed" in said
    assert (staff.folder / "store" / "keys" / "epoch-2.age").exists()


def test_what_a_draft_that_was_cut_left_is_removed_with_the_old_epoch(staff: Staff) -> None:
    left = staff.folder / "anna" / "draft.new"
    left.mkdir()
    copy = left / "epoch-1.age"
    copy.write_bytes((staff.folder / "store" / "keys" / "epoch-1.age").read_bytes())

    turva(staff, "anna", "retain", "--dry-run")
    assert copy.exists()
    assert 0 == turva(staff, "anna", "retain")[0]
    assert not left.exists()


@pytest.mark.parametrize("spoiled", [True, False])
def test_who_comes_new_never_gets_an_epoch_that_a_colleague_has_destroyed(
    staff: Staff, *, spoiled: bool
) -> None:
    file = staff.folder / "store" / "keys" / "epoch-1.age"
    old = file.read_bytes()
    assert 0 == turva(staff, "anna", "retain")[0]
    file.write_bytes(b"spoiled" if spoiled else old)  # by the store's owner
    turva(staff, "bo", "inbox", "pull")  # bo still has a copy of his own
    carin = new_member("carin")
    invitation = staff.folder / "carin.member"
    write_invitation(invitation, carin.entry)
    root = str(staff.folder / "stick" / "root.key")
    words = ("keys", "add", str(invitation), "--digits", digits_of(carin.entry), "--root", root)
    code, said = turva(staff, "bo", *words)

    assert (0, True) == (code, "added: carin" in said)
    with pytest.raises(AgeError):
        open_sealed(file.read_bytes(), [carin.identity])
    assert open_sealed(file.with_name("epoch-2.age").read_bytes(), [carin.identity])

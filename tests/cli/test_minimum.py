"""After a removal pages must not believe an older keyring: who is told, and for how long."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.inbox.keys.member import write_member
from app.wire.errors import KeyringError
from app.wire.keyring import open_keyring
from tests.inbox.staff import TODAY, Staff


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    staff = Staff(tmp_path)
    staff.add("mallory")
    staff.write("help", "a" * 32)
    staff.pull("anna", "bo", "mallory")
    write_member(staff.folder / "anna" / "member.key", staff.members["anna"], TODAY, None)
    return staff


def keys(staff: Staff, *words: str, minimum: int = 1) -> str:
    environment = {**staff.environment("anna"), "TURVA_MINIMUM_SERIAL": str(minimum)}
    done = CliRunner().invoke(main, ["keys", *words], env=environment, prog_name="turva")
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.output


def signed(staff: Staff, *words: str) -> str:
    return keys(staff, *words, "--root", str(staff.folder / "stick" / "root.key"))


def test_a_removal_names_the_minimum_with_which_pages_refuse_the_old_keyring(staff: Staff) -> None:
    text = (staff.folder / "public" / "keyring.txt").read_text()
    key, then = staff.root.keyring.verifier, TODAY + timedelta(days=80)
    said = signed(staff, "remove", "mallory")

    assert "set TURVA_MINIMUM_SERIAL=2 where the site runs" in said
    assert 1 == open_keyring(text, key, 1, then).serial  # the attack that it is for
    with pytest.raises(KeyringError):
        open_keyring(text, key, 2, then)


@pytest.mark.parametrize(
    "words", [("remove", "mallory"), ("rotate", "--at-once")], ids=["removed", "at once"]
)
def test_it_is_looked_for_until_it_is_set(staff: Staff, words: tuple[str, ...]) -> None:
    signed(staff, *words)
    signed(staff, "rotate")

    assert "LOOK  TURVA_MINIMUM_SERIAL is 1, and keyring 2 followed" in keys(staff, "verify")
    assert "MINIMUM" not in keys(staff, "verify", minimum=2)


@pytest.mark.parametrize("words", [("rotate",), ("renew", "--at-once")])
def test_a_planned_change_asks_for_nothing(staff: Staff, words: tuple[str, ...]) -> None:
    assert "MINIMUM" not in signed(staff, *words)
    assert "MINIMUM" not in keys(staff, "verify")

"""The ceremonies of KEYS.md as they are typed: first day, a colleague comes, rotation, removal."""

import os
import pty
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.age.file import open_sealed
from app.age.scrypt import ScryptIdentity, ScryptRecipient
from app.cli import main
from app.commands import beginning, ceremony
from app.inbox.keys import protected
from app.inbox.keys.errors import PassphraseWrong
from app.inbox.keys.member import read_member
from app.inbox.keys.root import Root, write_root
from tests.inbox.keys.office import DAY, Cut, cut_before

ROOT = Path(__file__).parents[2]
FILES = ("root.key", "recovery.key", "statistics.key", "member.key")
SHOWN = re.compile(r"Passphrase of the .* file (\S+), shown only now:\n\n    ([a-z -]+)\n")


@dataclass
class Desk:
    """One person's computer, with what they have on paper; all share a store."""

    folder: Path
    name: str
    paper: dict[str, str]
    minimum: int = 1

    @property
    def home(self) -> Path:
        return self.folder / self.name

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    def turva(self, *words: object, typed: str = "") -> Result:
        others = {name: None for name in os.environ if name.startswith("TURVA_")}
        environment = {
            **others,
            "TURVA_HOME": str(self.home),
            "TURVA_STORE": str(self.folder / "store"),
            "TURVA_KEYRING": str(self.folder / "public" / "keyring.txt"),
            "TURVA_ROOT": str(self.folder / "public" / "root.vkey"),
            "TURVA_MINIMUM_SERIAL": str(self.minimum),
        }
        if f"{self.name}/staff/member.key" in self.paper:
            kept = self.folder / f"{self.name}.paper"
            kept.write_text(self.paper[f"{self.name}/staff/member.key"] + "\n")
            environment["TURVA_PASSPHRASE_FILE"] = str(kept)
        done = CliRunner().invoke(main, [str(word) for word in words], input=typed, env=environment)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        for path, words_shown in SHOWN.findall(done.stdout):
            self.paper[str(Path(path).relative_to(self.folder))] = words_shown
        return done

    def well(self, *words: object, typed: str = "") -> str:
        done = self.turva(*words, typed=typed)
        assert 0 == done.exit_code, done.stderr
        return done.stdout

    def with_root(self, *words: object) -> str:
        typed = self.paper["stick/root.key"] + "\n"
        return self.well(*words, "--root", self.stick / "root.key", typed=typed)

    def colleague(self, name: str) -> "Desk":
        return Desk(self.folder, name, self.paper)

    def begin(self) -> str:
        (self.folder / "store" / "envelopes").mkdir(parents=True, exist_ok=True)
        return self.well("keys", "init", "--offline", self.stick, "--member", self.name)

    def add(self, other: "Desk") -> None:
        said = other.well("keys", "member", other.name)
        self.with_root(
            "keys",
            "add",
            other.home / "staff" / f"{other.name}.member",
            "--digits",
            digits_in(said),
        )
        shutil.copy(self.home / "staff" / "roster.vkey", other.home / "staff")

    def public(self) -> dict[str, bytes]:
        folders = (self.folder / "public", self.folder / "store")
        return {str(p): p.read_bytes() for f in folders for p in f.rglob("*") if p.is_file()}


def digits_in(said: str) -> str:
    found = re.search(r"[0-9]{4}(?: [0-9]{4}){5}", said)
    assert found is not None
    return found[0]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal with little work: how much is written has a test of its own."""
    monkeypatch.setattr(
        protected, "ScryptRecipient", lambda words: ScryptRecipient(words, work_factor=8)
    )


@pytest.fixture
def anna(tmp_path: Path) -> Desk:
    (tmp_path / "stick").mkdir()
    return Desk(tmp_path, "anna", {})


def test_the_first_day_protects_every_secret_and_shows_each_passphrase_once(anna: Desk) -> None:
    said = anna.begin()

    places = [*(anna.stick / name for name in FILES[:3]), anna.home / "staff" / FILES[3]]
    assert 4 == len(set(anna.paper.values()))
    for place in places:
        words = anna.paper[str(place.relative_to(anna.folder))]
        assert 1 == said.count(words)
        assert b"KEY" in open_sealed(place.read_bytes(), [ScryptIdentity(words)])
        assert 0o600 == place.stat().st_mode & 0o777
    assert "SECRET" not in said
    assert "PRIVATE" not in said
    assert "LOOK" not in anna.well("keys", "verify", "--open")
    assert not list(anna.home.rglob("root.key"))


@pytest.mark.parametrize("step", range(9))
def test_a_first_day_that_was_cut_is_gone_through_again_with_the_same_passphrases(
    anna: Desk, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, str] = {}
    made = ceremony.shown_passphrase

    def seen(path: Path, what: str) -> str:
        words = shown[str(path.relative_to(anna.folder))] = made(path, what)
        return words

    monkeypatch.setattr(beginning, "shown_passphrase", seen)
    with pytest.raises(Cut), cut_before(step):
        anna.begin()
    there = [name for name in FILES[:3] if (anna.stick / name).exists()]
    before = {path.name: path.read_bytes() for path in anna.stick.iterdir()}
    anna.paper.update(shown)

    typed = "".join(f"{shown[f'stick/{name}']}\n" for name in there)
    anna.well("keys", "init", "--offline", anna.stick, "--member", "anna", typed=typed)

    after = {path.name: path.read_bytes() for path in anna.stick.iterdir()}
    assert before == {name: after[name] for name in before}
    assert "LOOK" not in anna.well("keys", "verify", "--open")


def test_a_colleague_is_added_and_removed(anna: Desk) -> None:
    anna.begin()
    bo = anna.colleague("bo")
    anna.add(bo)
    assert "Epoch 1 opens" in bo.well("keys", "verify", "--open")
    anna.with_root("keys", "remove", "bo")

    assert ["anna"] == re.findall(r"member (\S+)", anna.well("keys", "show"))
    anna.minimum = 2
    assert "LOOK" not in anna.well("keys", "verify", "--open")
    assert "Epoch 2 does not open" in bo.turva("keys", "verify", "--open").stdout
    assert "bo has been removed." in anna.with_root("keys", "remove", "bo")


def test_a_member_whose_digits_differ_is_not_added(anna: Desk) -> None:
    anna.begin()
    bo, spy = anna.colleague("bo"), anna.colleague("spy")
    digits = digits_in(bo.well("keys", "member", "bo"))
    spy.well("keys", "member", "bo")
    shutil.copy(spy.home / "staff" / "bo.member", bo.home / "staff" / "bo.member")
    before = anna.public()

    refused = anna.turva("keys", "add", bo.home / "staff" / "bo.member", "--digits", digits)
    assert 1 == refused.exit_code
    assert "exchanged" in refused.stderr
    assert before == anna.public()


def test_a_rotation_is_prepared_here_and_signed_where_the_root_is(anna: Desk) -> None:
    anna.begin()
    before = anna.public()
    digits = digits_in(anna.well("keys", "rotate"))
    assert before == anna.public()  # nothing is in force yet

    said = anna.with_root("keys", "sign", "--digits", digits)
    assert "new epoch: 2" in said
    assert "keyring 2" in said
    assert "LOOK" not in anna.well("keys", "verify", "--open")
    assert "Nothing waits" in anna.well("keys", "sign")


def test_a_draft_that_was_exchanged_is_not_signed(anna: Desk) -> None:
    anna.begin()
    digits = digits_in(anna.well("keys", "rotate"))
    shutil.rmtree(anna.home / "staff" / "draft")
    anna.well("keys", "rotate")  # another one, whole in itself
    before = anna.public()

    refused = anna.turva("keys", "sign", "--root", anna.stick / "root.key", "--digits", digits)
    assert 1 == refused.exit_code
    assert "exchanged" in refused.stderr
    assert before == anna.public()


def test_nothing_is_signed_without_check_digits_or_without_the_root(anna: Desk) -> None:
    anna.begin()
    anna.well("keys", "rotate")
    before = anna.public()

    assert "--digits" in anna.turva("keys", "sign", "--root", anna.stick / "root.key").stderr
    assert "--root" in anna.turva("keys", "sign").stderr
    assert before == anna.public()


def test_the_root_is_not_made_and_not_used_where_we_keep_anything(anna: Desk) -> None:
    (anna.home / "usb").mkdir(parents=True)
    refused = anna.turva("keys", "init", "--offline", anna.home / "usb", "--member", "anna")
    assert "online" in refused.stderr
    assert [] == list((anna.home / "usb").iterdir())

    anna.begin()
    shutil.copy(anna.stick / "root.key", anna.home / "staff" / "root.key")
    before = anna.public()
    used = anna.turva("keys", "rotate", "--root", anna.home / "staff" / "root.key")
    assert "online" in used.stderr
    assert before == anna.public()
    assert "root.key lies online" in anna.turva("keys", "verify").stdout
    assert "no demo keys" in anna.turva("keys", "demo").stderr


def test_a_stick_that_is_not_there_is_asked_for(anna: Desk) -> None:
    refused = anna.turva("keys", "init", "--offline", anna.folder / "no", "--member", "anna")

    assert "plug in the stick" in refused.stderr
    assert not anna.home.joinpath("staff").exists()


def test_the_root_of_another_installation_signs_nothing(anna: Desk) -> None:
    anna.begin()
    (anna.folder / "other").mkdir()
    write_root(anna.folder / "other" / "root.key", Root.generate(), DAY, None)
    before = anna.public()

    refused = anna.turva("keys", "rotate", "--root", anna.folder / "other" / "root.key")
    assert "another installation" in refused.stderr
    assert before == anna.public()


def test_a_wrong_passphrase_signs_nothing_and_is_not_repeated(anna: Desk) -> None:
    anna.begin()
    before = anna.public()

    refused = anna.turva("keys", "rotate", "--root", anna.stick / "root.key", typed="hunter2\n")
    assert "does not open" in refused.stderr
    assert "hunter2" not in refused.output
    assert before == anna.public()


def test_when_all_members_keys_are_lost_recovery_brings_a_new_member(anna: Desk) -> None:
    anna.begin()
    anna.with_root("keys", "rotate")
    shutil.copytree(anna.home / "staff", anna.folder / "dora" / "staff")
    dora = anna.colleague("dora")
    for name in ("member.key", "roster.seen"):
        (dora.home / "staff" / name).unlink()
    digits = digits_in(dora.well("keys", "member", "dora"))
    typed = f"{anna.paper['stick/recovery.key']}\n{anna.paper['stick/root.key']}\n"
    dora.well("keys", "add", dora.home / "staff" / "dora.member", "--digits", digits,
              "--recovery", anna.stick / "recovery.key", "--root", anna.stick / "root.key",
              typed=typed)  # fmt: skip
    dora.with_root("keys", "remove", "anna")
    dora.with_root("keys", "rotate", "--new-recovery", anna.stick / "recovery-2.key")

    dora.minimum = 3
    said = dora.well("keys", "verify", "--open")
    assert 4 == said.count("opens with your keys")
    assert "LOOK" not in said
    with pytest.raises(PassphraseWrong):
        read_member(anna.home / "staff" / "member.key", lambda: "lost")


def test_a_protected_inbox_that_nobody_can_unlock_says_how_and_does_not_wait(anna: Desk) -> None:
    anna.begin()
    anna.paper.pop("anna/staff/member.key")

    refused = anna.turva("inbox", "--supervised")
    assert 1 == refused.exit_code
    assert "turva inbox" in refused.stderr


def test_a_passphrase_is_typed_without_being_shown(anna: Desk) -> None:
    anna.begin()
    words = anna.paper["anna/staff/member.key"]
    environment = {
        "PATH": os.environ["PATH"],
        "TURVA_HOME": str(anna.home),
        "TURVA_STORE": str(anna.folder / "store"),
    }
    command = ["setsid", "--ctty", "--wait", sys.executable, "-m", "app.cli", "inbox", "list"]
    terminal, its_side = pty.openpty()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=its_side, stdout=its_side, stderr=its_side
    ) as process:
        os.close(its_side)
        said = until(terminal, "Passphrase of your member file")
        os.write(terminal, f"{words}\n".encode())
        said += until(terminal, None)
        os.close(terminal)

    assert 0 == process.returncode
    assert "No letters yet" in said
    assert words not in said


def until(terminal: int, text: str | None) -> str:
    """Return what a terminal shows up to this text, or to its end."""
    said = b""
    while text is None or text.encode() not in said:
        try:
            said += os.read(terminal, 4096)
        except OSError:  # how a terminal says that nobody writes to it any more
            break
    return said.decode()

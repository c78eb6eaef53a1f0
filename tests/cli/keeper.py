"""Who keeps keys in a test, at their own computer: what they type, and what they have on paper."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from app.cli import main

FILES = ("root.key", "recovery.key", "statistics.key", "member.key")
SHOWN = re.compile(r"Passphrase of the .* file (\S+), shown only now:\n\n    ([a-z -]+)\n")


@dataclass
class Keeper:
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

    def colleague(self, name: str) -> "Keeper":
        return Keeper(self.folder, name, self.paper)

    def begin(self) -> str:
        return self.well("keys", "init", "--offline", self.stick, "--member", self.name)

    def add(self, other: "Keeper") -> None:
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

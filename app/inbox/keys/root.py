"""The root: the two keys by which everybody knows what is ours, and the serials it has signed.

One signs keyrings, which pages believe; the other rosters, which staff believe: no key signs two
types. The file stays offline, and never lies where a program of ours keeps something. Beside it a
small file remembers the highest serials, so that nothing older can be slipped in to be signed.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Self

from app.inbox.keys.errors import KeyFileUnusable, WrongPlace
from app.inbox.keys.protected import Ask, protect, read_protected, write_whole
from app.wire.constants import ROOT_NAME
from app.wire.errors import NoteKeyMalformed
from app.wire.note import SigningKey
from app.wire.roster import ROSTER_NAME

_SERIALS: Final = re.compile(r"keyring ([0-9]{1,16})\nroster ([0-9]{1,16})\n")


@dataclass(frozen=True)
class Root:
    """The keys that sign keyrings and rosters; neither ever shows in a repr."""

    keyring: SigningKey = field(repr=False)
    roster: SigningKey = field(repr=False)

    @classmethod
    def generate(cls) -> Self:
        """Return a new root."""
        return cls(SigningKey.generate(ROOT_NAME), SigningKey.generate(ROSTER_NAME))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the root of a file's text. Raises: KeyFileUnusable, which quotes nothing."""
        keys = [line.strip() for line in text.split("\n") if line.strip() and line[0] != "#"]
        try:
            keyring, roster = (SigningKey.parse(key) for key in keys)
        except (ValueError, NoteKeyMalformed):
            raise KeyFileUnusable(
                "it is not a root file as 'turva keys init' made it. Plug in the root's stick, and"
                " name root.key on it"
            ) from None
        if (keyring.name, roster.name) != (ROOT_NAME, ROSTER_NAME):
            raise KeyFileUnusable("its keys are not those of a root: is it the right file?")
        return cls(keyring, roster)

    def serialise(self, created: date) -> str:
        """Return the text of a root file; keep it offline."""
        return (
            f"# turva root: keep it offline\n# created: {created.isoformat()}\n"
            f"{self.keyring.serialise()}\n{self.roster.serialise()}\n"
        )


@dataclass(frozen=True)
class Signed:
    """The highest serials that a root has signed and that were put in force."""

    keyring: int = 0
    roster: int = 0


def write_root(path: Path, root: Root, created: date, passphrase: str | None) -> None:
    """Write a root file, under a passphrase unless the keys are for trying out. Raises: OSError."""
    write_whole(path, protect(root.serialise(created), passphrase))


def read_root_file(path: Path, ask: Ask) -> Root:
    """Return the root of this file. Raises: KeyFileUnusable, PassphraseWrong."""
    text = read_protected(path, ask, "root file")
    try:
        return Root.parse(text)
    except KeyFileUnusable as error:
        raise KeyFileUnusable(f"the root file {path} cannot be used: {error}") from None


def check_place(path: Path, *kept: Path) -> None:
    """Accept a place for the root's secret only outside of every folder that we keep online.

    Raises: WrongPlace.
    """
    place = path.resolve()
    for folder in kept:
        if place.is_relative_to(folder.resolve()):
            raise WrongPlace(
                f"{path} lies in {folder}, which is online: whoever gets at this computer could"
                " sign keyrings. Move the root to a stick that is kept locked away, and name it"
                " there"
            )


def read_signed(root_file: Path) -> Signed:
    """Return the serials remembered beside the root file; zeros when nothing is.

    Raises: KeyFileUnusable (it was changed by hand).
    """
    path = _signed_file(root_file)
    try:
        text = path.read_text("ascii")
    except FileNotFoundError:
        return Signed()
    except (OSError, UnicodeDecodeError):
        text = ""
    found = _SERIALS.fullmatch(text)
    if not found:
        raise KeyFileUnusable(
            f"{path} is not as it was written: it holds the serials that the root has signed. Put"
            " back its copy, or see the serials with 'turva keys show' and write them in"
        )
    return Signed(int(found[1]), int(found[2]))


def write_signed(root_file: Path, signed: Signed) -> None:
    """Remember the serials beside the root file. Raises: OSError."""
    text = f"keyring {signed.keyring}\nroster {signed.roster}\n"
    write_whole(_signed_file(root_file), text.encode())


def _signed_file(root_file: Path) -> Path:
    return root_file.with_name(f"{root_file.stem}.signed")

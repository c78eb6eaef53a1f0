"""An office for tests: a store, a stick, and members each with a computer of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.age.hybrid import HybridIdentity
from app.inbox.keys import change
from app.inbox.keys.change import Change, InForce
from app.inbox.keys.first_day import finish_first_day
from app.inbox.keys.force import RootAt, put_in_force
from app.inbox.keys.keychain import Keychain, open_keychain
from app.inbox.keys.member import Member, new_member
from app.inbox.keys.places import Places, read_in_force, read_verifier
from app.inbox.keys.root import Root, write_root
from app.store.published import PublishedFile
from app.store.shelf import FolderShelf
from app.wire.keyring import Keyring

DAY = date(2026, 11, 22)
LATER = DAY + timedelta(days=30)


class Office:
    """Members by name, and what they would do at their computers with the root at hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.members: dict[str, Member] = {}
        self.recovery = HybridIdentity.generate()
        self.statistics = HybridIdentity.generate()
        self.root = Root.generate()
        (folder / "stick").mkdir()
        write_root(folder / "stick" / "root.key", self.root, DAY, None)

    @property
    def at(self) -> RootAt:
        return RootAt(self.root, self.folder / "stick" / "root.key")

    def places(self, name: str = "anna") -> Places:
        """Return what `name` sees: the common store and keyring, and notes of their own."""
        home = self.folder / name
        home.mkdir(exist_ok=True)
        return Places(
            shelf=FolderShelf(self.folder / "store" / "keys"),
            keyring=PublishedFile(self.folder / "public" / "keyring.txt"),
            root_vkey=self.folder / "public" / "root.vkey",
            roster_vkey=home / "roster.vkey",
            member=home / "member.key",
            draft=home / "draft",
            kept=(self.folder / "store", home),
        )

    def begin(self, name: str = "anna") -> None:
        member = self.members.setdefault(name, new_member(name))
        offline = (self.recovery, self.statistics)
        finish_first_day(self.places(name), self.at, member, offline, DAY)

    def now(self, name: str = "anna") -> InForce:
        return read_in_force(self.places(name), [self.members[name].identity])

    def settle(self, changed: Change, name: str = "anna") -> None:
        put_in_force(changed, self.at, self.places(name))

    def add(self, name: str) -> Member:
        member = self.members.setdefault(name, new_member(name))
        self.settle(change.add(self.now(), member.entry, DAY))
        self.places(name).roster_vkey.write_text(f"{self.root.roster.verifier.serialise()}\n")
        return member

    def rotate(self) -> None:
        self.settle(change.rotate(self.now(), LATER))

    def remove(self, name: str, *heads: str) -> None:
        self.settle(change.remove(self.now(), name, heads, LATER))

    def keychain(self, name: str) -> Keychain:
        places = self.places(name)
        key = read_verifier(places.roster_vkey, "roster key")
        return open_keychain(self.members[name], places.shelf, key, places.seen)

    @property
    def keyring(self) -> Keyring:
        return self.now().keyring

    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def snapshot(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.files()}

    def restore(self, files: dict[Path, bytes], *, but: str = "") -> None:
        """Put every file back as it was; those below a folder `but` stay."""
        for path, data in files.items():
            if not but or but not in path.parts:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)


class Cut(Exception):
    """The power went off."""


@contextmanager
def cut_before(step: int) -> Iterator[list[str]]:
    """Cut the power before a file takes its name for the `step`-th time; give the names so far."""
    done: list[str] = []
    replace_file = os.replace

    def cut(source: Any, target: Any, **folders: Any) -> None:
        if len(done) == step:
            raise Cut
        done.append(Path(target).name)
        replace_file(source, target, **folders)

    with patch.object(os, "replace", cut):
        yield done

"""The first day: everything that is made once, each step kept as soon as it is taken.

A first day that was cut is gone through again: what is there is read, what is missing is made.
Nothing is published before all that could open a letter rests in its place.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.age.hybrid import HybridIdentity
from app.inbox.keys.change import begin
from app.inbox.keys.errors import AlreadyThere, KeysError
from app.inbox.keys.force import RootAt, put_in_force
from app.inbox.keys.keychain import ROSTER, roster_lost, unnamed_epoch
from app.inbox.keys.member import Member
from app.inbox.keys.places import Places, read_verifier
from app.inbox.keys.protected import PUBLIC, write_whole
from app.inbox.keys.root import check_place
from app.store.files import make_private_folder
from app.wire.epoch import new_epoch


@dataclass(frozen=True)
class OfflineFiles:
    """The three files that lie on sticks, never on a computer that is online."""

    folder: Path

    @property
    def root(self) -> Path:
        """Return the root file."""
        return self.folder / "root.key"

    @property
    def recovery(self) -> Path:
        """Return the file of the recovery identity."""
        return self.folder / "recovery.key"

    @property
    def statistics(self) -> Path:
        """Return the file of the statistics identity."""
        return self.folder / "statistics.key"


def check_first_day(places: Places, offline: OfflineFiles) -> None:
    """Accept a first day where no roster is yet, and only with a stick that is no part of us.

    Raises: AlreadyThere, WrongPlace, StoreError.
    """
    if places.shelf.read(ROSTER) is not None:
        raise AlreadyThere(
            "there are keys already, and new ones would not open the letters that wait: see them"
            " with 'turva keys show'. To add somebody use 'turva keys member' and 'turva keys add'."
            " If these are keys for trying out, set TURVA_HOME to another folder"
        )
    if places.seen.exists():
        raise AlreadyThere(f"keys were made here before: {roster_lost(places.seen)}")
    check_place(offline.folder, *places.kept)


def finish_first_day(
    places: Places,
    at: RootAt,
    member: Member,
    offline: tuple[HybridIdentity, HybridIdentity],
    today: date,
) -> None:
    """Make the first epoch, sign the first roster and keyring, and publish last of all.

    `offline` are the recovery and the statistics identity. Raises: AlreadyThere, KeysError,
    WireError, StoreError, OSError.
    """
    make_private_folder(places.roster_vkey.parent)
    places.root_vkey.parent.mkdir(parents=True, exist_ok=True)
    _write_verifiers(places, at)
    epoch = unnamed_epoch(places.shelf, 1, [member.identity]) or new_epoch(1, today)
    recovery, statistics = offline
    change = begin(member.entry, recovery.recipient, statistics.recipient, epoch, today)
    put_in_force(change, at, places)


def _write_verifiers(places: Places, at: RootAt) -> None:
    """Put the two public keys here, and beside the root for when every computer is lost."""
    for path, key in ((places.root_vkey, at.root.keyring), (places.roster_vkey, at.root.roster)):
        if path.exists() and _read(path) != key.verifier.serialise():
            raise AlreadyThere(
                f"{path} holds the key of another root, which pages and staff may believe already:"
                " plug in the stick of that root, or set TURVA_HOME to another folder"
            )
        for copy in (path, at.file.with_name(path.name)):
            write_whole(copy, f"{key.verifier.serialise()}\n".encode(), PUBLIC)


def _read(path: Path) -> str:
    try:
        return read_verifier(path, "public key").serialise()
    except KeysError:
        return ""

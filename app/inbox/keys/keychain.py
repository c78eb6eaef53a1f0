"""All that one member opens today: from the member's own keys over the signed roster to the epochs.

The store is not trusted: its roster counts only if the root signed it, and only if it is no older
than the last one that this computer has seen; an epoch file only if that roster names what is in
it. Nothing opened here is written anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.age.errors import AgeError
from app.age.file import open_sealed
from app.age.hybrid import HybridIdentity
from app.inbox.keys.errors import EpochUnopened, RosterUntrusted
from app.inbox.keys.member import Member
from app.inbox.keys.protected import write_whole
from app.store.base import ShelfReader
from app.store.errors import StoreError
from app.wire.epoch import Epoch, open_epoch, parse
from app.wire.errors import EpochError, RosterError
from app.wire.note import VerifierKey
from app.wire.roster import EpochEntry, Roster, open_roster

ROSTER: Final = "roster.txt"
"""The roster's name among the keys of a store."""


@dataclass(frozen=True)
class EpochTrouble:
    """An epoch of the roster that did not open; `code` is the wire's, "gone" or "unreadable"."""

    number: int
    code: str


@dataclass(frozen=True)
class Keychain:
    """A member, the roster in force, and the epochs that opened, the oldest first.

    `doubt` says what is wrong with the roster in the store, when the last one seen stands in.
    """

    member: Member
    roster: Roster
    epochs: tuple[Epoch, ...] = field(repr=False)
    troubles: tuple[EpochTrouble, ...] = ()
    doubt: str = ""

    @property
    def identities(self) -> tuple[HybridIdentity, ...]:
        """Return what opens letters and events, the newest first: it is needed most."""
        return tuple(epoch.identity for epoch in reversed(self.epochs))

    @property
    def current(self) -> Epoch:
        """Return the newest epoch, whose keys seal and sign today. Raises: EpochUnopened."""
        entry = self.roster.current
        for epoch in self.epochs:
            if entry and epoch.number == entry.number:
                return epoch
        raise EpochUnopened(
            "the newest epoch does not open with your keys, so nothing can be signed: see"
            " 'turva keys verify', and ask who keeps the root"
        )


def epoch_name(number: int) -> str:
    """Return the name of an epoch's file among the keys of a store."""
    return f"epoch-{number}.age"


def open_keychain(
    member: Member, shelf: ShelfReader, roster_key: VerifierKey, seen: Path
) -> Keychain:
    """Return what this member opens. One epoch that does not open never hides another.

    Whoever owns the store must not be able to close what lies on this computer: if its roster is
    not to be believed, the last one seen here goes on, and the keychain says so.

    Raises: RosterUntrusted (and none was ever seen here), StoreError.
    """
    doubt = ""
    try:
        roster = trusted_roster(shelf, roster_key, seen)
    except (RosterUntrusted, StoreError) as error:
        before = _remembered(seen, roster_key)
        if before is None:
            raise
        roster, doubt = before.roster, str(error)
    epochs, troubles = open_epochs(shelf, roster.epochs, [member.identity])
    return Keychain(member, roster, epochs, troubles, doubt)


def open_epochs(
    shelf: ShelfReader, entries: Sequence[EpochEntry], identities: Sequence[HybridIdentity]
) -> tuple[tuple[Epoch, ...], tuple[EpochTrouble, ...]]:
    """Return the epochs of a verified roster that open, and why the others do not."""
    epochs, troubles = list[Epoch](), list[EpochTrouble]()
    for entry in entries:
        try:
            found = shelf.read(epoch_name(entry.number))
            if found:
                epochs.append(open_epoch(found[0], identities, entry))
            else:
                troubles.append(EpochTrouble(entry.number, "gone"))
        except EpochError as error:
            troubles.append(EpochTrouble(entry.number, error.code))
        except StoreError:
            troubles.append(EpochTrouble(entry.number, "unreadable"))
    return tuple(epochs), tuple(troubles)


def unnamed_epoch(
    shelf: ShelfReader, number: int, identities: Sequence[HybridIdentity]
) -> Epoch | None:
    """Return an epoch that no roster names yet, left by a change that was cut; None if none opens.

    Anybody can seal such a file to us: use it only if the root has signed its recipient, or nothing
    was ever signed.
    """
    found = shelf.read(epoch_name(number))
    try:
        epoch = parse(open_sealed(found[0], identities)) if found else None
    except (AgeError, EpochError):
        return None
    return epoch if epoch and epoch.number == number else None


def trusted_roster(shelf: ShelfReader, roster_key: VerifierKey, seen: Path) -> Roster:
    """Return the store's roster, and remember it in `seen` as the oldest that is still believed.

    Raises: RosterUntrusted (none, a fake one, an older one, another one of the same serial).
    """
    found = shelf.read(ROSTER)
    if found is None:
        raise RosterUntrusted(
            roster_lost(seen)
            if seen.exists()
            else "there is no roster among the keys of the store: if keys were never made here, run"
            " 'turva keys init'; otherwise somebody took it away, so ask who keeps the root"
        )
    text = found[0].decode("utf-8", "replace")
    before = _remembered(seen, roster_key)
    if before is not None and text == before.text:
        return before.roster
    try:
        roster = open_roster(text, roster_key, before.roster.serial if before else 1)
    except RosterError as error:
        raise RosterUntrusted(
            f"the roster in the store is not used: {error}. Change no keys before it is mended"
        ) from None
    if before is not None and roster == before.roster:
        return roster  # with a line more under its signature, which anybody can add
    if before is None or roster.serial > before.roster.serial:
        write_whole(seen, text.encode())
    else:
        raise RosterUntrusted(
            f"the store holds another roster {roster.serial} than this computer has seen: one of"
            " them was signed behind your back, so ask who keeps the root"
        )
    return roster


def roster_lost(seen: Path) -> str:
    """Return what to say when the store has no roster any more, and this computer saw one."""
    return (
        "there is no roster among the keys of the store, and this computer has seen one:"
        " TURVA_STORE names another folder, or somebody took it away. Then copy"
        f" {seen} into the folder 'keys' of the store, under the name {ROSTER}, and find out who"
        " can write there"
    )


@dataclass(frozen=True)
class _Seen:
    text: str
    roster: Roster


def _remembered(seen: Path, roster_key: VerifierKey) -> _Seen | None:
    """Return the last roster seen here; one that another root signed is never passed over."""
    try:
        text = seen.read_text("utf-8")
        return _Seen(text, open_roster(text, roster_key))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, RosterError):
        raise RosterUntrusted(
            f"{seen} is not the roster that this computer has seen last under this roster key: if"
            " the root was replaced, remove that file; otherwise ask who keeps the root"
        ) from None

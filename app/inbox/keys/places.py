"""Where each thing of staff's keys lies, and what is in force there, once all of it was checked.

Reading changes nothing but the note of the newest roster seen. What another machine left half done
is seen here, and taken up by the next change.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from app.age.hybrid import HybridIdentity
from app.inbox.keys.change import InForce
from app.inbox.keys.errors import EpochUnopened, KeyFileUnusable
from app.inbox.keys.keychain import Keychain, open_epochs, trusted_roster, unnamed_epoch
from app.inbox.keys.protected import PUBLIC, write_whole
from app.store.base import Shelf, ShelfReader
from app.store.errors import NotFound, Unavailable
from app.store.published import Published
from app.wire.errors import KeyringError, NoteKeyMalformed
from app.wire.keyring import Keyring, open_keyring
from app.wire.note import VerifierKey
from app.wire.roster import EpochEntry

SEEN: Final = "roster.seen"
"""The name of the file that holds the newest roster that this computer has seen."""


@dataclass(frozen=True)
class Places:
    """The keys of the store, and the files on this computer; `kept` is all that is online.

    `copies` are this computer's own of the epoch files, where it has any.
    """

    shelf: Shelf
    keyring: Published
    root_vkey: Path
    roster_vkey: Path
    member: Path
    draft: Path
    kept: tuple[Path, ...]
    minimum_serial: int = 1
    copies: ShelfReader | None = None

    @property
    def behind(self) -> Path:
        """Return the file that is there while answers are signed with an earlier epoch's key."""
        return self.draft.with_name("answers.behind")

    @property
    def least(self) -> Path:
        """Return the file with the lowest serial that pages should believe, as signed here."""
        return self.roster_vkey.with_name("keyring.least")

    @property
    def seen(self) -> Path:
        """Return the file that remembers the newest roster seen here."""
        return self.roster_vkey.with_name(SEEN)


def note_least(places: Places, serial: int) -> None:
    """Remember that no keyring below this one is to be believed any more. Raises: OSError."""
    write_whole(places.least, f"{serial}\n".encode(), PUBLIC)


def read_least(places: Places) -> int:
    """Return the serial that was remembered last, or 1."""
    try:
        return int(places.least.read_text("ascii"))
    except (OSError, ValueError):
        return 1


def read_verifier(path: Path, what: str) -> VerifierKey:
    """Return the public key in a file; `what` names it for people. Raises: KeyFileUnusable."""
    try:
        text = path.read_text("utf-8").strip()
        return VerifierKey.parse(text)
    except OSError as error:
        why = error.strerror or "unreadable"
    except (UnicodeDecodeError, NoteKeyMalformed):
        why = "it is no such key"
    raise KeyFileUnusable(
        f"the {what} {path} cannot be used ({why}): copy it there, from another member's computer"
        " or from the root's stick"
    )


def read_keyring(places: Places) -> Keyring:
    """Return the keyring in force, expired or not.

    Raises: KeyFileUnusable, KeyringError, Unavailable.
    """
    root = read_verifier(places.root_vkey, "root's public key")
    try:
        text = places.keyring.fetch().data.decode()
    except (NotFound, UnicodeDecodeError) as error:
        why = error if isinstance(error, NotFound) else f"at {places.keyring}, which is no text"
        raise KeyFileUnusable(
            f"there is no keyring to read {why}: put the published one there"
        ) from None
    # On the first of all days nothing has expired yet: an expired keyring is to be renewed.
    try:
        return open_keyring(text, root, places.minimum_serial, date.min)
    except KeyringError as error:
        raise type(error)(f"{places.keyring} cannot be used: {error}") from None


def read_in_force(places: Places, identities: Sequence[HybridIdentity]) -> InForce:
    """Return what is in force, opened with these identities.

    Raises: KeyFileUnusable, KeyringError, RosterUntrusted, EpochUnopened, StoreError.
    """
    keyring = read_keyring(places)
    roster = trusted_roster(
        places.shelf, read_verifier(places.roster_vkey, "roster key"), places.seen
    )
    opened, troubles = open_epochs(places.shelf, roster.epochs, identities)
    # What was spoiled in the store the next change mends; what is gone may have been destroyed.
    spoiled = {each.number for each in troubles if each.code != "gone"}
    if spoiled and places.copies is not None:
        entries = [entry for entry in roster.epochs if entry.number in spoiled]
        found, _ = open_epochs(places.copies, entries, identities)
        opened = tuple(sorted((*opened, *found), key=lambda epoch: epoch.number))
    if not opened:
        raise EpochUnopened(
            "your keys open no epoch: you are not in the roster. Ask who keeps the root to add you"
        )
    now = InForce(keyring, roster, opened)
    return now if is_named(keyring, roster.epochs) else _taken_up(now, places, identities)


def is_named(keyring: Keyring, entries: Sequence[EpochEntry]) -> bool:
    """Tell whether one of these epochs is the keyring's."""
    digest = hashlib.sha256(keyring.recipient.raw).hexdigest()
    return any(entry.recipient_digest == digest for entry in entries)


def compared(
    keychain: Keychain, place: Published, root: VerifierKey, minimum_serial: int
) -> Keychain:
    """Return the keychain, in doubt if the published keyring is of an epoch that it does not know.

    The root has signed that keyring, so there is a newer roster, and it is withheld from us; or a
    ceremony is cut. Not every member's computer has the keyring: nothing follows from none.
    """
    try:
        keyring = open_keyring(place.fetch().data.decode(), root, minimum_serial, date.min)
    except (NotFound, Unavailable, UnicodeDecodeError, KeyringError):
        return keychain
    if keychain.doubt or is_named(keyring, keychain.roster.epochs):
        return keychain
    return replace(
        keychain,
        doubt=f"keyring {keyring.serial} is of an epoch that roster {keychain.roster.serial} does"
        " not name: the newest roster is withheld, or a change of keys was cut",
    )


def _taken_up(now: InForce, places: Places, identities: Sequence[HybridIdentity]) -> InForce:
    """Take up the epoch of a change that was cut between keyring and roster.

    The root has signed the keyring, so an epoch file that holds its recipient is the right one.
    """
    last = now.roster.current
    number = last.number + 1 if last else 1
    epoch = unnamed_epoch(places.shelf, number, identities)
    if epoch is None or epoch.identity.recipient != now.keyring.recipient:
        raise EpochUnopened(
            "the keyring in force names an epoch that is not in the roster, and no epoch file that"
            " you open holds it: put the newest roster and epoch file back, or close the form by"
            " taking the keyring away"
        )
    entries: tuple[EpochEntry, ...] = (*now.roster.epochs, epoch.entry)
    return InForce(now.keyring, replace(now.roster, epochs=entries), (*now.epochs, epoch))

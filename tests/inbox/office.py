"""Staff of a test: a root, an epoch, members at their desks, and one store that they share."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache

from app.age.hybrid import HybridIdentity
from app.inbox.desk import Desk
from app.inbox.keys.keychain import ROSTER, Keychain, epoch_name, open_epochs
from app.inbox.keys.member import Member, new_member
from app.inbox.places import Local, Remote
from app.store.memory import MemoryArchive, MemoryShelf, MemoryStore
from app.wire.constants import NOTICE_NAME, REPLY_NAME
from app.wire.epoch import Epoch, new_epoch, seal_epoch
from app.wire.note import SigningKey
from app.wire.roster import (
    ROSTER_NAME,
    MemberEntry,
    RemovedEntry,
    Roster,
    open_roster,
    sign_roster,
)
from tests.inbox.shelf import Shelf, identity, questionnaires

DAY = datetime.now(UTC).date()


@cache
def member(name: str) -> Member:
    return new_member(name)


@cache
def outside() -> HybridIdentity:
    """Return an identity that nobody of the staff has."""
    return HybridIdentity.generate()


@cache
def first_epoch() -> Epoch:
    """Return the epoch that the letters of `tests.inbox.shelf` are sealed to."""
    keys = SigningKey.generate(REPLY_NAME), SigningKey.generate(NOTICE_NAME)
    return Epoch(1, DAY, identity(), *keys)


def entry(name: str) -> MemberEntry:
    each = member(name)
    return MemberEntry(name, each.identity.recipient, each.signing.verifier.public)


def roster_of(*names: str, epochs: Iterable[Epoch] = ()) -> Roster:
    return Roster(
        serial=1,
        issued=DAY,
        recovery=outside().recipient,
        statistics=outside().recipient,
        epochs=tuple(epoch.entry for epoch in epochs or [first_epoch()]),
        members=tuple(entry(name) for name in names),
    )


def local_places() -> Local:
    return Local(MemoryArchive(), MemoryArchive(), MemoryArchive(), MemoryShelf(), MemoryShelf())


@dataclass
class Office:
    """One shared store, and the keys with which staff use it."""

    names: tuple[str, ...] = ("aino", "bo")
    root: SigningKey = field(default_factory=lambda: SigningKey.generate(ROSTER_NAME))
    envelopes: MemoryStore = field(default_factory=MemoryStore)
    events: MemoryArchive = field(default_factory=MemoryArchive)
    replies: MemoryShelf = field(default_factory=MemoryShelf)
    keys: MemoryShelf = field(default_factory=MemoryShelf)

    def __post_init__(self) -> None:
        self.epochs = [first_epoch()]
        self.publish(roster_of(*self.names))

    @property
    def letters(self) -> Shelf:
        return Shelf(self.envelopes)

    @property
    def remote(self) -> Remote:
        return Remote(self.envelopes, self.events, self.replies, self.keys)

    def publish(self, roster: Roster) -> None:
        """Put a signed roster and the epoch files for its members into the store."""
        self.roster = roster
        self.replace_key(ROSTER, sign_roster(roster, self.root).encode())
        recipients = [each.recipient for each in roster.members]
        for epoch in self.epochs:
            self.replace_key(epoch_name(epoch.number), seal_epoch(epoch, recipients))

    def rotate(self) -> Epoch:
        """Begin another epoch."""
        epoch = new_epoch(len(self.epochs) + 1, DAY)
        self.epochs.append(epoch)
        entries = tuple(each.entry for each in self.epochs)
        self.publish(replace(self.roster, serial=self.roster.serial + 1, epochs=entries))
        return epoch

    def remove(self, name: str, heads: tuple[str, ...]) -> None:
        """Take a member off the roster, with what was known of their events by then."""
        gone = RemovedEntry(name, member(name).signing.verifier.public, heads)
        self.publish(
            replace(
                self.roster,
                serial=self.roster.serial + 1,
                members=tuple(each for each in self.roster.members if each.name != name),
                removed=(*self.roster.removed, gone),
            )
        )

    def replace_key(self, name: str, data: bytes) -> None:
        """Put this among the keys of the store, as its owner can, too."""
        held = self.keys.read(name)
        self.keys.replace(name, data, held[1] if held else None)

    def keychain(self, name: str) -> Keychain:
        """Return what this member opens now."""
        held = self.keys.read(ROSTER)
        assert held
        roster = open_roster(held[0].decode(), self.root.verifier)
        found = open_epochs(self.keys, roster.epochs, [member(name).identity])
        return Keychain(member(name), roster, *found)

    def desk(
        self,
        name: str = "aino",
        *,
        local: Local | None = None,
        remote: Remote | None = None,
        open_keys: Callable[[], Keychain] | None = None,
    ) -> Desk:
        """Return a member's desk, on a computer of its own unless `local` says otherwise."""
        lock = threading.Lock()
        return Desk(
            open_keys=open_keys or (lambda: self.keychain(name)),
            remote=remote or self.remote,
            local=local or local_places(),
            questionnaires=questionnaires(),
            turn=lambda: lock,
        )

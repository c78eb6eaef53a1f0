"""What changes when staff or epochs do, thought out in full before anything is written.

Each function takes what is in force and returns a `Change`: the keyring and the roster, unsigned,
and the epoch files that belong to them. Nothing here reads, writes or signs. Letters are never
left without somebody who opens them: every epoch file is sealed to the recovery recipient too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from app.age.hybrid import HybridRecipient
from app.inbox.keys.errors import EpochUnopened, MemberRefused
from app.inbox.keys.keychain import epoch_name
from app.wire.constants import KEYRING_DAYS
from app.wire.epoch import Epoch, new_epoch, seal_epoch
from app.wire.keyring import Grace, Keyring
from app.wire.roster import MemberEntry, RemovedEntry, Roster

GRACE_DAYS: Final = 2
"""How long letters sealed under the keyring before are still taken, after a planned change."""


@dataclass(frozen=True)
class InForce:
    """What holds today: the keyring and the roster, and the epochs that we could open."""

    keyring: Keyring
    roster: Roster
    epochs: tuple[Epoch, ...] = field(repr=False)

    @property
    def current(self) -> Epoch:
        """Return the epoch of the keyring. Raises: EpochUnopened."""
        for epoch in self.epochs:
            if epoch.identity.recipient == self.keyring.recipient:
                return epoch
        raise EpochUnopened(
            "none of your keys opens the epoch of the keyring in force: let a member who can read"
            " new letters do this, or use the recovery key"
        )


@dataclass(frozen=True)
class Change:
    """What is to be signed and put in force; None stays as it is. `epochs` are names and files."""

    keyring: Keyring | None
    roster: Roster | None
    epochs: Mapping[str, bytes] = field(repr=False)


def begin(
    member: MemberEntry,
    recovery: HybridRecipient,
    statistics: HybridRecipient,
    epoch: Epoch,
    today: date,
) -> Change:
    """Return the very first change: one member, one epoch, keyring 1 and roster 1."""
    roster = Roster(
        serial=1,
        issued=today,
        recovery=recovery,
        statistics=statistics,
        epochs=(epoch.entry,),
        members=(member,),
    )
    return Change(_keyring(epoch, 1, today), roster, _sealed([epoch], roster))


def rotate(now: InForce, today: date, *, grace: bool = True, reseal: bool = False) -> Change:
    """Return the change to a new epoch.

    `reseal` also writes the files of the earlier epochs anew. With `grace` letters sealed under the
    keyring before are taken for GRACE_DAYS more.
    """
    taken = _grace(now, today) if grace else None
    return _new_epoch(now, now.roster, today, taken, reseal=reseal)


def replaced(
    now: InForce,
    recovery: HybridRecipient | None = None,
    statistics: HybridRecipient | None = None,
) -> InForce:
    """Return what holds with other offline recipients, for the next change to begin with.

    Another recovery key needs the files of all epochs anew. Raises: MemberRefused (one of them is
    in use already and would replace nothing).
    """
    known = now.roster
    if any(new in (known.recovery, known.statistics) for new in (recovery, statistics) if new):
        raise MemberRefused(
            "this file holds a key that is in use already, and would replace nothing: name a file"
            " that is not there yet, on another stick"
        )
    roster = replace(
        known,
        recovery=recovery or known.recovery,
        statistics=statistics or known.statistics,
    )
    return replace(now, roster=roster)


def remove(now: InForce, name: str, heads: Iterable[str], today: date) -> Change:
    """Return the change that removes a member: a new epoch at once, and no grace.

    `heads` are the events known now that no other names: what the member did up to them counts.
    Raises: MemberRefused (no such member, or the last one), EpochUnopened.
    """
    gone = [member for member in now.roster.members if member.name == name]
    left = tuple(member for member in now.roster.members if member.name != name)
    if not gone:
        raise MemberRefused(f"{name} is not in the roster: see the names with 'turva keys show'")
    if not left:
        raise MemberRefused(
            f"{name} is the only member, and nobody could read letters any more: add another first"
        )
    removed = RemovedEntry(name, gone[0].public, tuple(sorted(set(heads))))
    roster = replace(now.roster, members=left, removed=(*now.roster.removed, removed))
    return _new_epoch(now, roster, today, grace=None, reseal=True)


def add(now: InForce, member: MemberEntry, today: date) -> Change:
    """Return the change that adds a member, who will open every epoch that we open.

    Raises: MemberRefused (the name or a key is or was somebody's).
    """
    known = now.roster
    if member.name in {each.name for each in known.members}:
        raise MemberRefused(
            f"there is a member {member.name} already: remove the old keys first, or have the new"
            " ones made under another name"
        )
    if member.public in known.names or member.recipient in (
        known.recovery,
        known.statistics,
        *(each.recipient for each in known.members),
    ):
        raise MemberRefused(
            "these keys are or were in use: have new ones made with 'turva keys member'"
        )
    roster = replace(known, members=(*known.members, member))
    return Change(None, _next(roster, today), _sealed(now.epochs, roster))


def renew(now: InForce, today: date, *, grace: bool = True) -> Change:
    """Return the change to a keyring of the same epoch that ends later. Raises: EpochUnopened."""
    taken = _grace(now, today) if grace else None
    keyring = _keyring(now.current, now.keyring.serial + 1, today, taken)
    return Change(keyring, None, {})


def _grace(now: InForce, today: date) -> Grace:
    return Grace(now.keyring.serial, today + timedelta(days=GRACE_DAYS))


def _new_epoch(
    now: InForce, roster: Roster, today: date, grace: Grace | None, *, reseal: bool
) -> Change:
    last = roster.current
    epoch = new_epoch(last.number + 1 if last else 1, today)
    roster = replace(_next(roster, today), epochs=(*roster.epochs, epoch.entry))
    files = _sealed([*now.epochs, epoch] if reseal else [epoch], roster)
    return Change(_keyring(epoch, now.keyring.serial + 1, today, grace), roster, files)


def _next(roster: Roster, today: date) -> Roster:
    return replace(roster, serial=roster.serial + 1, issued=today)


def _keyring(epoch: Epoch, serial: int, today: date, grace: Grace | None = None) -> Keyring:
    return Keyring(
        serial=serial,
        issued=today,
        expires=today + timedelta(days=KEYRING_DAYS),
        recipient=epoch.identity.recipient,
        reply_key=epoch.reply.verifier.public,
        notice_key=epoch.notice.verifier.public,
        grace=grace,
    )


def _sealed(epochs: Iterable[Epoch], roster: Roster) -> dict[str, bytes]:
    readers = [*(member.recipient for member in roster.members), roster.recovery]
    return {epoch_name(epoch.number): seal_epoch(epoch, readers) for epoch in epochs}

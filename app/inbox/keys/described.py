"""What is said of keyring, roster and what would change them, for people and for programs.

Nothing here is a secret, but who works here is nobody else's business.
"""

from collections.abc import Iterator
from typing import Any

from app.inbox.keys.change import Change, InForce
from app.inbox.keys.invitation import digits_of
from app.wire.keyring import Keyring
from app.wire.roster import Roster


def change_lines(change: Change, now: InForce) -> Iterator[str]:
    """Yield what a change changes, all of it: what the person who signs has to agree with."""
    if change.roster is not None:
        yield from _roster_lines(change.roster, now.roster)
    if change.keyring is not None:
        ring, grace = change.keyring, change.keyring.grace
        yield f"keyring {ring.serial}: {ring.issued} to {ring.expires}"
        yield (
            f"letters sealed under keyring {grace.serial}: taken until {grace.until}"
            if grace
            else f"letters sealed under keyring {now.keyring.serial}: taken not any more"
        )


def _roster_lines(roster: Roster, before: Roster) -> Iterator[str]:
    old = {member.name: member for member in before.members}
    new = {member.name: member for member in roster.members}
    yield f"roster {roster.serial}: {', '.join(sorted(new))}"
    yield from (f"added: {name}" for name in sorted(new.keys() - old.keys()))
    yield from (f"removed: {name}" for name in sorted(old.keys() - new.keys()))
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            yield f"other keys under the name {name}: {digits_of(new[name])}"
    for entry in before.removed:
        if entry not in roster.removed:
            yield f"another end of what counts, or none, for the removed: {entry.name}"
    known = {entry.number: entry for entry in before.epochs}
    for epoch in roster.epochs:
        if epoch.number not in known:
            yield f"new epoch: {epoch.number}"
        elif epoch != known.pop(epoch.number):
            yield f"other keys of epoch {epoch.number}, or another day"
    yield from (f"not named any more: epoch {number}" for number in sorted(known))
    if roster.recovery != before.recovery:
        yield "another recovery key"
    if roster.statistics != before.statistics:
        yield "another statistics key"


def key_lines(keyring: Keyring, roster: Roster) -> Iterator[str]:
    """Yield the lines for people."""
    yield f"Keyring {keyring.serial}, {keyring.issued} to {keyring.expires}"
    grace = keyring.grace
    if grace:
        yield f"  letters sealed under keyring {grace.serial} are taken until {grace.until}"
    yield f"Roster {roster.serial}, {roster.issued}"
    for member in roster.members:
        yield f"  member {member.name}  {digits_of(member)}"
    for removed in roster.removed:
        yield f"  removed {removed.name}"
    for epoch in roster.epochs:
        yield f"  epoch {epoch.number}, begun {epoch.created}"


def key_record(keyring: Keyring, roster: Roster) -> dict[str, Any]:
    """Return the record for programs. Fields may be added, never renamed."""
    grace = keyring.grace
    return {
        "keyring": {
            "serial": keyring.serial,
            "issued": keyring.issued.isoformat(),
            "expires": keyring.expires.isoformat(),
            "grace": {"serial": grace.serial, "until": grace.until.isoformat()} if grace else None,
        },
        "roster": {"serial": roster.serial, "issued": roster.issued.isoformat()},
        "members": [{"name": each.name, "digits": digits_of(each)} for each in roster.members],
        "removed": [each.name for each in roster.removed],
        "epochs": [
            {"number": each.number, "begun": each.created.isoformat()} for each in roster.epochs
        ],
    }

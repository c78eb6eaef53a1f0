"""Put a change in force: the root signs it, and its parts go out in an order that may be cut.

First the epoch files, so that nothing is ever sealed to keys that nobody holds; then the keyring,
so that no roster says "removed" while letters still go to what the removed member can open; then
the roster. After a cut anywhere the same, or the next, change finishes it.

A draft may have waited while retention destroyed an epoch: such a file is never written back.
"""

from dataclasses import dataclass, field
from pathlib import Path

from app.inbox.keys.change import Change
from app.inbox.keys.errors import DraftRefused
from app.inbox.keys.keychain import ROSTER, epoch_name
from app.inbox.keys.places import Places
from app.inbox.keys.protected import write_whole
from app.inbox.keys.root import Root, Signed, read_signed, write_signed
from app.store.errors import NotFound
from app.store.published import Text
from app.wire.keyring import sign_keyring
from app.wire.roster import sign_roster


@dataclass(frozen=True)
class RootAt:
    """The root's keys, and the file beside which the serials it has signed are remembered."""

    root: Root = field(repr=False)
    file: Path


def check_serials(change: Change, at: RootAt) -> None:
    """Accept a change only if its serials are above all that this root has signed.

    Raises: DraftRefused, KeyFileUnusable.
    """
    signed = read_signed(at.file)
    for what, new, highest in (
        ("keyring", change.keyring.serial if change.keyring else None, signed.keyring),
        ("roster", change.roster.serial if change.roster else None, signed.roster),
    ):
        if new is not None and new <= highest:
            raise DraftRefused(
                f"this root has signed {what} {highest} already, and {what} {new} would take its"
                " place: what is in force here was put back to an older state. Get the newest"
                f" {what}, then prepare the change again"
            )


def put_in_force(change: Change, at: RootAt, places: Places) -> None:
    """Sign the change and put each part where it belongs, durably; see above for the order.

    Raises: DraftRefused, KeyFileUnusable, WireError, StoreError, OSError.
    """
    check_serials(change, at)
    keyring = sign_keyring(change.keyring, at.root.keyring) if change.keyring else None
    roster = sign_roster(change.roster, at.root.roster) if change.roster else None
    before, published = places.shelf.read(ROSTER), _published(places)
    newest = change.roster.current if change.roster else None
    for name, data in change.epochs.items():
        found = places.shelf.read(name)
        if found is not None or (newest is not None and name == epoch_name(newest.number)):
            places.shelf.replace(name, data, found[1] if found else None)
    if keyring is not None:
        places.keyring.replace(keyring.encode(), published)
    if roster is not None:
        places.shelf.replace(ROSTER, roster.encode(), before[1] if before else None)
        write_whole(places.seen, roster.encode())
    signed = read_signed(at.file)
    write_signed(
        at.file,
        Signed(
            change.keyring.serial if change.keyring else signed.keyring,
            change.roster.serial if change.roster else signed.roster,
        ),
    )


def _published(places: Places) -> Text | None:
    """Return the keyring that is to be replaced: whoever replaces it meanwhile is not undone."""
    try:
        return places.keyring.fetch()
    except NotFound:
        return None

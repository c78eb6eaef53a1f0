"""What retention removes without a plan: each object by itself, so that any cut leaves it right.

What opens with no key, once a colleague destroyed it in the shared store; and parts of files that
no letter names, once they lie here long enough for any letter to have come.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from app.inbox.desk import Desk
from app.inbox.joining import PASSING
from app.inbox.ledger import Ledger
from app.inbox.pieces import Piece
from app.inbox.retention_places import Own, Shared
from app.store.base import Archive

LOOSE_DAYS: Final = 7
"""Days that a piece lies here before it goes because no letter names it: a letter is sent last."""


def sweep(desk: Desk, shared: Shared, own: Own) -> None:
    """Remove from here what opens with no key and is not in the shared store either.

    A colleague destroyed it there. While an epoch is missing that nobody destroyed, all stays.
    Raises: StoreError.
    """
    if not _all_opens(desk):
        return
    _remove_but(own.envelopes, dark(desk), set(shared.envelopes.names()))
    unread = [name for name, code in desk.journal.unread.items() if code == "not-for-us"]
    _remove_but(own.events, unread, set(shared.events.names()))


def dark(desk: Desk) -> list[str]:
    """Return the kept envelopes that no key of ours opens."""
    return [each.name for each in desk.contents().quarantine if each.code == "not-for-us"]


def remove_loose(desk: Desk, shared: Shared, own: Own, today: date) -> int:
    """Remove the old pieces that no letter names, everywhere; return how many.

    While anything here cannot be read that could be their letter, all stay. Raises: StoreError.
    """
    contents, ledger = desk.contents(), desk.ledger()
    unread = any(each.code in PASSING for each in contents.quarantine)
    if unread or not _all_opens(desk):
        return 0
    old = [piece for piece in contents.loose if is_old(ledger, piece, today)]
    for piece in old:
        shared.envelopes.remove(piece.name)
        own.envelopes.remove(piece.name)
    return len(old)


def is_old(ledger: Ledger, piece: Piece, today: date) -> bool:
    """Tell whether seven whole days went by since staff received it, in every time zone."""
    received = ledger.received_at(piece.name)
    if received is None:
        return False
    return date.fromisoformat(received[:10]) + timedelta(LOOSE_DAYS) < today


def _all_opens(desk: Desk) -> bool:
    """Tell whether every epoch opens here but those that this member has destroyed."""
    opened, ledger = {epoch.number for epoch in desk.keychain.epochs}, desk.ledger()
    ours = desk.member.signing.verifier.public
    return all(
        entry.number in opened or ours in ledger.destroyed.get(entry.number, ())
        for entry in desk.keychain.roster.epochs
    )


def _remove_but(store: Archive, names: Iterable[str], there: set[str]) -> None:
    for name in names:
        if name not in there:
            store.remove(name)

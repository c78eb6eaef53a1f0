"""Where retention reaches: every place, shared and this computer's own, from which it removes.

Nobody else at the inbox is handed these: who reads and answers letters can remove none.
"""

from dataclasses import dataclass

from app.inbox.places import Local, Remote
from app.inbox.rehearsal import RehearsedArchive, RehearsedShelf
from app.store.base import Archive, Shelf, Store


@dataclass(frozen=True)
class Shared:
    """The shared store; in `statistics` rests what is left to be counted."""

    envelopes: Archive
    events: Archive
    replies: Shelf
    keys: Shelf
    statistics: Store

    @property
    def remote(self) -> Remote:
        """Return the same as a desk sees it."""
        return Remote(self.envelopes, self.events, self.replies, self.keys)


@dataclass(frozen=True)
class Own:
    """This computer's folder; in `plans` rests what is being destroyed until it is done."""

    envelopes: Archive
    events: Archive
    outbox: Archive
    placed: Shelf
    keys: Shelf
    plans: Archive

    @property
    def local(self) -> Local:
        """Return the same as a desk sees it."""
        return Local(self.envelopes, self.events, self.outbox, self.placed, self.keys)


def rehearsed(shared: Shared, own: Own) -> tuple[Shared, Own]:
    """Return the same places as a rehearsal sees them: what is changed there changes nothing."""
    return (
        Shared(
            envelopes=RehearsedArchive(shared.envelopes),
            events=RehearsedArchive(shared.events),
            replies=RehearsedShelf(shared.replies),
            keys=RehearsedShelf(shared.keys),
            statistics=RehearsedArchive(shared.statistics),
        ),
        Own(
            envelopes=RehearsedArchive(own.envelopes),
            events=RehearsedArchive(own.events),
            outbox=RehearsedArchive(own.outbox),
            placed=RehearsedShelf(own.placed),
            keys=RehearsedShelf(own.keys),
            plans=RehearsedArchive(own.plans),
        ),
    )

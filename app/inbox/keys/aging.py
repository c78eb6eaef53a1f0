"""When an epoch is old enough to be destroyed (P9). Dates alone decide, and the roster has them."""

from datetime import date, timedelta

from app.inbox.keys.change import GRACE_DAYS
from app.wire.roster import EpochEntry, Roster


def due_epochs(roster: Roster, today: date, days: int) -> tuple[EpochEntry, ...]:
    """Return the epochs that are at least `days` old: never the newest, nor one in grace."""
    return tuple(
        entry
        for entry, later in zip(roster.epochs, roster.epochs[1:], strict=False)
        if today >= entry.created + timedelta(days=days)
        and today > later.created + timedelta(days=GRACE_DAYS)
    )

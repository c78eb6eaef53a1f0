"""When an epoch is old enough to be destroyed (P9). Dates alone decide, and the roster has them.

No epoch can have begun after a later one. Where the roster says so, a computer whose date was ahead
made it: then the earliest date from there on holds, so that nothing stays because of that mistake.
"""

from datetime import date, timedelta

from app.inbox.keys.change import GRACE_DAYS
from app.wire.roster import EpochEntry, Roster


def due_epochs(roster: Roster, today: date, days: int) -> tuple[EpochEntry, ...]:
    """Return the epochs that are at least `days` old: never the newest, nor one in grace."""
    begun = [each.created for each in roster.epochs]
    return tuple(
        entry
        for place, entry in enumerate(roster.epochs[:-1])
        if today >= min(begun[place:]) + timedelta(days=days)
        and today > min(begun[place + 1 :]) + timedelta(days=GRACE_DAYS)
    )

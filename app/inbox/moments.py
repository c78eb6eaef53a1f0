"""A letter's time as staff read it: on this computer's clock, where they work.

It is what the sender's device claimed, and may be wrong by years: nothing is decided by it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

TOLERANCE = timedelta(minutes=10)
"""How far ahead a sender's clock may be before staff are told."""


@dataclass(frozen=True)
class Moment:
    """The minute that a letter claims: as written (UTC), here, and whether it is yet to come."""

    written: str
    here: datetime
    ahead: bool


def moment(written: str, now: datetime | None = None) -> Moment:
    """Return the moment of a letter's `written` (WIRE §4)."""
    utc = datetime.fromisoformat(written)
    ahead = utc > (now or datetime.now(UTC)) + TOLERANCE
    try:
        return Moment(written, utc.astimezone(), ahead)
    except (OverflowError, ValueError, OSError):  # the years 1 and 9999 have no other time zone
        return Moment(written, utc, ahead)

"""The day, and whether this computer's clock can be right: what staff sign holds a day.

A clock that is ahead would push answers out of their mailboxes, sign a notice that never gets old
and destroy what is young; one that is behind would sign mailboxes that are over. The signed roster
is the only other clock that there is: it says when it, and the newest epoch, were made.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from app.inbox.errors import ClockWrong
from app.wire.roster import Roster

SLACK: Final = timedelta(days=1)
"""How far two right clocks may be apart: it may be past midnight at one of them already."""

EPOCH_LASTS: Final = timedelta(days=100)
"""The longest that an epoch is in use: no keyring of it is good for longer unless renewed."""


def today() -> date:
    """Return the day in UTC."""
    return datetime.now(UTC).date()


def check_clock(roster: Roster, day: date) -> None:
    """Accept a day on which something may be signed or destroyed under this roster.

    Raises: ClockWrong (it is before the roster or its newest epoch was made, or long after).
    """
    entry = roster.current
    begun = max(roster.issued, entry.created) if entry else roster.issued
    if day < begun - SLACK or day > begun + EPOCH_LASTS:
        raise ClockWrong

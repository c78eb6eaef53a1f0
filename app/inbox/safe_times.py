"""When it is safe to call, by what a letter says, against the clock in Finland, where we call from.

It never guesses in favour of a call: an hour that could belong to a day that was not named is not
among the safe ones.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from app.finland import in_finland

QUESTION = "safe_times"
"""The question whose options these are; forms that ask for safe times use this key."""

HOURS = {"morning": (8, 12), "day": (12, 17), "evening": (17, 22), "night": (22, 8)}
DAYS = {"weekdays": (0, 1, 2, 3, 4), "weekend": (5, 6)}
NO_NIGHT = ("morning", "day", "evening")
"""The hours of a letter that names days only."""

Safe = Literal["yes", "no", "unsaid", "unknown"]
"""`unsaid`: the letter names no time. `unknown`: it does, and the time in Finland is not known."""


@dataclass(frozen=True)
class Now:
    """This minute in Helsinki (None if it is not known), and whether a letter calls it safe."""

    here: datetime | None
    safe: Safe


def at_this_time(times: Collection[str], now: datetime | None = None) -> Now:
    """Tell whether now is among the times that a letter names; `now` has a time zone."""
    here = in_finland(now or datetime.now(UTC))
    if not times:
        return Now(here, "unsaid")
    if here is None:
        return Now(None, "unknown")
    return Now(here, "yes" if _is_among(times, here) else "no")


def _is_among(times: Collection[str], here: datetime) -> bool:
    parts = [part for part in HOURS if part in times] or NO_NIGHT
    days = [day for name, those in DAYS.items() if name in times for day in those] or range(7)
    part = next(part for part, hours in HOURS.items() if _is_in(here.hour, hours))
    # After midnight it is still the night of the day before: both must be named.
    of_days = [here, here - timedelta(days=1)] if here.hour < HOURS["night"][1] else [here]
    return part in parts and all(day.weekday() in days for day in of_days)


def _is_in(hour: int, hours: tuple[int, int]) -> bool:
    begin, end = hours
    return begin <= hour < end if begin < end else hour >= begin or hour < end

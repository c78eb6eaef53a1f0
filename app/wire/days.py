"""Days of the calendar in UTC, in the one way in which texts of ours write them: 2026-11-22."""

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(text: str) -> date:
    """Return the day. Raises: ValueError (it is written otherwise, or there is no such day).

    Source: WIRE §10.
    """
    # fromisoformat alone would also take 20261122 and 2026-W47-7.
    if not _DAY.fullmatch(text):
        raise ValueError("a day is written like 2026-11-22")
    return date.fromisoformat(text)

"""Vectors of how old a notice may be (WIRE §13)."""

from collections.abc import Iterator

from tests.vectors.makers.case import Case, passes

ABOUT = (
    "WIRE §13. input: the day that a genuine notice names, and today; expected.ok: whether it is"
    " stale, so that pages say to call."
)

_CASES = (
    ("today", "collected today", "2026-11-22", False),
    ("last-day", "four days are not too long", "2026-11-26", False),
    ("over", "the fifth day is", "2026-11-27", True),
    ("tomorrow", "past midnight already where letters are collected", "2026-11-21", False),
    ("ahead", "signed by a wrong clock", "2026-11-20", True),
    ("a-year-ahead", "it would look fresh for a year", "2025-11-22", True),
    ("first-day", "the first day that there is", "0001-01-01", True),
)


def cases() -> Iterator[Case]:
    """Yield every vector."""
    for name, why, today, stale in _CASES:
        yield passes(name, why, {"collected": "2026-11-22", "today": today}, stale)

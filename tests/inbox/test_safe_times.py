"""Whether now is a safe time: by the clock in Finland, and never guessed in favour of a call."""

from datetime import UTC, datetime, timedelta

import pytest

from app.inbox import safe_times
from app.inbox.safe_times import at_this_time

MONDAY = datetime(2026, 11, 23, tzinfo=UTC) - timedelta(hours=2)
"""The first minute of a Monday in Helsinki."""


def safe(times: tuple[str, ...], day: int, hour: int, minute: int = 0) -> str:
    """Return whether an hour in Helsinki is safe; `day` counts from Monday."""
    return at_this_time(times, MONDAY + timedelta(days=day, hours=hour, minutes=minute)).safe


@pytest.mark.parametrize(
    ("part", "first", "after"),
    [("morning", 8, 12), ("day", 12, 17), ("evening", 17, 22), ("night", 22, 24 + 8)],
)
def test_a_part_of_the_day_ends_to_the_minute(part: str, first: int, after: int) -> None:
    said = [safe((part,), 1, *at) for at in ((first - 1, 59), (first,), (after - 1, 59), (after,))]

    assert ["no", "yes", "yes", "no"] == said


@pytest.mark.parametrize(("days", "those"), [("weekdays", range(5)), ("weekend", range(5, 7))])
def test_days_are_days_in_finland(days: str, those: range) -> None:
    found = [day for day in range(7) if safe((days, "morning"), day, 9) == "yes"]

    assert list(those) == found


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [(4, 23, "yes"), (5, 2, "no"), (6, 23, "no"), (0, 2, "no"), (1, 2, "yes")],
    ids=["Friday late", "Saturday early", "Sunday late", "Monday early", "Tuesday early"],
)
def test_a_night_between_two_kinds_of_days_is_safe_only_if_both_are(
    day: int, hour: int, said: str
) -> None:
    assert said == safe(("night", "weekdays"), day, hour)


@pytest.mark.parametrize(("hour", "said"), [(3, "no"), (8, "yes"), (21, "yes"), (22, "no")])
def test_who_names_days_only_is_not_called_at_night(hour: int, said: str) -> None:
    assert said == safe(("weekdays",), 1, hour)


def test_no_times_say_nothing() -> None:
    assert "unsaid" == safe((), 1, 12)


def test_summer_time_counts() -> None:
    july = datetime(2026, 7, 6, 5, 0, tzinfo=UTC)

    assert "yes" == at_this_time(("morning",), july).safe
    assert "no" == at_this_time(("morning",), july - timedelta(minutes=1)).safe


def test_a_computer_without_time_zones_allows_no_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_times, "in_finland", lambda _: None)
    now = at_this_time(("morning",), MONDAY)

    assert (None, "unknown") == (now.here, now.safe)

"""The clock in Finland, in winter and in summer."""

import zoneinfo
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from app.finland import day_in_finland, in_finland


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 21, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 22, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 7, 1, 20, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 21, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_a_day_begins_at_midnight_in_finland(moment: datetime, day: date) -> None:
    assert day == day_in_finland(moment)


def test_where_no_zones_are_known_the_day_is_that_of_the_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(_: str) -> ZoneInfo:
        raise ZoneInfoNotFoundError

    monkeypatch.setattr(zoneinfo, "ZoneInfo", unknown)
    moment = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert in_finland(moment) is None
    assert date(2026, 11, 22) == day_in_finland(moment)

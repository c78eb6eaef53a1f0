"""When a letter says that it was written, on staff's own clock."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.inbox.moments import moment

NOW = datetime(2026, 11, 22, 3, 40, tzinfo=UTC)


@pytest.fixture
def helsinki(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "EET-2EEST,M3.5.0/3,M10.5.0/4")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("helsinki")
@pytest.mark.parametrize(
    ("written", "here"),
    [("2026-11-22T03:40Z", "2026-11-22 05:40"), ("2026-07-31T22:30Z", "2026-08-01 01:30")],
)
def test_a_minute_is_shown_on_this_computers_clock(written: str, here: str) -> None:
    assert here == moment(written, NOW).here.strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("written", "ahead"),
    [("2026-11-22T03:50Z", False), ("2026-11-22T03:51Z", True), ("2019-01-01T00:00Z", False)],
)
def test_a_clock_that_runs_ahead_is_told(written: str, *, ahead: bool) -> None:
    assert ahead == moment(written, NOW).ahead


@pytest.mark.parametrize("zone", ["UTC+12", "UTC-14"])
@pytest.mark.parametrize("written", ["0001-01-01T00:00Z", "9999-12-31T23:59Z"])
def test_the_ends_of_the_calendar_have_a_time_too(
    monkeypatch: pytest.MonkeyPatch, zone: str, written: str
) -> None:
    with monkeypatch.context() as context:
        context.setenv("TZ", zone)
        time.tzset()
        assert moment(written, NOW).here.year in (1, 9999)
    time.tzset()

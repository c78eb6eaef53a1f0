"""The clock in Finland, where the NAS calls from and where a referral has its day."""

from datetime import date, datetime


def in_finland(moment: datetime) -> datetime | None:
    """Return a moment, which has a time zone, by that clock; None where no zones are known."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 (asked for seldom)

    try:
        return moment.astimezone(ZoneInfo("Europe/Helsinki"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def day_in_finland(moment: datetime) -> date:
    """Return the day of a moment by that clock; by the moment's own where no zones are known."""
    return (in_finland(moment) or moment).date()

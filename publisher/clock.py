"""The one clock. Read once, at the root of a command; everything below gets a date passed in."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo


def today(time_zone: str) -> dt.date:
    """Return the current day in the instance's time zone (an IANA name)."""
    return day(dt.datetime.now(dt.UTC), time_zone)


def day(instant: dt.datetime, time_zone: str) -> dt.date:
    """Return the day that an aware `instant` falls on in `time_zone`."""
    return instant.astimezone(ZoneInfo(time_zone)).date()


def utc_now() -> str:
    """Return the current instant for journals and run records, as ISO 8601 in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

"""The clock, and CKAN's times: naive UTC with microseconds, compared as text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

# Search results show milliseconds only: two versions of a dataset must differ there too.
_STEP = timedelta(milliseconds=1)


def now() -> datetime:
    """Return the present moment; the one place of the catalog that asks the clock."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return an aware `moment` as CKAN writes it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def later(present: str, before: str | None) -> str:
    """Return `present`, or a little after `before` where the clock has not moved on."""
    if before is None:
        return present
    next_moment = datetime.fromisoformat(before) + _STEP
    return max(present, next_moment.isoformat(timespec="microseconds"))


def solr(text: str) -> str:
    """Return a stamp as search results show it: milliseconds and Z."""
    return f"{text[:23]}Z"


def bound(text: str) -> str | None:
    """Return an ISO 8601 date or time of a query in the stamps' form, None where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return stamp(moment)

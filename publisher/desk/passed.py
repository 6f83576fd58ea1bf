"""Events whose day has passed: a list that has moved on holds them no more. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from publisher.tidy.difference import Version

_HELD = re.compile("開催(?:年月)?(?:期?日|日時|日程|期間)|日程")
"""Columns that tell when something takes place: what was built or measured stays in its list."""
_FROM, _TO = "開始日", "終了日"
_RECORD = re.compile("参加者|来場|入場者|観客|実績|結果")
"""Columns of what is known once it is over: a record of what took place grows."""
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")


def rows(old: Version, new: Version, removed_at: Collection[int] = ()) -> int:
    """Return how many rows are of days before all those of a new version that goes on later.

    Only those that go are counted, where it is known which ones these are: what was put off to
    another day stays. 0 where the new version holds nothing later than the old one, where a row tells no day, or where
    the table is a record.
    """
    if any(map(_RECORD.search, old.header)):
        return 0
    held = [label for label in old.header if _HELD.fullmatch(label)]
    held += [_FROM] * ({_FROM, _TO} <= set(old.header))
    for label in held:
        if label not in new.header:
            continue
        before, after = _days(old, label), _days(new, label)
        if before and after and max(after) > max(before):
            gone = [day for at, day in enumerate(before, 2) if not removed_at or at in removed_at]
            return sum(day < min(after) for day in gone)
    return 0


def _days(version: Version, label: str) -> list[tuple[int, ...]]:
    """Return the days of all rows; none where one has none."""
    found = [_DAY.match(cell) for (cell,) in version.among([label])]
    return [tuple(map(int, day.groups())) for day in found if day] if all(found) else []

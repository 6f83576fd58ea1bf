"""P025: data that were to be updated by now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset, EventKind
from publisher.rules.examples import TreeExample
from publisher.rules.rule import Certainty, Context, Hit, OfDataset, Rule
from publisher.words import Text

_DAYS = {
    "DAILY": 1,
    "WEEKLY": 7,
    "MONTHLY": 31,
    "QUARTERLY": 92,
    "ANNUAL_2": 183,
    "ANNUAL": 366,
    "BIENNIAL": 731,
    "QUINQUENNIAL": 1827,
}
_GRACE = 31
"""Days that an update may be late beside half of its period."""
_CHANGES = frozenset({EventKind.PUBLISHED, EventKind.UPDATED, EventKind.RESTORED})


def _check(dataset: Dataset, context: Context) -> Iterator[Hit]:
    stated = str(dataset.descriptor.get("accrualPeriodicity", ""))
    days, last = _DAYS.get(stated), _last(dataset)
    if days is None or last is None or dataset.generated or dataset.withdrawal is not None:
        return
    late = (context.today - last).days
    if late > days * 1.5 + _GRACE:
        frequency = context.vocabularies.frequency_words.get(stated, Text(stated, stated))
        yield Hit(values={"frequency": frequency, "last": last.isoformat()})


def _last(dataset: Dataset) -> dt.date | None:
    """Return the day of the last change that is told."""
    told = [event.date for event in dataset.history if event.event in _CHANGES]
    told += [day for day in (dataset.modified, dataset.issued) if day is not None]
    return max(told, default=None)


RULE = Rule(
    id="P025",
    name="overdue-update",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    title=Text("予定の更新を過ぎている", "An update that is overdue"),
    why=Text(
        "古いデータが今のものとして使われます。",
        "Old data are taken for today's.",
    ),
    fix=Text(
        "新しいデータに更新するか、更新の予定を直してください。",
        "Update the data, or correct how often they are updated.",
    ),
    message=Text(
        "「{frequency}」のはずですが、最後の更新は{last}です。更新するか、更新の予定を直してください。",
        "It says '{frequency}', but the last update was on {last}. Update it or correct the schedule.",
    ),
    decides=Text(
        "更新の予定の1.5倍と1か月を過ぎたものを疑います。",
        "Likely once one and a half periods and a month have passed.",
    ),
    bad=(
        TreeExample(
            descriptor={
                "issued": "2023-04-01",
                "history": [
                    {"date": "2023-04-01", "event": "published", "ref": "https://www.example.lg.jp"}
                ],
            }
        ),
        # Other words make no data newer.
        TreeExample(
            descriptor={
                "issued": "2023-04-01",
                "history": [
                    {
                        "date": "2023-04-01",
                        "event": "published",
                        "ref": "https://www.example.lg.jp",
                    },
                    {"date": "2026-11-20", "event": "described", "reason": "説明の変更: title"},
                ],
            }
        ),
    ),
    good=(TreeExample(), TreeExample(descriptor={"accrualPeriodicity": "UNKNOWN"})),
    check=OfDataset(_check),
)

"""Findings of one kind without end: the first thousand are kept, the rest is counted and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from publisher.findings import Finding, Place
from publisher.words import Text

LIMIT = 1000
"""Findings of one rule in one column of one file."""
_MORE = Text(
    "同じことが、このほかに{count}か所あります（一覧は{limit}か所まで）。",
    "The same in {count} more places (at most {limit} are listed).",
)


def bounded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings; beyond LIMIT of one rule and column, one more that counts the others."""
    counts: Counter[tuple[str, str | None]] = Counter()
    last: dict[tuple[str, str | None], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.place.column)
        counts[key] += 1
        if counts[key] <= LIMIT:
            yield finding
        else:
            last[key] = finding
    for key, finding in last.items():
        place = finding.place
        yield Finding(
            rule=finding.rule,
            severity=finding.severity,
            place=Place(
                path=place.path, resource=place.resource, sheet=place.sheet, column=place.column
            ),
            message=_MORE.fill({"count": counts[key] - LIMIT, "limit": LIMIT}),
        )

"""Texts that are no table to be judged, searched for what must not go out all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from publisher.checks.ledger import Ledger
from publisher.checks.source import Looking, Source
from publisher.checks.table import TableLook
from publisher.findings import Finding
from publisher.tables.batch import Batch
from publisher.tables.dialect import Dialect
from publisher.tables.engine import Fault, Subject
from publisher.tables.record import Table

RULES = ("S001", "S002", "S003")
"""Personal numbers, private mail addresses, mobile numbers."""
_SAID = frozenset((*RULES, "X000"))


class _NoEngine:
    """Judges nothing: what the texts are meant to be is not known."""

    def begin(self, subject: Subject) -> _NoEngine:  # noqa: ARG002
        return self

    def feed(self, batch: Batch) -> None:
        """Take no notice."""

    def finish(self, untold: Collection[str] = ()) -> Iterator[Fault]:  # noqa: ARG002
        return iter(())


def of_texts(
    source: Source, looking: Looking, ledger: Ledger, table: Table, dialect: Dialect
) -> Iterator[Finding]:
    """Yield what the rules of personal data say of texts that are read as a table."""
    only = replace(
        looking,
        rules=tuple(rule for rule in looking.rules if rule.id in RULES),
        engine=_NoEngine(),
        standards=(),
    )
    own = Ledger()
    for finding in TableLook(source, dialect, table, ledger=own, is_optional=True).findings(only):
        if finding.rule in _SAID:
            yield finding
    for rule, status in own.statuses.items():
        ledger.note(rule, status)

"""The rules that look at a file as a whole: what it is, its bytes, a workbook's facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from publisher.books.book import Workbook
from publisher.checks.ledger import Ledger
from publisher.checks.source import Source, rule_findings
from publisher.findings import Finding
from publisher.geo.json_survey import JsonSurvey
from publisher.rules.rule import (
    AnyFile,
    OfAnyFile,
    OfTextFile,
    OfWorkbook,
    ParseFault,
    Rule,
    TextFile,
)
from publisher.tables.encoding import Encoding
from publisher.verdicts import Status
from publisher.words import Text


def of_any(
    source: Source, rules: Iterable[Rule], ledger: Ledger, content: Text | None = None
) -> Iterator[Finding]:
    """Yield what rules of any file say; `content` is what it is instead of its form."""
    file = AnyFile(form=source.form, names=source.names, content=content)
    for rule in rules:
        for check in rule.checks:
            if isinstance(check, OfAnyFile):
                look = partial(check.check, file)
                yield from rule_findings(rule, look, source.place, ledger=ledger)


def of_text(
    source: Source,
    rules: Iterable[Rule],
    ledger: Ledger,
    encoding: Encoding,
    parse_fault: ParseFault | None = None,
    json: JsonSurvey | None = None,
) -> Iterator[Finding]:
    """Yield what rules of text files say of the bytes."""
    declared = source.properties.get("encoding")
    file = TextFile(
        form=source.form,
        encoding=encoding,
        declared=declared if isinstance(declared, str) else None,
        parse_fault=parse_fault,
        json=json,
    )
    for rule in rules:
        for check in rule.checks:
            if isinstance(check, OfTextFile):
                look = partial(check.check, file)
                yield from rule_findings(rule, look, source.place, ledger=ledger)


def of_workbook(
    source: Source, rules: Iterable[Rule], ledger: Ledger, facts: Workbook | None
) -> Iterator[Finding]:
    """Yield what rules of workbooks say of the whole book; None where a part of it is broken."""
    for rule in rules:
        for check in rule.checks:
            if not isinstance(check, OfWorkbook):
                continue
            if facts is None:
                ledger.note(rule.id, Status.NOT_CHECKED)
                continue
            look = partial(check.check, facts)
            yield from rule_findings(rule, look, source.place, ledger=ledger)

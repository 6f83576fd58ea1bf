"""Personal data inside of a zip: names of its files, and the texts of a timetable or of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from publisher.checks import safety
from publisher.checks.ledger import Ledger
from publisher.checks.source import Looking, Source, rule_findings
from publisher.findings import Finding
from publisher.gtfs.archive import Archive
from publisher.rules.rule import AnyFile, OfAnyFile
from publisher.tables import encoding as encodings
from publisher.tables.dialect import Dialect
from publisher.tables.text_table import TextTable
from publisher.words import Text, quote

_INSIDE = Text("zipの中の", "Inside of the zip: ")


def look(source: Source, looking: Looking, ledger: Ledger, found: Archive) -> Iterator[Finding]:
    """Yield what the rules of personal data say of a zip's files; raises OSError."""
    yield from _names(source, looking, ledger, found.names)
    for name, file in (*found.files.items(), *found.others.items()):
        encoding = encodings.decide(file)
        if not encoding.is_readable or encoding.codec is None:
            continue  # of a timetable D041 says so
        table = TextTable(file=file, codec=encoding.codec, dialect=Dialect())
        member, stated = replace(source, form="csv"), Dialect(header_rows=(1,))
        shown = quote(name, 60)
        for finding in safety.of_texts(member, looking, ledger, table, stated):
            yield _under(finding, Text(f"{shown}：", f"{shown}: "))


def _names(
    source: Source, looking: Looking, ledger: Ledger, names: tuple[str, ...]
) -> Iterator[Finding]:
    file = AnyFile(form=source.form, names=names)
    for rule in looking.rules:
        for check in rule.checks:
            if rule.id in safety.RULES and isinstance(check, OfAnyFile):
                judge = partial(check.check, file)
                for finding in rule_findings(rule, judge, source.place, ledger=ledger):
                    yield _under(finding, _INSIDE)


def _under(finding: Finding, above: Text) -> Finding:
    said = finding.message
    return replace(finding, message=Text(above.ja + said.ja, above.en + said.en))

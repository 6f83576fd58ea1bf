"""One file: what its bytes are, whether it parses, and its table if it is one."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from functools import partial

from publisher.checks import table
from publisher.checks.source import Source, rule_findings
from publisher.errors import SurroundingsError
from publisher.findings import Finding, Severity
from publisher.rules.rule import OfTextFile, ParseFault, Rule, TextFile
from publisher.tables import encoding as encodings
from publisher.tables.encoding import Encoding
from publisher.words import Text

JSON_FORMS = frozenset({"json", "geojson"})
UNREAD_TABLES = frozenset({"xls", "ods"})
"""Tables that nothing here reads: said on the report, never passed silently."""
_NOT_LOOKED_INTO = Text(
    "この形式（{form}）の中身は確かめていません。CSVかxlsxで保存すると確かめられます。",
    "The content of this format ({form}) was not checked; CSV or xlsx would be.",
)


def look(source: Source, looking: table.Looking) -> Iterator[Finding]:
    """Yield the findings of one file; raises SurroundingsError where the disk fails."""
    try:
        yield from _look(source, looking)
    except OSError as error:
        raise SurroundingsError(
            Text("ファイルを読めなくなりました", "The file can no longer be read"),
            where=f"{source.path} ({error.strerror})",
            next_step=Text(
                "ディスクと権限を確かめ、もう一度実行してください。",
                "Check disk and permissions and run this again.",
            ),
        ) from error


def _look(source: Source, looking: table.Looking) -> Iterator[Finding]:
    if source.form in table.TEXT_FORMS:
        encoding = encodings.decide(source.file)
        yield from _text_findings(source, looking.rules, encoding)
        if encoding.is_readable:
            yield from table.look(source, looking, encoding)
    elif source.form in JSON_FORMS:
        encoding = encodings.decide(source.file)
        yield from _text_findings(source, looking.rules, encoding, _parse_fault(source, encoding))
    elif source.form == "xlsx":
        yield from table.look(source, looking, None)
    elif source.form in UNREAD_TABLES or source.resource is None:
        yield Finding(
            rule="format-error",
            severity=Severity.INFO,
            place=source.place,
            message=_NOT_LOOKED_INTO.fill({"form": source.form}),
        )


def _text_findings(
    source: Source,
    rules: Iterable[Rule],
    encoding: Encoding,
    parse_fault: ParseFault | None = None,
) -> Iterator[Finding]:
    file = TextFile(form=source.form, encoding=encoding, parse_fault=parse_fault)
    for rule in rules:
        if isinstance(rule.check, OfTextFile):
            yield from rule_findings(rule, partial(rule.check.check, file), source.place)


def _parse_fault(source: Source, encoding: Encoding) -> ParseFault | None:
    if not encoding.is_readable:
        return None
    try:
        with source.file.open() as raw, io.TextIOWrapper(raw, encoding=encoding.codec) as text:
            json.load(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return ParseFault(line=error.lineno, note=error.msg)
    except (ValueError, RecursionError) as error:
        return ParseFault(line=None, note=str(error))
    return None


def _refuse(name: str) -> None:
    """Refuse NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(f"{name} is no JSON")

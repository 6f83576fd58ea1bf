"""A JSON file: its table, if it is one, and what else stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from publisher.checks import safety
from publisher.checks.ledger import Ledger
from publisher.checks.source import Looking, Source, of_fault
from publisher.checks.table import TableLook
from publisher.findings import Finding
from publisher.geo import json_survey
from publisher.geo.json_survey import JsonSurvey
from publisher.geo.json_table import LINES, JsonRest, JsonShape, JsonTable, JsonWay, shape_of
from publisher.tables import dialect as dialects
from publisher.tables.dialect import BadDialect, Dialect
from publisher.tables.engine import Fault, Subject
from publisher.tables.text_words import NO_ITEMS

FORMS = frozenset({"json", "topojson", *LINES})


def survey(source: Source, codec: str) -> JsonSurvey:
    """Return what a JSON file shows, its table where the descriptor says; raises OSError."""
    try:
        way = _stated(source)
    except BadDialect:
        way = JsonWay(is_lines=source.form in LINES)
    return json_survey.survey(source.file, codec, way)


def look(
    source: Source,
    looking: Looking,
    ledger: Ledger,
    codec: str,
    seen: JsonSurvey,
    siblings: Callable[[], dict[str, Subject]],
) -> Iterator[Finding]:
    """Yield the findings of a JSON file that can be parsed.

    A list of objects or lists is a table; whatever else is JSON is searched for personal data.
    """
    table, fault = None, None
    try:
        dialect = _dialect(source)
        table = _table(source, codec, seen.shape)
    except BadDialect as error:
        fault = Fault(type="dialect-error", note=str(error))
    if table is not None:
        judge = TableLook(source, dialect, table, ledger=ledger, siblings=siblings)
        yield from judge.findings(looking)
    elif fault or "schema" in source.properties:
        ledger.is_unread = True
        yield of_fault(fault or Fault(type="source-error", note=NO_ITEMS), source.place)
    if table is None or seen.has_rest:
        shape = table.shape if table else None
        is_lines = source.form in LINES
        rest = JsonRest(file=source.file, codec=codec, shape=shape, is_lines=is_lines)
        yield from beside(source, looking, ledger, rest)


def beside(source: Source, looking: Looking, ledger: Ledger, rest: JsonRest) -> Iterator[Finding]:
    """Yield what the rules of personal data say of what a file holds beside its table."""
    plain = Dialect(has_header=False)
    for finding in safety.of_texts(source, looking, ledger, rest, plain):
        # Of the place only the line means anything: it is a row of no table.
        yield replace(finding, place=replace(finding.place, row=None, column=None))


def opened(source: Source, codec: str) -> tuple[Dialect, JsonTable | None]:
    """Return how the table is written, and the table if there is one.

    Raises BadDialect, BrokenJson where the file breaks before, OSError.
    """
    dialect = _dialect(source)
    shape = shape_of(source.file, codec, _stated(source))
    return dialect, _table(source, codec, shape)


def _table(source: Source, codec: str, shape: JsonShape | None) -> JsonTable | None:
    return JsonTable(file=source.file, codec=codec, shape=shape) if shape else None


def _dialect(source: Source) -> Dialect:
    dialect = dialects.of(source.properties, source.form)
    _stated(source)
    if dialect.has_header and dialect.header_rows is None:
        dialect = replace(dialect, header_rows=(1,))
    return dialect


def _stated(source: Source) -> JsonWay:
    """Return where the form and the dialect say that the table is; raises BadDialect."""
    dialect = source.properties.get("dialect", {})
    stated = dialect.get("json", {}) if isinstance(dialect, Mapping) else {}
    if not isinstance(stated, Mapping):
        raise BadDialect("json")
    member, keys = stated.get("property"), stated.get("keys", [])
    if "property" in stated and not isinstance(member, str):
        raise BadDialect("property")
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise BadDialect("keys")
    if not isinstance(stated.get("keyed", False), bool):
        raise BadDialect("keyed")
    is_lines = source.form in LINES
    # Of lines there is but one list.
    return JsonWay(member=None if is_lines else member, keys=tuple(keys), is_lines=is_lines)

"""How a table is written: delimiter, quotes, header row. Told by the descriptor, never sniffed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publisher.tables.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A Table Dialect with every value stated."""

    delimiter: str = ","
    quote: str = '"'
    is_quote_doubled: bool = True
    escape: str | None = None
    is_initial_space_skipped: bool = False
    has_header: bool = True
    header_rows: tuple[int, ...] | None = None
    """Records stated by the descriptor, joined to one header; None leaves it to what the first
    records show."""
    header_join: str = " "
    """Between the labels of several header rows."""
    is_header_case_ignored: bool = False
    """Whether labels that differ from the fields' names in case only are right."""
    comment: str | None = None
    """A record whose first cell begins so does not count."""
    comment_rows: frozenset[int] = frozenset()
    """Records that do not count."""
    are_blank_rows_skipped: bool = False
    sheet: str | int | None = None

    @property
    def header_row(self) -> int | None:
        """The last header row stated, below which the data begins."""
        return self.header_rows[-1] if self.header_rows else None

    def is_comment(self, record: Record) -> bool:
        """Whether a record does not count."""
        if record.number in self.comment_rows:
            return True
        first = record.cells[0] if self.comment and record.cells else None
        return isinstance(first, str) and first.startswith(self.comment or "")


class BadDialect(ValueError):
    """The descriptor's dialect cannot be used; the message says which key."""


def of(properties: Mapping[str, Any], form: str) -> Dialect:
    """Return the dialect of a resource's descriptor, for the format `csv`, `tsv` or `xlsx`.

    Keys of Data Package v1 and v2 and frictionless's nested `csv` and `excel` are read.
    Raises BadDialect.
    """
    stated = properties.get("dialect", {})
    if not isinstance(stated, Mapping):
        raise BadDialect("dialect")
    keys = {**stated, **_nested(stated, "csv"), **_nested(stated, "excel")}
    rows = _numbers(keys, "headerRows")
    sheet = keys.get("sheet", keys.get("sheetName", keys.get("sheetNumber")))
    if not isinstance(sheet, str | int | None) or isinstance(sheet, bool):
        raise BadDialect("sheet")
    escape = _escape(keys)
    # Without an escape no other writing is left for a quote in a cell: frictionless does the same.
    is_quote_doubled = _flag(keys, "doubleQuote", default=True) or escape is None
    found = Dialect(
        delimiter=_character(keys, "delimiter", "") or ("\t" if form == "tsv" else ","),
        quote=_character(keys, "quoteChar", '"'),
        is_quote_doubled=is_quote_doubled,
        escape=escape,
        is_initial_space_skipped=_flag(keys, "skipInitialSpace", default=False),
        has_header=_flag(keys, "header", default=True) and rows != (),
        header_rows=rows or None,
        header_join=_text(keys, "headerJoin", " "),
        is_header_case_ignored=not _flag(keys, "headerCase", default=True),
        comment=_text(keys, "commentChar", "") or None,
        comment_rows=frozenset(_numbers(keys, "commentRows") or ()),
        are_blank_rows_skipped=_flag(keys, "skipBlankRows", default=False),
        sheet=sheet,
    )
    _refuse_clashes(found)
    return found


def _refuse_clashes(dialect: Dialect) -> None:
    """Raise BadDialect where one character would mean two things (Python's csv raises from 3.13)."""
    taken = {dialect.delimiter}
    for key, character in (("quoteChar", dialect.quote), ("escapeChar", dialect.escape)):
        if character and character in taken:
            raise BadDialect(key)
        taken.add(character or "")
    if dialect.is_initial_space_skipped and " " in taken:
        raise BadDialect("skipInitialSpace")


def _nested(stated: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inner = stated.get(key, {})
    if not isinstance(inner, Mapping):
        raise BadDialect(key)
    return inner


def _character(keys: Mapping[str, Any], key: str, default: str) -> str:
    value = keys.get(key, default)
    if value is None:
        return ""
    if not isinstance(value, str) or (key in keys and len(value) != 1) or value in {"\r", "\n"}:
        raise BadDialect(key)
    return value


def _escape(keys: Mapping[str, Any]) -> str | None:
    """Return the escape character; the quote itself means that quotes are doubled (CSVW 5.9)."""
    escape = _character(keys, "escapeChar", "") or None
    return None if escape == _character(keys, "quoteChar", '"') else escape


def _text(keys: Mapping[str, Any], key: str, default: str) -> str:
    value = keys.get(key, default)
    if not isinstance(value, str):
        raise BadDialect(key)
    return value


def _numbers(keys: Mapping[str, Any], key: str) -> tuple[int, ...] | None:
    """Return the numbers of records, ascending; None where nothing is stated."""
    rows = keys.get(key)
    if rows is None:
        return None
    if not isinstance(rows, list) or not all(type(row) is int and row >= 1 for row in rows):
        raise BadDialect(key)
    return tuple(sorted(rows))


def _flag(keys: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = keys.get(key, default)
    if not isinstance(value, bool):
        raise BadDialect(key)
    return value

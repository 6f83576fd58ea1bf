"""How a table is written: delimiter, quotes, header row. Told by the descriptor, never sniffed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A Table Dialect with every value stated."""

    delimiter: str = ","
    quote: str = '"'
    is_quote_doubled: bool = True
    escape: str | None = None
    is_initial_space_skipped: bool = False
    has_header: bool = True
    header_row: int | None = None
    """Stated by the descriptor; None leaves it to what the first records show."""
    comment: str | None = None
    are_blank_rows_skipped: bool = False
    sheet: str | int | None = None


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
    rows = keys.get("headerRows")
    if rows is not None and not (
        isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], int) and rows[0] >= 1
    ):
        raise BadDialect("headerRows")
    sheet = keys.get("sheet", keys.get("sheetName", keys.get("sheetNumber")))
    if not isinstance(sheet, str | int | None) or isinstance(sheet, bool):
        raise BadDialect("sheet")
    return Dialect(
        delimiter=_character(keys, "delimiter", "\t" if form == "tsv" else ","),
        quote=_character(keys, "quoteChar", '"'),
        is_quote_doubled=_flag(keys, "doubleQuote", default=True),
        escape=_character(keys, "escapeChar", "") or None,
        is_initial_space_skipped=_flag(keys, "skipInitialSpace", default=False),
        has_header=_flag(keys, "header", default=True),
        header_row=rows[0] if rows else None,
        comment=_character(keys, "commentChar", "") or None,
        are_blank_rows_skipped=_flag(keys, "skipBlankRows", default=False),
        sheet=sheet,
    )


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


def _flag(keys: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = keys.get(key, default)
    if not isinstance(value, bool):
        raise BadDialect(key)
    return value

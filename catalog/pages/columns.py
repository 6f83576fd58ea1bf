"""The columns of a table: what each means, its type and how many cells are blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.pages.figures import count_words
from catalog.pages.language import Language, Text, choose
from catalog.pages.tables import Table
from catalog.pages.untrusted import mapping, text

_NUMBERS = ("integer", "number", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; texts are empty where nobody described it."""

    name: str
    """As the file writes it."""
    title: str
    """In the page's language only: the name itself is there for whoever lacks one."""
    description: Text
    type: str
    blanks: str
    is_required: bool
    is_number: bool


def columns_of(
    fields: Sequence[Mapping[str, Any]], table: Table | None, language: Language
) -> tuple[Column, ...]:
    """Return the columns in the file's order, or in the schema's where the file is not shown."""
    described = {text(field.get("name")): field for field in fields}
    names = table.header if table else tuple(described)
    blanks = table.blanks if table and table.blanks is not None else (None,) * len(names)
    rows = table.row_count if table else None
    return tuple(
        _column(
            name, described.get(name.strip(), {}), _blank_words(blank, rows, language), language
        )
        for name, blank in zip(names, blanks, strict=True)
    )


def _column(name: str, field: Mapping[str, Any], blanks: str, language: Language) -> Column:
    english = mapping(mapping(field.get("translations")).get("en"))
    title = language.say(text(field.get("title")), text(english.get("title")))
    kind = text(field.get("type"))
    words = _TYPES.get(kind)
    return Column(
        name=name,
        title="" if title == name else title,
        description=choose(
            language, text(field.get("description")), text(english.get("description"))
        ),
        type=language.say(*words) if words else kind,
        blanks=blanks,
        is_required=mapping(field.get("constraints")).get("required") is True,
        is_number=kind in _NUMBERS,
    )


def _blank_words(blank: int | None, rows: int | None, language: Language) -> str:
    if blank is None or rows is None:
        return ""
    if blank == 0:
        return language.say("なし", "none")
    if blank == rows:
        return language.say("すべて空欄", "all blank")
    return language.say(
        f"{count_words(blank)}／{count_words(rows)}行",
        f"{count_words(blank)} of {count_words(rows)}",
    )


_TYPES = {
    "string": ("文字", "Text"),
    "integer": ("整数", "Whole number"),
    "number": ("数値", "Number"),
    "boolean": ("有無", "Yes or no"),
    "date": ("日付", "Date"),
    "time": ("時刻", "Time"),
    "datetime": ("日時", "Date and time"),
    "year": ("年", "Year"),
    "yearmonth": ("年月", "Year and month"),
    "geopoint": ("緯度・経度", "Latitude, longitude"),
    "any": ("決まりなし", "Any"),
}

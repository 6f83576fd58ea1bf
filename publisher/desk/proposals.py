"""What a file itself says of its dataset: title, description, period. Proposed, never taken unasked. Pure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.desk.answers import Answer
from publisher.desk.infer import Inference
from publisher.desk.intake import Table
from publisher.desk.together import TIMES, told_together
from publisher.rules.remark_words import is_remark
from publisher.tidy import series, told
from publisher.tidy.draft import Draft
from publisher.words import cut

LONGEST = 60
"""Characters of what may be a title."""
COLUMNS = 5
"""Columns that a description names."""
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_EDGES = re.compile(r"^[0-9]{5,6}[_\-\s]*|[_\-\s(（]*[0-9]{4,8}[)）]?$")


def title(tables: Sequence[Table], inference: Inference) -> str:
    """Return what the dataset may be called: by the words above its table, its standard, its file."""
    for table in tables:
        if table.draft is not None and (found := _stated(table.draft)):
            return found
    recognition = inference.recognition
    if recognition is not None:
        return recognition.standard.title.ja
    stem = unicodedata.normalize("NFC", tables[0].originals[0].path.stem)
    plain = _EDGES.sub("", stem).replace("_", " ").strip()
    return plain if _JAPANESE.search(plain) else ""


def _stated(draft: Draft) -> str:
    for text in (*draft.titles, *_told_apart(draft)):
        plain = told_together(text)
        is_date = not told.without_date(plain)
        if is_date or told.unit(plain) or is_remark(plain, len(draft.columns)):
            continue
        if 2 < len(plain) <= LONGEST and _JAPANESE.search(plain):
            return plain
    return ""


def _told_apart(draft: Draft) -> Iterator[str]:
    """Yield what the tables were titled that were joined under a column of titles."""
    for index, column in enumerate(draft.columns):
        if column.position is None and column.name == series.TITLE:
            yield from dict.fromkeys(row.cells[index] for row in draft.rows)


def description(title_said: str, tables: Sequence[Table]) -> str:
    """Return one sentence on what the dataset holds, made of what is certain."""
    shape = tables[0].conversion.shape
    rows = sum(table.conversion.shape.rows for table in tables)
    names = "、".join(cut(label, 20) for label in shape.header[:COLUMNS])
    more = "など" if len(shape.header) > COLUMNS else ""
    return f"{title_said}の表です（{rows:,}行）。項目は{names}{more}です。"


def period(tables: Sequence[Table]) -> dict[str, Answer]:
    """Return the first and last day that joined tables tell of, as far as they are whole dates."""
    days: list[str] = []
    for table in tables:
        draft = table.draft
        if draft is None:
            return {}
        made = [
            index
            for index, column in enumerate(draft.columns)
            if column.position is None and column.name in TIMES
        ]
        texts = (
            {row.cells[made[0]] for row in draft.rows} if made else {draft.facts.get("date", "")}
        )
        days += texts
    if not days or not all(map(_is_day, days)):
        return {}
    return {"temporal_start": min(days), "temporal_end": max(days)}


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2024-04-01") and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def words_around(draft: Draft) -> str:
    """Return the titles, unit and notes that stood around a table, for the file's description."""
    texts = [" ".join(text.split()) for text in (*draft.titles, *draft.notes)]
    return "\n".join(dict.fromkeys(filter(None, texts)))


def dictionary(schema: dict[str, Any], draft: Draft) -> None:
    """Put the unit and the former name of columns where the dictionary says nothing yet."""
    columns = {column.name: column for column in draft.columns}
    for field in schema["fields"]:
        column = columns.get(field["name"])
        if column is None or field.get("description"):
            continue
        said = list(_of_column(column.unit, column.source, column.name))
        if said:
            field["description"] = "。".join(said)


def _of_column(unit: str, source: str, name: str) -> Iterator[str]:
    if unit and unit not in name:
        yield f"単位：{unit}"
    if source and source != name:
        yield f"もとの列名：{' '.join(source.split())}"

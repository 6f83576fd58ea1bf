"""What a file itself says of its dataset: title, description, period. Proposed, never taken unasked. Pure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from publisher.desk import terms
from publisher.desk.answers import Answer
from publisher.desk.infer import Inference
from publisher.desk.intake import Table
from publisher.desk.together import TIMES, told_together
from publisher.rules.remark_words import is_remark
from publisher.tidy import series, told
from publisher.tidy.change import Change, Changes
from publisher.tidy.draft import Draft, DraftColumn
from publisher.tidy.mends.marks import MARKS
from publisher.vocabularies import Vocabularies
from publisher.words import cut, mask

LONGEST = 60
"""Characters of what may be a title."""
COLUMNS = 5
"""Columns that a description names."""
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_METADATA = re.compile(r"[#＃]\s*([A-Za-z][A-Za-z_-]*[A-Za-z])\b[\s:：=]*(.*)")
"""A line that says something to programs: #attribution_name 高松市."""
_PARTING = " 　・:：(（[【「『<＜〈《-－―"
"""What stands between the title of several tables and that of each."""
_EDGES = re.compile(r"^[0-9]{5,6}[_\-\s]*|[_\-\s(（]*[0-9]{4,8}[)）]?$")


def title(tables: Sequence[Table], inference: Inference) -> str:
    """Return what the dataset may be called: by the words above its table, its standard, its file."""
    titles = [set(table.draft.titles) if table.draft is not None else set() for table in tables]
    for table in tables:
        found = _stated(table.draft) if table.draft is not None else ""
        # Of several tables the title of one is not that of the dataset.
        if found and (len(tables) == 1 or all(_is_in(found, own) for own in titles)):
            return found
    recognition = inference.recognition
    if recognition is not None:
        return recognition.standard.title.ja
    stem = unicodedata.normalize("NFC", tables[0].originals[0].path.stem)
    plain = _EDGES.sub("", stem).replace("_", " ").strip()
    return plain if _JAPANESE.search(plain) else ""


def _is_in(title_said: str, titles: Iterable[str]) -> bool:
    return any(told_together(text) == title_said for text in titles)


def _stated(draft: Draft) -> str:
    for text in (*draft.titles, *_told_apart(draft)):
        plain = told_together(text)
        is_date = not told.without_date(plain)
        if is_date or told.unit(plain) or is_remark(plain, len(draft.columns)):
            continue
        if _METADATA.match(text.strip()):
            continue
        if 2 < len(plain) <= LONGEST and _JAPANESE.search(plain):
            return plain
    return ""


def _told_apart(draft: Draft) -> Iterator[str]:
    """Yield what the tables were titled that were joined under a column of titles.

    Of several titles what they share, as far as it stands by itself: 人口【行政別】 is the title
    of half the rows only.
    """
    for index, column in enumerate(draft.columns):
        if column.position is None and column.name == series.TITLE:
            titles = list(dict.fromkeys(row.cells[index] for row in draft.rows))
            alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*titles, strict=False))
            shared = "".join(letters[0] for letters in alike).rstrip(_PARTING)
            if all(title[len(shared) :][:1] in _PARTING for title in titles):
                yield shared


def metadata(tables: Sequence[Table], vocabularies: Vocabularies) -> dict[str, Answer]:
    """Return what lines such as `#license http://…` above a table say: licence, credit, page.

    The form is that of LinkData.org, in which many bodies once published.
    """
    found: dict[str, str] = {}
    for table in tables:
        for text in table.draft.titles if table.draft is not None else ():
            if said := _METADATA.match(text.strip()):
                found.setdefault(said[1].casefold(), said[2].strip())
    terms_ = terms.licence_of_address(found.get("license", ""), vocabularies)
    answers = {
        "licence": terms_.id if terms_ is not None else "",
        "licence_stated_by": found.get("attribution_name", "") if terms_ is not None else "",
        "credit": found.get("attribution_name", ""),
        "homepage": found.get("download_from", ""),
    }
    return {name: value for name, value in answers.items() if value}


def untitled(tables: Sequence[Table]) -> str:
    """Return what a dataset is called of which nobody knows a title: by its first columns."""
    names = (cut(mask(name), 20) for name in tables[0].conversion.shape.header[:3])
    return f"{'・'.join(names)}の表"


def description(title_said: str, tables: Sequence[Table]) -> str:
    """Return one sentence on what the dataset holds, made of what is certain."""
    shape = tables[0].conversion.shape
    rows = sum(table.conversion.shape.rows for table in tables)
    names = "、".join(cut(label, 20) for label in shape.header[:COLUMNS])
    more = "など" if len(shape.header) > COLUMNS else ""
    return f"{as_a_table(title_said)}です（{rows:,}行）。項目は{names}{more}です。"


def as_a_table(title_said: str) -> str:
    """Return a title as the sentence on the dataset has it, which calls it a table once."""
    return f"{title_said.removesuffix('の表')}の表"


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


def texts_around(draft: Draft | None) -> tuple[str, ...]:
    """Return the titles and notes that stood around a table; nothing of a text taken as it is."""
    return (*draft.titles, *draft.notes) if draft is not None else ()


def words_around(draft: Draft) -> str:
    """Return the titles, unit and notes that stood around a table, for the file's description."""
    texts = [" ".join(text.split()) for text in (*draft.titles, *draft.notes)]
    return "\n".join(dict.fromkeys(filter(None, texts)))


def dictionary(schema: dict[str, Any], draft: Draft, changes: Sequence[Change] = ()) -> None:
    """Put the unit and the former name of columns where the dictionary says nothing yet.

    Where marks became blanks it says which: a reader would wonder what a blank means.
    """
    columns = {column.name: column for column in draft.columns}
    marked = list(Changes.of(changes).of_mend(MARKS.id))
    for field in schema["fields"]:
        column = columns.get(field["name"])
        if column is None:
            continue
        said = [] if field.get("description") else list(_of_column(column))
        said += _blanks(column, marked)
        if said:
            field["description"] = "。".join(filter(None, (field.get("description"), *said)))


def _blanks(column: DraftColumn, changes: Sequence[Change]) -> Iterator[str]:
    marks = dict.fromkeys(
        change.before for change in changes if change.column == column.original and not change.after
    )
    if marks:
        yield f"空欄は、もとの表で{'・'.join(f'「{cut(mark, 10)}」' for mark in marks)}です（値なし）"


def _of_column(column: DraftColumn) -> Iterator[str]:
    unit, source, name = column.unit, column.source, column.name
    if unit and unit not in name:
        yield f"単位：{unit}"
    if source and source != name:
        yield f"もとの列名：{' '.join(source.split())}"

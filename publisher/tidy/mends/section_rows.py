"""Rows that hold one heading and nothing else: groups of the rows below, as a person confirms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from publisher.tidy import sections
from publisher.tidy.change import Change, Choice
from publisher.tidy.draft import Draft, DraftColumn, DraftRow
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.sections import Heading
from publisher.tidy.totals import is_total, number
from publisher.words import Text

_ASKED = Text(
    "「{label}」の列だけに語がある行があります（{row}行目など）。下の行の見出し（区分）ですか。",
    "Some rows hold a word in '{label}' and nothing else (row {row} is one). Are they headings of "
    "the rows below?",
)
_FILL = Choice("fill", Text("見出し。列にして各行に書く", "Headings: write them in every row"))
_UNDER = Choice(
    "under",
    Text(
        "見出し。1つだけの見出しは、前の大きな見出しの内訳",
        "Headings: one that stands alone is part of the upper one before it",
    ),
)
_UPPER = Choice(
    "upper",
    Text(
        "見出し。1つだけの見出しは、大きな見出し",
        "Headings: one that stands alone is an upper one itself",
    ),
)
_WHOLE = Choice(
    "whole",
    Text("見出し。終わりの計は、全体の計", "Headings: the total at the end is of the whole table"),
)
_LAST = Choice(
    "last",
    Text(
        "見出し。終わりの計は、最後の見出しの計",
        "Headings: the total at the end is of the last heading",
    ),
)
_WAYS: tuple[tuple[tuple[Choice, ...], Mapping[str, tuple[str, str]]], ...] = (
    ((_FILL,), {"fill": ("", "")}),
    ((_WHOLE, _LAST), {"whole": ("", "whole"), "last": ("", "last")}),
    ((_UNDER, _UPPER), {"under": ("under", "whole"), "upper": ("upper", "whole")}),
)
"""What can be answered, from what is most certain on: how headings and totals are then taken."""


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(SECTION_ROWS.id, draft, asked)
    found = _headings(draft)
    if not found:
        return edits.mended()
    headings = [Heading(draft.rows[at].number, draft.rows[at].cells[0].strip()) for at in found]
    first = _above(draft, [heading.text for heading in headings]) if found[0] else ""
    headings[:0] = [Heading(0, first)] if first else []
    taken = set(found)
    rows = [row for at, row in enumerate(draft.rows) if at not in taken]
    choices, ways = next(filter(lambda way: _fits(rows, headings, way[1]), _WAYS), ((), {}))
    if not ways:
        return edits.mended()
    said = edits.choice("section-rows", 0, _ASKED, choices, rows=found)
    alone, ends = ways.get(said or "", ("", ""))
    filed = sections.filed(rows, headings, alone=alone, ends=ends) if said in ways else None
    if filed is None:
        return edits.mended()
    names = sections.names(filed.names, draft.columns)
    for at in found:
        edits.drop_row(at)
    done = edits.mended()
    made = tuple(DraftColumn(name=name, position=None) for name in names)
    filled = [
        Change(
            mend=SECTION_ROWS.id,
            number=row.number,
            line=row.line,
            column=name,
            sheet=draft.sheet,
            after=text,
        )
        for row in filed.rows
        for name, text in zip(names, row.cells, strict=False)
        if text
    ]
    return Mended(
        replace(draft, columns=(*made, *draft.columns), rows=filed.rows),
        (*done.changes, *filled),
        done.questions,
    )


def _fits(
    rows: Sequence[DraftRow], headings: Sequence[Heading], ways: Mapping[str, tuple[str, str]]
) -> bool:
    return any(sections.filed(rows, headings, alone=way, ends=end) for way, end in ways.values())


def _headings(draft: Draft) -> list[int]:
    """Return the rows that may be headings of those below; nothing where nothing speaks for it.

    That is a mark such as 【, a number in the first cell of all other rows, a table that begins
    with one, or a blank row above each. Words that other rows have too are values of the column.
    """
    if len(draft.columns) < 3 or not draft.columns[0].name.strip():
        return []
    found = [at for at, row in enumerate(draft.rows) if _is_alone(row)]
    others = set(range(len(draft.rows))) - set(found)
    if not found or len(others) < 2:
        return []
    alone = [at for at in found if at < max(others)]
    texts = [draft.rows[at].cells[0].strip() for at in alone]
    keys = [draft.rows[at].cells[0].strip() for at in others]
    if not alone or not all(map(_is_word, texts)):
        return []
    is_parted = alone[0] > 0 and all(_has_gap(draft.rows, at) for at in alone)
    is_said = (
        all(map(sections.MARK.match, texts))
        or all(number(key) is not None for key in keys)
        or (len(alone) > 1 and alone[0] == 0)
        or (is_parted and (len(alone) > 1 or _above(draft, texts)))
    )
    return alone if is_said and not set(texts) & set(keys) else []


def _above(draft: Draft, texts: Sequence[str]) -> str:
    """Return the first part's heading where it stands above the names of the columns."""
    title = draft.titles[-1] if draft.titles else ""
    return title if title and sections.are_alike([title, *texts]) else ""


def _has_gap(rows: Sequence[DraftRow], at: int) -> bool:
    """Say whether a blank row stands above a row and none below it."""
    before, own, after = (rows[near].number for near in (at - 1, at, at + 1))
    return own > before + 1 and after == own + 1


def _is_alone(row: DraftRow) -> bool:
    """Say whether only the first cell is filled."""
    return bool(row.cells[0].strip()) and not any(map(str.strip, row.cells[1:]))


def _is_word(text: str) -> bool:
    return bool(text) and number(text) is None and not is_total(text)


SECTION_ROWS = Mend(
    id="section-rows",
    rules=frozenset(),
    title=Text("行の間の見出しを列にして、各行に書く", "Headings between rows become a column"),
    proof=Text(
        "見出しだと人が答えた行だけで、言葉はすべて列に残ります。",
        "A person has answered that these rows are headings; every word is kept in the column.",
    ),
    run=_run,
)

"""Tables that may stand side by side under one row of names: nothing in them tells, a person does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from publisher.tidy.canvas import Canvas, Region
from publisher.tidy.change import Choice, Question
from publisher.tidy.headings import Heading
from publisher.words import Text, mask, quote

ID = "tables-beside"
_APART = Choice("apart", Text("別々の表", "Separate tables"))
_ONE = Choice(
    "one", Text("1つの表（同じ行は同じもののこと）", "One table: a row is about one thing")
)
_ASKED = Text(
    "空の列をはさんで、{names}が左右に並んでいます。別々の表ですか、1つの表ですか。",
    "A blank column parts {names}. Are they separate tables, or one?",
)
MEND = Text(
    "または、もとの表をExcelで開き、別々の表なら1つずつ別のシートに、1つの表なら空の列や行を消します。",
    "Or open it in Excel: put each table on a sheet of its own, or delete what is blank between.",
)
"""What can be done instead of answering."""
NAMED = 3
"""Names of columns by which a question tells a table."""


def parts(canvas: Canvas, region: Region, head: Heading, whole: Region) -> list[Region]:
    """Return what of a table may be tables of their own: stretches with two names or more each.

    `head` is the header of the region `whole`, of which the table is a part. A stretch of one
    column, or of nameless ones, belongs to what is left of it.
    """
    found: list[Region] = []
    for run in canvas.runs(region):
        if found and len(_names(run, head, whole)) < 2:
            continue
        if found and len(_names(found[0], head, whole)) < 2:
            return [region]
        found.append(run)
    edges = [region.left, *(run.left for run in found[1:]), region.right]
    return [Region(region.top, left, region.bottom, right) for left, right in pairwise(edges)]


def question(
    canvas: Canvas,
    found: Sequence[Region],
    head: Heading,
    whole: Region,
    answers: Mapping[str, str],
) -> Question:
    """Return whether parts of a table are tables of their own, open or answered."""
    names = [_names(part, head, whole) for part in found]
    sheet = canvas.grid.sheet
    name = mask(f"{ID}:{sheet or ''}:{names[1][0]}")
    said = answers.get(name) or answers.get(ID, "")
    listed = [quote("・".join(some[:NAMED])) for some in names]
    ja, en = "と".join(f"「{text}」" for text in listed), " and ".join(f"'{t}'" for t in listed)
    return Question(
        id=name,
        mend=ID,
        text=Text(_ASKED.ja.format(names=ja), _ASKED.en.format(names=en)),
        choices=(_APART, _ONE),
        sheet=sheet,
        answer=said if said in {_APART.value, _ONE.value} else "",
    )


def are_apart(asked: Question) -> bool:
    """Say whether the answer is that they are separate tables."""
    return asked.answer == _APART.value


def _names(part: Region, head: Heading, whole: Region) -> tuple[str, ...]:
    return tuple(_named(part, head, whole))


def _named(part: Region, head: Heading, whole: Region) -> Iterator[str]:
    for column in part.columns:
        if name := head.names[column - whole.left]:
            yield name

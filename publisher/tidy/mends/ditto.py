"""Marks that stand for the value above: 〃, 同上."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Container, Mapping

from publisher.rules.l2_02_left_out import RULE as LEFT_OUT
from publisher.rules.rule import Certainty
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.left_out_eras import is_bare
from publisher.tidy.mends.look import Look
from publisher.words import Text

_BESIDE = re.compile(r"同[左右]")
"""The value beside, which may be of another kind: a person's business."""
_ASKED = Text(
    "「{label}」の列の、これらの印は「上と同じ」の意味ですか。",
    "Do these marks in '{label}' mean 'the same as above'?",
)
_BLANK_ABOVE = Text(
    "「{label}」の列に、上のセルが空の「〃」があります。空という意味ですか、その上の値という意味ですか。",
    "In '{label}' 〃 stands below a blank cell. Does it mean blank, or the value further up?",
)
_LAST = Choice("last", Text("その上にある値を書く", "Write the value further up"))
_BLANK = Choice("blank", Text("空のセルにする", "Leave the cell empty"))
_NONE_ABOVE = Text(
    "「{label}」の列のいちばん上に「〃」や「同上」がありますが、上に値がありません（{row}行目）。何の意味ですか。",
    "In '{label}' a ditto mark stands where there is no value above (row {row}). What does it mean?",
)
_LEFT = Choice("left", Text("左の列と同じ値を書く", "Write the value of the column to the left"))
_FILL = Choice("fill", Text("上と同じ値を書く", "Write the value above"))


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(DITTO.id, draft, asked)
    look = Look(draft, asked)
    found = {
        (row, column): hit
        for (row, column), hit in look.cells(LEFT_OUT).items()
        if not is_bare(draft.rows[row].cells[column])
    }
    unsure: dict[int, list[int]] = defaultdict(list)
    for (row, column), hit in found.items():
        if hit.certainty is not Certainty.CERTAIN and not _BESIDE.fullmatch(
            draft.rows[row].cells[column].strip()
        ):
            unsure[column].append(row)
    columns = look.head.columns if unsure else ()
    filled = {
        column
        for column, rows in unsure.items()
        if edits.choice(DITTO.id, column, _ASKED, (_FILL,), rows=rows, shown=columns[column])
        == _FILL.value
    }
    sure = {
        place
        for place, hit in found.items()
        if hit.certainty is Certainty.CERTAIN
        or (place[1] in filled and place[0] in unsure[place[1]])
    }
    open_: dict[int, dict[int, str]] = defaultdict(dict)
    first: dict[int, list[int]] = defaultdict(list)
    for (row, column), (above, last) in _above(draft, found, sure).items():
        if above:
            edits.put(row, column, above)
        elif last:
            open_[column][row] = last
        elif not draft.rows[row].is_torn:
            first[column].append(row)
    _ask_first(edits, look, found, first)
    _ask_blanks(edits, look, open_)
    return edits.mended()


def _above(
    draft: Draft, marks: Container[tuple[int, int]], sure: Collection[tuple[int, int]]
) -> dict[tuple[int, int], tuple[str, str]]:
    """Return what stands above each sure mark: in the row above, and in the last filled one."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    columns = sorted({column for _, column in sure})
    values: dict[int, str] = {}
    lasts: dict[int, str] = {}
    for index, item in enumerate(draft.rows if columns else ()):
        if item.is_torn:
            values.clear()
            lasts.clear()
            continue
        for column in columns:
            place = (index, column)
            if place in sure:
                found[place] = (values.get(column, ""), lasts.get(column, ""))
                continue
            # A mark that nobody knows is no value, and what it stands for is none either.
            values[column] = (
                "" if place in marks else item.cells[column].strip() and item.cells[column]
            )
            lasts[column] = "" if place in marks else values[column] or lasts.get(column, "")
    return found


def _ask_first(
    edits: Edits,
    look: Look,
    marks: Container[tuple[int, int]],
    first: Mapping[int, list[int]],
) -> None:
    """Ask what marks mean above which no value stands: that to their left, or nothing."""
    columns = look.head.columns if first else ()
    for column, rows in first.items():
        left = {
            row: edits.draft.rows[row].cells[column - 1]
            for row in rows
            if column and (row, column - 1) not in marks
        }
        choices = (_LEFT, _BLANK) if any(map(str.strip, left.values())) else (_BLANK,)
        said = edits.choice(
            "ditto-first", column, _NONE_ABOVE, choices, rows=rows, shown=columns[column]
        )
        for row in rows if said in {_LEFT.value, _BLANK.value} else ():
            if said == _BLANK.value or row in left:
                edits.put(row, column, left[row] if said == _LEFT.value else "")


def _ask_blanks(edits: Edits, look: Look, open_: Mapping[int, Mapping[int, str]]) -> None:
    """Ask what a mark means below a blank cell: blank too, or the value further up."""
    columns = look.head.columns if open_ else ()
    for column, rows in open_.items():
        answer = edits.choice(
            "ditto-below-blank",
            column,
            _BLANK_ABOVE,
            (_LAST, _BLANK),
            rows=rows,
            shown=columns[column],
        )
        for row, last in rows.items() if answer in {_LAST.value, _BLANK.value} else ():
            edits.put(row, column, last if answer == _LAST.value else "")


DITTO = Mend(
    id="ditto",
    rules=frozenset({"L2-02"}),
    title=Text("「〃」「同上」に、上の値を書く", "〃 and 同上 become the value above"),
    proof=Text(
        "「〃」「同上」は、上の行と同じ値という意味の決まった書き方です。上のセルが空なら質問します。",
        "〃 and 同上 mean the value of the row above and nothing else. Below a blank cell we ask.",
    ),
    run=_run,
)

"""Marks that stand for the value above: 〃, 同上."""

from __future__ import annotations

import re
from collections import defaultdict

from publisher.rules.l2_02_left_out import RULE as LEFT_OUT
from publisher.rules.rule import Certainty
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_BESIDE = re.compile(r"同[左右]")
"""The value beside, which may be of another kind: a person's business."""
_ASKED = Text(
    "「{label}」の列の、これらの印は「上と同じ」の意味ですか。",
    "Do these marks in '{label}' mean 'the same as above'?",
)
_FILL = Choice("fill", Text("上と同じ値を書く", "Write the value above"))


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(DITTO.id, draft, asked)
    look = Look(draft, asked)
    found = look.cells(LEFT_OUT)
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
    values: dict[int, str] = {}
    for index, item in enumerate(draft.rows):
        for column, text in enumerate(item.cells):
            mark = found.get((index, column))
            if mark is None:
                values[column] = text
            elif mark.certainty is Certainty.CERTAIN or (
                column in filled and index in unsure[column]
            ):
                if above := values.get(column, ""):
                    edits.put(index, column, above)
            else:
                values[column] = ""
    return edits.mended()


DITTO = Mend(
    id="ditto",
    rules=frozenset({"L2-02"}),
    title=Text("「〃」「同上」に、上の値を書く", "〃 and 同上 become the value above"),
    proof=Text(
        "「〃」「同上」は、上の行と同じ値という意味の決まった書き方です。",
        "〃 and 同上 mean the value of the row above and nothing else.",
    ),
    run=_run,
)

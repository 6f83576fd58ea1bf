"""Blanks below a name that may be the name's group: only a person knows."""

from __future__ import annotations

from publisher.tidy import groups
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

_ASKED = Text(
    "「{label}」の列で、名前の下のセルが空いています（{row}行目など）。上と同じ{label}が続いていますか。",
    "In '{label}' the cells below a name are blank (row {row} is one). Does what stands above go on?",
)
_FILL = Choice(
    "fill", Text("続いている。上と同じ値を各行に書く", "It goes on: write the value above")
)


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(GROUP_NAMES.id, draft, asked)
    names = groups.begun(draft)
    blank = [index for index, row in enumerate(draft.rows) if names and not row.cells[0].strip()]
    if blank and edits.choice("group-names", 0, _ASKED, (_FILL,), rows=blank) == _FILL.value:
        for index in blank:
            edits.put(index, 0, names[index])
    return edits.mended()


GROUP_NAMES = Mend(
    id="asked-groups",
    rules=frozenset({"L2-02"}),
    title=Text("空いたセルに、続いている上の値を書く", "Blanks become the value above"),
    proof=Text(
        "上と同じ値が続いていると、人が答えたところだけです。",
        "A person has answered that the value above goes on.",
    ),
    run=_run,
)

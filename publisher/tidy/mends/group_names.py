"""Blanks below a name that may be the name's group: only a person knows."""

from __future__ import annotations

from publisher.rules.l2_02_left_out import RULE as LEFT_OUT
from publisher.tidy import groups, nested
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import FIRST, Look
from publisher.words import Text

_ASKED = Text(
    "「{label}」の列で、名前の下のセルが空いています（{row}行目など）。上と同じ{label}が続いていますか。",
    "In '{label}' the cells below a name are blank (row {row} is one). Does what stands above go on?",
)
_FILL = Choice(
    "fill", Text("続いている。上と同じ値を各行に書く", "It goes on: write the value above")
)
_ONCE = Choice(
    "once",
    Text(
        "続いている。ただし、右の列の値がもう一度出てくる行からは空のまま",
        "It goes on, but only until the values to the right come again",
    ),
)


_NESTED = Text(
    "「{label}」から右の{levels}列は、上の段の名前が最初の行だけに書かれています（{row}行目などは空）。"
    "上の名前が続いていますか。",
    "The {levels} columns from '{label}' on name each upper level once (row {row} is blank). Does "
    "what stands above go on?",
)


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(GROUP_NAMES.id, draft, asked)
    if _nested(edits):
        return edits.mended()
    found = {
        hit.position - 1
        for hit in Look(draft, asked).hits(LEFT_OUT)
        if hit.position and hit.cell is None and hit.record and hit.record.number >= FIRST
    }
    for item in groups.begun(draft, found):
        own = draft.texts(item.column).cells
        blank = [at for at, name in enumerate(item.names) if name and not own[at].strip()]
        choices = (_FILL,) if item.once == item.names else (_FILL, _ONCE)
        said = edits.choice("group-names", item.column, _ASKED, choices, rows=blank)
        names = {_FILL.value: item.names, _ONCE.value: item.once}.get(said or "", ())
        for at in blank if names else ():
            edits.put(at, item.column, names[at])
    return edits.mended()


def _nested(edits: Edits) -> bool:
    """Ask about names of several levels at once; say whether the table has any."""
    rows = edits.draft.rows
    found = nested.find(edits.draft)
    # What is proven of one column leaves but one to be asked about.
    if found is None or groups.fill(edits.draft)[1]:
        return False
    blank = [
        (at, column)
        for at, names in enumerate(found.names)
        for column, name in enumerate(names)
        if name and not rows[at].cells[column].strip()
    ]
    text = Text(
        *(words.replace("{levels}", str(found.levels)) for words in (_NESTED.ja, _NESTED.en))
    )
    lines = dict.fromkeys(at for at, _ in blank)
    if blank and edits.choice("nested-names", 0, text, (_FILL,), rows=lines) == _FILL.value:
        for at, column in blank:
            edits.put(at, column, found.names[at][column])
    return True


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

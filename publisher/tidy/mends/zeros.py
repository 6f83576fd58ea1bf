"""Blank parts of a total that the total shows to be zero: asked, for the officer knows her blanks."""

from __future__ import annotations

from publisher.rules.l1_09_blank_or_zero import RULE as BLANK_OR_ZERO
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import FIRST, Look
from publisher.words import Text

_ASKED = Text(
    "空のセルのうち、ほかの内訳だけで計と同じになり、計から0と分かるものがあります。0と書きますか。",
    "Some blanks are zero by the totals: the other parts make the whole. Write 0 there?",
)
_ZERO = Choice("zero", Text("0と書く", "Write 0"))


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(ZEROS.id, draft, asked)
    found = [
        (hit.record.number - FIRST, hit.position - 1)
        for hit in Look(draft, asked).hits(BLANK_OR_ZERO)
        if hit.record is not None and hit.record.number >= FIRST and hit.position is not None
    ]
    if found and edits.choice(ZEROS.id, None, _ASKED, (_ZERO,), count=len(found)) == _ZERO.value:
        for row, column in found:
            edits.put(row, column, "0")
    return edits.mended()


ZEROS = Mend(
    id="proven-zeros",
    rules=frozenset({"L1-09"}),
    title=Text("計から0と分かる空のセルに0を書く", "Blanks that a total shows to be zero get 0"),
    proof=Text(
        "ほかの内訳だけで計と同じになるセルに、答えのとおり0を書きました。",
        "The other parts make the whole total, and the answer was to write 0.",
    ),
    run=_run,
)

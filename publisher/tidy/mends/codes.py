"""Codes of municipalities that lost their leading zero or lack their check digit."""

from __future__ import annotations

import re

from publisher.codes import is_local_government_code
from publisher.municipalities import Municipalities
from publisher.rules.d001_municipality_code import LABEL
from publisher.tables.columns import Kind
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_SHORT_BY_NAME = re.compile("標準地域")
"""標準地域コード has five digits and is right so."""
_BOTH = Text(
    "「{label}」の列のこのコードは、先頭の0が消えた6けたとも、検査数字のない5けたとも読めます。"
    "どちらですか。",
    "These codes of '{label}' may be six digits without their leading zero or five without their "
    "check digit. Which?",
)
_READINGS = (
    Choice("leading-zero", Text("先頭に0を補う", "Put the leading zero back")),
    Choice("check-digit", Text("検査数字を補う", "Add the check digit")),
)


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(CODES.id, draft, asked)
    known = asked.municipalities
    if known is None:
        return edits.mended()
    for column in Look(draft, asked).head.columns:
        if (
            column.kind not in {Kind.CODE, Kind.NUMBER}
            or not LABEL.fullmatch(column.key)
            or _SHORT_BY_NAME.search(column.key)
        ):
            continue
        index = column.position - 1
        unsure: dict[int, tuple[str, str]] = {}
        for row, item in enumerate(draft.rows):
            zero, digit = _readings(item.cells[index].strip(), known)
            if zero and digit and zero != digit:
                unsure[row] = (zero, digit)
            elif zero or digit:
                edits.put(row, index, zero or digit)
        if unsure:
            answer = edits.choice(CODES.id, index, _BOTH, _READINGS, rows=unsure)
            for row, (zero, digit) in (
                unsure.items() if answer in {"leading-zero", "check-digit"} else ()
            ):
                edits.put(row, index, zero if answer == "leading-zero" else digit)
    return edits.mended()


def _readings(text: str, known: Municipalities) -> tuple[str, str]:
    """Return the code that a text is with its leading zero, and with its check digit; "" for none.

    Only codes of municipalities and prefectures that there are.
    """
    if not re.fullmatch("[0-9]{4,5}", text):
        return "", ""
    zero = text.zfill(6)
    is_code = len(text) == 5 and is_local_government_code(zero) and known.name(zero) is not None
    return (zero if is_code else ""), next(iter(known.of_short_code(text.zfill(5))), "")


CODES = Mend(
    id="municipality-codes",
    rules=frozenset({"D001"}),
    title=Text("自治体のコードを6けたにする", "Municipality codes become six digits"),
    proof=Text(
        "先頭の0か検査数字を補うと、実在する自治体のコードに1つだけ決まります。",
        "With the leading zero or check digit it is the code of exactly one body that exists.",
    ),
    run=_run,
)

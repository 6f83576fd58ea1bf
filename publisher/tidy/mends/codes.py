"""Codes of municipalities that lost their leading zero or lack their check digit."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publisher.codes import is_local_government_code
from publisher.municipalities import Municipalities
from publisher.rules.d001_municipality_code import LABEL
from publisher.tables.columns import MARK, Column, Kind
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_OF_ANYONE = re.compile("団体コ.ド")
"""A whole key of codes that a club may have as well as a municipality."""
_NAMES = 3
"""Rows that show a municipality's name beside its code, or all where there are fewer."""
_MARK = re.compile(MARK)
_SHORT_BY_NAME = re.compile("標準地域")
"""標準地域コード has five digits and is right so."""
_BOTH = Text(
    "「{label}」の列のこのコードは、先頭の0が消えた6けたとも、検査数字のない5けたとも読めます。"
    "どちらですか。",
    "These codes of '{label}' may be six digits without their leading zero or five without their "
    "check digit. Which?",
)
_WHOSE = Text(
    "「{label}」の列のコードは、自治体のコードですか（自治体ではない値か、名前のない行があります）。"
    "自治体のコードなら6けたにします。",
    "Are the codes of '{label}' municipalities'? Some values are none, or no names stand beside. If "
    "they are, they become six digits.",
)
_OURS = Choice(
    "municipality", Text("自治体のコードなので6けたにする", "Municipalities: six digits")
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
        found = {
            row: readings
            for row, item in enumerate(draft.rows)
            if any(readings := _readings(item.cells[index].strip(), known))
        }
        if not found or not (_are_all(draft, column, known) or _said(edits, index, found)):
            continue
        unsure: dict[int, tuple[str, str]] = {}
        for row, (zero, digit) in found.items():
            if zero and digit and zero != digit:
                unsure[row] = (zero, digit)
            else:
                edits.put(row, index, zero or digit)
        if unsure:
            answer = edits.choice(CODES.id, index, _BOTH, _READINGS, rows=unsure)
            for row, (zero, digit) in (
                unsure.items() if answer in {"leading-zero", "check-digit"} else ()
            ):
                edits.put(row, index, zero if answer == "leading-zero" else digit)
    return edits.mended()


def _said(edits: Edits, index: int, rows: Mapping[int, tuple[str, str]]) -> bool:
    answer = edits.choice("whose-codes", index, _WHOSE, (_OURS,), rows=rows)
    return answer == _OURS.value


def _are_all(draft: Draft, column: Column, known: Municipalities) -> bool:
    """Say whether a column's values are all codes of municipalities, prefectures or wards.

    Where its name may be that of clubs' codes, the names of those bodies must stand beside, too.
    """
    index = column.position - 1
    codes = {
        row: text
        for row, item in enumerate(draft.rows)
        if (text := item.cells[index].strip()) and not _MARK.fullmatch(text)
    }
    if not all(_code_of(text, known) for text in set(codes.values())):
        return False
    if not _OF_ANYONE.fullmatch(column.key):
        return True
    named = 0
    for row, text in codes.items():
        name = known.name(_code_of(text, known)) or ""
        cells = ("".join(cell.split()) for cell in draft.rows[row].cells)
        named += any(cell and (cell in name or name in cell) and len(cell) > 1 for cell in cells)
    return named >= min(_NAMES, len(codes)) and named * 2 >= len(codes)


def _code_of(text: str, known: Municipalities) -> str:
    """Return the six digits that a text is or may be; "" where it is no code of a body."""
    if re.fullmatch("[0-9]{1,2}", text):
        return next((code for code in known.prefectures if code[:2] == text.zfill(2)), "")
    return text if known.name(text) else "".join(_readings(text, known))[:6]


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
        "列のすべての値が実在する自治体のコードで、先頭の0か検査数字を補うと1つだけに決まります。",
        "All values of the column are codes of bodies that exist; with its leading zero or check "
        "digit each is the code of exactly one.",
    ),
    run=_run,
)

"""Years that leave out the era named above them: 30 below 平成29年."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

from publisher.rules.l2_02_left_out import BARE_YEAR, ERA_YEAR
from publisher.rules.l2_02_left_out import RULE as LEFT_OUT
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_BARE = re.compile(BARE_YEAR)
_NEXT = {
    **dict(zip("MTSH", "TSHR", strict=True)),
    "明治": "大正",
    "大正": "昭和",
    "昭和": "平成",
    "平成": "令和",
}
_ASKED = Text(
    "「{label}」の列に、元号が省略された年があります（{row}行目など）。上の元号が続いていますか。",
    "Years of '{label}' leave out the era (row {row} is one). Does the era above them go on?",
)
_FILL = Choice("fill", Text("上の元号を書く", "Write the era above"))


def is_bare(text: str) -> bool:
    """Say whether a cell holds a year without an era: 30, 2年, 元."""
    return _BARE.fullmatch(_plain(text)) is not None


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(LEFT_OUT_ERAS.id, draft, asked), Look(draft, asked)
    found: dict[int, set[int]] = defaultdict(set)
    for row, column, _ in look.each(LEFT_OUT):
        if is_bare(draft.rows[row].cells[column]):
            found[column].add(row)
    columns = look.head.columns if found else ()
    for column, rows in found.items():
        texts = [row.cells[column] for row in draft.rows]
        rights = {row: right for row, right in _carried(texts).items() if row in rows}
        if not rights:
            continue
        answer = edits.choice(
            LEFT_OUT_ERAS.id, column, _ASKED, (_FILL,), rows=rights, shown=columns[column]
        )
        for row, right in rights.items() if answer == _FILL.value else ():
            edits.put(row, column, right)
    return edits.mended()


def _carried(texts: Sequence[str]) -> Mapping[int, str]:
    """Return bare years, by row, with the era of the last one that has its own.

    元 begins the next era. Where the years do not count on, or back by one, no era is known.
    """
    found: dict[int, str] = {}
    era, word, number = "", "", 0
    for row, text in enumerate(texts):
        plain = _plain(text)
        if full := ERA_YEAR.fullmatch(plain):
            era, word, number = full["era"], full["word"] or "", _number(full["year"])
        elif bare := _BARE.fullmatch(plain):
            now = _number(bare["year"])
            # Below a second year it is the first of the same era, counted back.
            if bare["year"] == "元" and number != 2:
                era = _NEXT.get(era, "")
            elif now < number - 1:
                era = ""
            number = now
            if era:
                found[row] = f"{era}{bare['year']}{bare['word'] or word}"
        elif plain:
            era = ""
    return found


def _number(year: str) -> int:
    return 1 if year == "元" else int(year)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


LEFT_OUT_ERAS = Mend(
    id="left-out-eras",
    rules=frozenset({"L2-02"}),
    title=Text("省略された元号を書く", "Eras that were left out are written"),
    proof=Text(
        "上の元号が続いていると人が答えた年だけです。元の年からは次の元号です。",
        "A person has answered that the era above goes on; with 元 the next era begins.",
    ),
    run=_run,
)

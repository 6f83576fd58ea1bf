"""Numbers that are written otherwise: full-width digits, thousands separators, ▲ for minus."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from publisher.rules.l2_01_text_in_numbers import RULE as TEXT_IN_NUMBERS
from publisher.rules.number_faults import Fault, fault_of
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_WIDTH = re.compile(r"[\u0020-\u007e\uff01-\uff5e\u3000\u2212]+")
"""Characters whose other width is the same character: 10² and ① are not among them."""
_TRIANGLE = re.compile("^\\s*([▲△▼])")
_NEGATIVE = re.compile(r"^\s*[-−－–‐][\s0-9０-９]")
_CERTAIN = frozenset({Fault.SPACES, Fault.COMMAS, Fault.WIDE})
_NUMBER = Choice("number", Text("数字だけにする", "Keep the number only"))
_BLANK = Choice("blank", Text("空のセルにする", "Leave the cell empty"))
_MINUS = Choice("minus", Text("マイナスにする", "Write a minus"))
_WORDS: dict[Fault, tuple[Text, Choice]] = {
    Fault.TRIANGLE: (
        Text(
            "「{label}」の列に、2種類以上の負の印（▲・△・-など）があります。どれもマイナスですか。",
            "'{label}' holds several signs (▲, △, -). Do all of them mean minus?",
        ),
        _MINUS,
    ),
    Fault.ROUGH: (
        Text(
            "「{label}」の列に「約」「以上」などの付いた数字があります。"
            "数字だけにすると、その言葉は消えます。",
            "'{label}' holds numbers with words such as 約. With the number only the word is lost.",
        ),
        _NUMBER,
    ),
    Fault.FOOTNOTE: (
        Text(
            "「{label}」の列に注の印の付いた数字があります。数字だけにすると、印は消えます。",
            "'{label}' holds numbers with footnote marks. With the number only the mark is lost.",
        ),
        _NUMBER,
    ),
    Fault.ERROR: (
        Text(
            "「{label}」の列に計算式のエラーが残っています。空のセルにしますか。",
            "'{label}' holds errors of formulas. Shall the cells be empty?",
        ),
        _BLANK,
    ),
}


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(NUMBERS.id, draft, asked), Look(draft, asked)
    open_: dict[tuple[int, Fault], dict[int, str]] = defaultdict(dict)
    one_sign: dict[int, bool] = {}
    for row, column, _ in look.each(TEXT_IN_NUMBERS):
        text = draft.rows[row].cells[column]
        fault, number, _ = fault_of(text)
        if column not in one_sign:
            one_sign[column] = _has_one_sign(set(draft.texts(column).cells))
        is_proven = fault in _CERTAIN or (fault is Fault.TRIANGLE and one_sign[column])
        if is_proven and number and _is_width_only(text):
            edits.put(row, column, number)
        elif fault in _WORDS and not is_proven:
            open_[column, fault][row] = number
    columns = look.head.columns if open_ else ()
    for (column, fault), cells in open_.items():
        words, choice = _WORDS[fault]
        rows = [row for row, number in cells.items() if number or choice is _BLANK]
        if not rows:
            continue
        answer = edits.choice(
            f"{NUMBERS.id}-{fault}", column, words, (choice,), rows=rows, shown=columns[column]
        )
        if answer == choice.value:
            for row in rows:
                edits.put(row, column, "" if choice is _BLANK else cells[row])
    return edits.mended()


def _is_width_only(text: str) -> bool:
    return bool(_WIDTH.fullmatch(_TRIANGLE.sub("", text).strip()))


def _has_one_sign(texts: Iterable[str]) -> bool:
    """Say whether one sign of a column means minus: with two, one of them may mean plus."""
    signs: set[str] = set()
    for text in texts:
        if found := _TRIANGLE.match(text):
            signs.add(found[1])
        elif _NEGATIVE.match(text):
            signs.add("-")
    return len(signs) <= 1


NUMBERS = Mend(
    id="numbers",
    rules=frozenset({"L2-01"}),
    title=Text("数字を半角の数字だけにする", "Numbers become plain numbers"),
    proof=Text(
        "全角と半角、3けたごとのコンマ、前後の空白は、数の大きさを変えません。"
        "▲や△は、その列に負の印が1種類だけのとき、マイナスにします。",
        "Width, commas between thousands and spaces do not change a number. ▲ or △ becomes a minus "
        "where the column has one such sign only.",
    ),
    run=_run,
)

"""White space that only arranges how a table looks, and line breaks inside cells."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict

from publisher.municipalities import Municipalities
from publisher.rules.column_roles import is_name, is_person
from publisher.rules.l1_06_layout_spaces import RULE as LAYOUT_SPACES
from publisher.rules.l1_14_broken_line import RULE as BROKEN_LINE
from publisher.rules.surnames import is_like_a_person
from publisher.rules.watch import BREAK
from publisher.tables.columns import Column
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_RUN = re.compile("(?<=\\S)[ \\t\u00a0　]{2,}(?=\\S)")
_INDENT = re.compile(r"　|[ \t]{2}")
_SHARE = 0.2
"""Of the filled cells of a column: with fewer indents they are no outline but slips."""
_TOTALS = frozenset({"合計", "総計", "総数", "小計", "計", "総合計", "男女計"})
_BROKEN = re.compile(r"\s*[\r\n]+\s*")
_OUTLINE = Text(
    "「{label}」の列は、行の頭の空白で内訳を表しているようです。空白を消しますか。"
    "消すと、どの行の内訳かが分からなくなります。",
    "In '{label}' indents seem to tell which rows are parts of others. Delete them? Then that is "
    "no longer told.",
)
_SPACED = Text(
    "「{label}」の列に、1文字ずつ空けた語があります。1つの語ですか。",
    "Letters stand apart in '{label}'. Is each of these cells one word?",
)
_IN_CELL = Text(
    "「{label}」の列のセルの中に改行があります。どうしますか。",
    "Cells of '{label}' hold line breaks. What shall become of them?",
)
_TRIM = Choice("trim", Text("空白を消す", "Delete the spaces"))
_JOIN = Choice("join", Text("続けて書く", "Write it without spaces"))
_BREAKS = (
    Choice("join", Text("改行を消して続ける", "Join the lines")),
    Choice("space", Text("改行を空白1つにする", "A space for each line break")),
)


def _spaces(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(SPACES.id, draft, asked), Look(draft, asked)
    for column, hit in look.labels(LAYOUT_SPACES).items():
        name = draft.columns[column].name
        joined = hit.values.get("joined")
        edits.rename(column, joined if isinstance(joined, str) else _even(name))
    columns = look.head.columns
    outlined: dict[int, list[int]] = defaultdict(list)
    spread: dict[int, list[int]] = defaultdict(list)
    outline = functools.cache(functools.partial(_outline, draft))
    for row, column, hit in look.each(LAYOUT_SPACES):
        text = draft.rows[row].cells[column]
        if row in outline(column):
            outlined[column].append(row)
        elif not (joined := hit.values.get("joined") or _spread(text)):
            edits.put(row, column, _even(text))
        elif _is_known(str(joined), asked.municipalities) or (
            not _may_be_person(columns[column], str(joined))
            and _stands_whole(str(joined), draft, column)
        ):
            edits.put(row, column, str(joined))
        else:
            spread[column].append(row)
    for column, rows in outlined.items():
        if (
            edits.choice("indents", column, _OUTLINE, (_TRIM,), rows=rows, shown=columns[column])
            == _TRIM.value
        ):
            for row in rows:
                edits.put(row, column, draft.rows[row].cells[column].strip())
    for column, rows in spread.items():
        if (
            edits.choice(
                "spaced-letters", column, _SPACED, (_JOIN,), rows=rows, shown=columns[column]
            )
            == _JOIN.value
        ):
            for row in rows:
                edits.put(row, column, "".join(draft.rows[row].cells[column].split()))
    return edits.mended()


def _even(text: str) -> str:
    """Return a text without white space at its ends, runs inside as one space.

    Line breaks inside are another mend's.
    """
    return _RUN.sub(lambda run: "　" if set(run[0]) == {"　"} else " ", text.strip())


def _outline(draft: Draft, column: int) -> frozenset[int]:
    """Return the rows whose indent tells that they are parts of a row above; empty for most.

    So it is where the first value has no indent and the indented ones would no more be told
    apart: 北 男 女 南 男 女.
    """
    texts = {
        index: text for index, row in enumerate(draft.rows) if (text := row.cells[column]).strip()
    }
    indented = {index for index, text in texts.items() if _INDENT.match(text)}
    counts = Counter(text.strip() for text in texts.values())
    first = next(iter(texts), None)
    if first in indented or len(indented) < max(2, len(texts) * _SHARE):
        return frozenset()
    if all(counts[texts[index].strip()] == 1 for index in indented):
        return frozenset()
    return frozenset(indented)


def _spread(text: str) -> str:
    """Return letters as one word that stand apart by more than a space each: 国   宝; else "".

    With one space left between them they would be mended by half.
    """
    letters = text.split()
    is_apart = len(letters) > 1 and all(len(letter) == 1 for letter in letters)
    return "".join(letters) if is_apart and not text.isascii() else ""


def _is_known(joined: str, municipalities: Municipalities | None) -> bool:
    """Say whether letters that stand apart are a word for a sum, or a municipality."""
    return joined in _TOTALS or (municipalities is not None and municipalities.has_name(joined))


def _stands_whole(joined: str, draft: Draft, column: int) -> bool:
    """Say whether the word stands without spaces elsewhere in the column."""
    return joined in draft.texts(column).trimmed


def _may_be_person(column: Column, joined: str) -> bool:
    """Say whether letters may be a person's name: another row may name another person alike."""
    return is_name(column) or is_person(column) or is_like_a_person(joined)


def _breaks(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(LINE_BREAKS.id, draft, asked), Look(draft, asked)
    for column in look.labels(BROKEN_LINE):
        edits.rename(column, _BROKEN.sub(_joint, draft.columns[column].name.strip()))
    inside: dict[int, list[int]] = defaultdict(list)
    found = look.cells(BROKEN_LINE)
    for row, column in found:
        text = draft.rows[row].cells[column].strip()
        if re.search(BREAK, text):
            inside[column].append(row)
        else:
            edits.put(row, column, text)
    columns = look.head.columns if inside else ()
    for column, rows in inside.items():
        answer = edits.choice(
            LINE_BREAKS.id, column, _IN_CELL, _BREAKS, rows=rows, shown=columns[column]
        )
        if answer in {"join", "space"}:
            for row in rows:
                text = draft.rows[row].cells[column].strip()
                edits.put(row, column, _BROKEN.sub("" if answer == "join" else " ", text))
    return edits.mended()


def _joint(found: re.Match[str]) -> str:
    """Return what joins two lines of a name: a space between Latin words, else nothing."""
    text, start, end = found.string, found.start(), found.end()
    sides = text[start - 1 : start] + text[end : end + 1]
    return " " if len(sides) == 2 and sides.isascii() and sides.isalnum() else ""


SPACES = Mend(
    id="spaces",
    rules=frozenset({"L1-06"}),
    title=Text("体裁のための空白を消す", "Spaces that arrange the look are removed"),
    proof=Text(
        "値の前後の空白と、続いた空白の2つ目からは、意味を持ちません。"
        "文字の間の空白は、続けた語が市町村名などか、人の名前でなく同じ列にあるときだけ消します。",
        "Spaces at the ends and second spaces mean nothing; letters are joined only where the "
        "word is a municipality's name or a word for a sum, or stands in the same column and is "
        "no person's name.",
    ),
    run=_spaces,
)
LINE_BREAKS = Mend(
    id="line-breaks",
    rules=frozenset({"L1-14"}),
    title=Text(
        "項目名の中とセルの端の改行を消す", "Line breaks in headers and at ends are removed"
    ),
    proof=Text(
        "項目名は1つの名前で、値の端の改行には意味がありません。値の中の改行は質問します。",
        "A header is one name, and a break at the end of a value means nothing. "
        "Of breaks inside values we ask.",
    ),
    run=_breaks,
)

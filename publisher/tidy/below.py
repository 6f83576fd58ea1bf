"""Tables of words below each other: a row that may name another one's columns; a person tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from publisher.rules.blocks import is_header_like
from publisher.tidy import another_table, apart
from publisher.tidy.canvas import Canvas, Region
from publisher.tidy.change import Choice, Question
from publisher.words import Text, mask, quote

ID = "tables-below"
_APART = Choice("apart", Text("別の表の項目名", "They name the columns of another table"))
_ONE = Choice("one", Text("上の表の行", "They are a row of the table above"))
_ASKED = Text(
    "{line}行目の「{names}」は、空の行をはさんだ別の表の項目名ですか、上の表の行ですか。",
    "Is '{names}' in row {line} the header of another table below a gap, or a row of the one above?",
)
_NAME = re.compile(
    r"(?:イベント|行事|催し物?|事業|会場|主催者?|共催|後援|講師|定員|対象者|参加費|会費|持ち物|申込先?|申し?込み(?:先|方法)?"
    r"|問い?合わ?せ先?|連絡先|電話|FAX|メール|担当者?|施設|所属|役職|職名?|委員|品目|品種|材料|色|曜日|収集日?|コース|路線|停留所"
    r"|学校|学年|組|科目|教科|型式?|形式|仕様|所有者|管理者|設置者|責任者|代表者|効果|目的|根拠(?:法令)?|様式|手続き?|ページ|リンク|住民|団体)"
    r"(?:[(（].{1,8}[)）])?",
    re.IGNORECASE,
)
"""What columns of words are named beside what numbers have names for."""
_DIGIT = re.compile(r"\d")
_SEEN = 200
"""Rows above that are looked at."""
_BELOW = 2
"""Rows from which on a table is one."""


class Settled:
    """The rows of a grid of which is asked whether they begin another table, and the answers."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._asked: dict[int, Question] = {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """Open and answered ones, from top to bottom."""
        return tuple(self._asked[row] for row in sorted(self._asked))

    def begins(self, canvas: Canvas, region: Region, row: int) -> bool:
        """Ask about a row; say whether the answer is that it begins another table."""
        asked = self._asked.setdefault(row, _question(canvas, region, row, self._answers))
        return asked.answer == _APART.value


def may_begin(
    canvas: Canvas,
    region: Region,
    row: int,
    above: Sequence[int],
    below: Sequence[int],
    *,
    has_title: bool,
) -> bool:
    """Say whether a row below a gap, and no value of the rows `above`, may name other columns.

    Half of its words are what columns are named where those above are not, of two words both; or
    one is, and the row has a title of its own, or no digit where all above have one.
    """
    texts = canvas.texts(row, region)
    if len(below) < _BELOW or not is_header_like(canvas.record(row, region)):
        return False
    named = odd = 0
    for column, text in texts:
        cells = [cell for at in above[-_SEEN:] if (cell := canvas.text(at, column))]
        named += _is_name(text) and sum(map(_is_name, cells)) * 2 <= len(cells)
        odd += len(cells) >= 2 and all(map(_DIGIT.search, cells))
    if len(texts) == 2:
        return named == 2 or (named > 0 and odd > 0)
    return named * 2 >= len(texts) or (named > 0 and (odd > 0 or has_title))


def _is_name(text: str) -> bool:
    return another_table.is_name(text) or _NAME.fullmatch(text) is not None


def _question(canvas: Canvas, region: Region, row: int, answers: Mapping[str, str]) -> Question:
    place, sheet = canvas.row(row), canvas.grid.sheet
    words = [text for _, text in canvas.texts(row, region)][: apart.NAMED]
    name = mask(f"{ID}:{sheet or ''}:{words[0]}")
    said = answers.get(name) or answers.get(ID, "")
    return Question(
        id=name,
        mend=apart.ID,
        text=_ASKED.fill({"line": place.line, "names": quote("・".join(words))}),
        choices=(_APART, _ONE),
        sheet=sheet,
        number=place.number,
        answer=said if said in {_APART.value, _ONE.value} else "",
    )

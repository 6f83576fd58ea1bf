"""Marks for "no value" among numbers or days: -, …, なし, 不明. A person says what they mean."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.rules.declared_marks import missing_values
from publisher.rules.number_columns import number_columns
from publisher.tables.columns import PLAIN_NUMBER, Column, Kind
from publisher.tables.time_forms import form_of
from publisher.tidy import legend
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_NUMBER = re.compile(PLAIN_NUMBER)
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_BLANK = Choice("blank", Text("値がない（空のセルにする）", "No value: leave the cell empty"))
_ZERO = Choice("zero", Text("0の意味", "It means 0"))


@dataclass(frozen=True, slots=True)
class MarkSet:
    """Marks that mean the same, and are asked about together."""

    kind: str
    """Of the question."""
    pattern: re.Pattern[str]
    """Of a whole cell, after NFKC."""
    text: Text
    may_be_zero: bool


_SETS = (
    MarkSet(
        "dashes-in-numbers",
        re.compile(r"[-‐‑‒–—―−ー─]{1,3}|[.・‥]{1,6}"),
        Text(
            "数字や日付の列（「{label}」など）に「-」や「…」だけのセルがあります。どういう意味ですか。",
            "Some cells among numbers or days ('{label}' …) hold a dash or dots only. What do they "
            "mean?",
        ),
        may_be_zero=True,
    ),
    MarkSet(
        "nil-in-numbers",
        re.compile("な ?し|無し?|ナシ|該当(?:なし|無し|せず)|none|nil"),
        Text(
            "数字や日付の列（「{label}」など）に「なし」と書かれたセルがあります。どういう意味ですか。",
            "Some cells among numbers or days ('{label}' …) say なし (none). What does it mean?",
        ),
        may_be_zero=True,
    ),
    MarkSet(
        "unknown-in-numbers",
        re.compile("不明|不詳|未詳|未定|未調査|調査中|確認中|集計中|未集計|n/?a|unknown"),
        Text(
            "数字や日付の列（「{label}」など）に「不明」や「未定」などと書かれたセルがあります。"
            "空のセルにしますか。",
            "Some cells among numbers or days ('{label}' …) say that the value is not known. Shall "
            "they be empty?",
        ),
        may_be_zero=False,
    ),
)


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(MARKS.id, draft, asked), Look(draft, asked)
    if not look.is_named:
        return edits.mended()
    defined = legend.no_values((*draft.titles, *draft.notes))
    days = (column for column in look.head.columns if column.kind is Kind.DATE)
    for column in (*number_columns(look.head), *days):
        known = missing_values(look.head, column)
        for found, rows in _marks(draft, column).items():
            open_ = {
                row: text
                for row, text in rows.items()
                if text not in known and not legend.is_no_value(text, defined)
            }
            if open_:
                _ask(edits, column, found, open_)
    return edits.mended()


def _marks(draft: Draft, column: Column) -> Mapping[MarkSet, Mapping[int, str]]:
    """Return the marks of a column that holds nothing else beside what it is for; else nothing."""
    texts = draft.texts(column.position - 1)
    is_day = column.kind is Kind.DATE
    odd = {
        text
        for text in texts.shown(unless=_DAY if is_day else PLAIN_NUMBER)
        if (trimmed := text.strip()) and not _is_value(trimmed, is_day=is_day)
    }
    sets = {text: marks for text in odd if (marks := _set_of(text)) is not None}
    if not sets or len(sets) < len(odd):
        return {}
    found: dict[MarkSet, dict[int, str]] = defaultdict(dict)
    for row in texts.rows(sets):
        text = texts.cells[row]
        found[sets[text]][row] = text.strip()
    is_all = sum(map(len, found.values())) == texts.filled
    return {} if is_all else found


def _set_of(text: str) -> MarkSet | None:
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    return next((item for item in _SETS if item.pattern.fullmatch(plain)), None)


def _is_value(text: str, *, is_day: bool) -> bool:
    return bool(form_of(text) if is_day else _NUMBER.fullmatch(text))


def _ask(edits: Edits, column: Column, marks: MarkSet, rows: Mapping[int, str]) -> None:
    choices = [_BLANK]
    if marks.may_be_zero and column.kind is not Kind.DATE:
        choices.append(_ZERO)
    answer = edits.choice(
        marks.kind, column.position - 1, marks.text, tuple(choices), rows=rows, shown=column
    )
    for row in rows if answer in {_BLANK.value, _ZERO.value} else ():
        edits.put(row, column.position - 1, "0" if answer == _ZERO.value else "")


MARKS = Mend(
    id="marks",
    rules=frozenset({"L2-01", "L3-03"}),
    title=Text(
        "数字の列の「-」や「なし」を、答えのとおりにする",
        "Marks among numbers become what was answered",
    ),
    proof=Text(
        "印の意味は人が答えたものです。答えがなければ変えません。",
        "A person said what the marks mean; without an answer they stay.",
    ),
    run=_run,
)

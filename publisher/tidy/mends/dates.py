"""Era dates as ISO dates, and one form for a column of days."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from publisher.rules import era_pairs
from publisher.rules.d008_impossible_date import RULE as IMPOSSIBLE_DATE
from publisher.rules.d110_date_not_iso import RULE as DATE_NOT_ISO
from publisher.rules.l2_02_left_out import era_left_out
from publisher.rules.l3_05_uneven_dates import RULE as UNEVEN_DATES
from publisher.tables.columns import Column, Kind
from publisher.tables.time_forms import (
    DAYS,
    Form,
    form_of,
    gregorian,
    is_before_era,
    is_lunar,
    iso_day,
)
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import KEEP_ERAS, Asked, Mend, Mended
from publisher.tidy.mends import doubtful_dates, midnights, serial_days, year_forms
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

ERA_COLUMN = re.compile(r"和暦|元号|年号|^era")
"""Columns that are to hold eras, by their key; the dates of these stay as they are."""
_ERAS = frozenset({Form.ERA, Form.JIS_ERA, Form.SHORT_ERA})
_NAMED = re.compile("日|年|月|時|期|date|day|year|time")
_DATES = Text(
    "「{label}」の列の「R6.4.1」のような値は、日付ですか（番号や版なら、そのままにします）。",
    "Are values of '{label}' such as R6.4.1 dates? If they are numbers or versions they stay.",
)
_DATE = Choice("date", Text("日付なので西暦にする", "Dates: write the Gregorian year"))
_ERAS_ONLY = Text(
    "「{label}」の列は和暦だけで、西暦の列がありません。西暦の列を隣に作りますか。",
    "'{label}' holds eras, and no column holds the Gregorian dates. Put one beside it?",
)
_BESIDE = Choice("beside", Text("西暦の列を隣に作る", "Put a column of Gregorian dates beside it"))
_WHICH_YEAR = Text(
    "「{label}」の列に「年」と「年度」が混ざっています。どちらも同じ意味ですか。",
    "'{label}' holds calendar years (年) and fiscal years (年度). Do they mean the same?",
)
_ALIKE = Choice(
    "same", Text("同じ意味なので、1つの書き方にする", "The same: write them in one form")
)


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(DATES.id, draft, asked), Look(draft, asked)
    columns = look.head.columns
    mixed: set[int] = set()
    uneven: dict[int, set[int]] = {}
    for row, at, hit in look.each(UNEVEN_DATES):
        rows = uneven.setdefault(at, set())
        if ERA_COLUMN.search(columns[at].key):
            rows.add(row)
        if "usual" in hit.values:
            mixed.add(at)
    wrong = look.cells(IMPOSSIBLE_DATE)
    standard = {(row, at) for row, at, _ in look.each(DATE_NOT_ISO)}
    for column in columns:
        index = column.position - 1
        is_axis = column.kind in {Kind.DATE, Kind.YEAR} or index in uneven
        texts = _texts(edits, column) if is_axis or serial_days.may_hold(column) else {}
        if is_axis and ERA_COLUMN.search(column.key):
            _beside_eras(edits, column, uneven.get(index, ()))
        if not is_axis or ERA_COLUMN.search(column.key):
            continue
        # The same in two columns is not written anew; and below 2018年 nobody would know what a
        # 2年 is of that stood below 平成30年.
        if era_pairs.has_gregorian(column, look.head) or era_left_out(look.head.sample, column):
            continue
        if not _NAMED.search(column.key):
            texts = _without_letters(edits, column, texts)
        odd = {row: hit for (row, at), hit in wrong.items() if at == index and row in texts}
        texts = {row: text for row, text in texts.items() if row not in odd}
        is_fiscal = "年度" in column.key
        rights = _gregorian(texts.values(), is_fiscal=is_fiscal)
        for row, text in texts.items():
            if text in rights:
                edits.put(row, index, rights[text])
        has_era = any(form_of(text) in _ERAS for text in rights)
        is_mixed = index in mixed
        uniform = {r: t for r, t in texts.items() if is_mixed or (r, index) in standard}
        _one_form(edits, index, midnights.without(edits, column, texts, uniform))
        _years(edits, column, texts, rights, is_fiscal=is_fiscal)
        has_era |= doubtful_dates.ask(edits, column, texts, odd)
        if has_era and KEEP_ERAS in asked.wishes and not _has_eras(column, columns):
            name = f"{draft.columns[index].name}_和暦"
            edits.add_beside(index, name, (row.cells[index] for row in draft.rows))
    return edits.mended()


def _texts(edits: Edits, column: Column) -> dict[int, str]:
    """Return a column's cells by row, after what may be days in no form of days is asked about."""
    cells = edits.draft.texts(column.position - 1).cells
    texts = {row: text for row, cell in enumerate(cells) if (text := cell.strip())}
    serial_days.ask(edits, column, texts)
    return texts


def _beside_eras(edits: Edits, column: Column, rows: Container[int]) -> None:
    """Ask whether a column that is to hold eras gets one of Gregorian dates beside it."""
    index = column.position - 1
    texts = edits.draft.texts(index).cells
    rights = {
        row: right
        for row, text in enumerate(texts)
        if row in rows and (right := gregorian(text, is_fiscal="年度" in column.key))
    }
    if not rights:
        return
    answer = edits.choice("era-column", index, _ERAS_ONLY, (_BESIDE,), rows=rights, shown=column)
    if answer == _BESIDE.value:
        name = f"{edits.draft.columns[index].name}_西暦"
        edits.add_beside(index, name, (rights.get(row, "") for row in range(len(texts))))


def _has_eras(column: Column, columns: Sequence[Column]) -> bool:
    """Say whether a column of the table holds these days in eras already: 開設日（和暦）."""
    return any(
        other is not column and column.key in other.key and ERA_COLUMN.search(other.key)
        for other in columns
    )


def _without_letters(edits: Edits, column: Column, texts: Mapping[int, str]) -> dict[int, str]:
    """Return what is a date for certain though the column is not named so: R1.2.3 may be a version."""
    letters = {text for text in set(texts.values()) if gregorian(text) and _is_plain(text)}
    others = set(texts.values()) - letters
    if others and all(form_of(text) in DAYS for text in others):
        return dict(texts)  # all others are days: so are these
    doubtful = {row: text for row, text in texts.items() if text in letters}
    kept = dict(texts)
    if doubtful:
        index = column.position - 1
        answer = edits.choice("era-letters", index, _DATES, (_DATE,), rows=doubtful, shown=column)
        if answer != _DATE.value:
            kept = {row: text for row, text in texts.items() if row not in doubtful}
    return kept


def _gregorian(texts: Iterable[str], *, is_fiscal: bool) -> dict[str, str]:
    """Return Gregorian years for eras and hyphens for dots, by the text."""
    known = {text: gregorian(text, is_fiscal=is_fiscal) for text in dict.fromkeys(texts)}
    return {
        text: right
        for text, right in known.items()
        if right and not is_lunar(right) and not is_before_era(text)
    }


def _one_form(edits: Edits, index: int, texts: Mapping[int, str]) -> None:
    """Write days and months in ISO 8601: of a column with several forms, or as its standard asks."""
    forms = {Form.ISO, Form.SLASH, Form.KANJI, Form.BASIC}
    known = {
        text: iso_day(text) for text in dict.fromkeys(texts.values()) if form_of(text) in forms
    }
    for row, text in texts.items():
        if iso := known.get(text):
            edits.put(row, index, iso)


def _is_plain(text: str) -> bool:
    return unicodedata.normalize("NFKC", text).isascii()


def _years(
    edits: Edits,
    column: Column,
    texts: Mapping[int, str],
    known: Mapping[str, str],
    *,
    is_fiscal: bool,
) -> None:
    """Write a column's years in one form; whether 年 and 年度 mean the same there is asked."""
    counts = {text: count for text, count in Counter(texts.values()).items() if form_of(text)}
    found = year_forms.even(counts, known, is_fiscal=is_fiscal)
    if found is None:
        return
    index = column.position - 1
    rights = dict(found.rights)
    if others := [row for row, text in texts.items() if text in found.others]:
        answer = edits.choice(
            "year-or-fiscal", index, _WHICH_YEAR, (_ALIKE,), rows=others, shown=column
        )
        if answer == _ALIKE.value:
            rights |= found.others
    for row, text in texts.items() if rights else ():
        if text in rights:
            edits.put(row, index, rights[text])


DATES = Mend(
    id="dates",
    rules=frozenset({"L3-05", "D110"}),
    title=Text("和暦などの日付を西暦（2024-04-01）にする", "Era dates become ISO dates"),
    proof=Text(
        "元号ごとの年の数え方で決まります。元号の始まる前や終わったあとの日、旧暦の日、"
        "どちらの暦か分からない日、曜日と合わない日は変えません。合っている曜日は、日付から分かるので消します。"
        "月末は、その月の最後の日です。日の列で時刻がどれも0:00なら、時刻ではないので消します。"
        "年度の列の年は年度と書きます。月と日の順は、12より大きい数で分かるときだけ決めます。",
        "Each era has its first year. Days before an era's beginning or after its end, of the lunar "
        "calendar, of an unknown calendar or with another weekday are left alone; a weekday that is "
        "right follows from the date. The end of a month is its last day. In a column of days 0:00 is no time, where no other stands. Years of a column of 年度 stay 年度. Which part is the month "
        "is decided where a number above 12 tells.",
    ),
    run=_run,
)

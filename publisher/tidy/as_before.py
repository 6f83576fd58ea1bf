"""What a spreadsheet did to a new version's cells, undone where the version before proves it. Pure.

Opened and saved again, codes lose their zeros and days get another form. By itself 12 may be a code:
beside a present column of four digits that holds 0012 it is not.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from publisher.rules.p021_lost_character import ADDRESS, LIKELY
from publisher.tidy.change import Change
from publisher.words import Text, mask, quote

ZEROS, DAYS, SIGNS = "zeros-as-before", "days-as-declared", "characters-as-before"
CLOCK, NUMBERS = "times-as-before", "numbers-as-before"
_POWERS = "digits-lost"
TITLES: dict[str, tuple[Text, Text]] = {
    ZEROS: (
        Text("消えた先頭の0をもどす", "Leading zeros that were lost are put back"),
        Text(
            "前の版の同じ列に、先頭に0を付けたその値か、その桁数の値だけがあります。",
            "The version before holds that very value with its zeros, or only values of that length.",
        ),
    ),
    DAYS: (
        Text("日付を、この列に決めた書き方にする", "Days are written as the column declares"),
        Text(
            "日付と決めた列で、年・月・日が1つに決まります。",
            "The column is declared to hold days, and year, month and day are certain.",
        ),
    ),
    CLOCK: (
        Text("時刻の先頭の0をもどす", "Leading zeros of times of day are put back"),
        Text(
            "前の版の同じ列では、どの時刻も時を2桁で書いています。",
            "In the version before every time of this column has two digits for the hour.",
        ),
    ),
    NUMBERS: (
        Text("小数を前の版の桁数にもどす", "Decimals get the digits that they had"),
        Text(
            "前の版の同じ列で、表計算ソフトの桁数（15桁、末尾の0なし）にするとこの値になるのは1つだけです。",
            "Of the same column before, one value only becomes this one with a spreadsheet's 15 "
            "digits and without zeros at its end.",
        ),
    ),
    SIGNS: (
        Text(
            "Shift_JISで失われた文字や変わった記号をもどす",
            "Characters that Shift_JIS lost or changed are put back",
        ),
        Text(
            "前の版の同じ列で、Shift_JISで保存するとこの値になるのは1つだけです。",
            "Of the same column before, one value only becomes this one when saved in Shift_JIS.",
        ),
    ),
}
"""What is mended here, and why it is safe."""
SHOWN = 3
_DIGITS = re.compile(r"[0-9]+")
_POWER = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}")
_LONG = 11
"""Digits from which spreadsheets write 1.2E+12."""
_YEAR_FIRST = re.compile(
    r"([0-9]{4})(?:[-/.]|年 ?)([0-9]{1,2})(?:[-/.]|月 ?)([0-9]{1,2})日?(?:[T ] ?0?0:00(?::00(?:\.0+)?)?)?"
)
"""A day, if with the midnight that spreadsheets give it."""
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.0+)?")
_EPOCHS = (dt.date(1899, 12, 30), dt.date(1904, 1, 1))
"""Of which serial numbers count the days: Windows, and old workbooks of Macs."""
_ISO = "%Y-%m-%d"
_HOURS = re.compile(r"[0-9]{2}(:[0-9]{2}){1,2}")
_HOUR = re.compile(r"[0-9](:[0-9]{2}){1,2}")
"""08:30 as spreadsheets write it: 8:30."""
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]*)?")
_PRECISE = "%.15g"
"""As many digits as spreadsheets keep."""
_TWINS = str.maketrans("〜−‖—¢£¬", "\uff5e\uff0d\u2225\u2015\uffe0\uffe1\uffe2")
"""Signs for which spreadsheets write a twin in CP932."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Restored:
    """A new version's rows as they were before a spreadsheet changed them."""

    rows: tuple[tuple[str, ...], ...]
    changes: tuple[Change, ...] = ()
    notices: tuple[Text, ...] = ()
    doubts: tuple[Text, ...] = ()
    """What was lost and cannot be put back."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: what its cells become, and which of them nobody can tell."""

    becomes: Mapping[str, str]
    lost: tuple[str, ...] = ()


def restored(
    header: Row, before: Mapping[str, Iterable[str]], rows: Sequence[Row], schema: Mapping[str, Any]
) -> Restored:
    """Return the rows of a new version with what is proven put back.

    `before` has the cells of the present version by the name of their column.
    """
    types = {item["name"]: item for item in schema.get("fields", ())}
    missing = frozenset({"", *schema.get("missingValues", ())})
    becomes: dict[int, dict[str, tuple[str, str]]] = {}
    notices: list[Text] = []
    doubts: list[Text] = []
    for place, label in enumerate(header):
        old = {cell for cell in before.get(label, ()) if cell not in missing}
        new = [row[place] for row in rows if place < len(row) and row[place] not in missing]
        for mend, found in _found(old, new, types.get(label, {})):
            if found.lost:
                doubts.append(_LOST[mend](label, found.lost))
            if found.becomes:
                own = becomes.setdefault(place, {})
                own.update({cell: (mend, after) for cell, after in found.becomes.items()})
                count = sum(cell in found.becomes for cell in new)
                notices.append(_done(label, mend, found.becomes, count))
    if not becomes:
        return Restored(tuple(map(tuple, rows)), doubts=tuple(doubts))
    changes: list[Change] = []
    made = [_row(number, row, header, becomes, changes) for number, row in enumerate(rows, 2)]
    return Restored(tuple(made), tuple(changes), tuple(notices), tuple(doubts))


def _found(
    old: AbstractSet[str], new: Sequence[str], declared: Mapping[str, Any]
) -> Iterator[tuple[str, _Column]]:
    """Yield what was done to the cells of one column, by the mend that undoes it."""
    kind = str(declared.get("type", "string"))
    if kind == "date":
        yield DAYS, _days(old, new, str(declared.get("format", "default")))
    if kind == "number":
        yield NUMBERS, _numbers(old, new)
    if kind in {"string", "any", "time"}:
        yield CLOCK, _clock(old, new)
    if kind in {"string", "any"}:
        yield _POWERS, _Column({}, tuple(_powers(old, new)))
        yield SIGNS, _signs(old, new)
        yield ZEROS, _zeros(old, new)


def _row(
    number: int,
    row: Row,
    header: Row,
    becomes: Mapping[int, Mapping[str, tuple[str, str]]],
    changes: list[Change],
) -> tuple[str, ...]:
    cells = list(row)
    for place, mapping in becomes.items():
        if place >= len(cells) or (made := mapping.get(cells[place])) is None:
            continue
        mend, after = made
        changes.append(
            Change(
                mend=mend,
                number=number,
                line=number,
                position=place + 1,
                column=header[place],
                before=cells[place],
                after=after,
            )
        )
        cells[place] = after
    return tuple(cells)


def _clock(old: AbstractSet[str], new: Sequence[str]) -> _Column:
    """Return which times of day lack the zero that every hour below ten had."""
    if not all(map(_HOURS.fullmatch, old)) or not any(cell[0] == "0" for cell in old):
        return _Column({})
    return _Column({cell: f"0{cell}" for cell in dict.fromkeys(new) if _HOUR.fullmatch(cell)})


def _numbers(old: AbstractSet[str], new: Sequence[str]) -> _Column:
    """Return which numbers are present ones without the digits that spreadsheets leave out."""
    by_value: dict[str, list[str]] = {}
    for cell in old:
        if "." in cell and _DECIMAL.fullmatch(cell):
            by_value.setdefault(_PRECISE % float(cell), []).append(cell)
    becomes: dict[str, str] = {}
    for cell in dict.fromkeys(new):
        if cell in old or not _DECIMAL.fullmatch(cell):
            continue
        same = by_value.get(_PRECISE % float(cell), [])
        if len(same) == 1 and len(cell) < len(same[0]):
            becomes[cell] = same[0]
    return _Column(becomes)


def _zeros(old: AbstractSet[str], new: Sequence[str]) -> _Column:
    """Return which digits lost their zeros: by the very value before, or by the one length of all."""
    led = [cell for cell in old if _DIGITS.fullmatch(cell) and cell[0] == "0" and len(cell) > 1]
    if not led:
        return _Column({})
    by_number: dict[str, list[str]] = {}
    for cell in led:
        by_number.setdefault(cell.lstrip("0"), []).append(cell)
    widths = {len(cell) if _DIGITS.fullmatch(cell) else 0 for cell in old}
    width = widths.pop() if len(widths) == 1 else 0
    unknown = dict.fromkeys(c for c in new if c not in old and _DIGITS.fullmatch(c))
    short = [cell for cell in unknown if cell[0] != "0" or len(cell) == 1]
    # Where some zeros were kept no spreadsheet took the others away.
    is_eaten = len(short) == len(unknown) and not any(cell in led for cell in new)
    becomes: dict[str, str] = {}
    unclear: list[str] = []
    for cell in short:
        same = by_number.get(cell.lstrip("0"), [])
        if is_eaten and len(same) == 1:
            becomes[cell] = same[0]
        elif len(cell) < width or same:
            unclear.append(cell)
    if becomes and width:
        becomes.update({cell: cell.zfill(width) for cell in unclear})
        unclear = []
    if len(set(becomes.values())) != len(becomes):
        return _Column({}, tuple(short))
    return _Column(becomes, tuple(unclear))


def _powers(old: AbstractSet[str], new: Sequence[str]) -> list[str]:
    """Return numbers whose last digits a spreadsheet left out, where whole ones stood before."""
    if not any(len(cell) >= _LONG and _DIGITS.fullmatch(cell) for cell in old):
        return []
    return [cell for cell in new if _POWER.fullmatch(cell) and cell not in old]


def _signs(old: AbstractSet[str], new: Sequence[str]) -> _Column:
    """Return which cells are present ones without what CP932 cannot write, and which may be."""
    by_form: dict[str, set[str]] = {}
    for cell in old:
        if not _is_cp932(cell):
            for form in _forms(cell):
                by_form.setdefault(form, set()).add(cell)
    unknown = [cell for cell in dict.fromkeys(new) if cell not in old]
    becomes: dict[str, str] = {}
    # Where one such character was kept, the file was not saved in CP932.
    if all(map(_is_cp932, new)):
        for cell in unknown:
            if len(same := by_form.get(cell, ())) == 1:
                becomes[cell] = next(iter(same))
    lost = (cell for cell in unknown if "?" in cell and cell not in becomes)
    return _Column(becomes, tuple(filter(_is_likely, lost)))


def _is_likely(cell: str) -> bool:
    return bool(re.search(LIKELY, cell)) and not ADDRESS.search(cell)


def _is_cp932(cell: str) -> bool:
    return cell.encode("cp932", "ignore").decode("cp932") == cell


def _forms(cell: str) -> set[str]:
    """Return what a cell may become in CP932: a twin or ?, and two ? for a character of two units."""
    twinned = cell.translate(_TWINS)
    return {
        "".join(c if _is_cp932(c) else "?" * (wide if ord(c) > 0xFFFF else 1) for c in text)
        for text in (cell, twinned)
        for wide in (1, 2)
    }


def _days(old: AbstractSet[str], new: Sequence[str], form: str) -> _Column:
    """Return which cells of a column of days are written otherwise than it declares."""
    is_said = "%" in form
    form = form if is_said else _ISO
    write = _writer(form)
    # Written without zeros before (2026/4/1), days that read so are right as they are.
    spelled = {day: cell for cell in sorted(old) if is_said and (day := _read(cell, form))}
    is_free = any(write(day) != cell for day, cell in spelled.items())
    becomes: dict[str, str] = {}
    serials: list[str] = []
    for cell in dict.fromkeys(new):
        text = unicodedata.normalize("NFKC", cell).strip()
        if found := _YEAR_FIRST.fullmatch(text):
            day = _day(*map(int, found.groups()))
            if day is None or (is_free and _read(cell, form)):
                continue
            if (declared := spelled.get(day, write(day))) != cell:
                becomes[cell] = declared
        elif _SERIAL.fullmatch(text) and form == _ISO:
            serials.append(cell)
    for epoch in _EPOCHS if serials else ():
        days = {cell: write(epoch + dt.timedelta(int(float(cell)))) for cell in serials}
        # Half of the days stood there before: of the other epoch none would, but by chance.
        if sum(day in old for day in days.values()) * 2 >= len(days):
            return _Column({**becomes, **days})
    return _Column(becomes)


def _writer(form: str) -> Callable[[dt.date], str]:
    def write(day: dt.date) -> str:
        # Four digits also for years before 1000, whatever the machine's library does.
        return day.strftime(form.replace("%Y", f"{day.year:04}"))

    return write


def _read(cell: str, form: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _done(label: str, mend: str, becomes: Mapping[str, str], count: int) -> Text:
    title, proof = TITLES[mend]
    # A person's number without its zero is as much of a secret as with it.
    shown = next((pair for pair in becomes.items() if all(mask(c) == c for c in pair)), None)
    pair = f"{quote(shown[0], 20)}→{quote(shown[1], 20)}" if shown is not None else ""
    name = quote(label, 30)
    return Text(
        f"「{name}」：{title.ja}（{count:,}か所{f'、{pair} など' if pair else ''}）。{proof.ja}",
        f"'{name}': {title.en} ({count:,}{f', such as {pair}' if pair else ''}). {proof.en}",
    )


def _lost(label: str, cells: Sequence[str]) -> Text:
    # With its zero it may be a person's telephone.
    shown = "、".join(
        f"「{quote(cell if mask(f'0{cell}') == f'0{cell}' else f'0{cell}', 20)}」"
        for cell in cells[:SHOWN]
    )
    name = quote(label, 30)
    return Text(
        f"「{name}」の値の先頭の0が消えたようです（{len(cells)}か所：{shown}）。"
        "もとの桁が分からないので、もどしていません。列を「文字列」にして入れ直してください。",
        f"Values of '{name}' seem to have lost their leading zeros ({len(cells)}: {shown}); how many "
        "is not certain, so none was put back. Make the column text and enter them again.",
    )


def _powers_said(label: str, cells: Sequence[str]) -> Text:
    shown, name = quote(cells[0], 20), quote(label, 30)
    return Text(
        f"「{name}」の長い番号が、Excelで「{shown}」のような形になり、下の桁が失われています"
        f"（{len(cells)}か所）。列を「文字列」にして、もとの番号を入れ直してください。",
        f"Long numbers of '{name}' became '{shown}' in a spreadsheet and lost their last digits "
        f"({len(cells)}). Make the column text and enter them again.",
    )


def _signs_said(label: str, cells: Sequence[str]) -> Text:
    shown = "、".join(f"「{quote(cell, 20)}」" for cell in cells[:SHOWN])
    name = quote(label, 30)
    return Text(
        f"「{name}」の文字が、保存のときに ? になったようです（{len(cells)}か所：{shown}）。"
        "もとの文字が分からないので、もどしていません。"
        "元の資料を見て入れ直し、「CSV UTF-8」かExcelの形式で保存してください。",
        f"Characters of '{name}' seem to have become ? on saving ({len(cells)}: {shown}); which is "
        "not certain, so none was put back. Enter them again and save as CSV UTF-8 or a workbook.",
    )


_LOST: Mapping[str, Callable[[str, Sequence[str]], Text]] = {
    ZEROS: _lost,
    SIGNS: _signs_said,
    _POWERS: _powers_said,
}
"""How what is lost for good is told."""

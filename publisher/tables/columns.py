"""What kind of values a column holds: decided once, from its name, its schema and the first rows."""

from __future__ import annotations

import datetime as dt
import enum
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from publisher.tables.record import Record
from publisher.tables.time_forms import DAYS, NAMED, Form, form_of
from publisher.tables.units import UNIT

SHARE = 0.8
"""Of the filled cells: from here on the others are exceptions, not another kind."""
LEAST = 0.2
"""Of the filled cells: a column of which fewer tell anything but marks is not judged by them."""
PLAIN_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
MARK = r"(?:[-‐‑‒–—―−－ー─x×]|[.…‥・]{1,6}|[xXｘＸ]{1,3}|[*＊]{1,5}|[※?？]|N/?A|n/?a|NA)"
"""What stands in a column of numbers where there is no number: nil, secret, unknown."""
_NUMBER = re.compile(
    r"約?\s*(?:[▲△▼+\-−–‐]|±(?=\s*[0.]+(?![0-9.])))?\s*(?:[¥￥$\\]\s*[▲△▼+\-−–‐]?)?\s*"
    rf"[0-9][0-9,]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\s*(?:{UNIT})?"
    r"\s*(?:以上|以下|未満|程度|前後|余り?|強|弱)?(?:\s*[*※](?:[0-9]{0,2}))?"
)
_PLAIN = re.compile(
    r"-?(?:[1-9][0-9]{0,2}|[1-9][0-9]{4,6}|[1-9][0-9]{8}|(?:0|[1-9][0-9]{0,8})\.[0-9]+|0)"
)
"""What is a number and nothing else, told fast: no leading zero, not as long as a year or day."""
_START = re.compile(
    r"\s*[0-9０-９MTSHRＭＴＳＨＲ明大昭平令㍾㍽㍼㍻㋿約▲△▼±+\-−－–‐¥￥$＄\\(（.][^a-zA-Z]*[0-9０-９元]|[0-9０-９]"
)
"""How whatever is not a text or a mark begins."""
_ONLY_YEAR = re.compile("年度?末?$|年[)]$")
CELLS = 200_000
"""Cells that kinds are decided by, so that a table of thousands of columns takes no minute."""
FEWEST = 50
"""Records looked at, however wide the table is."""
LABEL = 1000
"""Characters of a name that are compared; what is longer is no name."""
LONG = 40
"""Characters: more is a text, whatever it begins with."""
MARK_LENGTH = 8
_TIME = re.compile(r"[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?|時(?:[0-9]{1,2}分)?|時半)")
_CODE = re.compile(
    r"0[0-9]+|\(?[0-9]{2,5}\)?-?[0-9]{1,5}(?:-[0-9]+)+|[0-9]{2,5}-[0-9]{1,5}|[0-9]{13,}"
)
_NO_VALUE = re.compile(rf"{MARK}|〃|仝|同上|#(?:DIV/0!|REF!|VALUE!|NAME\?|N/A|NUM!|NULL!)")
"""Marks, also for the value above, and what a formula left that failed: of no kind of their own."""
_DIGITS = re.compile(PLAIN_NUMBER)
_CODE_LABEL = re.compile(
    r"コ.ド|番号|連番|通番|項番|番地|丁目|街区$|系統$|電話|郵便|〒|#|№|号$|^番$|^行$|^通し$|内線|TEL|FAX|Tel|Fax|"
    r"(?:^|[^a-zA-Z])(?:ID|Id|id|NO|No|no|CD|Cd|cd)(?:$|[^a-zA-Z])|[a-z](?:ID|Id|Cd|CD|Code|No|Number)$|"
    r"[Cc]ode\b|CODE|telephone|^[FGOU]ID$|OBJECTID|IDDOL|^lgcode|postal|[Ii]dentifi"
)
_DAY_LABEL = re.compile(r"日$|日付|年月|日時|時点|[Dd]ate|[a-z]Day$|^day$|DATE|timestamp")
_SINCE_LABEL = re.compile(
    r"(?:竣工|着工|完成|建築|建設|築造|創立|設立|開設|設置|制定|施行)(?:年|時期)?$"
)
_PUPILS = re.compile(r"学年|[少青]年$")
"""M1 and S2 are pupils' or students' years there, and no eras."""
_DECIMAL_MONTH = re.compile(r"(?:19|20)[0-9]{2}\.(?:0?[1-9]|1[0-2])")
_SHORT_DAY = re.compile(r"(?P<year>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<day>[0-9]{1,2})")
_NUMBERING_LABEL = re.compile(r"バ.ジョン|版|[Vv]er|VER|[条項章節款]|品目|分類|見出し|WBS|IP")
_MONTHS, _DAYS, _FEW = 12, 31, 3
_BEYOND = 19
"""Years of 平成 and 昭和 go beyond; versions, sections and the numbers of goals hardly do."""
_YEAR_LABEL = re.compile(r"年$|年度|年次|[Yy]ear|YEAR|^era$|^西暦|西暦$")


class Kind(enum.StrEnum):
    """What a column's values are."""

    NUMBER = "number"
    """Quantities: to be added, averaged, compared."""
    CODE = "code"
    """Digits that are no quantity: codes, telephone and postal numbers, ids, order numbers."""
    DATE = "date"
    YEAR = "year"
    """Years and fiscal years, in whatever calendar."""
    TIME = "time"
    TEXT = "text"
    EMPTY = "empty"


_DECLARED = {
    "number": Kind.NUMBER,
    "integer": Kind.NUMBER,
    "date": Kind.DATE,
    "datetime": Kind.DATE,
    "year": Kind.YEAR,
    "yearmonth": Kind.DATE,
    "time": Kind.TIME,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table as its head shows it."""

    position: int
    """From 1."""
    label: str
    """The header's cell, trimmed; empty where it is blank."""
    kind: Kind
    field: Mapping[str, Any] | None = None
    """The Table Schema field in this position; None without a schema."""

    @property
    def key(self) -> str:
        """The label for comparison: without width, case and white space."""
        return "".join(unicodedata.normalize("NFKC", self.label[:LABEL]).casefold().split())

    @property
    def is_declared(self) -> bool:
        """Say whether the schema, not a guess, gives the kind."""
        declared = (self.field or {}).get("type")
        return isinstance(declared, str) and declared in _DECLARED


def judge(
    labels: Sequence[str],
    sample: Sequence[Record],
    fields: Sequence[Any] = (),
) -> tuple[Column, ...]:
    """Return the columns of a table with this header and these first records below it."""
    by_name = {str(field.get("name")): field for field in _mappings(fields)}
    cells: list[list[Any]] = [[] for _ in labels]
    for record in sample[: max(FEWEST, CELLS // max(1, len(labels)))]:
        for values, cell in zip(cells, record.cells, strict=False):
            if cell is not None and cell != "":
                values.append(cell)
    return tuple(
        Column(
            position=position,
            label=label,
            kind=_kind(label, values, by_name.get(label)),
            field=by_name.get(label),
        )
        for position, (label, values) in enumerate(zip(labels, cells, strict=True), start=1)
    )


def _mappings(fields: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the fields that are objects: a schema may hold anything."""
    return (field for field in fields if isinstance(field, Mapping))


def _kind(label: str, values: Sequence[Any], field: Mapping[str, Any] | None) -> Kind:
    declared = (field or {}).get("type")
    if isinstance(declared, str) and declared in _DECLARED:
        return _DECLARED[declared]
    name = unicodedata.normalize("NFKC", label)
    said = _Said(
        is_day=bool(_DAY_LABEL.search(name)),
        is_year=bool(_YEAR_LABEL.search(name)),
        is_since=bool(_SINCE_LABEL.search(name)),
        is_of_pupils=bool(_PUPILS.search(name)),
    )
    found: Counter[Kind | None] = Counter()
    for value, count in Counter(values).items():
        found[_kind_of(value, said)] += count
    del found[Kind.EMPTY]
    filled = found.total()
    del found[None]
    if found.total() < filled * LEAST or not found:
        return Kind.TEXT if filled else Kind.EMPTY
    least = found.total() * SHARE
    for kind in (Kind.NUMBER, Kind.CODE, Kind.YEAR, Kind.DATE, Kind.TIME):
        if found[kind] >= least:
            is_code = kind is Kind.NUMBER and (
                _CODE_LABEL.search(name) or (declared == "string" and _all_plain(values))
            )
            return Kind.CODE if is_code else kind
    if found[Kind.NUMBER] + found[Kind.CODE] >= least:
        return Kind.CODE
    if found[Kind.YEAR] + found[Kind.DATE] >= least:
        return Kind.DATE
    is_numbering = _CODE_LABEL.search(name) or _NUMBERING_LABEL.search(name)
    return Kind.DATE if not is_numbering and _are_short_days(values) else Kind.TEXT


def _are_short_days(values: Sequence[Any]) -> bool:
    """Say whether 30.4.1 and 6.4.13 are days by themselves: no part beyond a day's, some above 12."""
    days: set[tuple[int, int, int]] = set()
    for value in values:
        found = _SHORT_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            return False
        days.add((int(found["year"]), int(found["month"]), int(found["day"])))
    is_within = all(0 < month <= _MONTHS and 0 < day <= _DAYS for _, month, day in days)
    is_beyond = any(year > _BEYOND for year, _, _ in days) and any(d > _MONTHS for _, _, d in days)
    return is_within and is_beyond and len(days) >= _FEW


def is_code_name(label: str) -> bool:
    """Say whether a column is named for codes (施設ID, 郵便番号, 丁目): its digits are no quantity."""
    return bool(_CODE_LABEL.search(unicodedata.normalize("NFKC", label)))


def is_day_name(label: str) -> bool:
    """Say whether a column is named for days: 開始日, start_date."""
    return bool(_DAY_LABEL.search(unicodedata.normalize("NFKC", label)))


def _all_plain(values: Sequence[Any]) -> bool:
    """Say whether nothing but plain numbers stands in a column that is declared to be text.

    Then somebody wants them to be text. Where marks or units stand among them, they are text
    because they could not be numbers: what is wrong with them is still to be said.
    """
    texts = [text for value in values if isinstance(value, str) and (text := value.strip())]
    return all(_DIGITS.fullmatch(text) for text in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a column's name says of points in time."""

    is_day: bool
    is_year: bool
    is_since: bool
    """Built, opened: the name of what happened then."""
    is_of_pupils: bool


def _kind_of(value: Any, said: _Said) -> Kind | None:
    """Return the kind of one value; None for a mark, which is of every kind."""
    if isinstance(value, str):
        kind, form = _looks(value)
        if form is None and said.is_day and _DECIMAL_MONTH.fullmatch(value.strip()):
            return Kind.DATE
        return _ambiguous(form, kind, value, said) if form in NAMED else kind
    if isinstance(value, bool):
        return Kind.TEXT
    if isinstance(value, int | float | Decimal):
        is_years = said.is_year and isinstance(value, int) and 1868 <= value <= 2100
        return Kind.YEAR if is_years else Kind.NUMBER
    if isinstance(value, dt.date):
        return Kind.DATE
    return Kind.TIME if isinstance(value, dt.time | dt.timedelta) else Kind.TEXT


def _ambiguous(form: Form | None, kind: Kind | None, text: str, said: _Said) -> Kind | None:
    """Decide by the column's name: 2024 is a number or a year, 1/2 a fraction or a day."""
    if form is Form.YEAR:
        return Kind.YEAR if said.is_year or said.is_day else kind
    if form in {Form.SHORT_ERA, Form.SHORT_YEAR}:
        is_time = said.is_day or said.is_since or (said.is_year and not said.is_of_pupils)
        is_month = any(mark in unicodedata.normalize("NFKC", text) for mark in "./-")
        return (Kind.DATE if is_month else Kind.YEAR) if is_time else kind
    return Kind.DATE if said.is_day else kind


def _looks(text: str) -> tuple[Kind | None, Form | None]:
    """Return the kind of a text, and the form where it is a point in time."""
    if _PLAIN.fullmatch(text):
        return Kind.NUMBER, None
    if len(text) > LONG or not _START.match(text):
        is_mark = len(text) <= MARK_LENGTH and _NO_VALUE.fullmatch(text.strip())
        return (None if is_mark else Kind.TEXT if text.strip() else Kind.EMPTY), None
    plain = text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()
    form = form_of(plain)
    if form is Form.FISCAL or (form in DAYS and _ONLY_YEAR.search(plain)):
        return Kind.YEAR, form
    if form in DAYS:
        return Kind.DATE, form
    if _TIME.fullmatch(plain):
        return Kind.TIME, form
    if _CODE.fullmatch(plain):
        return Kind.CODE, form
    return (Kind.NUMBER if _NUMBER.fullmatch(plain) else Kind.TEXT), form

"""L1-09: blanks that may be zeros. Proven where a total shows it; else a person is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from publisher.books.book import Sheet
from publisher.findings import Severity
from publisher.rules.blocks import is_memo, second_table
from publisher.rules.coordinates import number_of, pairs
from publisher.rules.examples import CSV_PATH, TreeExample, book, csv, resources
from publisher.rules.remark_words import RULER, is_remark
from publisher.rules.rule import (
    Ask,
    Cell,
    Hit,
    Interest,
    NotApplicable,
    OfSheet,
    OfTable,
    Rule,
    TableFacts,
    TableHead,
    Told,
    Watch,
)
from publisher.tables.batch import Blanks
from publisher.tables.columns import Column, Kind
from publisher.tables.record import Record, text_of
from publisher.words import Text

HUGE = 30
"""Digits beyond which nothing is added up."""
_TOTAL = re.compile(r"(?:総|合|小)?計$|^(?:総数|総計|合計|計|total)|(?:総数|合計|計)(?:[(（].*)?$")
_COUNTS = re.compile(
    r"数|人口|世帯|定員|(?:人|件|台|戸|個|回)(?:[)）]|$)|計(?:[(（]|$)|num|count|total|capacity"
)
"""Numbers of things, of which somebody may leave out a zero."""
_NOT_COUNTS = re.compile(r"係数|指数|小数|倍数|年数|日数|時間数|階数|番号|率|割合|平均")
_EXPLAINED = re.compile(r"空欄|空白|未記入|未入力|該当な|blank|empty|missing", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9０-９][0-9０-９,，]*")
_NO_PLACE = r"^\s*[0０](?:\.0*)?\s*$"
_LABEL = 20
"""Characters of a column's name; longer is a question of a survey."""
_LEAST = 3
"""Rows whose parts make their total, before a blank in another row proves anything."""
_ASKED = Text(
    "「{label}」{count:の列|など{count}列の数}に空のセルがあり、0がありません。空は0ですか、不明ですか。"
    "0なら0と書き、不明なら説明に書いてください。",
    "{count:A column|Columns} of counts ('{label}', {count} in all) {count:has|have} blanks and "
    "no zero. Does a blank mean 0 "
    "or unknown? Write the zeros, or say in the description what a blank means.",
)
_HIDDEN = Text(
    "このシートは0を空に見せる設定で、0と空の区別が付きません。"
    "「オプション」の「詳細設定」で「ゼロ値のセルにゼロを表示する」を選んでください。",
    "This sheet shows zeros as blanks, so that they cannot be told apart. Choose 'Show a zero in "
    "cells that have zero value' in the advanced options.",
)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total and the columns before it that make it up."""

    total: int
    parts: tuple[int, ...]


class _Watch(Watch):
    def __init__(self) -> None:
        self.counts: tuple[Column, ...] = ()
        self.zeros: set[int] = set()
        """Columns with a zero in the sample."""
        self.blanked = 0
        """Records that are no data: blank rows, remarks."""
        self.is_proven = False
        self.latitudes: frozenset[int] = frozenset()
        self.names = 0

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable]:
        self.names = sum(bool(column.label) for column in table.columns)
        self.latitudes = frozenset(pair.latitude for pair in pairs(table.columns))
        numbers = [c for c in table.columns if c.kind is Kind.NUMBER]
        if not numbers:
            yield NotApplicable()
            return
        if second_table([column.label for column in table.columns]) is None:
            self.counts = tuple(c for c in numbers if _is_count(c, table.sample))
        for column in self.counts:
            values = (_cell(record, column.position) for record in table.sample)
            if any(_number(value) == 0 for value in values if value):
                self.zeros.add(column.position)
        for found in _sums(numbers, table.sample):
            for hit in _proven(found, table.sample):
                self.is_proven = True
                yield hit

    def interests(self) -> Iterator[Interest]:
        if self.latitudes:
            yield Interest(columns=self.latitudes, finds=_NO_PLACE)

    def cell(self, cell: Cell) -> Iterator[Told]:
        """A latitude of 0 lies in no municipality: it stands for a blank."""
        if number_of(cell.value) == 0:
            yield Told(by="D005")

    def odd(self, record: Record) -> Iterator[Hit]:
        texts = [text for cell in record.cells if (text := text_of(cell))]
        self.blanked += not texts or (len(texts) == 1 and self._is_no_row(texts[0]))
        yield from ()

    def blanks(self, records: Blanks) -> Iterator[Hit]:
        self.blanked += len(records)
        yield from ()

    def _is_no_row(self, text: str) -> bool:
        """Say whether a record of this one cell is a remark: L1-04 says so."""
        return is_memo(text) or RULER.fullmatch(text) is not None or is_remark(text, self.names)

    def finish(self, facts: TableFacts) -> Iterator[Ask]:
        if self.is_proven:
            return
        rows = facts.records - self.blanked
        # The blanks of formulas without a value are no blanks: L2-06 tells of them.
        formulas = facts.sheet.formulas_without_value.first if facts.sheet else ()
        uncalculated = {spot.column for spot in formulas}
        open_ = [
            column
            for column in self.counts
            if column.position not in self.zeros | uncalculated
            and 0 < facts.columns[column.position - 1].filled < rows
            and "0" not in (facts.columns[column.position - 1].values or ())
        ]
        if open_:
            yield Ask(
                question=_ASKED,
                values={"label": open_[0].label, "count": len(open_)},
                position=open_[0].position,
            )


def _is_count(column: Column, sample: Sequence[Record]) -> bool:
    """Say whether a column counts things, so that a blank may stand for none."""
    explained = str((column.field or {}).get("description", ""))
    if len(column.key) > _LABEL or not _COUNTS.search(column.key):
        return False
    if _NOT_COUNTS.search(column.key):
        return False
    if _EXPLAINED.search(explained):
        return False
    values = [value for record in sample if (value := _cell(record, column.position))]
    return bool(values) and all(_WHOLE.fullmatch(value) for value in values)


def _cell(record: Record, position: int) -> str:
    return text_of(record.cells[position - 1]) if position <= len(record.cells) else ""


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    # 1e9999999999 is a number of the data, and its sum overflows.
    return value if value.is_finite() and abs(value.adjusted()) < HUGE else None


def _sums(numbers: Sequence[Column], sample: Sequence[Record]) -> Iterator[_Sum]:
    """Yield the totals whose neighbours add up to them in every complete row of the sample."""
    by_position = {column.position: column for column in numbers}
    for column in numbers:
        if not _TOTAL.search(column.label):
            continue
        for step in (-1, 1):
            parts: list[int] = []
            position = column.position + step
            while position in by_position and not _TOTAL.search(by_position[position].label):
                parts.append(position)
                found = _Sum(column.position, tuple(parts))
                if len(parts) >= 2 and _adds_up(found, sample):
                    yield found
                    break
                position += step


def _adds_up(candidate: _Sum, sample: Sequence[Record]) -> bool:
    complete = 0
    for record in sample:
        values = [_number(_cell(record, p)) for p in candidate.parts]
        total = _number(_cell(record, candidate.total))
        if total is None or None in values:
            continue
        if sum(value for value in values if value is not None) != total:
            return False
        complete += total != 0
    return complete >= _LEAST


def _proven(found: _Sum, sample: Sequence[Record]) -> Iterator[Hit]:
    """Yield the blank parts that must be zero because the others make the whole total.

    Where a part may be negative, several blanks may cancel out: then one alone proves it.
    """
    every = (_number(_cell(record, p)) for record in sample for p in found.parts)
    may_cancel = any(number is not None and number < 0 for number in every)
    for record in sample:
        cells = [(p, _cell(record, p)) for p in found.parts]
        blank = [p for p, text in cells if not text]
        total = _number(_cell(record, found.total))
        values = [_number(text) for _, text in cells if text]
        if not blank or (may_cancel and len(blank) > 1):
            continue
        if total is None or not values or None in values:
            continue
        if sum(value for value in values if value is not None) == total:
            for position in blank:
                yield Hit(record=record, position=position, values={"total": str(total)})


def _check(sheet: Sheet, table: TableHead) -> Iterator[Hit]:
    if sheet.hides_zeros and any(column.kind is Kind.NUMBER for column in table.columns):
        yield Hit(message=_HIDDEN)


RULE = Rule(
    id="L1-09",
    name="blank-or-zero",
    severity=Severity.ERROR,
    title=Text("空白と0の区別が付かない", "Blanks that cannot be told from zeros"),
    official_title="空白とゼロが明確に区別されているか",
    numbers_2020=("1-13",),
    why=Text(
        "「なし」と「分からない」が混ざり、合計も平均も正しく出せません。",
        "'None' and 'unknown' are mixed, and neither sums nor means come out right.",
    ),
    fix=Text(
        "0なら0と書いてください。不明なら空のままにし、意味をデータの説明に書いてください。",
        "Write 0 where it is zero. Leave unknown values blank and say so in the description.",
    ),
    message=Text(
        "空のセルですが、計（{total}）から見て0です。0と書いてください。",
        "The cell is blank, but the total ({total}) shows that it is 0. Write 0.",
    ),
    decides=Text(
        "内訳と計の足し算から0と分かる空のセルと、0を見せない設定のシートは確実な違反です。"
        "場所が分からないことを表す緯度の0は、D005が知らせます。"
        "数の列に空があって0がなければ、人に尋ねます。",
        "Certain: blanks that a total proves to be zero, and sheets that hide zeros. Of latitudes "
        "of 0 for an unknown place D005 tells. Where a "
        "column of counts has blanks and no zero, a person is asked.",
    ),
    bad=(
        csv("地区,男,女,計\n北,10,11,21\n南,20,21,41\n東,5,6,11\n西,7,,7\n"),
        csv("地区,計,男,女\n北,21,10,11\n南,41,20,21\n東,11,5,6\n西,7,,7\n"),
        csv("名称,台数\n北館,10\n南館,\n東館,7\n"),
    ),
    good=(
        csv("地区,男性数,女性数,計\n北,10,11,21\n南,20,21,41\n東,5,6,11\n西,7,0,7\n"),
        csv("地区,男性数,女性数,計\n北,10,11,21\n南,20,21,41\n東,5,6,11\n西,7,,\n中,0,0,0\n"),
        csv("名称,台数\n北館,10\n南館,\n東館,0\n"),
        csv("名称,緯度,経度\n北館,34.69,135.69\n南館,,\n"),
        csv("名称,備考\n北館,\n南館,あり\n"),
        TreeExample(
            descriptor={
                "resources": resources(
                    schema={
                        "fields": [
                            {"name": "名称", "type": "string", "description": "施設名"},
                            {"name": "台数", "type": "integer", "description": "空欄は未調査"},
                        ],
                        "missingValues": [""],
                    }
                )
            },
            files={CSV_PATH: ("名称,台数\r\n北館,10\r\n南館,\r\n").encode("utf-8-sig")},
        ),
        book(("地区", "人数"), ("北", 10), ("南", 0)),
    ),
    check=(OfTable(_Watch), OfSheet(_check)),
)

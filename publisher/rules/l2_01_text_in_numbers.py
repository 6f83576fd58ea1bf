"""L2-01: numbers that are not plain numbers. Marks in their columns are L3-03's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import astuple

from publisher.books.book import PLACES_KEPT, Spot
from publisher.findings import Severity
from publisher.geo.table import Digits
from publisher.rules.blocks import OBJECTS
from publisher.rules.coordinates import pairs
from publisher.rules.declared_marks import missing_values
from publisher.rules.examples import CSV_PATH, TreeExample, book, csv, resources
from publisher.rules.number_columns import is_quantity_name, number_columns
from publisher.rules.number_faults import Fault, fault_of, is_none
from publisher.rules.number_words import ALL_AS_TEXT, AS_DATE, AS_TEXT, LETTERS, UNIT_TWICE, WORDS
from publisher.rules.quantity_labels import states_unit
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableFacts,
    TableHead,
    Told,
    Watch,
)
from publisher.rules.second_row import second_row
from publisher.tables.columns import MARK, PLAIN_NUMBER, Column
from publisher.tables.layout import is_remark
from publisher.tables.units import is_round_the_clock, normal, shown
from publisher.words import Text

BOOKS = frozenset({"xlsx", "xlsm", "xls", "ods"}) | OBJECTS
"""Forms that tell numbers from text."""
MANY = 10
"""Different numbers in the first rows: from here on words among them are no category."""
_OWN_FORMAT = frozenset({"groupChar", "decimalChar", "bareNumber"})
_HUGE = r"[0-9][eE]\+?[3-9][0-9]{2}|[0-9][eE]\+?[0-9]{4}"
"""What may be beyond all bounds, though it is written as a number."""
_LETTER = re.compile("[A-Za-z]")
_LOOKALIKE = re.compile("[0-9OoIl]{2,}")
LITRES = re.compile("[lLℓＬ㍑]|リットル")
_MEANT = str.maketrans("OoIl", "0011")
_PLAIN = re.compile(PLAIN_NUMBER)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.width = len(table.columns)
        second = second_row(table)
        self.second = second.record.number if second else 0
        self.columns: dict[int, Column] = {}
        self.asked: list[Interest] = []
        self.with_words: set[int] = set()
        self.with_text: dict[int, bool] = {}
        """In a workbook, columns with numbers stored as text; True where all of them are."""
        self.errors: list[Hit] = []
        """In a workbook, cells that may be formulas that fail, of which L2-06 tells."""
        self.is_book = table.sheet is not None
        for column in number_columns(table):
            if _OWN_FORMAT & set(column.field or ()):
                continue
            self.columns[column.position] = column
            numbers = _numbers(table, column)
            if column.is_declared or len(set(numbers)) >= MANY or is_quantity_name(column):
                self.with_words.add(column.position)
            missing = sorted(missing_values(table, column) - {""})
            fine = "|".join(
                [PLAIN_NUMBER, rf"[ \u3000]*{MARK}[ \u3000]*", *map(re.escape, missing)]
            )
            here = frozenset({column.position})
            self.asked.append(Interest(columns=here, unless=fine))
            texts = [value for value in numbers if _is_text(value)]
            is_plain = len(set(texts)) > 1 or len(texts) < len(numbers) or _is_amount(column)
            if table.form in BOOKS and texts and is_plain:
                self.with_text[column.position] = len(texts) == len(numbers)
        self._coordinates(table)
        if not self.columns:
            yield NotApplicable()

    def _coordinates(self, table: TableHead) -> None:
        """Take the columns of coordinates: words are none there, however few the numbers are.

        Where most cells are no numbers, what else is written is D005's.
        """
        for position in {side for pair in pairs(table.columns) for side in astuple(pair)}:
            column = table.columns[position - 1]
            if not _numbers(table, column):
                continue
            self.with_words.add(position)
            if position not in self.columns:
                self.columns[position] = column
                missing = map(re.escape, sorted(missing_values(table, column) - {""}))
                fine = "|".join([rf"[ \u3000]*{MARK}[ \u3000]*", r"[^0-9]*[0-9０-９].*", *missing])
                self.asked.append(Interest(columns=frozenset({position}), unless=fine))

    def interests(self) -> Iterator[Interest]:
        yield from self.asked
        if self.columns:
            yield Interest(columns=frozenset(self.columns), finds=_HUGE)
        if self.with_text:
            yield Interest(columns=frozenset(self.with_text), finds="[0-9]")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        # Of a second row with units or other names L3-01 tells.
        for hit in self._judged(cell) if cell.number != self.second else ():
            is_error = self.is_book and fault_of(cell.text)[0] is Fault.ERROR
            if is_error and len(self.errors) < PLACES_KEPT:
                self.errors.append(hit)
            else:
                yield hit

    def _judged(self, cell: Cell) -> Iterator[Hit]:
        column = self.columns[cell.position]
        certainty = Certainty.CERTAIN if column.is_declared else None
        values = {"value": cell.text.strip(), "label": column.label or f"#{column.position}"}
        if not isinstance(cell.value, str) and not is_none(cell.text):
            if hasattr(cell.value, "year"):
                yield Hit(cell=cell, message=AS_DATE, values=values, certainty=certainty)
        elif _PLAIN.fullmatch(cell.text) and not is_none(cell.text):
            if not _is_text(cell.value):
                return
            if self.with_text.get(cell.position):
                self.with_text.pop(cell.position)
                yield Hit(cell=cell, message=ALL_AS_TEXT, values=values)
            elif cell.position in self.with_text:
                yield Hit(cell=cell, message=AS_TEXT, values=values)
        elif cell.text.strip() and cell.text.strip() != column.label:
            fault, number, unit = fault_of(cell.text)
            is_doubtful = fault in {Fault.WORDS, Fault.ACCOUNT} and not self._counts(cell)
            if fault is Fault.SEVERAL or is_doubtful:
                return
            if fault is Fault.UNIT and _is_name(column, number, unit):
                return
            is_unit = fault is Fault.UNIT or (fault is Fault.TRIANGLE and bool(unit))
            message = WORDS[Fault.UNIT if is_unit else fault, bool(number)]
            if is_unit and states_unit(column):
                message = UNIT_TWICE
            is_no_unit = message is UNIT_TWICE and not LITRES.search(column.label)
            if (fault is Fault.WORDS or is_no_unit) and (meant := digits_meant(cell.text)):
                message, number = LETTERS, meant
            values |= {"number": number, "unit": shown(unit)}
            yield Hit(cell=cell, message=message, values=values, certainty=certainty)

    def finish(self, facts: TableFacts) -> Iterator[Hit | Told]:
        spots = {error.spot for error in facts.sheet.errors.first} if facts.sheet else set()
        for hit in self.errors:
            is_told = hit.cell and Spot(hit.cell.number, hit.cell.position) in spots
            yield Told(by="L2-06", cell=hit.cell) if is_told else hit

    def _counts(self, cell: Cell) -> bool:
        """Say whether words in this cell stand where a number is due."""
        if cell.position not in self.with_words:
            return False
        return self.columns[cell.position].is_declared or not is_remark(cell.row(), self.width)


def _is_name(column: Column, number: str, unit: str) -> bool:
    """Say whether a number with a unit is no quantity: 1組 below 組, 24時間 below 利用時間.

    Nor is 11A, the name of a bus.
    """
    is_open = is_round_the_clock(column.label, number, unit) and not states_unit(column)
    is_letter = bool(_LETTER.fullmatch(unit)) and not is_quantity_name(column)
    return is_open or is_letter or normal(column.label) == unit


def digits_meant(text: str) -> str:
    """Return 100 for 1O0: letters among digits that look like them; else nothing."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _LOOKALIKE.fullmatch(plain) or sum(map(str.isdigit, plain)) * 2 < len(plain):
        return ""
    return plain.translate(_MEANT)


def _is_text(value: object) -> bool:
    """Say whether a number is stored as text: GeoJSON keeps the digits of its numbers."""
    return isinstance(value, str) and not isinstance(value, Digits)


def _is_amount(column: Column) -> bool:
    """Say whether one value alone is enough: 0 in every record may be a code elsewhere."""
    return column.is_declared or is_quantity_name(column)


def _numbers(table: TableHead, column: Column) -> list[object]:
    """Return the plain numbers of a column in the first rows; as text where they are text."""
    index = column.position - 1
    cells = (row.cells[index] for row in table.sample if index < len(row.cells))
    return [
        cell
        for cell in cells
        if (isinstance(cell, str) and _PLAIN.fullmatch(cell))
        or (isinstance(cell, int | float) and not isinstance(cell, bool))
    ]


_TEXTS = {"fields": [{"name": "名称", "type": "string"}, {"name": "定員", "type": "string"}]}
"""A schema that says text of a column of numbers, as it does where some are written otherwise."""

RULE = Rule(
    id="L2-01",
    name="text-in-numbers",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    official_title="数値データは数値属性とし、文字列を含まないこと",
    numbers_2020=("1-3",),
    title=Text("数字の列に、数字ではない書き方がある", "Numbers not written as plain numbers"),
    why=Text(
        "合計や並べ替えのときに、そのセルが数えられません。",
        "Sums and sorting leave such cells out.",
    ),
    fix=Text(
        "半角の数字だけにし、文字として入った数字は「数値に変換する」で直してください。"
        "単位は項目名に、注は備考の列に書きます。",
        "Write half-width digits only and convert numbers stored as text; units go into the "
        "header, notes into a column of remarks.",
    ),
    decides=Text(
        "項目の定義で数値と決めた列では確実な違反、そのほかは8割以上が数字の列で違反の疑いとします。",
        "Certain in columns declared as numbers; likely where at least 80% of the cells are numbers.",
    ),
    supersedes=frozenset({"type-error"}),
    bad=(
        csv('地区,人口（人）\n北,"1,234"\n南,980\n'),
        csv("地区,人口（人）\n北,１２３\n南,980\n"),
        csv("地区,増減（人）\n北,▲5\n南,3\n"),
        csv("施設,定員（人）\nA,70名\nB,116名\n"),
        csv("施設,定員（人）\nA,約100\nB,116\nC,90\nD,80\nE,70\n"),
        csv("施設,定員（人）\nA,100※1\nB,116\n"),
        csv("病院,病床数\nA,19（休床中）\nB,116\nC,90\nD,80\nE,70\n"),
        csv(
            "園,定員\nA,120\nB,60\nC,90\nD,80\nE,70\nF,1号認定30・2号認定144\nG,1号認定40・2号認定105\nH,1号認定15・2号認定80\n"
        ),
        csv("地区,人口（人）\n北, 120\n南,980\n"),
        csv("施設,利用者（人）\nA,1O0\nB,2l5\nC,300\nD,31l\nE,280\n"),
        csv("施設,利用時間（時間）\nA,8\nB,10\nC,24時間\nD,9\nE,12\n"),
        csv("地点,気温\nA,25℃\nB,26℃\nC,27.5℃\n"),
        csv("路線,騒音（昼）\nA,65dB(A)\nB,62dB(A)\nC,70dB(A)\n"),
        csv("地区,人口（人）\n北,#REF!\n南,980\n東,1\n西,2\n中,3\n"),
        csv("店,金額（円）\nA,￥1,000\nB,2000円\nC,不明\n".replace("￥1,000", '"￥1,000"')),
        csv("地区,人口\n北,NaN\n南,Infinity\n東,-inf\n西,1e999\n"),
        csv("地区,人口（人）\n北,1e999\n南,980\n東,1200\n"),
        csv("地区,値（人）\n北,NaN\n南,Infinity\n東,1\n西,2\n中,3\n"),
        csv('地区,人口（人）\n北,"12,345"\n南,１２３４\n東,約900\n西,1 234\n中,*\n'),
        csv("地区,人口（人）\n北,調査中\n南,980\n東,1\n西,2\n中,3\n"),
        book(
            ("地区", "人口（人）"),
            ("北", "120"),
            ("南", 980),
            shows="B2 の 120 が文字として入っている",
            shows_en="the 120 in B2 is stored as text",
        ),
        TreeExample(
            descriptor={"resources": resources(schema=_TEXTS)},
            files={CSV_PATH: "名称,定員\n北館,100\n南館,200人\n東館,300\n西館,50\n".encode()},
        ),
        TreeExample(
            files={CSV_PATH: "名称,緯度,経度,男性トイレ数\n生駒駅前,34.69,135.69,１\n".encode()}
        ),
    ),
    good=(
        csv("地区,人口（人）\n北,1234\n南,-5\n東,0.5\n西,1e3\n"),
        csv("施設,電話番号\n市役所,0743-74-1111\n公民館,0743-73-0001\n"),
        csv("地区,町名\n北,1丁目\n南,2丁目\n"),
        csv("施設,階\nA,1階\nB,2階\n"),
        csv("観測日,気温（℃）\n2024-07-01,30.1\n2024-07-02,31.5\n2024-07-03,29.8\n"),
        csv("名称,備考\nA,10人まで\nB,要予約\n"),
        csv("郵便番号,町名\n630-0251,谷田町\n630-0252,山崎町\n"),
        csv("回,開催日\n第1回,2026-04-01\n第2回,2026-05-01\n"),
        csv("園,定員の内訳\nA,1号認定30・2号認定144\nB,120\nC,1号認定40・2号認定105\n"),
        csv("組,担任\n1組,山田\n2組,佐藤\n3組,鈴木\n"),
        csv("施設,利用時間\nA,8\nB,10\nC,24時間\nD,9\nE,12\n"),
        csv("便名,行先\n1便,駅前\n2便,市役所\n3便,駅前\n"),
        csv("系統,行先\n10,駅前\n11A,市役所\n12,病院\n13,駅前\n14,公園\n"),
        csv("班,収集週\n北,13\n南,24\n東,毎週\n西,13\n中,24\n"),
        book(("地区", "人口（人）"), ("北", 120), ("南", 980)),
        TreeExample(
            descriptor={"resources": resources(schema=_TEXTS)},
            files={CSV_PATH: "名称,定員\n北館,100\n南館,200\n東館,300\n西館,50\n".encode()},
        ),
    ),
    check=OfTable(_Watch),
)

"""S001: individual numbers (個人番号). What is found is counted and placed, never shown."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from publisher.books.book import Workbook
from publisher.codes import is_personal_number
from publisher.findings import Severity
from publisher.model import Dataset
from publisher.number_groups import DIGITS, LENGTH, SOME_NUMBER, is_time
from publisher.personal import holds_number, numbers_in
from publisher.rules.above_data import cells_above_data
from publisher.rules.descriptor_texts import texts_of
from publisher.rules.examples import CsvExample, TreeExample, book, csv
from publisher.rules.feed_hits import with_line
from publisher.rules.private_contact import (
    BEHIND,
    BESIDE_CELLS,
    IN_PROPERTIES,
    is_behind,
    texts_of_sheet,
    unsearched,
)
from publisher.rules.rule import (
    AnyFile,
    Ask,
    Cell,
    Certainty,
    Context,
    Hit,
    Interest,
    OfAnyFile,
    OfDataset,
    OfTable,
    OfWorkbook,
    Rule,
    TableFacts,
    TableHead,
    Watch,
)
from publisher.words import Text

_LABEL = re.compile(r"個人番号|マイナンバー|my_?number")
SHARE = 0.8
"""Of a column's numbers of twelve digits: ids pass the check digit by chance in one of ten."""
CHANCE, WORST = 1 / 10, 2 / 11
"""Passes of any twelve digits, and of ids that all end in 0."""
SURE = 1e-4
"""As many passes have so little chance among ids that they are none."""
ALIKE, PROVEN = 2, 8
"""First digits that all numbers share, and digits alike in all that chance does not explain."""
ASKED, ASKED_OF_IDS = 0.1, 0.001
"""From this chance on a person is asked: in remarks, and where numbers fill the column."""
_EXACT = 1000
"""Numbers up to which the chance is computed, beyond which it is bounded (Chernoff)."""
_KEPT = 1000
_KNOWN = 10_000
"""Numbers of a column that are known again."""
_IN_NAME = Text(
    "ファイルの名前に、個人番号と同じ形の数字があります（表示しません）。名前を変えてください。",
    "The file's name holds a number in the form of an individual number (not shown). Rename it.",
)
_IN_SHEET = Text(
    "シートの名前に、個人番号と同じ形の数字があります（表示しません）。名前を変えてください。",
    "The sheet's name holds a number in the form of an individual number (not shown). Rename it.",
)
_IN_WORDS = Text(
    "データセットの説明に、個人番号と同じ形の数字があります（表示しません）。個人番号なら、消してください。",
    "What the dataset says of itself holds a number in the form of an individual number (not "
    "shown). If it is one, delete it.",
)
_ABOVE = Text(
    "表の上の行に、個人番号の疑いが{count}件あります（値は表示しません）。公開を止めました。"
    "その数字を消してください。",
    "{count} of what look like individual numbers stand above the table (not shown). Publication "
    "is stopped; delete them.",
)
_ALONE = Text(
    "個人番号と同じ形の数字があります（値は表示しません）。個人番号なら、消してください。",
    "A number has the form of an individual number (not shown). If it is one, delete it.",
)


def _is_in(name: str) -> bool:
    return any(
        is_personal_number(found.digits) and not is_time(found.digits) for found in numbers_in(name)
    )


def _names(file: AnyFile) -> Iterator[Hit]:
    if any(map(_is_in, file.names)):
        yield Hit(message=_IN_NAME, certainty=Certainty.LIKELY, severity=Severity.WARNING)


def _sheets(workbook: Workbook) -> Iterator[Hit]:
    for sheet in workbook.sheets:
        if _is_in(sheet.name):
            yield Hit(
                message=_IN_SHEET,
                sheet=sheet.name,
                certainty=Certainty.LIKELY,
                severity=Severity.WARNING,
            )


def _beside_cells(workbook: Workbook) -> Iterator[Hit | Ask]:
    yield from unsearched(workbook)
    likely = Hit(message=IN_PROPERTIES, certainty=Certainty.LIKELY, severity=Severity.WARNING)
    if any(map(_is_in, workbook.texts)):
        yield likely
    if is_behind(_is_in, SOME_NUMBER, workbook):
        yield replace(likely, message=BEHIND)
    for sheet in workbook.sheets:
        if any(map(_is_in, texts_of_sheet(sheet))):
            yield replace(likely, message=BESIDE_CELLS, sheet=sheet.name)


def chance(written: int, passed: int, each: float) -> float:
    """Return how likely at least `passed` of `written` numbers pass; each does by chance `each`."""
    share = passed / written
    if share <= each:
        return 1.0
    if written > _EXACT:
        rest = (1 - share) * math.log((1 - share) / (1 - each)) if share < 1 else 0.0
        return math.exp(-written * (share * math.log(share / each) + rest))
    return sum(
        math.comb(written, count) * each**count * (1 - each) ** (written - count)
        for count in range(passed, written + 1)
    )


@dataclass(slots=True)
class _Seen:
    """The numbers of one column in one kind of writing; one that comes again proves nothing more."""

    written: int = 0
    passed: int = 0
    all_written: int = 0
    all_passed: int = 0
    """With those that come again."""
    cells: list[Cell] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def note(self, cell: Cell, digits: str, *, passes: bool) -> None:
        self.all_written += 1
        self.all_passed += passes
        if digits not in self.known:
            self.written += 1
            self.passed += passes
            if len(self.known) < _KNOWN:
                self.known.add(digits)
        is_new = not self.cells or (cell.number, cell.position) != self._last
        if passes and is_new and len(self.cells) < _KEPT:
            self.cells.append(cell)

    @property
    def _last(self) -> tuple[int, int]:
        return self.cells[-1].number, self.cells[-1].position

    @property
    def is_rare(self) -> bool:
        """Whether ids would not pass as often."""
        return chance(self.written, self.passed, WORST) <= SURE

    @property
    def is_certain(self) -> bool:
        """Say whether these are individual numbers: most pass, or more than chance lets pass."""
        is_most = self.passed >= 2 and self.passed >= self.written * SHARE
        return (self.is_rare or is_most) and not self._is_counted

    @property
    def _is_counted(self) -> bool:
        """Whether all begin alike, as the ids of one office do: individual numbers are random."""
        if len(self.known) < 2:
            return False
        pairs = zip(min(self.known), max(self.known), strict=False)
        shared = len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])
        return shared >= ALIKE and shared * (len(self.known) - 1) >= PROVEN

    def is_asked(self, filled: int) -> bool:
        """Say whether a person should look."""
        if self._is_among_others(filled):
            return chance(self.written, self.passed, CHANCE) <= ASKED
        return self._is_mostly or chance(self.written, self.passed, WORST) <= ASKED_OF_IDS

    @property
    def _is_mostly(self) -> bool:
        """Whether a column of such numbers is one with a few typing errors."""
        return self.passed >= 2 and self.passed * 2 > self.written

    def _is_among_others(self, filled: int) -> bool:
        return self.all_written * 2 <= filled or self.written == 1


def _descriptor(dataset: Dataset, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    if any(map(_is_in, texts_of(dataset.descriptor))):
        yield Hit(message=_IN_WORDS, certainty=Certainty.LIKELY, severity=Severity.WARNING)


_BY_NAME = Text(
    "この列は個人番号の列のようです（値は表示しません）。個人番号なら、けたが違っていても、列ごと消してください。",
    "This seems to be a column of individual numbers (not shown). If so, delete it, even where "
    "digits are wrong.",
)
_LIKELY = Hit(certainty=Certainty.LIKELY, severity=Severity.WARNING)
_NEARLY = range(10, 14)
"""Digits of an individual number that is mistyped, or whose zeros a spreadsheet took."""
_THIRD = 4
"""Digits of a part where a number is written over three columns."""


class _Watch(Watch):
    def __init__(self) -> None:
        self.named: frozenset[int] = frozenset()
        self.header = 0
        """Number of the header's record; 0 without one."""
        self.numbers: dict[int, _Seen] = defaultdict(_Seen)
        self.amounts: dict[int, _Seen] = defaultdict(_Seen)
        """Numbers in thousands; large sums pass the check digit by chance, too."""

    def start(self, table: TableHead) -> Iterator[Hit]:
        self.named = frozenset(item.position for item in table.columns if _LABEL.search(item.key))
        self.thirds = range(LENGTH // _THIRD)
        self.wrong: list[Cell] = []
        header = table.layout.header
        self.header = header.number if header else 0
        for cell in cells_above_data(table):
            yield from self.cell(cell)

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=SOME_NUMBER)
        yield Interest(columns=self.named, finds=f"[{DIGITS}]")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if cell.position in self.named:
            if holds_number(cell.text):
                self.numbers[cell.position].note(cell, cell.text, passes=True)
            elif len(self.wrong) < _KEPT and self._is_wrong(cell.text):
                self.wrong.append(cell)
            return
        for found in numbers_in(cell.text):
            if is_time(found.digits) or not found.digits.strip("0"):
                continue
            kind = self.amounts if found.is_amount else self.numbers
            kind[cell.position].note(cell, found.digits, passes=is_personal_number(found.digits))
        yield from ()

    def _is_wrong(self, text: str) -> bool:
        """Say whether it may be an individual number mistyped, short of zeros, or a third of one."""
        digits = sum(1 for character in text if character.isdecimal())
        return digits in _NEARLY or (digits == _THIRD and len(self.named) == len(self.thirds))

    def finish(self, facts: TableFacts) -> Iterator[Hit]:
        for cell in self.wrong:
            yield replace(_LIKELY, cell=cell, message=_BY_NAME)
        filled = {column.position: column.filled for column in facts.columns}
        for position, seen in sorted(self.numbers.items()):
            cells = filled.get(position, 0)
            if position in self.named or seen.is_certain:
                yield from self._certain(seen)
            elif seen.is_asked(cells):
                yield from self._asked(seen)
        for seen in self.amounts.values():
            if seen.is_rare:
                yield from self._certain(seen)

    def _certain(self, seen: _Seen) -> Iterator[Hit]:
        for cell in seen.cells:
            is_above = cell.number <= self.header
            yield Hit(
                cell=cell,
                is_above_header=is_above,
                message=_ABOVE if is_above else None,
                values={"count": seen.all_passed},
            )

    def _asked(self, seen: _Seen) -> Iterator[Hit]:
        for cell in seen.cells:
            yield Hit(
                cell=cell,
                is_above_header=cell.number <= self.header,
                message=_ALONE,
                certainty=Certainty.LIKELY,
                severity=Severity.WARNING,
            )


RULE = Rule(
    id="S001",
    name="personal-number",
    severity=Severity.ERROR,
    title=Text("個人番号（マイナンバー）の疑い", "What looks like individual numbers"),
    why=Text(
        "個人番号の公開は法律で禁じられ、一度公開すると取り返しがつきません。",
        "Publishing individual numbers is against the law and cannot be undone.",
    ),
    fix=Text(
        "個人番号を、列・セル・名前・説明のどこからも消してください。公開前の写しも残さないでください。",
        "Delete it wherever it stands, in cells, names and descriptions, and leave no copy behind.",
    ),
    message=Text(
        "個人番号の疑いが{count}件あります（値は表示しません）。公開を止めました。列ごと消してください。",
        "{count} of what look like individual numbers (not shown). Publication is stopped; "
        "delete the column.",
    ),
    decides=Text(
        "12けたの数字の検査用数字を確かめます。線・斜線・空白・改行などで区切った数字、全角や丸付きの数字も見ます。"
        "列名か、偶然では説明できない数が合うことで確実とします。"
        "ほかの数字に混じるものと、どれも同じ数字で始まる番号は、確認をお願いします。"
        "ファイル・シート・項目の名前、データセットの説明、JSON、時刻表（GTFS）のzipの中も見ます。緯度・経度などの小数は見ません。"
        "ブックでは、コメント・図形・グラフ・入力規則・ピボットテーブルの裏なども見ます。画像の中の文字と、埋め込まれたファイルは見ません。",
        "Checks the check digit of 12-digit numbers, also in groups parted by dashes, slashes, "
        "blanks or line breaks, full-width and circled: certain by the column's name or where "
        "more pass than chance explains; some among others, and numbers that all begin alike, are "
        "asked about. Names of files, "
        "sheets and columns, what the dataset says of itself, JSON and the files of a timetable's "
        "zip (GTFS) are looked at, too; decimal numbers are not. In workbooks "
        "comments, shapes, charts, choices and what pivot tables keep are looked at, too; "
        "words in pictures and embedded files are not.",
    ),
    bad=(
        csv("番号,個人番号\n1,123456789018\n"),
        csv("番号,整理用\n1,123456789018\n2,2345-6789-0121\n"),
        csv(
            "番号,整理用\n1,123456789018\n2,234567890121\n3,398259791905\n4,298101734512\n5,748337887620\n"
        ),
        csv("番号,備考\n1,本人の番号は１２３４５６７８９０１８です\n"),
        csv("番号,個人番号\n1,1234–5678–9018\n2,2345/6789/0125\n"),
        csv('番号,マイナンバー\n1,"123,456,789,018"\n'),
        csv("区分,個人番号\n甲,123456789012\n乙,2345678901\n"),
        csv("区分,個人番号1,個人番号2,個人番号3\n甲,1234,5678,9018\n"),
        csv('番号,個人番号\n1,"1234\n5678\n9018"\n'),
        csv(
            "番号,備考\n1,本人の番号 398259791905 です\n2,番号は748337887621\n3,なし\n"
            "4,受付 298101734512\n5,なし\n6,未定\n"
        ),
        csv("山田,123456789018\n鈴木,987654321093\n"),
        csv("名簿（担当の番号 1234-5678-9018）,\n番号,氏名\n1,山田\n2,鈴木\n"),
        csv("番号,123456789018\n1,山田\n2,鈴木\n"),
        CsvExample("番号\n1\n".encode(), "名簿_1234-5678-9018.csv"),
        CsvExample(b'{"staff": {"numbers": [123456789018]}}\n', "facility.json"),
        with_line("stops.txt", "3_1,待合所（1234-5678-9018）,34.7,135.7,0"),
        TreeExample(descriptor={"description": "担当の番号は 1234-5678-9018 です。"}),
        book(("番号",), (1,), name="123456789018", shows="シートの名前", shows_en="its name"),
        book(
            ("名称",),
            ("公民館",),
            notes={"A2": "個人番号は123456789018"},
            shows="コメント",
            shows_en="a comment",
        ),
    ),
    good=(
        csv("番号,管理番号\n1,123456789012\n2,234567890123\n3,123456789018\n4,345678901234\n"),
        csv(
            "町字コード,町名\n" + "".join(f"292090{town:03}000,町{town}\n" for town in range(1, 60))
        ),
        csv("町字コード,園\n" + "".join(f"29209000{4 + at // 9}000,園{at}\n" for at in range(18))),
        csv("名称,法人番号\n奈良県,1000020290009\n"),
        csv("名称,更新日時\n市役所,202404010028\n図書館,202404010900\n"),
        csv("名称,利用時間\n市役所,24-04-01 09:00:03\n"),
        csv("名称,電話番号\n市役所,0743-74-1111\n"),
        csv("名称,JANコード\n水,4901234567894\n"),
        csv("名称,緯度,経度\n市役所,34.693912345678,135.123456789018\n"),
        CsvExample("番号\n1\n".encode(), "名簿_202604010006.csv"),
        TreeExample(
            descriptor={"description": "2024年・2025年・2026年の、法人番号1000020290009の表です。"}
        ),
        CsvExample("番号\n1\n".encode(), "法人_1000020290009.csv"),
        with_line("stops.txt", "123456789012,待合所,34.7,135.7,0"),
        CsvExample(b'{"lastUpdate": "202604010006", "owner": 1000020290009}\n', "facility.json"),
    ),
    check=(
        OfAnyFile(_names),
        OfWorkbook(_sheets),
        OfWorkbook(_beside_cells),
        OfTable(_Watch),
        OfDataset(_descriptor),
    ),
)

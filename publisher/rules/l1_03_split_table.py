"""L1-03: a table torn apart by blank rows, blank columns, repeated headers or page breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from publisher.findings import Severity
from publisher.late_pattern import late
from publisher.rules.blocks import ALIKE, OBJECTS, likeness, second_table, uneven_table
from publisher.rules.column_runs import letters
from publisher.rules.examples import book, csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Rule,
    TableFacts,
    TableHead,
    Watch,
    whole_row,
)
from publisher.tables.batch import Blanks
from publisher.tables.record import Record, filled, text_of
from publisher.words import Text

RUNS = 1000
"""Stretches of blank rows that are kept to be joined; further rows are told one by one."""
_AT_END = Text(
    "表のあとに空の行が{count}行残っています。消してください。",
    "{count} blank {count:row follows|rows follow} the table. Delete {count:it|them}.",
)
_COLUMN = Text(
    "{columns}列は空で、表を左右に分けています。列ごと消してください。",
    "{count:Column|Columns} {columns} {count:is blank and parts|are blank and part} the table. "
    "Delete {count:it|them}.",
)
_TABLES = Text(
    "{columns}列は空で、左右に項目名が並んでいます。1つの表なら、空の列を列ごと消してください。"
    "別々の表なら、表ごとに別のファイルかシートに分けてください。",
    "{count:Column|Columns} {columns} {count:is|are} blank, with names on both sides. If it is one "
    "table, delete {count:it|them}; if not, put each table into its own file or sheet.",
)
_ABOVE = Text(
    "項目名の行の上に、空の行が{count}行あります。消して、表を1行目から始めてください。",
    "{count} blank {count:row stands|rows stand} above the header. Delete {count:it|them}, so "
    "that the table begins in row 1.",
)
_MARGIN = Text(
    "表の左の{columns}列が空です。列ごと消して、表をA列から始めてください。",
    "{count:Column|Columns} {columns} to the left of the table {count:is|are} blank. "
    "Delete {count:it|them}, so that the table begins in A.",
)
_HEADER = Text(
    "項目名の行がもう一度出てきます。この行を消し、データを続けてください。",
    "The header appears once more. Delete this row, so that the data go on.",
)
_TITLED = Text(
    "項目名の行が、「{title}」の行の下にもう一度出てきます。別の表なら、「{title}」の行から別のファイルかシートに"
    "分けてください。続きの表なら「{title}」を列にして各行に書き、この2行を消してください。",
    "The header appears once more, below '{title}'. If that is another table, put it into its own "
    "file or sheet from '{title}' on; if not, write '{title}' into a column of its own and delete "
    "the two rows.",
)
_NUMBERED = Text(
    "「{label}」の番号だけで、ほかに何もない行が{count}行あります。ひな形の残りなら消してください。",
    "{count} {count:row holds|rows hold} a number in '{label}' and nothing else. If {count:it is|"
    "they are} left over from a template, delete {count:it|them}.",
)
_PAGE = Text(
    "印刷用のページの区切り（「{value}」）のようです。この行を消してください。",
    "This seems to be a page break for printing ('{value}'). Delete the row.",
)
_LEAST_NAMES = 3
_TITLES = 1000
"""Records with one text that are remembered, as the title of what stands below."""
_MOST_NUMBERED = 100_000
"""Rows that hold their number only; more are no template."""
_NUMBER_NAME = re.compile(
    r"#?property|#|№|no[.．]?|id|objectid|fid|番|番号|連番|通番|項番|通し|(?:整理|通し|行|一連|管理|受付)番号"
)
"""Names of columns that count the rows, after NFKC, in lower case and without spaces."""
_WHOLE = re.compile(r"[0-9]+(?:\.0)?")
_PAGE_MARK = late(
    r"[(（【\[]?\s*(?:つづき|続き|次(?:の)?(?:ページ|頁)(?:へ|に続く)?|前(?:の)?(?:ページ|頁)(?:から|より))\s*[)）】\]]?"
    r"|[-－‐―–]\s*\d{1,4}\s*[-－‐―–]|(?:page|ページ|頁|p\.?)\s*\d{1,4}(?:\s*[/／]\s*\d{1,4})?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}\s*(?:ページ|頁)|\d{1,4}\s*(?:ページ|頁)",
    re.IGNORECASE,
)


class _Watch(Watch):
    def __init__(self) -> None:
        self.header: Record | None = None
        self.labels: tuple[str, ...] = ()
        self.key = 0
        """Position of the first column with a name."""
        self.first = 0
        """Number of the first record below the header."""
        self.runs: list[tuple[Record, int]] = []
        """First blank record of a stretch and how many there are."""
        self.is_sheet = False
        self.number = 0
        """Position of the column that numbers the rows; 0 without one."""
        self.numbered: dict[int, Record] = {}
        """Records that hold their number and nothing else, by theirs in the file."""
        self.titles: dict[int, str] = {}
        """Words that stand alone in their record, by its number."""

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable]:
        header = table.layout.header
        self.labels = tuple(map(text_of, header.cells)) if header else ()
        if not any(self.labels) or table.form in OBJECTS:
            yield NotApplicable()
            return
        self.header = header
        self.is_sheet = table.sheet is not None
        yield from _above(table.layout.above)
        self.first = table.sample[0].number if table.sample else 0
        self.key = next((index for index, label in enumerate(self.labels, 1) if label), 0)
        self.number = number_column(self.labels)

    def interests(self) -> Iterator[Interest]:
        if self.key and sum(map(bool, self.labels)) >= 2:
            exact = re.sub(r"\W", r"[\\s\\S]", self.labels[self.key - 1])
            yield Interest(columns=frozenset({self.key}), finds=rf"^\s*{exact}\s*$")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        record = cell.row()
        share = likeness(record, self.labels)
        if share >= ALIKE:
            title = self.titles.get(record.number - 1)
            yield Hit(
                record=record,
                message=_TITLED if title else _HEADER,
                values={"title": title or ""},
                certainty=Certainty.CERTAIN if share == 1 else Certainty.LIKELY,
            )

    def odd(self, record: Record) -> Iterator[Hit]:
        if self.header is None:
            return
        count = filled(record)
        if count == 0:
            yield from self._blank(record, 1)
        elif count == 1:
            text = next(text for cell in record.cells if (text := text_of(cell)))
            if self.number and is_only_number(record, self.number):
                if len(self.numbered) < _MOST_NUMBERED:
                    self.numbered[record.number] = record
            elif len(self.labels) >= 2 and _PAGE_MARK.fullmatch(text):
                values = {"value": text}
                yield whole_row(
                    Hit(record=record, message=_PAGE, certainty=Certainty.LIKELY, values=values),
                    None if self.is_sheet else self.header,
                )
            elif len(self.titles) < _TITLES:
                self.titles[record.number] = text

    def blanks(self, records: Blanks) -> Iterator[Hit]:
        for first, count in records.runs() if self.header is not None else ():
            yield from self._blank(first, count)

    def _blank(self, record: Record, more: int) -> Iterator[Hit]:
        if self.runs:
            first, count = self.runs[-1]
            if record.number == first.number + count:
                self.runs[-1] = (first, count + more)
                return
        if len(self.runs) < RUNS:
            self.runs.append((record, more))
        else:
            yield Hit(record=record, values={"count": more})

    def finish(self, facts: TableFacts) -> Iterator[Hit]:
        if self.header is None:
            return
        last = self.first + facts.records - 1
        for first, count in _joined(self.runs):
            is_end = first.number + count - 1 >= last
            yield Hit(record=first, message=_AT_END if is_end else None, values={"count": count})
        count = 0
        while last - count in self.numbered:
            count += 1
        if count:
            yield Hit(
                record=self.numbered[last - count + 1],
                message=_NUMBERED,
                certainty=Certainty.LIKELY,
                values={"count": count, "label": self.labels[self.number - 1]},
            )
        yield from self._columns(facts)

    def _columns(self, facts: TableFacts) -> Iterator[Hit]:
        """Yield blank columns between others and left of them; those to the right L1-05 says."""
        if second_table(self.labels) is not None:
            return  # L1-02 says so
        used = {
            column.position
            for column in facts.columns
            if self._label(column.position) or column.filled
        }
        first, last = min(used, default=0), max(used, default=0)
        other = uneven_table(self.labels, [column.filled for column in facts.columns]) or 0
        blank = [
            position
            for position in range(1, last)
            # What is blank up to another table beside this one L1-02 says.
            if position not in used
            and not (position < other and used.isdisjoint(range(position, other)))
        ]
        margin = [position for position in blank if position < first]
        inner = _TABLES if self._are_named_apart(blank, last) else _COLUMN
        for positions, message in ((margin, _MARGIN), (blank[len(margin) :], inner)):
            if positions:
                yield Hit(
                    record=self.header,
                    position=positions[0],
                    message=message,
                    values={"columns": letters(positions), "count": len(positions)},
                )

    def _are_named_apart(self, blank: Sequence[int], last: int) -> bool:
        """Say whether two stretches between blank columns have two names or more each."""
        edges = [0, *blank, last + 1]
        counts = (
            sum(1 for position in range(left + 1, right) if self._label(position))
            for left, right in pairwise(edges)
        )
        return sum(1 for count in counts if count > 1) > 1

    def _label(self, position: int) -> str:
        return self.labels[position - 1] if position <= len(self.labels) else ""


def number_column(labels: Sequence[str]) -> int:
    """Return the position of the column that numbers the rows of a table; 0 for none.

    A table of two columns may be a list of numbers and what they stand for, some of them free.
    """
    if sum(map(bool, labels)) < _LEAST_NAMES:
        return 0
    found = (at for at, label in enumerate(labels, 1) if _NUMBER_NAME.fullmatch(_plain(label)))
    return next(found, 0)


def is_only_number(record: Record, position: int) -> bool:
    """Say whether a record holds a whole number in this column and nothing else."""
    if filled(record) != 1 or position > len(record.cells):
        return False
    return bool(_WHOLE.fullmatch(_plain(text_of(record.cells[position - 1]))))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _above(records: Sequence[Record]) -> Iterator[Hit]:
    """Yield the stretches of blank records above the header, below something or not."""
    for count, run in groupby(records, key=filled):
        if count == 0:
            blank = list(run)
            yield Hit(
                record=blank[0],
                message=_ABOVE,
                certainty=Certainty.LIKELY,
                values={"count": len(blank)},
            )


def _joined(runs: list[tuple[Record, int]]) -> Iterator[tuple[Record, int]]:
    """Yield the stretches in order, those that touch as one: they may have come unordered."""
    pending: tuple[Record, int] | None = None
    for first, count in sorted(runs, key=lambda run: run[0].number):
        if pending and first.number <= pending[0].number + pending[1]:
            pending = (pending[0], first.number + count - pending[0].number)
            continue
        if pending:
            yield pending
        pending = (first, count)
    if pending:
        yield pending


RULE = Rule(
    id="L1-03",
    name="split-table",
    severity=Severity.ERROR,
    title=Text("表が途中で分かれている", "The table is torn apart"),
    official_title="データが分断されていないか",
    numbers_2020=("2-1",),
    why=Text(
        "空の行や列で表が終わったと読まれ、その先のデータが落ちます。",
        "Programs take a blank row or column for the end and drop what follows.",
    ),
    fix=Text(
        "空の行と列、くり返した項目名、ページの区切りを消し、データを続けてください。",
        "Delete blank rows and columns, repeated headers and page breaks.",
    ),
    message=Text(
        "表の途中に空の行が{count}行あります。消して、データを続けてください。",
        "{count} blank {count:row stands|rows stand} within the table. Delete {count:it|them}, so "
        "that the data go on.",
    ),
    decides=Text(
        "空の行、項目名も値もない列、項目名とまったく同じ行は確実な違反です。"
        "項目名の上の空の行、項目名に近い行、表の最後の番号だけの行、印刷用の区切りは疑いとします。",
        "Blank rows, columns without name and value, and rows equal to the header are certain. "
        "Blank rows above the header, rows much like it, last rows that hold nothing but "
        "their number, and page breaks are likely.",
    ),
    supersedes=frozenset({"blank-row", "blank-label"}),
    bad=(
        csv("名称,住所\n市役所,東新町\n,\n公民館,北新町\n"),
        csv("名称,住所\n市役所,東新町\n\n公民館,北新町\n"),
        csv("名称,住所\n市役所,東新町\n名称,住所\n公民館,北新町\n"),
        csv("名称,住所\n市役所,東新町\n図書館一覧,\n名称,住所\n中央図書館,北新町\n"),
        csv("名称,,住所\n市役所,,東新町\n公民館,,北新町\n"),
        csv("名称,住所,電話\n市役所,東新町,1\n－１－,,\n公民館,北新町,2\n"),
        csv("名称,住所\n市役所,東新町\n,\n,\n"),
        book(("名称", "定員"), ("北館", 20), (None, None), ("南館", 30)),
        csv("人口の一覧,,\n,,\n地区,区分,人口\n北,男,10\n南,女,20\n"),
        book((None, "名称", "定員"), (None, "北館", 20), (None, "南館", 30)),
        csv("名称,住所,,←項目名を入力\n市役所,東新町,,\n公民館,北新町,,\n"),
        csv("番号,名称,住所\n1,市役所,東新町\n2,,\n3,,\n"),
    ),
    good=(
        csv("名称,住所\n市役所,東新町\n公民館,北新町\n"),
        csv("区分,名称\n区分,区分所有建物\n土地,公園\n"),
        csv("名称,備考\n市役所,\n公民館,\n"),
        csv("名称\n市役所\n名称未定\n"),
        csv("番号,ページ\n1,2ページ\n2,3ページ\n"),
        csv("番号,駅\n1,生駒\n2,\n3,菜畑\n4,一分\n"),
        csv("年度,行事,会場\n2024,音楽祭,北館\n2025,講演会,南館\n2026,,\n"),
    ),
    check=OfTable(_Watch),
)

"""P022: a table whose cells are parted otherwise than the name of its file says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.late_pattern import late
from publisher.rules.blocks import DELIMITERS
from publisher.rules.examples import CsvExample, csv
from publisher.rules.rule import Certainty, Hit, OfTable, Rule, TableFacts, TableHead, Watch
from publisher.tables.record import Record, text_of
from publisher.words import Text

_NAMES = {
    "\t": Text("タブ", "tabs"),
    ";": Text("「;」", "semicolons"),
    "|": Text("「|」", "vertical bars"),
    "，": Text("全角の「，」", "fullwidth commas"),
    "、": Text("読点「、」", "Japanese commas"),
    " ": Text("空白", "spaces"),
    ",": Text("コンマ", "commas"),
}
_SIGNS = {"csv": DELIMITERS, "tsv": (",", ";")}
_SOFT = ("、", " ")
"""Signs that part words, too: only three columns and more of Japanese names are a table."""
_SPACES = re.compile(r"[ \u3000]+")
_JAPANESE = late(r"[\u3041-\u30ff\u4e00-\u9fff]")
FEWEST = 3
ROWS = 2
"""Columns and records from which soft signs are taken for delimiters."""
_BY_HAND = Text(
    "区切りがコンマではなく{delimiter}のようです。Excelで開き、「データ」→「区切り位置」で列に分けて、"
    "CSV（コンマ区切り）で保存し直してください。",
    "The cells seem to be parted by {delimiter}, not commas. Open it in Excel, use Data > Text to "
    "Columns, and save it as CSV (comma delimited).",
)
_IN_TSV = Text(
    "区切りがタブではなく{delimiter}です。名前の終わりを .csv にするか、タブ区切りで保存し直してください。",
    "The cells are parted by {delimiter}, not tabs. Call the file .csv, or save it tab-delimited.",
)
_IN_HEADER = Text(
    "項目名の行だけ、区切りが{delimiter}です。ほかの行と同じコンマ（半角の「,」）に直してください。",
    "Only the header is parted by {delimiter}. Part it by commas like the rows below.",
)


_UNDECIDED = Text(
    "区切りがコンマではありません。「;」「|」「，」のうち2つがどの行にも同じ数だけあり、どちらで分けるか決まりません。"
    "Excelの「区切り位置」で分けて、CSV（コンマ区切り）で保存し直してください。",
    "The cells are not parted by commas. Two of ; | ， stand equally often in every row, so nobody "
    "can tell which parts them. Use Data > Text to Columns and save it as CSV (comma delimited).",
)


class _Watch(Watch):
    """Certain only where every record has as many of them as the header, which is one cell."""

    def __init__(self) -> None:
        self.header: Record | None = None
        self.form = ""
        self.delimiter = ""
        self.rows = 0
        self.rivals: dict[str, int] = {}
        """Other signs that part every record as the header, with how many it has; tabs have none."""
        self.is_in_header = True
        """Whether every record has as many cells as the header has names between its signs."""

    def start(self, table: TableHead) -> Iterator[Hit]:
        header = table.layout.header
        self.form = table.form
        if header is not None and len(header.cells) == 1:
            label = text_of(header.cells[0])
            self.header = header
            signs = _SIGNS.get(self.form, ())
            self.delimiter = next((sign for sign in signs if sign in label), "")
            if not self.delimiter and self.form == "csv":
                self.delimiter = next((sign for sign in _SOFT if _names(label, sign)), "")
            self.wants_rows = bool(self.delimiter)
            if self.form == "csv" and self.delimiter not in {"", "\t", *_SOFT}:
                others = set(DELIMITERS) - {self.delimiter, "\t"}
                self.rivals = {sign: label.count(sign) for sign in others if sign in label}
        yield from ()

    def row(self, record: Record) -> Iterator[Hit]:
        if self.delimiter and record.cells:
            self.rows += 1
            signs, cells = self._count(self.header), len(record.cells)
            is_other = cells == signs + 1 and not self._count(record)
            self.is_in_header = self.is_in_header and is_other
            is_parted = self._count(record) == signs and not (cells > 1 and self._is_soft)
            if not self.is_in_header and not is_parted:
                self.delimiter = ""
            if self.rivals:
                text = "".join(map(str, record.cells))
                self.rivals = {s: n for s, n in self.rivals.items() if text.count(s) == n}
        yield from ()

    @property
    def _is_soft(self) -> bool:
        return self.delimiter in _SOFT

    def _count(self, record: Record | None) -> int:
        # A comma within a cell (1,200) parts it here.
        cells = map(str, record.cells) if record else ()
        if self.delimiter == " ":
            return sum(len(_SPACES.findall(cell.strip())) for cell in cells)
        return sum(cell.count(self.delimiter) for cell in cells)

    def finish(self, facts: TableFacts) -> Iterator[Hit]:  # noqa: ARG002
        is_soft = self._is_soft
        if self.header is None or not self.delimiter or self.rows < (ROWS if is_soft else 1):
            return
        by_hand = _BY_HAND if is_soft else None
        of_all = _IN_TSV if self.form == "tsv" else _UNDECIDED if self.rivals else by_hand
        yield Hit(
            record=self.header,
            message=_IN_HEADER if self.is_in_header and self.form == "csv" else of_all,
            certainty=Certainty.LIKELY if is_soft else None,
            severity=Severity.WARNING if is_soft else None,
            values={"delimiter": _NAMES[self.delimiter]},
        )


def _names(label: str, sign: str) -> bool:
    """Say whether a sign parts so many Japanese words that they are the names of columns."""
    parts = _SPACES.split(label.strip()) if sign == " " else label.split(sign)
    return len(parts) >= FEWEST and all(map(_JAPANESE.search, parts))


RULE = Rule(
    id="P022",
    name="wrong-delimiter",
    severity=Severity.ERROR,
    is_of_misreading=True,
    title=Text("区切りが、ファイルの種類と違う", "Cells parted otherwise than the file says"),
    why=Text(
        "1列だけの表として読まれます。",
        "Everything is read as one column.",
    ),
    fix=Text(
        "表計算ソフトで列に分け、CSV（コンマ区切り）で保存し直してください。"
        "タブ、「;」「|」、全角の「，」は、1つに決まれば `opendata fix` が自動で直します。",
        "Part it into columns in a spreadsheet and save it as CSV (comma delimited). "
        "`opendata fix` does so for tabs, ';', '|' and fullwidth commas where one alone fits.",
    ),
    message=Text(
        "区切りがコンマではなく{delimiter}です。`opendata fix` に渡すと自動で直ります。",
        "The cells are parted by {delimiter}, not commas. `opendata fix` mends it.",
    ),
    supersedes=frozenset({"extra-cell"}),
    bad=(
        csv("名称\t住所\t電話\n市役所\t東新町\t0743\n公民館\t北新町\t0742\n"),
        csv("名称;住所\n市役所;東新町\n"),
        csv("名称|住所\n市役所|東新町\n"),
        csv("名称;対象|回\n市役所;高齢者|1\n公民館;子ども|2\n"),
        csv("名称，住所\n市役所，東新町\n公民館，北新町\n"),
        csv("名称 住所 電話番号\n市役所 東新町8-38 0743-74-1111\n公民館　北新町1　0743-74-1112\n"),
        csv(
            "名称、住所、電話番号\n市役所、東新町8-38、0743-74-1111\n公民館、北新町1、0743-74-1112\n"
        ),
        csv("名称，住所，電話\n市役所,東新町,1\n公民館,北新町,2\n"),
        csv("名称\t人口\n北部\t1,200\n南部\t300\n"),
        CsvExample("名称,住所\n市役所,東新町\n公民館,北新町\n".encode(), "example.tsv"),
    ),
    good=(
        csv("説明\n1階;受付\n2階\n"),
        csv("対象;備考\n高齢者\n子ども;学生\n"),
        csv("名称,対象\n市役所,高齢者;子ども\n"),
        csv("名称\n市役所\n"),
        csv("受付 対象 内容\n電話 高齢者\n窓口 子ども 相談\n"),
        csv("Name of facility\nCity hall Nara\nTown hall Ikoma\n"),
        csv("対象|備考\n高齢者\n子ども|学生\n"),
        csv("施設名、住所\n市役所、東新町\n公民館、北新町\n"),
        CsvExample("名称\t住所\n市役所\t東新町\n".encode(), "example.tsv"),
        CsvExample("説明,注意\n1階,受付\n2階\n".encode(), "example.tsv"),
    ),
    check=OfTable(_Watch),
)

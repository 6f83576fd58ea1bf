"""P022: a table whose cells are parted otherwise than the name of its file says."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import CsvExample, csv
from publisher.rules.rule import Hit, OfTable, Rule, TableFacts, TableHead, Watch
from publisher.tables.record import Record, text_of
from publisher.words import Text

_NAMES = {
    "csv": {"\t": Text("タブ", "tabs"), ";": Text("「;」", "semicolons")},
    "tsv": {",": Text("コンマ", "commas"), ";": Text("「;」", "semicolons")},
}
_IN_TSV = Text(
    "区切りがタブではなく{delimiter}です。名前の終わりを .csv にするか、タブ区切りで保存し直してください。",
    "The cells are parted by {delimiter}, not tabs. Call the file .csv, or save it tab-delimited.",
)


class _Watch(Watch):
    """Certain only where every record has as many of them as the header, which is one cell."""

    def __init__(self) -> None:
        self.header: Record | None = None
        self.form = ""
        self.delimiter = ""
        self.rows = 0

    def start(self, table: TableHead) -> Iterator[Hit]:
        header = table.layout.header
        self.form = table.form
        if header is not None and len(header.cells) == 1:
            label = text_of(header.cells[0])
            self.header = header
            self.delimiter = next((sign for sign in _NAMES.get(self.form, ()) if sign in label), "")
            self.wants_rows = bool(self.delimiter)
        yield from ()

    def row(self, record: Record) -> Iterator[Hit]:
        if self.delimiter and record.cells:
            self.rows += 1
            if self._count(record) != self._count(self.header):
                self.delimiter = ""
        yield from ()

    def _count(self, record: Record | None) -> int:
        # A comma within a cell (1,200) parts it here.
        return sum(str(cell).count(self.delimiter) for cell in record.cells) if record else 0

    def finish(self, facts: TableFacts) -> Iterator[Hit]:  # noqa: ARG002
        if self.header is not None and self.delimiter and self.rows:
            yield Hit(
                record=self.header,
                message=_IN_TSV if self.form == "tsv" else None,
                values={"delimiter": _NAMES[self.form][self.delimiter]},
            )


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
        "表計算ソフトで開き、CSV（コンマ区切り）で保存し直してください。",
        "Open it in a spreadsheet and save it as CSV (comma delimited).",
    ),
    message=Text(
        "区切りがコンマではなく{delimiter}です。CSV（コンマ区切り）で保存し直してください。",
        "The cells are parted by {delimiter}, not commas. Save it as CSV (comma delimited).",
    ),
    bad=(
        csv("名称\t住所\t電話\n市役所\t東新町\t0743\n公民館\t北新町\t0742\n"),
        csv("名称;住所\n市役所;東新町\n"),
        csv("名称\t人口\n北部\t1,200\n南部\t300\n"),
        CsvExample("名称,住所\n市役所,東新町\n公民館,北新町\n".encode(), "example.tsv"),
    ),
    good=(
        csv("説明\n1階;受付\n2階\n"),
        csv("対象;備考\n高齢者\n子ども;学生\n"),
        csv("名称,対象\n市役所,高齢者;子ども\n"),
        csv("名称\n市役所\n"),
        CsvExample("名称\t住所\n市役所\t東新町\n".encode(), "example.tsv"),
        CsvExample("説明,注意\n1階,受付\n2階\n".encode(), "example.tsv"),
    ),
    check=OfTable(_Watch),
)

"""P040: a table whose lines end in two ways, or as only old programs end them."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import CsvExample
from publisher.rules.rule import Certainty, Hit, NotApplicable, OfTextFile, Rule, TextFile
from publisher.words import Text

_TABLES = frozenset({"csv", "tsv"})
_ALONE = Text(
    "改行が古い形（CRだけ）で、全体が1行と読まれることがあります。"
    "表計算ソフトで開き、CSVで保存し直してください。",
    "Its lines end with a carriage return alone; many tools read one endless line. "
    "Open it in a spreadsheet and save it as CSV.",
)


def _check(file: TextFile) -> Iterator[Hit | NotApplicable]:
    ends = file.encoding.line_ends
    if file.form not in _TABLES or not file.encoding.is_readable:
        yield NotApplicable()
    elif ends.cr and not ends.lf and not ends.crlf:
        yield Hit(line=1, message=_ALONE, certainty=Certainty.CERTAIN, severity=Severity.WARNING)
    elif ends.odd:
        yield Hit(line=ends.odd_line, values={"line": ends.odd_line or 0, "count": ends.odd})


RULE = Rule(
    id="P040",
    name="odd-line-ends",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    title=Text("改行の形がそろっていない", "Lines that end in different ways"),
    why=Text(
        "行の数え方が道具によって変わり、読めない道具もあります。",
        "Tools count the lines differently, and some refuse the file.",
    ),
    fix=Text(
        "表計算ソフトで開き、CSVで保存し直すとそろいます。",
        "Opening it in a spreadsheet and saving it as CSV evens them.",
    ),
    message=Text(
        "{line}行目から、改行の形が1行目と違う行が{count}行あります。"
        "表計算ソフトで開き、CSVで保存し直してください。",
        "From line {line} on, {count} {count:line ends|lines end} differently from the first. "
        "Open it in a spreadsheet and save it as CSV.",
    ),
    decides=Text(
        "引用符の外の改行だけを数えます。CRだけの改行は確か、混在は疑いです。",
        "Only breaks outside of quotes count; CR alone is certain, a mixture likely.",
    ),
    bad=(
        CsvExample("名称,住所\r\n市役所,東新町\n公民館,北新町\r\n".encode()),
        CsvExample("名称,住所\n市役所,東新町\r公民館,北新町\n".encode()),
        CsvExample("名称,住所\r市役所,東新町\r".encode()),
    ),
    good=(
        CsvExample("名称,住所\r\n市役所,東新町\r\n".encode()),
        CsvExample("名称,住所\n市役所,東新町\n".encode()),
        CsvExample("名称,住所\r\n市役所,東新町".encode()),
    ),
    check=OfTextFile(_check),
)

"""P018: a file whose content is not what its name promises."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.blocks import OBJECTS
from publisher.rules.examples import CsvExample, csv
from publisher.rules.rule import Hit, OfTextFile, Rule, TextFile
from publisher.words import Text

_NUL = Text(
    "{line}行目に、文字ではないデータ（NUL）が入っています。元の表から書き出し直してください。",
    "Line {line} holds bytes that are no text (NUL). Export the table again from its source.",
)

_OBJECTS = Text(
    "名前は {form} ですが、中身は{content}です。作った道具から、{form} で書き出し直してください。",
    "The name says {form}, but it is {content}. Export it again as {form} from its source.",
)


def _check(file: TextFile) -> Iterator[Hit]:
    encoding = file.encoding
    if encoding.content is not None:
        values = {"form": file.form, "content": encoding.content}
        yield Hit(message=_OBJECTS if file.form in OBJECTS else None, values=values)
    elif encoding.nul_line is not None:
        yield Hit(message=_NUL, line=encoding.nul_line, values={"line": encoding.nul_line})


RULE = Rule(
    id="P018",
    name="not-text",
    severity=Severity.ERROR,
    title=Text("中身が表の文字ではない", "The content is no text"),
    why=Text("だれも開けません。", "Nobody can open it."),
    fix=Text(
        "元の表を表計算ソフトで開き、CSVで保存し直してください。地図などは、作った道具で書き出し直します。",
        "Open the source in a spreadsheet and save it as CSV; export maps again from their tool.",
    ),
    message=Text(
        "名前は {form} ですが、中身は{content}です。"
        "表計算ソフトで開き、CSVで保存し直してください。",
        "The name says {form}, but it is {content}. Open it in a spreadsheet and save it as CSV.",
    ),
    bad=(
        CsvExample(b"PK\x03\x04\x14\x00\x06\x00workbook under the name of a CSV"),
        CsvExample(b"%PDF-1.7\n"),
        CsvExample(b"<!DOCTYPE html>\n<html><body>404</body></html>\n"),
        CsvExample(b"name,count\ncity hall,\x00\x001\n"),
        CsvExample(b"<!DOCTYPE html>\n<html><body>404</body></html>\n", "example.geojson"),
    ),
    good=(csv("name,count\nPK,1\n"), csv("記号,意味\n%PDF,文書\n")),
    check=OfTextFile(_check),
)

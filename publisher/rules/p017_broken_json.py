"""P017: a JSON or GeoJSON file that cannot be parsed."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.geo.json_words import words_of
from publisher.rules.examples import CsvExample
from publisher.rules.rule import Hit, OfTextFile, Rule, TextFile
from publisher.words import Text

_NOWHERE = Text(
    "ファイルを読めません（{note}）。作った道具で書き出し直してください。",
    "The file cannot be parsed ({note}). Export it again with the tool that made it.",
)


def _check(file: TextFile) -> Iterator[Hit]:
    fault = file.parse_fault
    if fault is None:
        return
    note = words_of(fault.note)
    if fault.line is None:
        yield Hit(message=_NOWHERE, values={"note": note})
    else:
        yield Hit(line=fault.line, values={"line": fault.line, "note": note})


RULE = Rule(
    id="P017",
    name="broken-json",
    severity=Severity.ERROR,
    title=Text("JSON・GeoJSONが壊れている", "Broken JSON or GeoJSON"),
    why=Text("地図もプログラムも読み込めません。", "No map and no program can load it."),
    fix=Text(
        "作った道具で書き出し直してください。手で直すなら、示された行の前後を見てください。",
        "Export it again with the tool that made it; by hand, look around the line named.",
    ),
    message=Text(
        "{line}行目で読めなくなります（{note}）。作った道具で書き出し直してください。",
        "It cannot be parsed from line {line} on ({note}). "
        "Export it again with the tool that made it.",
    ),
    bad=(
        CsvExample(b'{"type": "FeatureCollection", "features": [', "example.geojson"),
        CsvExample(b'{"a": 1,}\n', "example.json"),
        CsvExample(b'{"a": NaN}\n', "example.json"),
        CsvExample(b"", "example.json"),
    ),
    good=(
        CsvExample(b'{"type": "Point", "coordinates": [135.6979, 34.6939]}', "example.geojson"),
        CsvExample('[{"名称": "市役所"}]\n'.encode(), "example.json"),
    ),
    check=OfTextFile(_check),
)

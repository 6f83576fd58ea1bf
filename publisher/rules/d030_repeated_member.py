"""D030: one name twice in a JSON object."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.examples import CsvExample
from publisher.rules.geo_hits import MORE, feature, geojson, of, point
from publisher.rules.rule import Hit, NotApplicable, OfGeoJson, OfTextFile, Rule, TextFile
from publisher.words import Text, quote

_FIX = Text(
    "項目の名前を変えるか、片方を消してください。",
    "Rename one of them, or delete it.",
)

_HERE = Text(
    "{line}行目からの1件に、項目「{name}」が2回以上あります。値は1つしか読まれません。{fix}",
    "In the item from line {line} on, '{name}' stands more than once; only one value is read. {fix}",
)


def _json(file: TextFile) -> Iterator[Hit | NotApplicable]:
    if file.json is None:
        yield NotApplicable()
        return
    repeated = file.json.repeated
    for name, line in repeated.found:
        values = {"line": line, "name": quote(name), "fix": _FIX}
        yield Hit(line=line, message=_HERE, values=values)
    if more := repeated.count - len(repeated.found):
        yield Hit(message=MORE, values={"count": more})


RULE = Rule(
    id="D030",
    name="repeated-member",
    severity=Severity.ERROR,
    title=Text("同じ項目が2回書かれている", "One member written twice"),
    why=Text(
        "道具によって、どちらか一方の値だけが残ります。",
        "One of the two values is lost, which one depends on the tool.",
    ),
    fix=_FIX,
    decides=Text(
        "1つのまとまりの中の同じ名前を探します。",
        "Names within one object are compared.",
    ),
    bad=(
        CsvExample(
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
            '{"電話": "0743-74-1111", "電話": "0743-74-2222"}, "geometry": '
            '{"type": "Point", "coordinates": [135.6979, 34.6939]}}]}'.encode(),
            "example.geojson",
        ),
        CsvExample('[{"名称": "市役所", "名称": "本庁舎"}]\n'.encode(), "example.json"),
        CsvExample('[{"名称": "市役所", "階": {"東": 5, "東": 6}}]\n'.encode(), "example.json"),
    ),
    good=(
        geojson(feature(point(135.6979, 34.6939))),
        CsvExample(
            '[{"名称": "市役所", "階": {"名称": 5}}, {"名称": "公民館"}]\n'.encode(), "example.json"
        ),
    ),
    check=(OfGeoJson(of(_FIX, GeoKind.REPEATED_MEMBER)), OfTextFile(_json)),
)

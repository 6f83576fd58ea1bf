"""Personal data in a GeoJSON file is found wherever it stands, and places are none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from publisher.findings import Finding
from tests.publisher.examples import report_on_bytes

MOBILE = "090-1234-5678"
IKOMA = [135.697912345678, 34.693912345678]
POINT = {"type": "Point", "coordinates": IKOMA}


def feature(geometry: Any = POINT, properties: Any = None, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry, **more}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def private(document: Any) -> list[Finding]:
    content = json.dumps(document, ensure_ascii=False).encode()
    report = report_on_bytes(content, "a.geojson")
    assert MOBILE not in repr(report.as_json())
    return [item for item in report.findings if item.rule.startswith(("S", "X"))]


def deep(value: Any, levels: int) -> Any:
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "document",
    [
        collection(feature({**POINT, "担当": MOBILE})),
        collection(feature({**POINT, "bbox": [MOBILE]})),
        collection(feature({"type": "Point", "coordinates": [MOBILE, 34]})),
        collection(feature({"type": MOBILE, "coordinates": IKOMA})),
        collection(
            feature({"type": "GeometryCollection", "geometries": [{**POINT, "担当": MOBILE}]})
        ),
        collection(feature(MOBILE)),
        collection(feature(POINT, [MOBILE])),
        collection(feature(POINT, MOBILE)),
        collection(feature(POINT, {"名称": "a"}), feature(POINT, [MOBILE])),
        collection(feature(POINT, {"連絡先": {"携帯": [MOBILE]}})),
        collection(feature(POINT, {"深い": deep(MOBILE, 900)})),
        collection(feature(POINT, {"名称": "a"}, 担当=MOBILE)),
        {**POINT, "担当": MOBILE},
        feature({**POINT, "担当": MOBILE}),
    ],
)
def test_a_mobile_number_is_found(document: Any) -> None:
    """Beside the coordinates, among them, in properties that are none, however deep."""
    assert ["S003"] == [item.rule for item in private(document)]


@pytest.mark.parametrize(
    "document",
    [
        collection(feature(POINT, {"名称": "a"}, bbox=[135.697912345678, 34.1, 135.8, 34.9])),
        collection(feature({**POINT, "bbox": [135.697912345678, 34.1, 135.8, 34.9]})),
        collection(feature({"type": "LineString", "coordinates": [IKOMA, [135, 34]]})),
        feature(POINT),
        POINT,
    ],
)
def test_places_are_no_numbers_of_persons(document: Any) -> None:
    assert [] == private(document)


def test_what_is_too_deep_to_be_written_lost_no_character() -> None:
    """P021 spoke of a lost character where none was."""
    document = collection(feature(None, {"深い": deep("駅", 900)}))
    content = json.dumps(document, ensure_ascii=False).encode()

    assert ["D028"] == [item.rule for item in report_on_bytes(content, "a.geojson").findings]


def test_half_a_character_is_shown_as_a_lost_one() -> None:
    """No terminal and no comment can print a lone surrogate."""
    found = report_on_bytes(b'{"type": "\\ud800"}', "a.geojson").findings

    assert ["D020"] == [item.rule for item in found]
    assert "「�」" in found[0].message.ja
    found[0].message.both().encode()

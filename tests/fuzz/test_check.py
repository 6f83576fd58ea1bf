"""Whatever bytes are checked: a report, never an exception, never our own fault, never a hang.

Hundreds of examples by day, thousands with OPENDATA_NIGHTLY=1.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.cli import json_text
from publisher.findings import Report
from publisher.render import report_github, report_markdown, report_text
from publisher.rules.examples import DESCRIPTOR_PATH, TreeExample
from publisher.rules.feed_hits import FILES as FEED_FILES
from publisher.rules.feed_hits import feed
from publisher.words import Text
from tests.fuzz.mutation import (
    CELLS,
    MUTATIONS,
    PERSONAL_NUMBER,
    VALUES,
    Mutation,
    inside,
    mutated,
    with_cell,
)
from tests.fuzz.seeds import seeds
from tests.publisher.examples import loaded, report_on_bytes, report_on_tree
from tests.settings import EXAMPLES

SEEDS = seeds()
FILES = st.sampled_from(
    [(ending, content) for ending, contents in SEEDS.items() for content in contents]
)
ZIPS = st.sampled_from([(ending, SEEDS[ending][0]) for ending in ("zip", "xlsx", "ods")])
FEED = {
    **FEED_FILES,
    "shapes.txt": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\nS,34.69,135.69,1\n",
    "calendar_dates.txt": "service_id,date,exception_type\n平日,20260503,2\n",
    "frequencies.txt": "trip_id,start_time,end_time,headway_secs\n1_0800,08:00:00,09:00:00,600\n",
    "transfers.txt": "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n1_1,2_1,2,60\n",
    "office_jp.txt": "office_id,office_name\n1,生駒営業所\n",
}
OF_GEOJSON: tuple[tuple[str | int, ...], ...] = (
    *(("type",), ("features",), ("bbox",), ("crs",), ("id",), ("properties",)),
    *(("features", 0), ("features", 1), ("features", 0, "id"), ("features", 0, "bbox")),
    *(("features", 0, "type"), ("features", 0, "geometry"), ("features", 0, "properties")),
    *(("features", 0, "properties", "名称"), ("features", 0, "properties", "緯度")),
    *(("features", 0, "geometry", "type"), ("features", 0, "geometry", "coordinates")),
    *(("features", 0, "geometry", "bbox"), ("features", 0, "geometry", "geometries")),
    *(("features", 0, "geometry", "coordinates", place) for place in (0, 1)),
    *(("features", 1, "geometry", "coordinates", 0), ("features", 1, "geometry", "type")),
    *(("features", 1, "geometry", "coordinates", 0, place) for place in (0, 3)),
    *(("features", 1, "geometry", "coordinates", 0, place, 0) for place in (0, 3)),
)
JSON_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**400, 1e308, 123456789018, "", "a", "\ud800", [], {}, [[]], [None]),
    *([1], [1, 2, 3, 4], ["135", "34"], {"type": "Point"}, {"type": []}, {"a": {"b": [1]}}),
    *("Feature", "FeatureCollection", "GeometryCollection", "MultiPolygon", "LineString", "point"),
    *([[[135.0, 34.0]] * 2] * 2, {"type": "name", "properties": {"name": 5}}, VALUES[12]),
)
SECONDS = 20
"""For files of a few kilobytes: a thousand times what they take."""
often = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
less = settings(often, max_examples=EXAMPLES // 3)
"""Of what writes a tree to disk: ten times as slow."""


def judged(report: Report, started: float) -> None:
    """Hold a report against the laws."""
    ours = [finding.message.en for finding in report.findings if finding.rule == "X000"]

    assert [] == ours
    assert time.perf_counter() - started < SECONDS
    assert all(finding.message.ja and finding.message.en for finding in report.findings)
    for shown in _shown(report):
        shown.encode()  # half a character is what no terminal and no comment can print
        assert PERSONAL_NUMBER not in shown


def _shown(report: Report) -> Iterator[str]:
    """Everything that is printed of a report, as text, comment, annotations and JSON."""
    nothing = Text("", "")
    yield from report_text.lines(report, is_bare=True, notice=nothing)
    yield from report_markdown.lines(report, is_bare=True, notice=nothing)
    yield from report_github.lines(report, is_bare=True)
    yield "".join(json_text.pieces(report.as_json()))


def test_every_seed_is_readable() -> None:
    """The fuzzer starts from files that are looked into, not refused at the door."""
    for ending, contents in SEEDS.items():
        for content in contents:
            found = report_on_bytes(content, f"seed.{ending}")
            refused = {"format-error", "source-error", "P017", "P018", "D040", "X000"}
            assert not refused & {finding.rule for finding in found.findings}, ending


@often
@given(file=FILES, mutations=MUTATIONS)
def test_any_bytes_make_a_report(file: tuple[str, bytes], mutations: list[Mutation]) -> None:
    """CSV, TSV, JSON, GeoJSON, GTFS, XLSX, XLS and ODS with damaged bytes."""
    ending, content = file
    started = time.perf_counter()
    judged(report_on_bytes(mutated(content, mutations), f"fuzz.{ending}"), started)


@often
@given(file=ZIPS, member=st.integers(0, 40), mutations=MUTATIONS)
def test_any_member_makes_a_report(
    file: tuple[str, bytes], member: int, mutations: list[Mutation]
) -> None:
    """Zips that are whole, with a part that is not."""
    ending, content = file
    started = time.perf_counter()
    judged(report_on_bytes(inside(content, member, mutations), f"fuzz.{ending}"), started)


@often
@given(cells=st.lists(st.tuples(st.sampled_from(sorted(FEED)), CELLS), min_size=1, max_size=20))
def test_any_cell_of_a_timetable_makes_a_report(
    cells: list[tuple[str, tuple[int, int, str]]],
) -> None:
    """Feeds whose bytes are sound, with cells that are not."""
    texts = dict(FEED)
    for name, cell in cells:
        texts[name] = with_cell(texts[name], *cell)
    started = time.perf_counter()
    judged(report_on_bytes(feed(texts).content, "fuzz.zip"), started)


@often
@given(
    members=st.lists(
        st.tuples(st.sampled_from(OF_GEOJSON), st.sampled_from(JSON_VALUES)), min_size=1, max_size=3
    )
)
def test_any_member_of_a_geojson_makes_a_report(
    members: list[tuple[tuple[str | int, ...], Any]],
) -> None:
    """GeoJSON that parses, with members that are something else."""
    document = json.loads(SEEDS["geojson"][0])
    for path, value in members:
        placed(document, path, value)
    started = time.perf_counter()
    judged(report_on_bytes(json.dumps(document).encode(), "fuzz.geojson"), started)


def placed(document: Any, path: tuple[str | int, ...], value: Any) -> None:
    """Put a value into a document, where the way to its place is still there."""
    *way, last = path
    for step in way:
        try:
            document = document[step]
        except (LookupError, TypeError):
            return
    if isinstance(document, dict) or (isinstance(document, list) and last in range(len(document))):
        document[last] = value  # type: ignore[index]  # a path is what the document has


@often
@given(file=FILES, ending=st.sampled_from(sorted(SEEDS)))
def test_any_file_under_any_ending_makes_a_report(file: tuple[str, bytes], ending: str) -> None:
    """A .csv that is XLSX, an .xls that is a CSV, and all the others."""
    started = time.perf_counter()
    judged(report_on_bytes(file[1], f"fuzz.{ending}"), started)


@often
@given(mutations=MUTATIONS)
def test_any_descriptor_makes_a_report(mutations: list[Mutation]) -> None:
    """datapackage.json with damaged bytes: the dataset is blocked, the run goes on."""
    content = TreeExample().tree_files()[DESCRIPTOR_PATH]
    started = time.perf_counter()
    with loaded(TreeExample(files={DESCRIPTOR_PATH: mutated(content, mutations)})) as tree:
        judged(report_on_tree(tree), started)

"""The key of a new table: every row proves it, and its names say that it is one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.desk import row_keys
from publisher.desk.infer import Wishes, fit, infer
from publisher.desk.table import Conversion, convert
from tests.publisher.desk_instance import Town, init
from tests.settings import EXAMPLES

SAID = ("--slug=x", "--title=題", "--description=説明", "--licence=CC0")


def converted(folder: Path, *rows: str) -> Conversion:
    source = folder / "in.csv"
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return convert(source, folder / "out.csv")


def key(folder: Path, *rows: str) -> tuple[str, ...]:
    made = converted(folder, *rows)
    schema = infer(made.table, made.shape.header, (), Wishes(dictionary={})).schema
    found = row_keys.proven(made.table, made.shape.header, schema)
    return found[0] if found else ()


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (("番号,名称", "001,北", "002,南", "003,西"), ("番号",)),
        (("施設ID,電話番号", "A1,0743-1", "A2,0743-1", "A3,0743-2"), ("施設ID",)),
        (("施設コード,名称", "11,北", "12,北", "13,西"), ("施設コード",)),
        (
            (
                "年度,学校,児童数",
                "2022年度,東,1",
                "2022年度,西,2",
                "2023年度,東,3",
                "2023年度,西,3",
            ),
            ("年度", "学校"),
        ),
        (
            ("年,区,館,数", "2022,北,a,1", "2022,北,b,1", "2022,南,a,1", "2023,北,a,2"),
            ("年", "区", "館"),
        ),
        (("年度,月,数", "2022年度,4,1", "2022年度,5,2", "2023年度,4,3"), ("年度", "月")),
        # Next year another row is the third.
        (("No,名称", "1,北", "2,南", "3,西"), ()),
        (("番号,名称", "1,北", "2,南", "3,西"), ()),
        # Two rows share it, or one has none; a telephone is of a place.
        (("施設ID,名称", "A1,北", "A1,南", "A3,西"), ()),
        (("施設ID,名称", "A1,北", ",南", "A3,西"), ()),
        (("電話番号,数", "0743-1,1", "0743-2,2", "0743-3,3"), ()),
        (("名称,数", "北,1", "南,2", "西,3"), ()),
        (("年度,数", "2022年度,1", "2023年度,2", "2024年度,3"), ("年度",)),
        (("年度,学校", "2022年度,東", "2022年度,東", "2023年度,東", "2023年度,西"), ()),
        (("施設ID,名称", "A1,北", "A2,南"), ()),
    ],
)
def test_what_tells_rows_apart(tmp_path: Path, rows: Sequence[str], names: tuple[str, ...]) -> None:
    assert names == key(tmp_path, *rows)


CELLS = st.sampled_from(("", "1", "2", "3", "01", "A", "B", "2022年度", "2023年度", "北", "南"))
HEADERS = st.permutations(["番号", "施設ID", "年度", "学校", "区", "数"]).map(
    lambda names: names[:4]
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(HEADERS, st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=3, max_size=8))
def test_the_table_passes_with_every_key_that_is_written(
    tmp_path: Path, header: list[str], rows: list[list[str]]
) -> None:
    """As the engine reads values: 01 and 1 may be one number."""
    made = converted(tmp_path, *(",".join(row) for row in (header, *rows)))
    schema: dict[str, Any] = infer(made.table, made.shape.header, (), Wishes(dictionary={})).schema
    found = row_keys.proven(made.table, made.shape.header, schema)
    if found:
        schema["primaryKey"] = list(found[0])
        assert [] == fit(made.table, schema)


def test_a_new_dataset_has_its_key_and_an_officers_own_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the next version's changed row is a changed row, not one gone and one new."""
    town: Town = init(tmp_path / "town")
    monkeypatch.chdir(town.root)
    rows = (
        "年度,学校,児童数（人）\n2022年度,東,10\n2022年度,西,20\n2023年度,東,11\n2023年度,西,21\n"
    )
    source = town.source(rows, "a.csv")
    shown = town.run("add", source, *SAID).output
    town.run("add", source, *SAID[1:], "--slug=y", "--primary-key=学校", "--anyway", expect=2)

    assert "「年度」「学校」は行ごとにちがうので" in shown
    newer = town.source(rows.replace("西,21", "西,25"), "b.csv")
    told = town.run("update", "011002_x", newer).output
    assert "変わる" in told or "変わった" in told
    assert "消える行が" not in told

"""Types of columns: what the whole file proves, codes as text, standards as far as they hold."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from frictionless import Schema, system
from frictionless.resources import TableResource
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher import standards
from publisher.desk.columns import Facts, is_code, proven_type
from publisher.desk.dictionary import read
from publisher.desk.infer import Inference, Wishes, infer
from publisher.desk.table import convert
from publisher.errors import UsageError

STANDARDS = standards.load()
TOILETS = next(
    item for item in STANDARDS if (item.slug, item.edition) == ("public_toilet", "2026-08")
)


def inferred(folder: Path, content: str, **wishes: Any) -> Inference:
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_text(content, encoding="utf-8")
    conversion = convert(source, target)
    wished = Wishes(dictionary=wishes.pop("dictionary", {}), **wishes)
    return infer(conversion.table, conversion.shape.header, STANDARDS, wished)


def types(found: Inference) -> list[str]:
    return [field["type"] for field in found.schema["fields"]]


def facts(*values: str) -> Facts:
    gathered = Facts()
    for value in values:
        gathered.see(value, frozenset({""}))
    return gathered


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("コード", ("1", "2")),
        ("電話番号", ("0742221111",)),
        ("郵便番号", ("6308501",)),
        ("ＩＤ", ("1", "2")),
        ("値", ("001", "2")),
        ("団体", ("292010", "292028")),
        ("団体", ("29201", "29202")),
        ("法人", ("1000020290009",)),
        ("施設ID", ("1", "2")),
        ("ロケ地ID", ("1", "2")),
        ("回答者ＩＤ", ("1", "2")),
        ("OBJECTID", ("1", "2")),
        ("stop_id", ("1", "2")),
        ("route-no", ("1", "2")),
        ("丁目", ("1", "2")),
    ],
)
def test_codes_stay_text(label: str, values: tuple[str, ...]) -> None:
    assert is_code(label, facts(*values))
    assert proven_type(label, facts(*values), "integer") == "string"


@pytest.mark.parametrize("label", ["grid", "amount_paid", "notes", "人数", "video数", "telescope"])
def test_other_names_with_such_letters_are_no_codes(label: str) -> None:
    assert proven_type(label, facts("1", "2"), "integer") == "integer"


@pytest.mark.parametrize(
    ("label", "values", "kind", "form"),
    [
        ("規制開始日", ("20220101", "20221231"), "date", "%Y%m%d"),
        ("start_date", ("20220101", ""), "date", "%Y%m%d"),
        ("規制開始日", ("20220101", "20221331"), "string", None),
        ("規制開始日", ("20220101", "20220230"), "string", None),
        ("値", ("20220101", "20221231"), "string", None),
        ("値", ("20220101", "99999999"), "integer", None),
        ("更新日", ("2022/12/29", "2022/1/5"), "date", "%Y/%m/%d"),
        ("値", ("2022/12/29", "2022/01/05"), "date", "%Y/%m/%d"),
        ("更新日", ("2022/12/29", "2022/13/01"), "string", None),
        ("更新日", ("12/29/2022", "1/5/2022"), "string", None),
        ("更新日", ("2022/12/29", "2022-01-05"), "string", None),
    ],
)
def test_days_are_dates_where_every_value_proves_it(
    tmp_path: Path, label: str, values: tuple[str, ...], kind: str, form: str | None
) -> None:
    """Eight digits need a column named for days, 2022/12/29 does not; else they are text."""
    rows = "".join(f"a,{value}\n" for value in values)
    field = inferred(tmp_path, f"名称,{label}\n{rows}").schema["fields"][1]

    assert (kind, form) == (field["type"], field.get("format"))


@pytest.mark.parametrize(
    ("label", "values", "kind"),
    [
        ("人口", ("352377", "60132", "8"), "integer"),
        ("人口", ("10500", "47200", "60132"), "integer"),
        ("定員(人)", ("120", "", "-5"), "integer"),
        ("割合", ("0.5", "12"), "number"),
        ("歳入決算額", ("63804275113", "5"), "integer"),
        ("adjustedAmount", ("63804275113", "5"), "integer"),
        ("歳入決算額", ("6380427511300000", "5"), "string"),
        ("人口", ("１２", "3"), "string"),
        ("人口", (" 12", "3"), "string"),
        ("人口", ("1_000", "3"), "string"),
        ("人口", ("1,000", "3"), "string"),
        ("人口", ("", ""), "string"),
    ],
)
def test_numbers_are_what_every_value_proves(
    label: str, values: tuple[str, ...], kind: str
) -> None:
    guess = "number" if kind == "number" else "integer"

    assert proven_type(label, facts(*values), guess) == kind


def test_types_hold_beyond_the_sample(tmp_path: Path) -> None:
    rows = "".join(f"{number},{number},2024-01-01\n" for number in range(1500))
    found = inferred(tmp_path, f"甲,乙,日\n{rows}x,1.5,2024-13-01\n")

    assert types(found) == ["string", "number", "string"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "02", "x", "", "1.5", "2024-02-30", "true", "292010", " 7"]),
            st.sampled_from(["-3", "4", "9999999999", "２", "1e5", "2024-02-29", "9:00", "―"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_whole_file_passes_its_schema(rows: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        body = "".join(f"行,{one},{two}\n" for one, two in rows)
        found = inferred(folder, f"種別,甲,乙\n{body}", missing_values=("―",))
        with system.use_context(trusted=True):
            resource = TableResource(
                path=str(folder / "out.csv"),
                schema=Schema.from_descriptor(dict(found.schema)),
                encoding="utf-8",
            )
            report = resource.validate()

    assert report.valid, report.flatten(["type", "note"])


def toilets(**first: str) -> str:
    names = [field["name"] for field in TOILETS.fields]
    good = {"名称": "甲", "所在地_連結表記": "乙", "設置位置": "丙", "利用開始時間": "09:00"}
    rows = [{**good, **first}, good]
    lines = [",".join(row.get(name, "") for name in names) for row in rows]
    return "\n".join([",".join(names), *lines]) + "\n"


def test_a_standard_dataset_gets_the_standards_schema(tmp_path: Path) -> None:
    found = inferred(tmp_path, toilets())

    assert found.standard == TOILETS
    assert types(found) == [field["type"] for field in TOILETS.fields]
    assert all(field["description"] for field in found.schema["fields"])
    assert len(found.notices) == 1


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("利用開始時間", "9:00", {"type": "string"}),
        ("設置位置", "", {"type": "string"}),
        ("車椅子使用者用トイレ有無", "○", {"type": "string"}),
        ("緯度", "135.8", {"type": "number", "constraints": {"minimum": 20}}),
        ("男性トイレ総数", "2基", {"type": "string"}),
    ],
)
def test_a_column_that_breaks_the_standard_is_loosened_and_named(
    tmp_path: Path, column: str, value: str, kept: dict[str, Any]
) -> None:
    found = inferred(tmp_path, toilets(**{column: value}))
    field = next(item for item in found.schema["fields"] if item["name"] == column)

    assert {name: field[name] for name in ("type", "constraints") if name in field} == kept
    assert any(column in notice.ja and "2行目" in notice.ja for notice in found.notices)
    assert found.standard == TOILETS


def test_the_line_named_is_the_editors(tmp_path: Path) -> None:
    found = inferred(
        tmp_path, toilets(備考='"上\n下"') + toilets(利用開始時間="24時").split("\n")[1] + "\n"
    )

    assert any("5行目" in notice.ja for notice in found.notices)


def test_a_dictionary_describes_and_types_columns(tmp_path: Path) -> None:
    dictionary = tmp_path / "columns.csv"
    dictionary.write_text("name,title_en,description,type\n人口 ,People,人の数,string\n", "utf-8")
    found = inferred(tmp_path, "町,人口\n甲,3\n乙,4\n", dictionary=read(dictionary))
    field = found.schema["fields"][1]

    assert field["type"] == "string"
    assert field["description"] == "人の数"
    assert field["translations"] == {"en": {"title": "People"}}
    assert any("説明のない列が1列" in notice.ja for notice in found.notices)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,type\n人口,decimal\n", "decimal"),
        ("列,型\n人口,integer\n", "name"),
        ("name\n面積\n", "面積"),
        ("name,type\n,integer\n", "2行目"),
    ],
)
def test_a_wrong_dictionary_is_refused(tmp_path: Path, content: str, said: str) -> None:
    dictionary = tmp_path / "columns.csv"
    dictionary.write_text(content, encoding="utf-8")

    with pytest.raises(UsageError) as refused:
        inferred(tmp_path, "町,人口\n甲,3\n", dictionary=read(dictionary))

    assert said in refused.value.what.ja


@pytest.mark.parametrize("key", ["人口", "無い列"])
def test_a_primary_key_must_tell_rows_apart(tmp_path: Path, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        inferred(tmp_path, "町,人口\n甲,3\n乙,3\n", primary_key=(key,))

    assert refused.value.where == "--primary-key"


def test_a_table_near_a_standard_says_what_differs(tmp_path: Path) -> None:
    content = toilets().replace("備考", "駐車場").replace("女性トイレ総数", "女性トイレ数")
    found = inferred(tmp_path, content)

    assert found.standard is None
    assert "足りない列: 備考" in found.notices[0].ja
    assert "標準にない列: 駐車場" in found.notices[0].ja
    assert "女性トイレ数→女性トイレ総数" in found.notices[0].ja
    assert found.schema["fields"][15]["constraints"] == {"minimum": 20, "maximum": 46}

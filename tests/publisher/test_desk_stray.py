"""What keeps a column from being numbers or days is said, and what is still wrong with it found."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.standards.told import told
from publisher.tables.columns import Kind
from tests.publisher.test_columns import kind_of
from tests.publisher.test_desk_infer import inferred, types


def csv_of(*values: str, name: str = "定員") -> str:
    rows = "".join(f"施設{number},{value}\n" for number, value in enumerate(values))
    return f"名称,{name}\n{rows}"


def test_what_makes_a_column_text_is_named(tmp_path: Path) -> None:
    """How many cells, which, and where the first stands: no type falls in silence."""
    found = inferred(tmp_path, csv_of("100", "200人", "-", "300", "5", "-", "20"))
    said = [notice.ja for notice in found.notices if "定員" in notice.ja]

    assert ["string", "string"] == types(found)
    assert "7件のうち3件が数字ではない" in said[0]
    assert "「-」2件（4行目から）" in said[0]
    assert "「200人」1件（3行目）" in said[0]


def test_stray_cells_among_days_are_named(tmp_path: Path) -> None:
    """One 未定 among days."""
    found = inferred(
        tmp_path, csv_of(*(f"2024-0{month}-01" for month in range(1, 7)), "未定", name="開設日")
    )

    assert any("日付ではない" in notice.ja and "「未定」" in notice.ja for notice in found.notices)


@pytest.mark.parametrize(
    "content",
    [
        csv_of("100", "200"),
        csv_of("0743-74-1111", "-", name="電話番号"),
        csv_of("1", "2", "A3", name="施設ID"),
        csv_of("なし", "あり", name="備考"),
        csv_of("R6.4.1", "R6.5.1", "2024-04-01", name="開設日"),
        csv_of("-", "-", name="人数"),
    ],
)
def test_nothing_is_said_of_other_columns(tmp_path: Path, content: str) -> None:
    """Clean numbers, codes, texts, columns of several forms, and those without a number."""
    found = inferred(tmp_path, content)

    assert not [notice for notice in found.notices if "として扱います" in notice.ja]


def test_a_legend_makes_marks_missing_values(tmp_path: Path) -> None:
    """「－」は該当なし below the table is the proof; the cells stay as they are."""
    content = csv_of("100", "－", "300", "5")
    found = inferred(tmp_path, content, legend=("注：「－」は該当なし",))

    assert {"name": "定員", "type": "integer", "missingValues": ["", "－"]} == found.schema[
        "fields"
    ][1]
    assert ["string", "string"] == types(inferred(tmp_path, content, legend=("「－」は0を表す",)))
    assert ["string", "string"] == types(
        inferred(tmp_path, csv_of("1", "－", "約3", "5"), legend=("「－」は該当なし",))
    )


@pytest.mark.parametrize(
    ("column", "values", "kind"),
    [
        ("定員", ("100", "200人", "300", "50"), Kind.NUMBER),
        ("定員", ("100", "-", "300", "50"), Kind.NUMBER),
        ("定員", ("100", "1,000", "300", "50"), Kind.NUMBER),
        ("値", ("12", "13", "14"), Kind.CODE),
        ("施設ID", ("12", "-", "14"), Kind.CODE),
        ("電話", ("0743741111", "-", "0743741112"), Kind.CODE),
        ("番地", ("12", "-", "14"), Kind.CODE),
    ],
)
def test_a_text_type_hides_no_numbers(column: str, values: tuple[str, ...], kind: Kind) -> None:
    """A column that is text because of its marks is judged by its values; codes stay codes."""
    assert kind == kind_of(column, *values, type="string")


@pytest.mark.parametrize(
    ("instruction", "description"),
    [
        ("公衆トイレ（No.4）の緯度を記載。※記載方法について、「データ項目特記事項」シートの【共通ルール】を参照。", "公衆トイレの緯度"),
        ("公衆トイレの設置施設の通称や建物等の名前を記載。（注1）", "公衆トイレの設置施設の通称や建物等の名前"),
        ("バリアフリートイレ（注2）の総数を数字で記載。（便座単位）", "バリアフリートイレの総数（便座単位）"),
        ("所在地の全国地方公共団体コードを6桁で記載。(注8)", "所在地の全国地方公共団体コード（6桁）"),
        ("特記事項等があれば記載。", "特記事項"),
        ("階数（注9）", "階数"),
        ("画像に対するライセンスについて記載。", "画像に対するライセンスについて記載。"),
        ("市区町村名を記載。都道府県については記載不要。", "市区町村名を記載。都道府県については記載不要。"),
        ("注意を引くもの", "注意を引くもの"),
    ],
)  # fmt: skip
def test_instructions_become_descriptions(instruction: str, description: str) -> None:
    """Readers of the data have no form to fill in; what is no such instruction stays."""
    assert description == told(instruction)
    assert description == told(told(instruction))

"""What does not make two column names differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.standards.labels import (
    called,
    common_prefix,
    fold,
    key,
    without_mark,
    without_number,
    without_prefix,
)


@pytest.mark.parametrize(
    ("seen", "name"),
    [
        ("都道府県コ―ド又は市区町村コ―ド", "都道府県コード又は市区町村コード"),
        ("0－4歳の男性", "0-4歳の男性"),
        ("0～4歳の男性", "0-4歳の男性"),
        ("０‐４歳の男性", "0-4歳の男性"),
        ("男性トイレ数(小便器)", "男性トイレ数（小便器）"),
        ("料金【基本】", "料金(基本)"),
        ("ﾄｲﾚ数", "トイレ数"),
        ("都道府県コード又は\n市区町村コード", "都道府県コード又は市区町村コード"),
        ("名　称", "名称"),
        ("No.", "NO"),
        ("№", "NO"),
        ("名称＿カナ", "名称_カナ"),
        ("名称カナ", "名称_カナ"),
        ("〇印", "○印"),
        ("◯印", "○印"),
        ("災害種別_崖崩れ・土石流及び地滑り", "災害種別_崖崩れ、土石流及び地滑り"),
        ("\ufeffID", "ID"),
    ],
)
def test_what_officers_type_otherwise_is_the_same_name(seen: str, name: str) -> None:
    """Width, dashes, circles, brackets, separators, spaces and line breaks do not count."""
    assert fold(seen) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("開始日", "開始時間"), ("名称", "名称_カナ"), ("男性", "女性"), ("緯度", "経度")],
)
def test_other_names_stay_other(one: str, other: str) -> None:
    """What means something else has another key."""
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(label: str) -> None:
    """A key is its own key, for both ways of making one."""
    assert fold(fold(label)) == fold(label)
    assert key(key(label)) == key(label)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("1.名称", "名称"),
        ("①名称", "名称"),
        ("⑫ 名称", "名称"),
        ("1 名称", "名称"),
        ("１　名称", "名称"),
        ("(3)名称", "名称"),
        ("3) 名称", "名称"),
        ("01_名称", "名称"),
        ("12．0-4歳の男性", "0-4歳の男性"),
        ("名称", None),
        ("0-4歳の男性", None),
        ("2階", None),
        ("1.", None),
    ],
)
def test_numbering_is_taken_off(label: str, name: str | None) -> None:
    """A number in front of a name is no part of it; a number that is a name's own stays."""
    assert without_number(label) == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("◎名称", "名称"),
        ("〇 住所", "住所"),
        ("名称（必須）", "名称"),
        ("備考【任意】", "備考"),
        ("緯度 (必須項目)", "緯度"),
        ("名称", None),
        ("◎", None),
        ("（必須）", None),
        ("定員（人）", None),
    ],
)
def test_marks_of_what_is_required_are_taken_off(label: str, name: str | None) -> None:
    """The book prints ◎ before a name, and forms 必須 after it; neither is part of the name."""
    assert without_mark(label) == name


@pytest.mark.parametrize(
    ("labels", "prefix"),
    [
        (["ゴミ集積場所_ID", "ゴミ集積場所_名称", "備考"], "ゴミ集積場所"),
        (["ごみ＿ID", "ごみ_品目"], "ごみ"),
        (["名称_カナ", "名称", "住所", "緯度"], None),
        (["施設_名称"], None),
        ([], None),
    ],
)
def test_the_tables_name_before_its_columns_is_found(labels: list[str], prefix: str | None) -> None:
    """Only what most columns begin with is the table's name."""
    assert common_prefix(labels) == prefix


def test_a_prefix_is_taken_off_once() -> None:
    """What stands behind the table's name is the column's; another prefix stays."""
    assert without_prefix("ごみ＿名称_カナ", "ごみ") == "名称_カナ"
    assert without_prefix("施設_名称", "ごみ") is None
    assert without_prefix("ごみ_", "ごみ") is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("施設名", "名称"),
        ("設置施設名称", "名称"),
        ("設置場所", "設置位置"),
        ("利用可能開始時間", "開始時間"),
        ("開始時刻", "開始時間"),
        ("小児用パッドの有無", "小児対応設備の有無"),
        ("男子トイレ数", "男性トイレ数"),
        ("電話", "電話番号"),
        ("団体名", None),
        ("電話番号", None),
        ("小児科", None),
        ("開館時間", None),
        ("設置場所の住所", None),
    ],
)
def test_officers_own_names_may_stand_for_the_standards(label: str, name: str | None) -> None:
    """Only names that are a standard column's in other words."""
    assert called(label) == name

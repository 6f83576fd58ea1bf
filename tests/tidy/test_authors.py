"""Who made a table is told as a post: names of persons beside a table do not go out with it."""

from __future__ import annotations

import pytest

from publisher.tidy import authors, blocks, titles
from publisher.tidy.authors import without_person
from tests.tidy.grids import grid


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("作成：総務課 山田", "作成：総務課"),
        ("作成：市民課 山田 太郎", "作成：市民課"),
        ("担当 総務課山田", "担当：総務課"),
        ("（担当：佐藤）", ""),
        ("作成者：山田太郎", ""),
        ("文責 高橋・佐藤", ""),
        ("担当：総務課 鈴木様", "担当：総務課"),
        ("担当：総務課 中村", "担当：総務課"),
        ("作成者：小川 学", ""),
        ("作成者：千葉", ""),
    ],
)
def test_the_person_goes_and_the_post_stays(said: str, left: str) -> None:
    assert left == without_person(said)
    assert left == without_person(left)


@pytest.mark.parametrize(
    "said",
    [
        "担当：企画課", "作成：令和6年4月", "担当：山田町", "担当：奈良", "作成：奈良市役所", "調査：株式会社山田",
        "担当：山田小学校", "問い合わせ先：総務課", "山田", "出典：山田家文書", "作成日：6月", "担当：福祉",
        "作成：山田町役場", "担当：松本大学", "調査：福島原発", "担当：水道局 上野浄水場", "作成：西村山郡", "担当：成田空港", "調査：本田技研",
    ],
)  # fmt: skip
def test_posts_places_and_bodies_stay(said: str) -> None:
    """What is no frequent surname, or may be a place, and what is not about who made it."""
    assert said == without_person(said)


@pytest.mark.parametrize(
    "rows",
    [
        ("作成：総務課 山田||", "名称|数|種", "北|1|a", "南|2|b"),
        ("名称|数|種||作成：総務課 山田", "北|1|a", "南|2|b"),
        ("名称|数|種", "北|1|a", "南|2|b", "作成：総務課 山田"),
        ("名称|数|種", "北|1|a|※作成：総務課 山田", "南|2|b"),
    ],
)
def test_it_is_in_the_diff_and_in_no_description(rows: tuple[str, ...]) -> None:
    found = blocks.find(grid(*rows))
    (draft,) = found.drafts
    told = "".join((*draft.titles, *draft.notes, *(c for row in draft.rows for c in row.cells)))
    (change,) = (change for change in found.changes if change.mend == authors.ID)

    assert "山田" not in told
    assert "作成：総務課" in told
    assert (True, "", "作成：総務課") == ("山田" in change.before, change.moved, change.after)
    assert titles.title_of(change.mend) == authors.TITLE


def test_a_pair_of_cells_goes_as_a_whole() -> None:
    found = blocks.find(grid("団体名|北市", "作成者|山田太郎", "名称|住所|数", "A|東|1", "B|西|2"))

    assert ("団体名：北市",) == found.drafts[0].titles
    assert ["作成者", "山田太郎"] == [c.before for c in found.changes if c.mend == authors.ID]


@pytest.mark.parametrize(
    "rows",
    [
        ("公園一覧||", "作成者|山田太郎|", "名称|住所|種別", "A|東|広場", "B|西|庭"),
        ("名称|住所|種別", "A|東|広場", "B|西|庭", "作成者|山田太郎|"),
        ("名称|住所|種別", "A|東|広場", "B|西|庭", "||", "作成者|山田太郎|"),
    ],
)
def test_a_pair_that_names_a_person_is_no_name_and_no_row(rows: tuple[str, ...]) -> None:
    """One such line is certain: it is neither joined to the names below it nor a row of the table."""
    (draft,) = blocks.find(grid(*rows)).drafts

    assert ["名称", "住所", "種別"] == [column.name for column in draft.columns]
    assert [("A", "東", "広場"), ("B", "西", "庭")] == [row.cells for row in draft.rows]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (("担当|氏名|電話", "総務|山田|1", "経理|佐藤|2", "調査|山口|"), 3),
        (("名称|住所|種別", "A|東|広場", "作成者|山田町|"), 2),
        (("役割|氏名|備考", "調整|山田|", "調査|佐藤|", "編集|高橋|", "担当|佐藤 花子|"), 4),
    ],
)
def test_rows_of_two_cells_that_name_nobody_or_are_a_roster_stay(
    rows: tuple[str, ...], count: int
) -> None:
    (draft,) = blocks.find(grid(*rows)).drafts

    assert count == len(draft.rows)

"""Recognising standard datasets by their header: found in spite of much, never found in vain."""

from __future__ import annotations

import pickle
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.standards import Certainty, How, Renaming, Requirement, Standard, recognise
from tests.standards.samples import (
    FOLLOWING,
    FOREIGN,
    HEADER,
    RESEMBLING,
    STANDARDS,
    TOILETS,
    names,
    split,
    standard,
)

any_standard = st.sampled_from(STANDARDS)


def other_width(name: str) -> str:
    brackets = name.translate(str.maketrans("（）()", "()（）"))
    return brackets.replace("ID", "ＩＤ ").replace("ー", "―").replace("-", "－")


WRITTEN: dict[str, Callable[[int, str], str]] = {
    "as it is": lambda number, name: name,
    "other widths and dashes": lambda number, name: other_width(name),
    "1.名称": lambda number, name: f"{number}.{name}",
    "①名称": lambda number, name: f"{chr(0x2460 + (number - 1) % 20)}{name}",
    "1 名称": lambda number, name: f"{number} {name}",
    "種別_名称": lambda number, name: f"種別_{name}",
    "line breaks": lambda number, name: f"{name[:2]}\n{name[2:]}",
}


@pytest.mark.parametrize("item", STANDARDS, ids=lambda item: f"{item.edition}-{item.slug}")
@pytest.mark.parametrize("how", WRITTEN)
def test_every_standard_is_found_however_it_is_written(item: Standard, how: str) -> None:
    """All columns of each standard are found, in its edition, whatever is done to their names."""
    labels = [WRITTEN[how](number, field["name"]) for number, field in enumerate(item.fields, 1)]
    found = recognise(labels, STANDARDS)

    assert found is not None
    assert item == found.standard
    assert found.is_sure
    assert found.edition_is_sure
    assert (found.missing, found.extra) == ((), ())
    assert found.in_order
    assert found.is_exact == (not found.renamed)
    assert found.fields == item.fields


@given(any_standard, st.randoms(use_true_random=False))
def test_order_does_not_change_the_standard(item: Standard, random_: random.Random) -> None:
    """A shuffled header is the same standard's, and each column keeps its field."""
    columns = list(item.fields)
    random_.shuffle(columns)
    found = recognise([column["name"] for column in columns], STANDARDS)

    assert found is not None
    assert item == found.standard
    assert list(found.fields) == columns
    assert found.in_order == (tuple(columns) == item.fields)


@given(any_standard, st.integers(1, 30))
def test_columns_of_its_own_do_not_hide_a_standard(item: Standard, count: int) -> None:
    """Added columns are named as extra; nothing else changes."""
    own = [f"本市独自の列{number}" for number in range(count)]
    found = recognise([*(field["name"] for field in item.fields), *own], STANDARDS)

    assert found is not None
    assert item == found.standard
    assert found.is_sure
    assert found.extra == tuple(own)


@given(st.lists(st.text(max_size=12), max_size=60))
def test_any_header_gets_an_answer(labels: list[str]) -> None:
    """No header raises, and what is found is consistent with the header."""
    found = recognise(labels, STANDARDS)

    if found is not None:
        assert len(found.fields) == len(labels)
        assert 0 < found.score <= 1


@given(any_standard, st.data())
def test_a_recognition_accounts_for_every_column(item: Standard, data: st.DataObject) -> None:
    """What is missing, found and extra is the whole standard and the whole header."""
    columns = [field["name"] for field in item.fields]
    kept = data.draw(st.lists(st.sampled_from(columns), unique=True, min_size=1))
    found = recognise([*kept, "独自の列"], STANDARDS)

    if found is not None:
        theirs = [field["name"] for field in found.fields if field is not None]
        expected = {field["name"] for field in found.standard.fields}

        assert len(theirs) == len(set(theirs))
        assert set(theirs) | set(found.missing) == expected
        assert not set(theirs) & set(found.missing)
        assert len(theirs) + len(found.extra) == len(kept) + 1


@pytest.mark.parametrize("case", FOLLOWING)
def test_published_headers_are_recognised(case: str) -> None:
    """Files of municipalities are found with their type and edition."""
    (slug, edition), header = FOLLOWING[case]
    found = recognise(split(header), STANDARDS)

    assert found is not None
    assert (found.standard.slug, found.standard.edition) == (slug, edition)
    assert found.certainty is Certainty.FOLLOWS


@pytest.mark.parametrize("case", RESEMBLING)
def test_headers_that_are_alike_are_said_to_be_no_more(case: str) -> None:
    """Where columns that tell the type are dropped, the table is not held to the standard."""
    slug, header = RESEMBLING[case]
    found = recognise(split(header), STANDARDS)

    assert found is not None
    assert found.standard.slug == slug
    assert found.certainty is Certainty.RESEMBLES
    assert not found.is_sure


@pytest.mark.parametrize("case", FOREIGN)
def test_near_misses_are_no_standard(case: str) -> None:
    """False recognition is worse than none: shared columns alone make no type."""
    assert recognise(split(FOREIGN[case]), STANDARDS) is None


@pytest.mark.parametrize("item", STANDARDS, ids=lambda item: f"{item.edition}-{item.slug}")
def test_one_column_less_is_the_same_type(item: Standard) -> None:
    """Any column may be left out, but the only one that tells the type."""
    telling = {"aed": "小児対応設備の有無", "fire_hydrant": "口径"}.get(item.slug)
    columns = [field["name"] for field in item.fields]
    for gone in columns:
        found = recognise([name for name in columns if name != gone], STANDARDS)

        assert gone == telling or (found is not None and found.standard == item and found.is_sure)
        assert gone != telling or found is None or not found.is_sure


COMMON = sorted(
    name
    for name, count in Counter(
        name
        for slug in {item.slug for item in STANDARDS}
        for name in {
            field["name"] for item in STANDARDS if item.slug == slug for field in item.fields
        }
    ).items()
    if count > 2
)


@given(st.lists(st.sampled_from(COMMON), unique=True))
def test_what_many_types_have_makes_no_type(labels: list[str]) -> None:
    """Address, position, contact and hours, however many of them, are no type's."""
    assert recognise(labels, STANDARDS) is None


def test_all_that_many_types_have_makes_no_type() -> None:
    """Not even all of it together, nor in one type's own choice of it."""
    assert recognise(COMMON, STANDARDS) is None
    for item in STANDARDS:
        own = [field["name"] for field in item.fields if field["name"] in set(COMMON)]

        assert recognise(own, STANDARDS) is None


def test_a_common_name_that_also_stands_for_a_telling_one_tells_nothing() -> None:
    """名称 may stand for 介護サービス事業所名称, but does not make a list one of care services."""
    labels = "NO|都道府県名|市区町村名|名称|名称_カナ|住所|方書|緯度|経度|電話番号|FAX番号|法人番号|団体名|URL|備考"

    assert recognise(split(labels), STANDARDS) is None


def test_another_order_is_not_exact() -> None:
    """Order is part of being exact, not of being recognised."""
    found = recognise((HEADER[1], HEADER[0], *HEADER[2:]), STANDARDS)

    assert found is not None
    assert not found.in_order
    assert not found.is_exact
    assert (found.missing, found.extra) == ((), ())


def test_missing_columns_are_told_apart_by_their_mark() -> None:
    """What must be there, what is recommended and what is optional are three things."""
    gone = {"設置位置", "緯度", "備考"}
    found = recognise([*(name for name in HEADER if name not in gone), "駐車場"], STANDARDS)

    assert found is not None
    assert found.lacking(Requirement.REQUIRED) == ("設置位置",)
    assert found.lacking(Requirement.RECOMMENDED) == ("緯度",)
    assert found.lacking(Requirement.OPTIONAL) == ("備考",)
    assert found.lacking(None) == ()
    assert found.extra == ("駐車場",)


@pytest.mark.parametrize(
    ("seen", "name", "how"),
    [
        ("女性トイレ数", "女性トイレ総数", How.ALIAS),
        ("1.名称", "名称", How.NUMBERED),
        ("所在地_連結標記", "所在地_連結表記", How.ALIAS),
        ("住所", "所在地_連結表記", How.EDITION),
        ("多機能トイレ数", "バリアフリートイレ数", How.EDITION),
        ("NO.", "ID", How.EDITION),
        ("利用可能時間 ー 特記事項", "利用可能時間特記事項", None),
        ("全国地方公共団体コ―ド", "全国地方公共団体コード", How.SPELLING),
        ("male_wc_total", "男性トイレ総数", How.MACHINE),
        ("localgov_code", "全国地方公共団体コード", How.MACHINE),
    ],
)
def test_other_names_are_named_with_their_reason(seen: str, name: str, how: How | None) -> None:
    """Each column that is called otherwise says what it is called, should be, and why."""
    found = recognise([seen if label == name else label for label in HEADER], STANDARDS)

    assert found is not None
    assert found.renamed == ((Renaming(seen, name, how),) if how is not None else ())
    assert not found.is_exact


@pytest.mark.parametrize("spelling", ["名称_英字", "名称＿英語", " 名称_英語", "名称_英語 "])
def test_what_editions_spell_both_ways_is_no_difference(spelling: str) -> None:
    """Width and spaces, and spellings that the standard itself has used, keep a header exact."""
    labels = [spelling if label == "名称_英語" else label for label in HEADER]
    found = recognise(labels, STANDARDS)

    assert found is not None
    assert found.is_exact


def test_a_mixed_header_is_not_sure_of_its_edition() -> None:
    """A file with names of both editions is the one's that it has more of, and says so."""
    labels = names("public_toilet", "2026-08")
    labels[labels.index("所在地_連結表記")] = "住所"
    found = recognise(labels, STANDARDS)

    assert found is not None
    assert found.standard.edition == "2026-08"
    assert not found.edition_is_sure


def test_a_column_that_stands_twice_counts_once() -> None:
    """The nearest name wins; the other is a column of the file's own."""
    found = recognise([*HEADER, "住所"], STANDARDS)

    assert found is not None
    assert found.extra == ("住所",)
    assert found.renamed == ()


def test_of_two_editions_that_fit_the_later_is_taken() -> None:
    """Equal fit goes to what is in force."""
    later = Standard(
        slug=TOILETS.slug,
        edition="2099-01",
        title=TOILETS.title,
        tags=TOILETS.tags,
        fields=TOILETS.fields,
    )
    found = recognise(HEADER, (TOILETS, later))

    assert found is not None
    assert later == found.standard
    assert not found.edition_is_sure


def test_only_known_columns_may_be_missing() -> None:
    """Of a standard that is partly known or derived no column can be called missing."""
    assert standard("public_toilet", "2026-08").is_settled
    assert standard("evacuation_space", "2026-08").is_settled
    assert not standard("hospital", "2026-08").is_settled
    assert not standard("school_district", "2026-08").is_settled


def test_a_standard_is_the_same_in_every_process() -> None:
    """Sent to another process, standards are equal, short to name, and looked up but once."""
    sent = pickle.loads(pickle.dumps(STANDARDS))  # noqa: S301  our own

    assert sent == STANDARDS
    assert sent[0] is not STANDARDS[0]
    assert recognise(HEADER, sent) is recognise(HEADER, STANDARDS)
    assert len(set(STANDARDS)) == len(STANDARDS)
    assert len(repr(STANDARDS)) < 500 * len(STANDARDS)
    assert replace(TOILETS, digest="other") != TOILETS


def test_ten_thousand_columns_cost_no_time() -> None:
    """A very wide header is looked at once per column, and once per header."""
    wide = [f"列{number}" for number in range(10_000)]
    started = time.perf_counter()
    for _ in range(50):
        assert recognise(wide, STANDARDS) is None

    assert time.perf_counter() - started < 2


def test_officers_own_names_are_proposed_and_prove_nothing() -> None:
    """A list under an officer's own names is at most like the standard, whatever it holds."""
    header = split(
        "№|施設名称|所在地|緯度|経度|設置場所|電話|利用可能曜日|利用開始時間|利用終了時間|小児対応の有無|備考"
    )
    found = recognise(header, STANDARDS)

    assert found is not None
    assert (found.standard.slug, found.certainty) == ("aed", Certainty.RESEMBLES)
    assert Renaming("設置場所", "設置位置", How.CALLED) in found.renamed
    assert Renaming("電話", "電話番号", How.CALLED) in found.renamed


@pytest.mark.parametrize(
    "header",
    [
        "番号|施設名|所在地|電話|利用開始時間|利用終了時間|定員|備考",
        "番号|避難所名|所在地|緯度|経度|電話|収容人数|備考",
        "管理番号|遊具名|設置場所|設置年|点検日|備考",
        "番号|病院名|診療科目|小児対応|所在地|電話|開始時間|終了時間",
    ],
)
def test_lists_of_other_things_resemble_nothing(header: str) -> None:
    """Names that every list has do not make it a standard's."""
    assert recognise(header.split("|"), STANDARDS) is None

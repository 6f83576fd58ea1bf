"""The KPI in words: every part said, in two languages that agree, in columns that stand."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given

from publisher.dates import day_words, fiscal_words, stated_words
from publisher.kpi.counting import Reason
from publisher.kpi.notes import not_come
from publisher.model import Tree
from publisher.render import kpi_markdown, kpi_text, kpi_words
from publisher.render.width import aligned, width
from publisher.words import Text
from tests.publisher.kpi_trees import (
    BALANCE,
    INSTANCE,
    PLAN,
    PREFECTURE,
    TOWN,
    VILLAGE,
    any_kind,
    dataset,
    day,
    days,
    measured,
    of,
    tree,
    trees,
)

WORLD = tree(dataset("2026-11-21 registered", name="990019_t", body=TOWN))


def test_the_headline_says_all_its_parts() -> None:
    headline = measured(WORLD, "2026-11-21").headline

    assert (
        "県の公開データセット数（累計）は 77 件（2019年2月の基準値）＋ 0 件 ＝ 77 件。"
        "この年度の目標は定められていません（計画の最終目標は令和5年度の150件）。"
    ) == headline.ja
    assert (
        "Datasets published (cumulative): 77 (opening balance of February 2019) + 0 = 77. "
        "No target is set for this year; the plan's last was 150 (fiscal year 2023)."
    ) == headline.en


@pytest.mark.parametrize(
    ("as_of", "ja", "en"),
    [
        ("2019-02-28", "計画の最初の目標は令和元年度の100件", "the plan's first was 100"),
        ("2020-03-31", "達したかどうかは、ここでは分かりません", "is not known here"),
        ("2018-01-01", "ここでは分かりません（基準値は2019年2月の 77 件）", "not known here for"),
        ("2022-01-01", "定められていません", "No target is set"),
    ],
)
def test_the_headline_never_claims_what_is_not_known(as_of: str, ja: str, en: str) -> None:
    headline = measured(WORLD, as_of).headline

    assert ja in headline.ja
    assert en in headline.en
    assert "あと" not in headline.ja


def test_the_headline_tells_how_far_it_is_in_a_year_that_is_reported() -> None:
    plan = replace(PLAN, targets=((2026, 78),))
    one = dataset("2026-12-01 registered")
    world = replace(WORLD, datasets=(*WORLD.datasets, one))

    before, after = (measured(world, date, plan=plan) for date in ("2026-11-30", "2026-12-01"))

    assert "令和8年度の目標は 78 件です（あと 1 件）。" in before.headline.ja
    assert "The target of fiscal year 2026 is 78 (1 to go)." in before.headline.en
    assert "（達しています）" in after.headline.ja


def test_the_headline_of_a_body_without_opening_balance() -> None:
    plan = replace(PLAN, opening_balances=(), targets=())
    own = replace(plan, organization=TOWN.name)

    known, unknown = (
        measured(WORLD, "2026-11-21", plan=own),
        measured(WORLD, "2026-11-21", plan=plan),
    )

    assert "ここで分かるだけで 1 件です（基準値は資料に記載なし）" in known.headline.ja
    assert "計画に数の目標はありません。" in known.headline.ja
    assert "は分かりません" in unknown.headline.ja
    assert "not-stated" in [note.code for note in unknown.notes]


def test_zero_not_stated_and_opening_balance_only_are_different_signs() -> None:
    plan = replace(
        PLAN, opening_balances=(BALANCE, replace(BALANCE, organization=TOWN.name, count=0))
    )
    report = measured(WORLD, "2026-11-21", plan=plan)

    rows = [kpi_words.cells(of(report, body), "", "") for body in (PREFECTURE, TOWN, VILLAGE)]
    signs = [kpi_words.sign(of(report, body)).ja for body in (PREFECTURE, TOWN, VILLAGE)]
    assert ["77", "0", "-"] == [row[2] for row in rows]
    assert ["77", "1", "-"] == [row[4] for row in rows]
    assert ["0", "1", "0"] == [row[5] for row in rows]
    assert ["基準値のみ", "基準値と公開分", "資料に記載なし"] == signs


def test_at_least_has_a_sign_of_its_own() -> None:
    assert "1+" == kpi_words.cells(of(measured(WORLD, "2026-11-21"), TOWN), "", "")[4]


@given(trees(any_kind), days)
def test_the_two_languages_agree_in_their_numbers(world: Tree, as_of: dt.date) -> None:
    report = measured(world, as_of)
    available = kpi_words.available(report)

    for words in (available, *(kpi_words.uncounted(report))):
        assert re.findall(r"\d+", words.ja) == re.findall(r"\d+", words.en)
    headline = report.headline
    assert str(77) in headline.ja
    assert str(77) in headline.en
    assert ("以上" in headline.ja) == ("or more" in headline.en)
    assert all(note.words.ja and note.words.en for note in report.notes)


@given(trees(any_kind), days)
def test_every_form_ends_with_the_instances_notice(world: Tree, as_of: dt.date) -> None:
    report = measured(world, as_of)

    for renderer in (kpi_text, kpi_markdown):
        lines = list(renderer.lines(report, INSTANCE.notice))
        assert INSTANCE.notice.ja in lines[-1]
        assert INSTANCE.notice.en in lines[-1]
        assert any(report.headline.ja in line for line in lines)
        assert any("定義 第1版" in line for line in lines)


def test_an_official_instance_has_no_notice() -> None:
    report = measured(WORLD, "2026-11-21")

    for renderer in (kpi_text, kpi_markdown):
        assert "出典" not in list(renderer.lines(report, Text("", "")))[-1]


def test_columns_stand_under_each_other_whatever_the_width_of_their_characters() -> None:
    lines = list(aligned([["名前", "1"], ["a", "123"], ["ｱ", "12"]], frozenset({1})))

    assert ["名前    1", "a     123", "ｱ      12"] == lines
    assert 1 == len({width(line) for line in lines})


def test_a_combining_mark_takes_no_cell() -> None:
    assert 2 == width("か\u3099")


def test_many_uncounted_datasets_are_grouped_and_cut() -> None:
    many = [
        dataset("2026-11-21 registered", name=f"990001_c{n:02}", origin="compiled")
        for n in range(12)
    ]

    (words,) = kpi_words.uncounted(measured(tree(*many), "2026-11-21"))

    assert words.ja.startswith("文書から作った表（12件）：990001_c00、")
    assert words.ja.endswith("990001_c09 ほか2件")
    assert words.en.endswith("990001_c09 and 2 more")


def test_every_reason_has_words() -> None:
    assert set(Reason) == set(kpi_words.REASONS)


def test_markdown_shows_titles_as_they_are() -> None:
    evil = replace(TOWN, title=Text("岸|町 *<b>", "Kishi_[x]"))
    world = replace(WORLD, organizations=(PREFECTURE, evil))

    text = "\n".join(kpi_markdown.lines(measured(world, "2026-11-21"), INSTANCE.notice))

    assert r"岸\|町 \*\<b\> / Kishi\_\[x\]" in text


def test_days_and_years_in_words() -> None:
    assert Text("2026年11月21日（令和8年）", "21 November 2026") == day_words(day("2026-11-21"))
    assert Text("2019年4月30日（平成31年）", "30 April 2019") == day_words(day("2019-04-30"))
    assert Text("1900年1月1日", "1 January 1900") == day_words(day("1900-01-01"))
    assert Text("2019年2月", "February 2019") == stated_words("2019-02")
    assert Text("2019年2月28日", "28 February 2019") == stated_words("2019-02-28")
    assert Text("令和元年度", "fiscal year 2019") == fiscal_words(2019)
    assert Text("1900年度", "fiscal year 1900") == fiscal_words(1900)


def test_a_day_to_come_says_so() -> None:
    assert "day-not-come" == not_come(measured(WORLD, "2031-04-01")).code

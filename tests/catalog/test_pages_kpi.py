"""The KPI in words: every part is said, and unknown, zero and baseline-only never read alike."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalog.pages.kpi_chart import NARROW, WIDE, chart_of
from catalog.pages.kpi_days import AtLeast, Known, Unknown, figure_on
from catalog.pages.kpi_document import Kpi, parse_kpi
from catalog.pages.kpi_page import body_row, year_rows
from catalog.pages.kpi_sentence import headline
from catalog.pages.language import Language
from tests.catalog.pages_fixtures import KPI, Client, FakeCatalog, app_of, sample

TODAY = date(2026, 11, 21)
MEASURE = "県の公開データセット数（累計）"


def kpi(**changes: Any) -> Kpi:
    parsed = parse_kpi({**copy.deepcopy(KPI), **changes})
    assert parsed
    return parsed


def test_the_headline_without_a_target_this_year_has_all_its_parts() -> None:
    assert headline(kpi(), TODAY, Language.JA) == (
        "県の公開データセット数（累計）は 77 件（2019年2月の基準値）＋ 0 件 ＝ 77 件。"
        "この年度の目標は定められていません（計画の最終目標は令和5年度の150件）。"
    )
    assert headline(kpi(), TODAY, Language.EN) == (
        "Datasets published by the prefecture (cumulative): 77 (baseline of February 2019) + 0 = 77. "
        "No target is set for this fiscal year (the plan's last target is 150, for fiscal year 2023)."
    )


def test_the_headline_with_a_target_says_what_is_missing_or_that_it_is_reached() -> None:
    targets = [{"fiscal_year": 2026, "target": 100}]

    missing = headline(kpi(targets=targets), TODAY, Language.JA)
    reached = headline(kpi(targets=[{"fiscal_year": 2026, "target": 77}]), TODAY, Language.JA)

    assert missing.endswith("この年度（令和8年度）の目標は100件で、達成率は77.0%、あと23件です。")
    assert reached.endswith("目標は77件で、達しています。")
    assert "77.0% reached, 23 to go" in headline(kpi(targets=targets), TODAY, Language.EN)


def test_the_fiscal_year_turns_on_the_first_of_april() -> None:
    targets = [{"fiscal_year": 2026, "target": 100}, {"fiscal_year": 2027, "target": 200}]

    before = headline(kpi(targets=targets), date(2027, 3, 31), Language.JA)
    after = headline(kpi(targets=targets), date(2027, 4, 1), Language.JA)

    assert "令和8年度" in before
    assert "令和9年度" in after


def test_before_the_reports_begin_the_count_is_at_least_and_never_missed() -> None:
    words = headline(kpi(), date(2022, 6, 1), Language.JA)

    assert words.startswith(f"{MEASURE}は少なくとも 77 件です")
    assert words.endswith("目標は140件で、達したかどうかはここでは分かりません。")


def test_before_the_baseline_nothing_is_known() -> None:
    assert headline(kpi(), date(2018, 6, 1), Language.JA).startswith(
        f"{MEASURE}は、2019年2月の基準値より前については分かりません。"
    )
    assert figure_on(kpi(), date(2019, 2, 27)) == Unknown()


def test_without_a_baseline_and_without_data_the_count_is_unknown_not_zero() -> None:
    empty = kpi(baseline=None, cumulative=None, series=[], targets=[])

    words = headline(empty, TODAY, Language.JA)

    assert "分かりません（基準値は資料に記載がなく" in words
    assert words.endswith("目標は定められていません。")
    assert "0 件" not in words


def test_without_a_baseline_the_data_here_are_a_lower_bound() -> None:
    part = kpi(baseline=None, series=[{"date": "2026-11-21", "cumulative": 3, "available": 3}])

    assert figure_on(part, TODAY) == AtLeast(3)
    assert "少なくとも 3 件です（この目録にある分だけ" in headline(part, TODAY, Language.JA)


def test_what_was_added_is_the_difference_to_the_baseline() -> None:
    series = [*KPI["series"], {"date": "2026-11-25", "cumulative": 80, "available": 3}]

    later = headline(kpi(series=series), date(2026, 12, 1), Language.JA)

    assert "77 件（2019年2月の基準値）＋ 3 件 ＝ 80 件。" in later
    assert figure_on(kpi(series=series), TODAY) == Known(77)


def test_zero_not_stated_and_baseline_only_are_three_different_rows() -> None:
    zero = {
        "state": "counted",
        "title": {"ja": "零"},
        "baseline": {"date": "2019-02-28", "stated": "2019-02", "count": 0, "source": ""},
        "cumulative": 0,
    }
    figures = kpi(organizations=[*KPI["organizations"], zero]).bodies
    rows = {row.title.value: row for row in (body_row(body, Language.JA) for body in figures)}

    assert (rows["奈良県"].state, rows["奈良県"].cumulative) == ("基準値のみ", "77件")
    assert (rows["橿原市"].cumulative, rows["橿原市"].baseline) == (
        "少なくとも1件",
        "資料に記載なし",
    )
    assert (rows["生駒市"].state, rows["生駒市"].cumulative) == ("基準値と追加", "276件")
    assert (rows["東吉野村"].state, rows["東吉野村"].cumulative) == (
        "資料に記載なし",
        "資料に記載なし",
    )
    assert (rows["零"].state, rows["零"].cumulative) == ("0件", "0件")
    assert len({row.sign for row in rows.values()}) == 5


def test_the_table_says_what_the_chart_shows() -> None:
    rows = year_rows(kpi(), TODAY, Language.JA)

    assert [row.year for row in rows][:2] == ["基準値", "2018年度（平成30年度）"]
    assert rows[0].figure == "77件"
    assert rows[2].target == "100件"
    assert rows[2].figure == "報告なし（少なくとも77件）"
    assert (rows[-1].year, rows[-1].figure, rows[-1].target) == (
        "2026年度（令和8年度）",
        "77件",
        "定めなし",
    )
    assert not rows[2].is_known
    assert rows[-1].is_known


def test_years_to_come_have_targets_and_no_figures() -> None:
    rows = year_rows(kpi(targets=[{"fiscal_year": 2028, "target": 200}]), TODAY, Language.JA)

    assert (rows[-1].target, rows[-1].figure) == ("200件", "まだ来ていない年度")


def test_the_chart_leaves_a_gap_between_baseline_and_reports() -> None:
    chart = chart_of(kpi(), TODAY, WIDE)

    assert chart
    assert len(chart.targets) == 5
    assert chart.targets[0].y1 > chart.targets[4].y1
    assert len(chart.gaps) == 1
    assert [dot.words for dot in chart.dots] == ["77", "77"]
    for mark in (*chart.dots, *chart.target_words, *chart.years):
        assert 0 <= mark.x <= WIDE.width
        assert 0 <= mark.y <= WIDE.height


@pytest.mark.parametrize("today", [date(2017, 1, 1), date(2019, 2, 28), TODAY, date(2040, 5, 5)])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_chart_can_be_drawn_on_any_day(today: date, size: Any) -> None:
    assert chart_of(kpi(), today, size)


def test_there_is_no_chart_of_nothing() -> None:
    assert chart_of(kpi(baseline=None, targets=[], series=[]), TODAY, WIDE) is None


@pytest.mark.parametrize(
    "document",
    [
        {"x": 1},
        {"baseline": 7, "targets": {"a": 1}, "series": "x", "organizations": [3, {"state": "odd"}]},
        {
            "targets": [{"fiscal_year": 10**9, "target": 1}],
            "series": [{"date": "x", "cumulative": -1}],
        },
        {"cumulative": float("inf"), "reported_from": "2026-13-45"},
    ],
)
def test_a_malformed_file_gives_a_page_all_the_same(
    tmp_path: Path, document: dict[str, Any]
) -> None:
    catalog = FakeCatalog(tmp_path)
    catalog.add(
        "k", "K", files=[("kpi.json", "JSON", json.dumps(document))], extras={"generated": "kpi"}
    )

    for path in ("/", "/kpi", "/en/kpi", "/organization"):
        assert Client(app_of(catalog)).get(path).status_code == 200


def test_without_a_generated_dataset_the_page_says_so(tmp_path: Path) -> None:
    assert "集計はまだ公開されていません" in Client(app_of(FakeCatalog(tmp_path))).get("/kpi").text


def test_the_page_offers_its_figures_and_its_definition(tmp_path: Path) -> None:
    page = Client(app_of(sample(tmp_path))).get("/kpi").text

    assert f"{MEASURE}は 77 件" in page
    assert "/download/kpi.json" in page
    assert "数え方" in page
    assert "（第1版）" in page
    assert page.count("<svg") >= 2
    assert 'role="img"' in page


def test_a_new_version_of_the_definition_is_shown_as_published(tmp_path: Path) -> None:
    catalog = FakeCatalog(tmp_path)
    files = [("kpi.json", "JSON", json.dumps({**KPI, "definition": "2"}))]
    catalog.add("k", "K", files=files, extras={"generated": "kpi"}, notes="新しい数え方です。")

    page = Client(app_of(catalog)).get("/kpi").text

    assert "新しい数え方です。" in page
    assert "毎年のデータは、ファイルがいくつあっても1件" not in page

"""The headline of the KPI as one sentence with all its parts, so that nobody has to recompute."""

from __future__ import annotations

from datetime import date

from catalog.pages.dates import day_words, fiscal_words, fiscal_year
from catalog.pages.figures import count_words
from catalog.pages.kpi_days import AtLeast, Figure, Known, Unknown, figure_on, target_of
from catalog.pages.kpi_document import Baseline, Kpi
from catalog.pages.language import Language


def headline(kpi: Kpi, today: date, language: Language) -> str:
    """Return what is known today and how it stands to this fiscal year's target."""
    figure = figure_on(kpi, today)
    between = language.say("", " ")
    return f"{_count(kpi, figure, language)}{between}{_target(kpi, figure, today, language)}"


def _count(kpi: Kpi, figure: Figure, language: Language) -> str:
    say, measure, baseline = language.say, str(kpi.measure(language)), kpi.baseline
    match figure:
        case Known(count) if baseline:
            opening = _opening(baseline, language)
            added = count_words(count - baseline.count)
            total = count_words(count)
            return say(
                f"{measure}は {opening}＋ {added} 件 ＝ {total} 件。",
                f"{measure}: {opening} + {added} = {total}.",
            )
        case AtLeast(count) if baseline:
            total = count_words(count)
            return say(
                f"{measure}は少なくとも {total} 件です（{_stated(baseline, language)}の基準値より後の報告がないため、"
                "それ以上かどうかはここでは分かりません）。",
                f"{measure}: at least {total} (nobody reported after the baseline of"
                f" {_stated(baseline, language)}, so more is not known here).",
            )
        case Known(count) | AtLeast(count):
            total = count_words(count)
            return say(
                f"{measure}は少なくとも {total} 件です（この目録にある分だけの数です。基準値は資料に記載がありません）。",
                f"{measure}: at least {total} (only what is in this catalog; no baseline is stated).",
            )
        case Unknown():
            return _unknown(measure, baseline, language)


def _unknown(measure: str, baseline: Baseline | None, language: Language) -> str:
    if baseline:
        stated = _stated(baseline, language)
        return language.say(
            f"{measure}は、{stated}の基準値より前については分かりません。",
            f"{measure}: not known before the baseline of {stated}.",
        )
    return language.say(
        f"{measure}は分かりません（基準値は資料に記載がなく、この目録にもまだデータがありません）。",
        f"{measure}: not known (no baseline is stated and nothing is in this catalog yet).",
    )


def _opening(baseline: Baseline, language: Language) -> str:
    count, stated = count_words(baseline.count), _stated(baseline, language)
    return language.say(f"{count} 件（{stated}の基準値）", f"{count} (baseline of {stated})")


def _stated(baseline: Baseline, language: Language) -> str:
    return day_words(baseline.stated, language, era=False)


def _target(kpi: Kpi, figure: Figure, today: date, language: Language) -> str:
    say, year = language.say, fiscal_year(today)
    target = target_of(kpi, year)
    if target is None:
        return _without_target(kpi, language)
    words = count_words(target)
    goal_ja = f"この年度（{fiscal_words(year, Language.JA)}）の目標は{words}件で、"
    goal_en = f"The target for this fiscal year ({year}) is {words}: "
    match figure:
        case Known(count) | AtLeast(count) if count >= target:
            return say(f"{goal_ja}達しています。", f"{goal_en}reached.")
        case Known(count):
            share, rest = f"{100 * count / target:.1f}", count_words(target - count)
            return say(
                f"{goal_ja}達成率は{share}%、あと{rest}件です。",
                f"{goal_en}{share}% reached, {rest} to go.",
            )
        case _:
            return say(
                f"{goal_ja}達したかどうかはここでは分かりません。",
                f"{goal_en}whether it is reached is not known here.",
            )


def _without_target(kpi: Kpi, language: Language) -> str:
    if not kpi.targets:
        return language.say("目標は定められていません。", "No target is set.")
    last = kpi.targets[-1]
    year, target = fiscal_words(last.fiscal_year, language), count_words(last.target)
    return language.say(
        f"この年度の目標は定められていません（計画の最終目標は{year}の{target}件）。",
        f"No target is set for this fiscal year (the plan's last target is {target}, for {year}).",
    )

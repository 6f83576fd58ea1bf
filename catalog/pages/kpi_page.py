"""What the KPI page says: headline, chart, the table behind it, and the table per body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from catalog.pages import prose
from catalog.pages.dates import day_words, fiscal_end, fiscal_words, fiscal_year
from catalog.pages.figures import count_words
from catalog.pages.files import File
from catalog.pages.kpi_chart import NARROW, WIDE, Chart, chart_of
from catalog.pages.kpi_days import AtLeast, Known, figure_on, target_of
from catalog.pages.kpi_document import Baseline, BodyFigures, Kpi, State
from catalog.pages.kpi_sentence import headline
from catalog.pages.language import Language, Text, choose

NOT_STATED = ("資料に記載なし", "not stated")
_WORDED = "1"
"""The version of the definition that kpi.html puts into plain words."""
BASELINE_ONLY = ("基準値のみ", "baseline only")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """A fiscal year, or the baseline: the text behind the chart."""

    year: str
    day: str
    """The day the figure is for: the year's end, or today in the current year."""
    target: str
    figure: str
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A body: `sign` and `state` tell zero, not stated and baseline-only apart without colour."""

    name: str
    title: Text
    sign: str
    state: str
    baseline: str
    baseline_source: str
    added: str
    cumulative: str
    available: str
    machine_readable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiPage:
    """The view model of `kpi.html`."""

    kpi: Kpi
    plan: Text
    definition: Markup | None
    """The published wording, where it is of a version that this page has no plain words for."""
    headline: str
    today: str
    available: str
    machine_readable: str
    charts: tuple[Chart, ...]
    years: tuple[YearRow, ...]
    bodies: tuple[BodyRow, ...]
    downloads: tuple[File, ...]
    dataset_name: str


def kpi_page(
    kpi: Kpi,
    *,
    files: tuple[File, ...],
    dataset_name: str,
    description: str,
    today: date,
    language: Language,
) -> KpiPage:
    """Build the page for one day; `description` is the generated dataset's own."""
    charts = [chart_of(kpi, today, size) for size in (WIDE, NARROW)]
    return KpiPage(
        kpi=kpi,
        plan=choose(language, *kpi.plans),
        definition=None if kpi.definition == _WORDED else prose.html(description),
        headline=headline(kpi, today, language),
        today=day_words(today, language),
        available=_count(kpi.available, language),
        machine_readable=_count(kpi.machine_readable, language),
        charts=tuple(chart for chart in charts if chart),
        years=year_rows(kpi, today, language),
        bodies=tuple(body_row(body, language) for body in kpi.bodies),
        downloads=files,
        dataset_name=dataset_name,
    )


def year_rows(kpi: Kpi, today: date, language: Language) -> tuple[YearRow, ...]:
    """Return the fiscal years from the baseline or the first target up to the last of interest."""
    years = [item.fiscal_year for item in kpi.targets] + [fiscal_year(today)]
    years += [fiscal_year(point.date) for point in kpi.series if point.date <= today]
    if kpi.baseline:
        years.append(fiscal_year(kpi.baseline.date))
    rows: list[YearRow] = []
    for year in range(min(years), max(years) + 1):
        if kpi.baseline and fiscal_year(kpi.baseline.date) == year:
            rows.append(_baseline_row(kpi.baseline, language))
        rows.append(_year_row(kpi, year, today, language))
    return tuple(rows)


def _baseline_row(baseline: Baseline, language: Language) -> YearRow:
    return YearRow(
        year=language.say("基準値", "Baseline"),
        day=day_words(baseline.stated, language, era=False),
        target="",
        figure=_count(baseline.count, language),
        is_known=True,
    )


def _year_row(kpi: Kpi, year: int, today: date, language: Language) -> YearRow:
    say = language.say
    target = target_of(kpi, year)
    day = min(fiscal_end(year), today)
    match figure_on(kpi, day) if year <= fiscal_year(today) else None:
        case None:
            words = say("まだ来ていない年度", "not yet begun")
        case Known(count):
            words = _count(count, language)
        case AtLeast(count):
            at_least = _count(count, language)
            words = say(f"報告なし（少なくとも{at_least}）", f"not reported (at least {at_least})")
        case _:
            words = say("ここでは分かりません", "not known here")
    plain = say(f"{year}年度", str(year))
    return YearRow(
        year=say(f"{plain}（{fiscal_words(year, language)}）", plain),
        day=day_words(day, language, era=False) if year <= fiscal_year(today) else "",
        target=say("定めなし", "none set") if target is None else _count(target, language),
        figure=words,
        is_known=year <= fiscal_year(today) and isinstance(figure_on(kpi, day), Known),
    )


def body_row(body: BodyFigures, language: Language) -> BodyRow:
    """Return a body's row; zero, "not stated" and "baseline only" are three different answers."""
    say, baseline = language.say, body.baseline
    known = body.cumulative is not None and body.state is not State.UNKNOWN
    total = _count(body.cumulative or 0, language)
    sign, state = _state(body, language)
    if not known:
        cumulative = say(*NOT_STATED)
    elif body.state is State.KNOWN_PART:
        cumulative = say(f"少なくとも{total}", f"at least {total}")
    else:
        cumulative = total
    return BodyRow(
        name=body.name,
        title=body.title(language),
        sign=sign,
        state=state,
        baseline=baseline_words(body, language),
        baseline_source=baseline.source if baseline else "",
        added=_count(body.added, language),
        cumulative=cumulative,
        available=_count(body.available, language),
        machine_readable=_count(body.machine_readable, language),
    )


def baseline_words(body: BodyFigures, language: Language) -> str:
    """Return 275件（2019年2月）, or that no document states it."""
    if body.baseline is None:
        return language.say(*NOT_STATED)
    count = _count(body.baseline.count, language)
    stated = day_words(body.baseline.stated, language, era=False)
    return language.say(f"{count}（{stated}）", f"{count} ({stated})")


def _state(body: BodyFigures, language: Language) -> tuple[str, str]:
    say = language.say
    if body.state is State.UNKNOWN:
        return "－", say(*NOT_STATED)
    if body.state is State.KNOWN_PART:
        return "◐", say("この目録の分だけ", "this catalog only")
    if body.added:
        return "●", say("基準値と追加", "baseline and added")
    if body.cumulative == 0:
        return "0", say("0件", "none")
    return "○", say(*BASELINE_ONLY)


def _count(value: int, language: Language) -> str:
    return language.say(f"{count_words(value)}件", count_words(value))

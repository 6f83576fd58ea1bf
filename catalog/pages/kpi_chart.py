"""Geometry of the KPI chart: stepped targets, what is known, and gaps where nobody reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from catalog.pages.dates import fiscal_end, fiscal_start, fiscal_year
from catalog.pages.figures import count_words
from catalog.pages.kpi_days import Known, Unknown, figure_on
from catalog.pages.kpi_document import Kpi


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The drawing area; wide for desks, narrow for phones (text must not shrink with the screen)."""

    name: str
    width: int
    height: int
    year_step: int
    """Every n-th fiscal year gets a label."""
    with_values: bool
    """Whether each target carries its number."""


WIDE = Size(name="wide", width=860, height=340, year_step=1, with_values=True)
NARROW = Size(name="narrow", width=330, height=230, year_step=2, with_values=False)
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 26, 34
_GAPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A text or a dot at a point."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What `kpi_chart.svg` draws."""

    size: Size
    left: float
    right: float
    bottom: float
    grid: tuple[Mark, ...]
    years: tuple[Mark, ...]
    targets: tuple[Line, ...]
    target_words: tuple[Mark, ...]
    gaps: tuple[Line, ...]
    """Lower bounds while nobody reported."""
    known: tuple[str, ...]
    """Points of each unbroken stepped line."""
    dots: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    size: Size
    start: date
    end: date
    top: int

    def x(self, day: date) -> float:
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return round(_LEFT + share * (self.size.width - _LEFT - _RIGHT), 1)

    def y(self, count: int) -> float:
        height = self.size.height - _TOP - _BOTTOM
        return round(_TOP + height * (1 - count / self.top), 1)


def chart_of(kpi: Kpi, today: date, size: Size) -> Chart | None:
    """Return the chart up to today or the plan's end; None where nothing can be drawn."""
    shown = [(point.date, point.cumulative) for point in kpi.series if point.date <= today]
    if kpi.baseline and kpi.baseline.date <= today:
        shown.append((kpi.baseline.date, kpi.baseline.count))
    years = [fiscal_year(day) for day, _ in shown] + [item.fiscal_year for item in kpi.targets]
    if not years:
        return None
    years.append(fiscal_year(today))
    highest = max([1, *(count for _, count in shown), *(item.target for item in kpi.targets)])
    step = _grid_step(highest)
    top = step * (highest // step + 1)
    scale = _Scale(size, fiscal_start(min(years)), fiscal_end(max(years)), top)
    targets, words = _targets(kpi, scale)
    return Chart(
        size=size,
        left=_LEFT,
        right=size.width - _RIGHT,
        bottom=size.height - _BOTTOM,
        grid=tuple(
            Mark(_LEFT - 8, scale.y(count), count_words(count)) for count in range(0, top + 1, step)
        ),
        years=_years(min(years), max(years), scale),
        targets=targets,
        target_words=words,
        gaps=_gaps(kpi, today, scale),
        known=_known(kpi, today, scale),
        dots=_dots(kpi, today, scale),
    )


def _grid_step(highest: int) -> int:
    """Return the smallest round step that gives at most five lines."""
    power = 1
    while True:
        for gap in _GAPS:
            if highest <= 5 * gap * power:
                return gap * power
        power *= 10


def _years(first: int, last: int, scale: _Scale) -> tuple[Mark, ...]:
    step = max(scale.size.year_step, -(-(last - first + 1) // 12))
    bottom = scale.size.height - _BOTTOM + 20
    middle = timedelta(days=182)
    return tuple(
        Mark(scale.x(fiscal_start(year) + middle), bottom, str(year))
        for year in range(first, last + 1, step)
    )


def _targets(kpi: Kpi, scale: _Scale) -> tuple[tuple[Line, ...], tuple[Mark, ...]]:
    lines, words = [], []
    for item in kpi.targets:
        x1, x2 = scale.x(fiscal_start(item.fiscal_year)), scale.x(fiscal_end(item.fiscal_year))
        y = scale.y(item.target)
        lines.append(Line(x1, y, x2, y))
        if scale.size.with_values or item is kpi.targets[-1]:
            words.append(Mark((x1 + x2) / 2, y - 8, count_words(item.target)))
    return tuple(lines), tuple(words)


def _gaps(kpi: Kpi, today: date, scale: _Scale) -> tuple[Line, ...]:
    baseline = kpi.baseline
    if baseline is None or baseline.date >= today:
        return ()
    end = min(kpi.reported_from or today, today)
    if end <= baseline.date:
        return ()
    y = scale.y(baseline.count)
    return (Line(scale.x(baseline.date), y, scale.x(end), y),)


def _known(kpi: Kpi, today: date, scale: _Scale) -> tuple[str, ...]:
    if kpi.reported_from is None or kpi.reported_from > today:
        return ()
    days = [point.date for point in kpi.series if kpi.reported_from <= point.date <= today]
    corners: list[tuple[float, float]] = []
    for day in sorted({kpi.reported_from, *days, today}):
        y = _height(kpi, day, scale)
        if corners:
            corners.append((scale.x(day), corners[-1][1]))
        corners.append((scale.x(day), y))
    return (" ".join(f"{x},{y}" for x, y in corners),)


def _dots(kpi: Kpi, today: date, scale: _Scale) -> tuple[Mark, ...]:
    days = []
    if kpi.baseline and kpi.baseline.date <= today:
        days.append(kpi.baseline.date)
    if kpi.reported_from and kpi.reported_from <= today:
        days.append(today)
    return tuple(Mark(scale.x(day), _height(kpi, day, scale), _dot_words(kpi, day)) for day in days)


def _dot_words(kpi: Kpi, day: date) -> str:
    figure = figure_on(kpi, day)
    return count_words(figure.count) if isinstance(figure, Known) else ""


def _height(kpi: Kpi, day: date, scale: _Scale) -> float:
    figure = figure_on(kpi, day)
    return scale.y(0 if isinstance(figure, Unknown) else figure.count)

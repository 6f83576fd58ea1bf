"""The figures in sentences: the headline with all its parts, and what a reader must know. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.dates import day_words, fiscal_words, stated_words
from publisher.kpi.figures import BodyMeasure, Gap, KpiReport, Note, State
from publisher.words import Text

NO_TARGET = "no-target"
IN_HEADLINE = frozenset({NO_TARGET, *Gap})
"""Codes of notes that the headline says already."""


def headline(report: KpiReport) -> Text:
    """Return the measure as one or two sentences: its parts, and the target of the year."""
    figure, goal = _figure(report), _goal(report)
    return Text(f"{figure.ja}{goal.ja}", f"{figure.en} {goal.en}")


def notes(report: KpiReport) -> Iterable[Note]:
    """Yield what the figures alone do not tell, most important first."""
    if report.target is None:
        yield Note(code=NO_TARGET, words=_no_target(report))
    yield from _gaps(report)
    yield from _unstated(report)
    if report.incomplete:
        yield Note(
            code="incomplete",
            words=Text(
                f"読めないところが{len(report.incomplete)}か所あり、数に入っていません："
                f"{'、'.join(report.incomplete)}。`opendata check` で確かめてください。",
                f"{len(report.incomplete)} places cannot be read whole and are not in the figures: "
                f"{', '.join(report.incomplete)}. Run `opendata check`.",
            ),
        )


def _unstated(report: KpiReport) -> Iterable[Note]:
    partly = sum(item.state is State.KNOWN_PART for item in report.bodies)
    unstated = partly + sum(item.state is State.UNKNOWN for item in report.bodies)
    if not unstated:
        return
    known = Text(
        f"（うち{partly}は、ここで分かる分だけを数えています）",
        f" ({partly} of them counted as far as known here)",
    )
    if not partly:
        known = Text("", "")
    yield Note(
        code="bodies-without-opening-balance",
        words=Text(
            f"基準値が資料に記載のない団体は{unstated}です{known.ja}。記載なしはゼロではありません。",
            f"Bodies without a stated opening balance: {unstated}{known.en}. "
            "Not stated is not zero.",
        ),
    )


def not_come(report: KpiReport) -> Note:
    """Return the note for a day that has not come yet."""
    day = day_words(report.as_of)
    return Note(
        code="day-not-come",
        words=Text(
            f"{day.ja}はまだ来ていません。今までに記録されたことだけで数えています。",
            f"{day.en} has not come yet: only what is recorded by now is counted.",
        ),
    )


def _figure(report: KpiReport) -> Text:
    own, measure = report.own, report.plan.measure
    if own.baseline is None:
        if own.cumulative is None:
            return Text(
                f"{measure.ja}は分かりません（基準値は資料に記載がなく、ここで公開したデータもありません）。",
                f"{measure.en}: not known (no opening balance is stated, and nothing is published "
                "here).",
            )
        return Text(
            f"{measure.ja}は、ここで分かるだけで {own.cumulative:,} 件です（基準値は資料に記載なし）。",
            f"{measure.en}: at least {own.cumulative:,}, as far as known here (no opening balance "
            "is stated).",
        )
    stated, count = stated_words(own.baseline.stated), own.baseline.count
    if own.cumulative is None:
        day = day_words(report.as_of)
        return Text(
            f"{day.ja}の{measure.ja}は、ここでは分かりません（基準値は{stated.ja}の {count:,} 件）。",
            f"{measure.en}: not known here for {day.en} (the opening balance is {count:,} of "
            f"{stated.en}).",
        )
    more = Text(" 件以上", " or more") if own.is_at_least else Text(" 件", "")
    return Text(
        f"{measure.ja}は {count:,} 件（{stated.ja}の基準値）＋ {own.added:,} 件"
        f" ＝ {own.cumulative:,}{more.ja}。",
        f"{measure.en}: {count:,} (opening balance of {stated.en}) + {own.added:,}"
        f" = {own.cumulative:,}{more.en}.",
    )


def _goal(report: KpiReport) -> Text:
    if report.target is None:
        return _no_target(report)
    year, target, own = fiscal_words(report.fiscal_year), report.target, report.own
    goal = Text(
        f"{year.ja}の目標は {target:,} 件です",
        f"The target of {year.en} is {target:,}",
    )
    verdict = _verdict(own, target)
    return Text(f"{goal.ja}{verdict.ja}。", f"{goal.en}{verdict.en}.")


def _verdict(own: BodyMeasure, target: int) -> Text:
    """Say how far it is; never that a target was missed in a time nobody reported."""
    if own.cumulative is not None and own.cumulative >= target:
        return Text("（達しています）", " (reached)")
    if own.cumulative is None or own.is_at_least:
        return Text(
            "（達したかどうかは、ここでは分かりません）",
            " (whether it was reached is not known here)",
        )
    return Text(f"（あと {target - own.cumulative:,} 件）", f" ({target - own.cumulative:,} to go)")


def _no_target(report: KpiReport) -> Text:
    targets = report.plan.targets
    if not targets:
        return Text("計画に数の目標はありません。", "The plan sets no targets.")
    (first_year, first), (last_year, last) = targets[0], targets[-1]
    if report.fiscal_year < first_year:
        words = fiscal_words(first_year)
        return Text(
            f"この年度の目標は定められていません（計画の最初の目標は{words.ja}の{first:,}件）。",
            f"No target is set for this year; the plan's first was {first:,} ({words.en}).",
        )
    words = fiscal_words(last_year)
    return Text(
        f"この年度の目標は定められていません（計画の最終目標は{words.ja}の{last:,}件）。",
        f"No target is set for this year; the plan's last was {last:,} ({words.en}).",
    )


def _gaps(report: KpiReport) -> Iterable[Note]:
    own = report.own
    if own.gap is not None:
        yield Note(code=own.gap.value, words=_figure(report))
    since = day_words(report.reported_from) if report.reported_from else None
    if since and own.baseline and own.is_at_least:
        stated = stated_words(own.baseline.stated)
        yield Note(
            code="at-least",
            words=Text(
                f"{stated.ja}から{since.ja}にこの記録を始めるまでに公開された数は、"
                "ここでは一部しか分かりません。",
                f"What was published between {stated.en} and the start of this record on "
                f"{since.en} is known here only in part.",
            ),
        )
    if since and own.available is None:
        yield Note(
            code="available-not-known",
            words=Text(
                f"この日に公開中だった数は、ここでは分かりません（記録は{since.ja}から）。",
                f"How many were available on this day is not known here (the record starts on "
                f"{since.en}).",
            ),
        )

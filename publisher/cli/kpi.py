"""`opendata kpi`: published datasets against the yearly target, on any day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from publisher.cli.context import checked, echo_json, workplace
from publisher.errors import SettingsError, UsageError
from publisher.words import Text, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.cli.context import Workplace
    from publisher.findings import Report
    from publisher.instance import Instance, KpiPlan
    from publisher.kpi.figures import KpiReport
    from publisher.model import Organization
    from publisher.publish.run import Source


@click.command()
@click.option(
    "--as-of",
    metavar="DATE",
    help="The day to report, as 2026-03-31. Default: today. / どの日の数か",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="text for people, json for programs (schemas/kpi.schema.json), markdown for reports. /"
    " 出力の形",
)
def command(as_of: str | None, form: str) -> None:
    """Report how many datasets are published, against the target of the fiscal year.

    公開データセット数を、その年度の目標とくらべて報告します。

    The figures come from datasets/ and opendata.toml alone: opening balance, what was first
    published after it, and what is available, for the headline body and for each body. Any past
    day gives the figures of that day. What is not known is said, never guessed.

    \b
    Examples / 例:
      opendata kpi
      opendata kpi --as-of 2027-03-31            the end of fiscal 2026 / 令和8年度末
      opendata kpi --format json > kpi.json
      opendata kpi --format markdown > report.md

    Exit codes: 0 good · 2 wrong date, or no [kpi] in opendata.toml · 5 broken surroundings.
    """
    day = _day(as_of) if as_of is not None else None
    here = workplace()
    plan = _plan(here.instance, here.tree.organizations)
    report = _figures(here, plan, checked(here), day or here.today)
    if report.as_of > here.today:
        from publisher.kpi.notes import not_come

        report = replace(report, notes=(*report.notes, not_come(report)))
    _show(report, here.instance.notice, form)


def measured(ours: Source) -> KpiReport | None:
    """Return the figures of a run's day, None for an instance without [kpi]."""
    if ours.instance.kpi is None:
        return None
    return _figures(ours, ours.instance.kpi, ours.report, ours.today)


def _figures(ours: Workplace | Source, plan: KpiPlan, report: Report, day: dt.date) -> KpiReport:
    from publisher.kpi.measures import measure

    return measure(ours.tree, plan, ours.tree.organizations, ours.vocabularies, report, day)


def _show(report: KpiReport, notice: Text, form: str) -> None:
    from publisher.render import kpi_markdown, kpi_text

    if form == "json":
        echo_json({**report.as_json(), "notice": notice.as_json()})
        return
    renderer = kpi_text if form == "text" else kpi_markdown
    for line in renderer.lines(report, notice):
        click.echo(line)


def _day(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError as error:
        raise UsageError(
            Text(
                f"日付を読めません：{cut(text, 40)}",
                f"This is not a date: {cut(text, 40)}",
            ),
            where="--as-of",
            next_step=Text(
                "暦にある日を 2026-03-31 のように書いてください。",
                "Write a day of the calendar as 2026-03-31.",
            ),
        ) from error


def _plan(instance: Instance, organizations: Sequence[Organization]) -> KpiPlan:
    where = str(instance.root / "opendata.toml")
    if instance.kpi is None:
        raise UsageError(
            Text("opendata.toml に KPI の計画がありません", "opendata.toml holds no KPI plan"),
            where=where,
            next_step=Text(
                "[kpi] に organization、plan、measure を、[kpi.targets] に年度ごとの目標を、"
                "[[kpi.opening_balance]] に基準値と出典を書いてください。",
                "Add [kpi] with organization, plan and measure, [kpi.targets] with a number per "
                "fiscal year, and [[kpi.opening_balance]] with counts and their sources.",
            ),
        )
    body = instance.kpi.organization
    if body not in {item.name for item in organizations}:
        raise SettingsError(
            Text(f"KPI の団体 {body} の情報がありません", f"The KPI's body {body} is not declared"),
            where=where,
            next_step=Text(
                f"[kpi] organization を直すか、datasets/{body}/organization.json を直してください。",
                f"Mend [kpi] organization, or datasets/{body}/organization.json.",
            ),
        )
    return instance.kpi

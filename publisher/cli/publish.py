"""`opendata publish`: make the catalog equal to the tree, and report."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from publisher.cli.context import echo_json, say
from publisher.cli.options import text_or_json
from publisher.errors import OpendataError
from publisher.words import mask_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from publisher.ckan.client import CkanCatalog
    from publisher.instance import Target
    from publisher.model import Dataset, Unreadable
    from publisher.publish.apply import Outcome
    from publisher.publish.live import Live
    from publisher.publish.run import Look, Source


@click.command()
@click.option(
    "--ckan-url",
    help="Catalog to publish to, instead of CKAN_URL or the embedded one. / 目録のアドレス",
)
@text_or_json
def command(ckan_url: str | None, form: str) -> None:
    """Make the catalog equal to datasets/, and report what changed and the KPI.

    目録を datasets/ とそろえ、変わったことと KPI を報告します。

    Without CKAN_URL it publishes to the embedded catalog, which it starts where none serves.
    A dataset with errors in check is blocked: the catalog's copy stays, the rest goes on. Nothing
    of other managers is touched. A run that was killed is simply run again.

    \b
    Examples / 例:
      opendata publish
      CKAN_URL=https://catalog.example.jp CKAN_TOKEN=… opendata publish

    Exit codes: 0 good · 1 some datasets blocked, the rest went out · 3 refused (it would lose too
    much; nothing was written) · 4 some changes failed or are in conflict · 5 broken surroundings.
    """
    from publisher import instance
    from publisher.cli.source import source
    from publisher.publish import run
    from publisher.publish.plan import Action

    ours = source()
    target = instance.target(ours.instance, ckan_url)
    with run.locked(ours.instance), run.connected(ours.instance, target) as catalog:
        seen = run.look(ours, target, catalog)
        if form == "text":
            _show_plan(seen)
        run.refuse(seen.plan, ours.instance)
        outcomes = _carry_out(seen, ours, target, catalog, quiet=form != "text")
        live, lost = _counted(seen, ours, target, outcomes)
    _report(seen, ours, outcomes, live, form)
    if lost is not None:
        raise lost
    if any(item.result.value != "done" for item in outcomes):
        raise click.exceptions.Exit(4)
    if any(change.action is Action.CONFLICT for change in seen.plan.changes):
        raise click.exceptions.Exit(4)
    if any(change.action is Action.BLOCKED for change in seen.plan.changes):
        raise click.exceptions.Exit(1)


def _show_plan(seen: Look) -> None:
    from publisher.render import plan_text

    say(f"→ {seen.plan.target}")
    for line in plan_text.lines(seen.plan):
        say(line)


def _carry_out(
    seen: Look, ours: Source, target: Target, catalog: CkanCatalog, *, quiet: bool
) -> list[Outcome]:
    """Apply the plan; a dataset in conflict is planned once more, for itself."""
    from publisher.publish import run

    progress = _progress(seen, quiet=quiet)
    outcomes = run.carry_out(seen, ours.instance, catalog, progress=progress)
    if any(item.result.value == "conflict" and not item.organization for item in outcomes):
        second = run.again(run.look(ours, target, catalog), outcomes)
        if second is not None:
            names = {change.dataset for change in second.plan.changes}
            retried = run.carry_out(second, ours.instance, catalog, progress=progress)
            outcomes = [item for item in outcomes if item.name not in names] + retried
    return outcomes


def _progress(seen: Look, *, quiet: bool) -> Callable[[Outcome], None]:
    """Return what is called per outcome: a running count on a terminal, nothing in a log."""
    total = sum(item.action.writes for item in seen.plan.organizations)
    total += sum(item.action.writes for item in seen.plan.changes)
    count = 0
    if quiet or not sys.stderr.isatty():
        return lambda _: None

    def show(outcome: Outcome) -> None:
        nonlocal count
        count += 1
        end = "\r\033[K" if count == total else ""
        name = mask_name(outcome.name)
        click.echo(f"\r\033[K{count}/{total} {name}{end}", nl=False, err=True)

    return show


def _counted(
    seen: Look, ours: Source, target: Target, outcomes: list[Outcome]
) -> tuple[Live | None, OpendataError | None]:
    """Return the live count, or why there is none: what was written is reported all the same."""
    try:
        return _live(seen, ours, target, outcomes), None
    except OpendataError as error:
        return None, error


def _live(seen: Look, ours: Source, target: Target, outcomes: list[Outcome]) -> Live:
    from publisher.ckan.client import CkanCatalog
    from publisher.publish import live

    counts = CkanCatalog(target.url, None).live_counts(ours.instance.id)
    every: list[Dataset | Unreadable] = [*ours.tree.datasets, *ours.tree.unreadable]
    return live.compare(
        counts,
        seen.wanted,
        seen.plan,
        blocked_organizations={
            item.name: item.organization for item in every if item.name in seen.wanted.blocked
        },
        failed=[item.name for item in outcomes if item.result.value != "done"],
    )


def _report(
    seen: Look, ours: Source, outcomes: list[Outcome], live: Live | None, form: str
) -> None:
    from publisher.cli.kpi import measured
    from publisher.render import kpi_text, plan_text

    kpi = measured(ours)
    if form == "json":
        echo_json(
            {
                "plan": seen.plan.as_json(),
                "outcomes": [item.as_json() for item in outcomes],
                "live": live.as_json() if live else None,
                "kpi": kpi.as_json() if kpi else None,
                "notice": ours.instance.notice.as_json(),
            }
        )
        return
    for outcome in outcomes:
        if outcome.detail or outcome.result.value != "done":
            say(plan_text.outcome_line(outcome))
    if not seen.plan.empty:
        say(plan_text.results(seen.plan, outcomes))
    for line in plan_text.live_lines(live) if live else ():
        say(line)
    if kpi:
        for line in kpi_text.headline(kpi):
            say(line)
    say(plan_text.look_line(seen.plan, ours.instance))
    if ours.instance.notice.ja:
        say(ours.instance.notice.both())

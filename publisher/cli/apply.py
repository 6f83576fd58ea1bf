"""`opendata apply`: carry out a plan that was reviewed, exactly as it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from publisher.publish.plan import Plan


@click.command()
@click.argument(
    "plan_file", metavar="PLAN.json", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--ckan-url",
    help="Catalog to apply to, instead of CKAN_URL or the embedded one. / 目録のアドレス",
)
def command(plan_file: Path, ckan_url: str | None) -> None:
    """Carry out the changes of PLAN.json, made by `opendata plan --out`, and no others.

    確かめた計画（opendata plan --out）のとおりに、目録を変えます。

    A plan is for one catalog and one instance; another one refuses it. A dataset that changed in
    the tree or on the catalog since then is a conflict: it stays as it is, and the rest goes on.

    \b
    Example / 例:
      opendata plan --out plan.json
      opendata apply plan.json

    Exit codes: 0 done · 3 refused · 4 some changes failed or are in conflict · 5 broken
    surroundings.
    """
    from publisher import instance
    from publisher.cli.source import source
    from publisher.publish import run
    from publisher.publish.apply import Result
    from publisher.render import plan_text

    ours = source()
    target = instance.target(ours.instance, ckan_url)
    plan = _read(plan_file)
    _same(plan, target.url, ours.instance.id)
    run.refuse(plan, ours.instance)
    with run.locked(ours.instance), run.connected(ours.instance, target) as catalog:
        seen = run.look(ours, target, catalog)
        # What the tree or the catalog would lose now is judged now, not when the plan was made.
        run.refuse(replace(plan, refusals=seen.plan.refusals), ours.instance)
        outcomes = run.carry_out(replace(seen, plan=plan), ours.instance, catalog)
    for outcome in outcomes:
        click.echo(plan_text.outcome_line(outcome))
    bad = [item for item in outcomes if item.result is not Result.DONE]
    click.echo(
        f"{len(outcomes) - len(bad)} 件を反映・{len(bad)} 件は反映できず / "
        f"{len(outcomes) - len(bad)} done, {len(bad)} not"
    )
    if bad:
        raise click.exceptions.Exit(4)


def _read(path: Path) -> Plan:
    from publisher import contracts
    from publisher.errors import UsageError
    from publisher.publish.plan import from_json
    from publisher.words import Text, cut

    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        errors = contracts.schema_errors(document, contracts.read("plan.schema.json"))
        problem = f"{errors[0][0]}: {errors[0][1]}" if errors else ""
    except (OSError, ValueError, RecursionError) as error:
        document, problem = None, str(error)
    if document is None or problem:
        raise UsageError(
            Text("計画のファイルを読めません", "The plan file cannot be read"),
            where=f"{path} ({cut(problem, 200)})",
            next_step=Text(
                "`opendata plan --out plan.json` で作り直してください。",
                "Make it anew with `opendata plan --out plan.json`.",
            ),
        )
    return from_json(document)


def _same(plan: Plan, target: str, instance_id: str) -> None:
    from publisher.errors import PlanRefused
    from publisher.words import Text

    if (plan.target, plan.instance) != (target, instance_id):
        raise PlanRefused(
            Text(
                "この計画は別の目録か、別の団体のものです",
                "This plan is for another catalog or instance",
            ),
            where=f"{plan.target} ({plan.instance}) ≠ {target} ({instance_id})",
            next_step=Text(
                "CKAN_URL を確かめるか、ここで計画を作り直してください。",
                "Check CKAN_URL, or make the plan anew here.",
            ),
        )

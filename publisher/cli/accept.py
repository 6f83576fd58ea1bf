"""`opendata accept`: say why a likely finding is right, or answer a question of the check."""

from __future__ import annotations

import click

from publisher.cli.context import checked, workplace
from publisher.cli.desk import bench, say, verdict


@click.command()
@click.argument("dataset", metavar="DATASET")
@click.argument("rule", metavar="RULE")
@click.option("--reason", default="", help="Why it is right; shown on every report / 理由")
@click.option("--resource", help="Only in this file, by its name / どのファイルか")
@click.option("--sheet", help="Only on this sheet / どのシートか")
@click.option("--column", help="Only in this column, by its header / どの列か")
@click.option("--cell", help="Only this cell of a sheet (B12) / どのセルか")
@click.option("--line", type=click.IntRange(1), help="Only this line of a CSV / 何行目か")
@click.option("--remove", is_flag=True, help="Take the acceptance away / 記録を消す")
def command(
    dataset: str, rule: str, reason: str, *, remove: bool, **place: str | int | None
) -> None:
    """Accept what RULE says of DATASET where it is only likely, or answer its question.

    「確認」や「質問」が誤りではないとき、その理由を記録します。次の検査から警告になりません。

    What is certain cannot be accepted: it is mended. An acceptance that matches nothing any more
    is reported, so that none outlives its reason.

    \b
    Examples / 例:
      opendata accept 292095_public_toilet L1-07 --column 名称 --reason 施設の正式な名称です
      opendata accept 292095_public_toilet L3-03 --reason "「-」は設備がないことを示す（説明に記載）"
      opendata accept 292095_public_toilet L1-07 --column 名称 --remove

    Exit codes: 0 recorded · 1 recorded, with other errors to mend · 2 wrong usage (nothing to
    accept there, no reason) · 5 broken surroundings.
    """
    from publisher.desk import acceptance
    from publisher.words import Text

    here = bench()
    found = here.dataset(dataset)
    stated = {key: value for key, value in place.items() if value is not None}
    if remove:
        done = acceptance.remove(found, here, rule=rule, place=stated)
        words = Text(f"記録を{done.count}件消しました。", f"Took {done.count} away.")
    else:
        report = checked(workplace(here.instance), only={found.folder})
        done = acceptance.accept(
            found,
            here,
            rule=rule,
            place=stated,
            reason=reason,
            findings=(*report.findings, *report.questions),
        )
        words = Text(
            f"{rule} を確認済みにしました（{done.count}か所）。",
            f"Accepted {rule} ({done.count} places).",
        )
    say(words)
    if code := verdict(done.folder, done.name):
        raise click.exceptions.Exit(code)

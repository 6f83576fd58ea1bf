"""`opendata set`: change what a dataset says, or replace its files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.desk import bench, notices, options, say, verdict
from publisher.cli.preview import against_writing, refused, show
from publisher.desk.differences import OWN_EVENTS
from publisher.desk.keys import SET
from publisher.words import Text

if TYPE_CHECKING:
    from publisher.desk.bench import Bench
    from publisher.desk.changing import Changed, Request
    from publisher.desk.differences import Statement


@click.command()
@click.argument("dataset", metavar="DATASET")
@click.argument("pairs", metavar="[KEY=VALUE]...", nargs=-1)
@click.option("--resource", default="", help="Which file is meant, by its name / どのファイルか")
@click.option(
    "--file",
    "files",
    multiple=True,
    metavar="[RESOURCE=]PATH",
    help="New content of a file; its id stays / ファイルの差し替え",
)
@click.option("--new-columns", is_flag=True, help="The new file has other columns / 列が変わる")
@click.option(
    "--loosen",
    is_flag=True,
    help="Take values that break what is declared of their column; declare less / 決まりをゆるめる",
)
@click.option("--restore", is_flag=True, help="Bring a withdrawn dataset back / 公開に戻す")
@click.option(
    "--dictionary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with titles, descriptions and types of columns / 項目の説明書",
)
@click.option(
    "--event",
    type=click.Choice([kind.value for kind in OWN_EVENTS]),
    help="State an event / 出来事を記録する",
)
@click.option("--date", metavar="YYYY-MM-DD", help="Its day, else today / その日")
@click.option("--reason", default="", help="Its reason / その理由")
@click.option("--ref", default="", help="Where it can be verified / その典拠")
@click.option(
    "--answers",
    "answers_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML or JSON with the same keys / 答えのファイル",
)
@options(SET)
def command(dataset: str, pairs: tuple[str, ...], **said: Any) -> None:
    """Change what DATASET says of itself, or put new content into its files.

    データセットの説明を変えるか、ファイルを差し替えます。

    What changes is given as KEY=VALUE or as the option of the same name; an empty value takes an
    optional one away; lists are separated by commas. Ids and past history are never touched. New
    files are compared with those that are there, as `opendata update` does, and refused where they
    may be the wrong ones; to look before writing, use `opendata update`. A
    change of what the rows mean (file, types, licence, area, period) adds `updated` to the
    history, a change of words `described`. Values that break what is declared of their column
    are refused; --loosen takes them and declares less. A licence holds for all files, their
    originals too, unless --resource names one.

    \b
    Examples / 例:
      opendata set 292095_public_toilet title=公衆トイレの一覧 frequency=ANNUAL
      opendata set 292095_public_toilet --licence "CC BY 4.0" --licence-stated-by 生駒市
      opendata set 292095_public_toilet --dictionary columns.csv
      opendata set 292095_public_toilet --file toilets2027.csv
      opendata set 292095_population --file 2025=pop2025.csv --file 2026=pop2026.csv
      opendata set 292095_public_toilet --event recognised --reason "基準値に含まれる" --ref "計画 図表2-3-2(2)"
      opendata set 292095_public_toilet --restore --file toilets.csv     (after a withdrawal)

    Exit codes: 0 changed, or nothing to change · 1 changed with errors to mend, or the file cannot
    be used · 2 wrong usage · 5 broken surroundings.
    """
    from publisher.desk import changing
    from publisher.desk import dictionary as dictionaries
    from publisher.desk.answers import from_file, from_options, from_pairs

    here = bench()
    answers = {
        **(from_file(said["answers_file"], SET) if said["answers_file"] else {}),
        **from_pairs(pairs, SET),
        **from_options(said, SET),
    }
    columns = said["dictionary"]
    request = changing.Request(
        dataset=dataset,
        answers=answers,
        resource=said["resource"],
        dictionary=dictionaries.read(columns) if columns else {},
        statement=_statement(said, here.today),
        files=_files(said["files"], said["resource"]),
        may_change_columns=said["new_columns"],
        is_restoring=said["restore"],
        may_loosen=said["loosen"],
    )
    was_withdrawn = here.dataset(dataset).withdrawal is not None
    shown = _shown(request, here)
    changed = changing.change(request, here)
    _tell(changed, shown)
    if was_withdrawn:
        _tell_of_withdrawal(changed.name, is_restored=request.is_restoring)
    stays = was_withdrawn and not request.is_restoring
    code = verdict(changed.folder, changed.name, is_withdrawn=stays) if changed.is_changed else 0
    if code:
        raise click.exceptions.Exit(code)


def _shown(request: Request, here: Bench) -> tuple[Text, ...]:
    """Show what new files change, as `update` does; return what was said of them.

    Ends with nothing written where they may be the wrong ones.
    """
    from publisher.desk import updating

    if not request.files or here.dataset(request.dataset).withdrawal is not None:
        return ()
    seen = updating.preview(request, here)
    show(seen)
    flags = "--new-columns --anyway" if request.may_change_columns else "--anyway"
    line = f"`opendata update {request.dataset}"
    anyway = Text(
        f"このファイルで正しいときは {line} ファイル {flags}` を使います。",
        f"Where this is the right file, use {line} FILE {flags}`.",
    )
    if against := against_writing(seen, anyway=anyway):
        raise click.exceptions.Exit(refused(*against))
    return seen.notices


def _files(said: tuple[str, ...], resource: str) -> dict[str, Path]:
    from publisher.errors import UsageError

    chosen: dict[str, Path] = {}
    for item in said:
        name, sign, path = item.partition("=")
        if not sign or Path(item).is_file():
            name, path = resource, item
        if not Path(path).is_file():
            raise UsageError(
                Text(f"ファイル {path} がありません。", f"There is no file {path}."),
                where="--file",
                next_step=Text("ファイルの名前を確かめてください。", "Check the file's name."),
            )
        if name in chosen:
            raise UsageError(
                Text("どのファイルの差し替えか分かりません。", "Two files for the same resource."),
                where="--file",
                next_step=Text(
                    "--file 名前=ファイル の形で書いてください。", "Write --file RESOURCE=PATH."
                ),
            )
        chosen[name] = Path(path)
    return chosen


def _statement(said: dict[str, Any], today: dt.date) -> Statement | None:
    from publisher.desk.answers import date_option
    from publisher.desk.differences import Statement
    from publisher.errors import UsageError
    from publisher.model import EventKind

    event, reason, ref = said["event"], said["reason"], said["ref"]
    if event is None:
        if said["date"] or reason or ref:
            raise UsageError(
                Text("--event がありません。", "--event is missing."),
                where="--event",
                next_step=Text(
                    "--date・--reason・--ref は --event と一緒に使います。",
                    "--date, --reason and --ref go with --event.",
                ),
            )
        return None
    if event in {"recognised", "voided"} and not reason:
        raise UsageError(
            Text("--reason がありません。", "--reason is missing."),
            where="--reason",
            next_step=Text("理由を --reason に書いてください。", "Give --reason."),
        )
    day = date_option(said["date"]) or today
    if day > today:
        raise UsageError(
            Text(f"{day} はまだ来ていません。", f"{day} is in the future."),
            where="--date",
            next_step=Text("日付を確かめてください。", "Check the date."),
        )
    if event in {"published", "seen"} and day < today and not ref:
        raise UsageError(
            Text("--ref がありません。", "--ref is missing."),
            where="--ref",
            next_step=Text(
                "前の日のことは、確かめられる場所（URLや資料）を --ref に書いてください。",
                "What was before today is stated with its evidence: a URL or document in --ref.",
            ),
        )
    return Statement(kind=EventKind(event), date=day, reason=reason, ref=ref)


def _tell_of_withdrawal(name: str, *, is_restored: bool) -> None:
    say(
        Text(
            f"{name} は公開にもどります。番号（ID）とアドレスは前と同じです。",
            f"{name} will be public again, under its former ids and addresses.",
        )
        if is_restored
        else Text(
            f"{name} の公開は終わったままです。もどすときは `opendata set {name} --restore --file ファイル` です。",
            f"{name} stays withdrawn; to bring it back: `opendata set {name} --restore --file FILE`.",
        )
    )


def _tell(changed: Changed, shown: tuple[Text, ...]) -> None:
    from publisher.desk import properties

    told = [item for item in changed.notices if item not in shown]
    if not changed.is_changed:
        say(Text(f"{changed.name}: 変わるものがありません。", "Nothing to change."))
        notices(told)
        return
    what = properties.changed(changed.before, changed.after)
    say(
        Text(
            f"{changed.name} を変えました（{what.ja}）。",
            f"Changed {changed.name} ({what.en}).",
        )
    )
    notices([*(item.words for item in changed.conversions), *told])

"""The command line: one module per command, loaded only when it is called.

`opendata --help` must stay fast, so the group knows the commands by name and imports a module
only for the one that runs.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from pathlib import Path

import click

from publisher.errors import OpendataError, SurroundingsError, UsageError
from publisher.words import Text, quote

COMMANDS: dict[str, str] = {
    "init": "Make a new instance with one body / 新しい団体の置き場を作る",
    "check": "Check data packages / データを確かめる",
    "fix": "Mend what can be proven in a table / 直せるところを直す",
    "add": "Add a dataset from a file / データセットを加える",
    "update": "Put a new version of a file into a dataset / 新しい版に更新する",
    "set": "Change what a dataset says / データセットの説明を変える",
    "rename": "Give a dataset another name / データセットの名前を変える",
    "accept": "Say why a likely finding is right / 「確認」の理由を記録する",
    "withdraw": "Stop publishing a dataset / データセットの公開を終える",
    "plan": "Show what publish would change / 公開で変わることを見る",
    "apply": "Carry out a reviewed plan / 確かめた計画を実行する",
    "publish": "Make the catalog equal to datasets/ / 目録をそろえる",
    "kpi": "Report published datasets against the target / 目標に対する数を見る",
    "serve": "Serve the embedded catalog / 目録を開く",
}


STATE = ".opendata"
"""The folder of an instance for what is not published (publisher.instance)."""
INTERRUPTED = 130
"""Exit code of a run that a person ended, as every shell has it."""
AROUND = 20
"""Characters shown on either side of one that cannot be written down."""


class Group(click.Group):
    """Commands by name, imported when needed; errors printed as what, where, what to do now."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import and return one command, None for an unknown name."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"publisher.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an OpendataError becomes three lines and its exit code."""
        try:
            return super().invoke(ctx)
        except OpendataError as error:
            report(error)
            ctx.exit(error.exit_code)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output went: click ends quietly
                raise
            report(_disk(error))
            ctx.exit(SurroundingsError.exit_code)
        except click.UsageError as error:
            report(_usage(error))
            ctx.exit(UsageError.exit_code)
        except UnicodeEncodeError as error:
            report(_characters(error))
            ctx.exit(SurroundingsError.exit_code)
        except (KeyboardInterrupt, click.Abort):
            _ended()
            ctx.exit(INTERRUPTED)


def _disk(error: OSError) -> SurroundingsError:
    """Return the error for a file or folder of the surroundings that cannot be used."""
    is_refused = error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}
    if is_refused and STATE in Path(str(error.filename)).parts:
        return SurroundingsError(
            Text(
                f"目録の置き場（{STATE} フォルダ）に書き込めません",
                f"The catalog's own folder ({STATE}) cannot be written",
            ),
            where=str(error.filename),
            next_step=Text(
                f"{STATE} に書き込めるようにしてください。組み込みの目録は、計画を見るだけでも、"
                "自分の記録をここに置きます。datasets/ には書きません。"
                "ほかで動いている目録への計画なら、CKAN_URL を付ければ何も書かずに見られます。",
                f"Let {STATE} be written: the embedded catalog keeps its own records there, also "
                "for a mere plan; nothing is written to datasets/. A plan for a catalog that runs "
                "elsewhere (CKAN_URL) writes nothing.",
            ),
        )
    return SurroundingsError(
        Text("ファイルかフォルダを使えません", "A file or folder cannot be used"),
        where=str(error),
        next_step=Text(
            "権限とディスクの空きを確かめて、もう一度実行してください。",
            "Check permissions and free space, then run this again.",
        ),
    )


def _usage(error: click.UsageError) -> UsageError:
    """Return the error for words that the command does not know, in both languages."""
    ja = "使い方が違います"
    if isinstance(error, click.MissingParameter):
        ja = "要るものがありません"
    elif isinstance(error, click.NoSuchOption):
        ja = f"{error.option_name} という指定はありません"
    elif isinstance(error, click.BadParameter):
        ja = "指定の値が正しくありません"
    path = error.ctx.command_path if error.ctx is not None else "opendata"
    return UsageError(
        Text(f"{ja}（{error.format_message()}）", error.format_message()),
        where=path,
        next_step=Text(
            f"使い方は `{path} --help` で見られます。", f"See `{path} --help` for its usage."
        ),
    )


def _characters(error: UnicodeEncodeError) -> SurroundingsError:
    """Return the error for a name that cannot be written down: of another encoding than ours."""
    encoding = sys.getfilesystemencoding()
    around = error.object[max(0, error.start - AROUND) : error.end + AROUND]
    where = quote(around.encode("utf-8", "replace").decode(), 80)
    if encoding == "utf-8":
        return SurroundingsError(
            Text(
                "ファイルの名前に、文字として読めないものがあります",
                "The name of a file holds what does not read as text",
            ),
            where=where,
            next_step=Text(
                "ファイルの名前を付け直して、もう一度実行してください。",
                "Rename the file, then run this again.",
            ),
        )
    return SurroundingsError(
        Text(
            f"この端末の文字の設定（{encoding}）では、名前や言葉を正しく受け取れません",
            f"Names and words do not arrive whole under this terminal's encoding ({encoding})",
        ),
        where=where,
        next_step=Text(
            "LC_ALL=C.UTF-8 を前に付けて、もう一度実行してください。",
            "Run it again with LC_ALL=C.UTF-8 before it.",
        ),
    )


def _ended() -> None:
    """Say that a person ended the run, and what stands now."""
    click.echo(err=True)
    for line in (
        "途中で止めました。書きかけのものはありません。同じ命令をもう一度実行できます。",
        "Stopped. Nothing is half-written; the same command can be run again.",
    ):
        click.echo(line, err=True)


def _streams() -> None:
    """Make input and output usable whatever started the run: a timer gives neither.

    A missing one is nothing to read, or nowhere to write. What cannot show Japanese must not end
    a run half-way.
    """
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        stream = getattr(sys, name)
        if stream is None:
            _nowhere(number)
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _nowhere(number: int) -> None:
    """Take a free number of a standard stream, so that no file of the work gets it."""
    try:
        os.fstat(number)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_RDWR), number)


def report(error: OpendataError) -> None:
    """Print what happened, where, and what to do now, in both languages, to standard error."""
    for label, line in (
        ("✗", error.what.both()),
        ("  場所 / where:", error.where),
        ("  次に / next: ", error.next_step.both()),
    ):
        click.echo(f"{label} {line}", err=True)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="opendata-publisher", prog_name="opendata")
def main() -> None:
    """Check open data, publish it to a CKAN catalog, report the KPI.

    オープンデータを確かめ、CKAN の目録に公開し、目標に対する数を報告します。

    Run a command with --help for its page. Exit codes: 0 good · 1 findings that block, or
    datasets blocked while the rest went out · 2 wrong usage · 3 plan refused · 4 some changes
    failed or in conflict · 5 surroundings broken · 130 stopped by a person.
    """
    _streams()

"""The one sentence of a report: may it be published? And the one that closes it."""

from __future__ import annotations

from publisher.findings import Report, Severity
from publisher.render.report_groups import LABELS, QUESTION, Group, groups
from publisher.words import Text, many, things

FEW = 9
"""As many as are counted one by one; beyond, the kinds are counted too."""
_OURS = Text(
    "🟥 確かめられませんでした。こちらの不具合です（X000）。データの直しは要りません。",
    "🟥 It could not be checked. This is our fault (X000); nothing is to be mended in the data.",
)
_UNREAD = Text(
    "🟨 中身を確かめられないファイルがあります。",
    "🟨 The content of some files could not be checked.",
)
_TAKEN = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".geojson")
"""Endings of what `opendata add` takes; it makes no table of other JSON, nor of a timetable."""
_EMPTY = Text("データセットはまだありません。", "There are no datasets yet.")
_HINT_BARE = Text(
    "「確認」と「質問」は、誤りでなければ、そのままで公開できます。"
    "理由は、データセットに加えたあと `opendata accept` で記録します。",
    "What is only to be looked at may be published as it is; `opendata accept` records why, "
    "once the file belongs to a dataset.",
)
_HINT = Text(
    "「確認」と「質問」は、誤りでなければ、そのままで公開できます。"
    "理由の記録：`opendata accept データセット名 番号 --reason 理由`",
    "What is only to be looked at may be published as it is. "
    "To record why: `opendata accept DATASET RULE --reason WHY`",
)


def verdict(report: Report, *, is_bare: bool) -> Text:
    """Return the verdict, its sign first; `is_bare` for files without a descriptor."""
    everything = [group for listed in groups(report).values() for group in listed]
    errors = [group for group in everything if group.first.severity is Severity.ERROR]
    warnings = [group for group in everything if group.first.severity is Severity.WARNING]
    if errors:
        return _red(report, errors)
    if not report.datasets:
        return _EMPTY
    if warnings:
        count, english = _sum(warnings), _places(warnings)
        said = f"{count}つ" if count <= FEW else f"{_japanese(warnings)}を"
        return Text(
            f"🟨 公開できます。その前に{said}確認してください。",
            f"🟨 Ready to publish; please look at {english} first.",
        )
    if is_bare and any(group.first.rule == "format-error" for group in everything):
        return _UNREAD
    rest = _advice(everything)
    if is_bare:
        taken = all(item.path.lower().endswith(_TAKEN) for item in report.files)
        return Text(
            f"✅ 直すところはありません。{rest.ja}{'`opendata add` で加えられます。' * taken}",
            f"✅ Nothing to mend.{rest.en}{' `opendata add` can take it.' * taken}",
        )
    return Text(
        f"✅ 公開できます（{report.datasets:,}件）。{rest.ja}",
        f"✅ Ready to publish ({report.datasets:,}).{rest.en}",
    )


def hint(report: Report, *, is_bare: bool) -> Text:
    """Return how to go on where a finding is no fault; empty where none may be accepted."""
    asks = {LABELS[Severity.WARNING], QUESTION}
    everything = [group for listed in groups(report).values() for group in listed]
    waits = bool(report.questions) and not is_bare
    if waits or any(
        group.kind in asks and group.first.certainty != "certain" for group in everything
    ):
        return _HINT_BARE if is_bare else _HINT
    return Text("", "")


def _red(report: Report, errors: list[Group]) -> Text:
    if all(group.first.rule == "X000" for group in errors):
        return _OURS
    personal = sum(group.count for group in errors if group.first.rule == "S001")
    stop = Text("", "")
    if personal:
        stop = Text(
            f"⛔ 止めました。個人番号の疑いが{personal:,}件あります（値は表示しません）。",
            f"⛔ Stopped: {many(personal, 'number')} may be personal (not shown). ",
        )
    if report.datasets > 1:
        return Text(
            f"{stop.ja}🟥 {report.datasets:,}件のうち{len(report.red):,}件は、"
            f"まだ公開できません。直すところが{_japanese(errors)}あります。",
            f"{stop.en}🟥 {len(report.red):,} of {report.datasets:,} cannot be published yet: "
            f"{_places(errors)} to mend.",
        )
    return Text(
        f"{stop.ja}🟥 まだ公開できません。直すところが{_japanese(errors)}あります。",
        f"{stop.en}🟥 Not ready to publish: {_places(errors)} to mend.",
    )


def _advice(everything: list[Group]) -> Text:
    """Return how much advice and how many questions there are, empty where none."""
    kinds = [group.kind.en for group in everything if not group.first.accepted]
    notes, questions = kinds.count("note"), kinds.count("question")
    said = [f"参考が{things(notes)}"] * bool(notes) + [f"質問が{things(questions)}"] * bool(
        questions
    )
    english = [many(notes, "note")] * bool(notes) + [many(questions, "question")] * bool(questions)
    verb = "is" if notes + questions == 1 else "are"
    if not said:
        return Text("", "")
    return Text(f"{'、'.join(said)}あります。", f" There {verb} {' and '.join(english)}.")


def _sum(found: list[Group]) -> int:
    return sum(group.count for group in found)


def _kinds(found: list[Group]) -> int:
    return len({group.first.rule for group in found})


def _japanese(found: list[Group]) -> str:
    count = _sum(found)
    return f"{count:,}か所" + (f"（{_kinds(found)}種類）" if count > FEW else "")


def _places(found: list[Group]) -> str:
    count, kinds = _sum(found), _kinds(found)
    if count <= FEW:
        return many(count, "place")
    return f"{many(count, 'place')} ({many(kinds, 'kind')})"

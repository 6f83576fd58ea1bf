"""What text and Markdown of the KPI share: signs, cells, reasons. Pure.

Zero, "not stated" and "opening balance only" are three facts and have three signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publisher.kpi.counting import Reason
from publisher.kpi.figures import BodyMeasure, KpiReport, Note, State
from publisher.kpi.notes import IN_HEADLINE
from publisher.words import Text

ABSENT = "-"
BASELINE_ONLY = Text("基準値のみ", "opening balance only")
COUNTED = Text("基準値と公開分", "opening balance and datasets here")
KNOWN_PART = Text("ここで分かる分", "what is known here")
NOT_STATED = Text("資料に記載なし", "not stated")
COLUMNS = (
    Text("コード", "Code"),
    Text("団体", "Body"),
    Text("基準値", "Opening"),
    Text("追加", "Added"),
    Text("累計", "Cumulative"),
    Text("公開中", "Available"),
    Text("機械判読", "Readable"),
    Text("状態", "State"),
)
NUMBERS = frozenset({2, 3, 4, 5, 6})
"""Columns that hold numbers and are aligned to the right."""
LEGEND = (
    Text("0：ない（ゼロ件）", "0: none"),
    Text("-：数字がない（ゼロではない）", "-: no figure (not zero)"),
    Text("+：少なくともその数", "+: at least"),
    Text(
        "基準値のみ：ここにはまだデータがない", "基準値のみ: opening balance only, nothing here yet"
    ),
    Text(
        "基準値と公開分：基準値と、この記録にあるデータ",
        "基準値と公開分: opening balance, and datasets here",
    ),
    Text(
        "ここで分かる分：基準値は資料に記載がなく、この記録にあるデータだけ",
        "ここで分かる分: no opening balance is stated, datasets here",
    ),
    Text(
        "資料に記載なし：基準値も、この記録にあるデータもない",
        "資料に記載なし: not stated, and no datasets here",
    ),
)
NAMES_SHOWN = 10
REASONS = {
    Reason.UNSTABLE_NAME: Text("名前が使えないか、ほかと重なる", "name unfit or not unique"),
    Reason.NOT_OWNED: Text("団体の登録がない", "its body is not declared"),
    Reason.COMPILED: Text("文書から作った表", "compiled from documents"),
    Reason.GENERATED: Text("自動で作る集計", "computed by the publisher"),
    Reason.NO_FILE: Text("取り出せるファイルがない", "no file to take away"),
    Reason.NO_OPEN_LICENCE: Text("オープンなライセンスがない", "no open licence is stated"),
    Reason.NO_FIRST_DAY: Text("公開日が分からない", "first day not known"),
    Reason.NOT_YET: Text("まだ公開日が来ていない", "not published yet on this day"),
    Reason.VOIDED: Text("誤りとして取り消し", "voided as a mistake"),
}


def sign(body: BodyMeasure) -> Text:
    """Return in words how much is known of a body."""
    if body.is_baseline_only:
        return BASELINE_ONLY
    return {
        State.COUNTED: COUNTED,
        State.KNOWN_PART: KNOWN_PART,
        State.UNKNOWN: NOT_STATED,
    }[body.state]


def cells(body: BodyMeasure, name: str, state: str) -> Sequence[str]:
    """Return a body's row under COLUMNS; `name` and `state` in the words of the output."""
    has_added = body.state is not State.UNKNOWN and body.cumulative is not None
    return (
        body.organization.code,
        name,
        number(body.baseline.count if body.baseline else None),
        number(body.added if has_added else None),
        number(body.cumulative, is_at_least=body.is_at_least),
        number(body.available),
        number(body.machine_readable),
        state,
    )


def number(value: int | None, *, is_at_least: bool = False) -> str:
    """Return a number for people, or the sign for "no figure"."""
    if value is None:
        return ABSENT
    return f"{value:,}+" if is_at_least else f"{value:,}"


def available(report: KpiReport) -> Text:
    """Return the figure that stands beside the cumulative one, always."""
    own = report.own
    if own.available is None or own.machine_readable is None:
        return Text("公開中の数は、ここでは分かりません。", "Available: not known here.")
    return Text(
        f"公開中は {own.available:,} 件（うち機械判読できるもの {own.machine_readable:,} 件）です。",
        f"Available: {own.available:,} (machine-readable: {own.machine_readable:,}).",
    )


def uncounted(report: KpiReport) -> list[Text]:
    """Return the datasets that do not count, by reason; those whose day is to come are left out."""
    groups: dict[tuple[Reason, ...], list[str]] = {}
    for item in report.uncounted:
        if item.reasons != (Reason.NOT_YET,):
            groups.setdefault(item.reasons, []).append(item.dataset)
    return [_group(reasons, names) for reasons, names in sorted(groups.items())]


def _group(reasons: tuple[Reason, ...], names: list[str]) -> Text:
    words = [REASONS[reason] for reason in reasons]
    shown, rest = names[:NAMES_SHOWN], len(names) - NAMES_SHOWN
    more = Text(f" ほか{rest}件", f" and {rest} more") if rest > 0 else Text("", "")
    return Text(
        f"{'、'.join(word.ja for word in words)}（{len(names)}件）：{'、'.join(shown)}{more.ja}",
        f"{', '.join(word.en for word in words)} ({len(names)}): {', '.join(shown)}{more.en}",
    )


def other_notes(report: KpiReport) -> Iterable[Note]:
    """Yield the notes that the headline does not say already."""
    return (note for note in report.notes if note.code not in IN_HEADLINE)

"""What fixing files does, for a terminal: the verdict, the diff by kind, questions, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from publisher.render.width import folded
from publisher.tables.record import column_letter
from publisher.tidy.change import Change, Question
from publisher.tidy.outcome import Outcome, Passed
from publisher.tidy.titles import ORDER, proof_of, title_of
from publisher.words import Text, many, mask, mask_name, things

SHOWN = 5
"""Changes of one kind that are shown; machines get them all."""
LENGTH = 40
_SIGNS = str.maketrans({"\n": "⏎", "\r": None, "\t": "⇥"})
_MOVED = {
    "title": Text("題名として説明へ", "into the description, as title"),
    "unit": Text("単位として説明へ", "into the description, as unit"),
    "note": Text("注記として説明へ", "into the description, as note"),
}
_DROPPED = Text("（消す）", "(deleted)")
_BLANK = Text("（空）", "(blank)")


def lines(
    found: Sequence[Outcome], *, room: int, passed: Sequence[Passed] = (), is_whole: bool = False
) -> Iterator[str]:
    """Yield the lines of the diff, Japanese first; `room` is how wide the reader's terminal is.

    `is_whole` shows every change, else the first of each kind; `passed` are files of a folder that
    nothing was done with.
    """
    for line, indent in _lines(found, passed, None if is_whole else SHOWN):
        if indent is None:
            yield line
        else:
            yield from folded(line, room, indent)


def questions(asked: Sequence[Question], *, room: int) -> Iterator[str]:
    """Yield the lines of questions alone, with the option that answers each."""
    for line, indent in _questions(asked):
        if indent is None:
            yield line
        else:
            yield from folded(line, room, indent)


def _lines(
    found: Sequence[Outcome], passed: Sequence[Passed], most: int | None
) -> Iterator[tuple[str, str | None]]:
    verdict = _verdict(found)
    yield verdict.ja, ""
    yield verdict.en, ""
    shown = [outcome for outcome in found if len(found) == 1 or _has_news(outcome)]
    for outcome in shown:
        yield "", ""
        yield mask_name(outcome.path), None
        yield from _changes(outcome, most)
        yield from _questions(outcome.result.questions)
        for mend in sorted(outcome.result.failed):
            said = _failed(mend)
            yield f"  {said.ja}", "    "
            yield f"  {said.en}", "    "
        for notice in outcome.notices:
            yield "", ""
            yield f"  【お知らせ notice】{notice.ja}", "    "
            yield f"    {notice.en}", "    "
        for sheet, why in outcome.others:
            named = f"『{_shown(sheet)}』" if sheet else ""
            yield f"  【表ではない no table】{named}{why.ja}", "    "
            yield f"    {named}{why.en}", "    "
        yield from _outputs(outcome)
    if rest := len(found) - len(shown):
        yield "", ""
        yield (
            f"ほかの{rest:,}ファイルはそのままです。 / {many(rest, 'more file stays as it is', 'more files stay as they are')}.",
            "",
        )
    for item in passed:
        yield "", ""
        yield mask_name(item.path), None
        yield f"  【見ていない passed over】{item.why.ja}", "    "
        yield f"    {item.why.en}", "    "
    yield "", ""
    for step in _next(found):
        yield step.ja, "  "
        yield step.en, "  "


def _has_news(outcome: Outcome) -> bool:
    return bool(
        outcome.is_changed or outcome.result.questions or outcome.result.failed or outcome.notices
    )


def _verdict(found: Sequence[Outcome]) -> Text:
    changes = sum(len(outcome.changes) for outcome in found)
    questions = sum(len(outcome.result.questions) for outcome in found)
    is_written = any(outcome.is_written for outcome in found)
    if changes and not any(outcome.is_changed for outcome in found):
        said = Text(
            "✅ 直した表は、もう書いてあります。", "✅ The mended tables are there already."
        )
    elif not changes:
        said = Text("✅ 自動で直すところはありません。", "✅ Nothing is to be mended.")
    elif is_written:
        said = Text(f"✅ {changes:,}か所を直しました。", f"✅ Mended {many(changes, 'place')}.")
    else:
        said = Text(
            f"🟨 自動で直せるところが{changes:,}か所あります（まだ書いていません）。",
            f"🟨 {many(changes, 'place')} can be mended (nothing is written yet).",
        )
    if not questions:
        return said
    return Text(
        f"{said.ja}確かめたいことが{things(questions)}あります。",
        f"{said.en} {many(questions, 'question')}.",
    )


def _changes(outcome: Outcome, most: int | None) -> Iterator[tuple[str, str | None]]:
    """Yield the changes by kind, so many of each at most."""
    changes = outcome.changes
    counts = changes.mends
    for mend in sorted(counts, key=ORDER.index):
        count = counts[mend]
        title, proof = title_of(mend), proof_of(mend)
        yield "", ""
        yield f"  【直す mend】{title.ja}（{count:,}か所）", "    "
        yield f"    {title.en} ({count:,})", "    "
        for change in islice(changes.of_mend(mend), most):
            place = _place(change, is_geo=outcome.is_geo)
            yield f"    ・{place}{_diff(change)}", "      "
        if most is not None and count > most:
            rest = count - most
            yield (
                f"    ・ほか{rest:,}か所（--all ですべて見られます） / {rest:,} more (see --all)",
                "      ",
            )
        yield f"    なぜ安全か：{proof.ja}", "      "
        yield f"    Why it is safe: {proof.en}", "      "


def _place(change: Change, *, is_geo: bool) -> str:
    """Return where a change is: a sheet's cell, a file's line and column, or a feature."""
    named = f"「{_shown(change.column)}」" if change.column else ""
    if not change.number:
        if not change.position:
            return f"{named}の列 / column: " if named else ""
        letter = column_letter(change.position)
        return f"{letter}列{named} / column: " if change.sheet else f"項目名{named} / header: "
    if change.sheet is not None:
        letter = column_letter(change.position) if change.position else ""
        return f"『{_shown(change.sheet)}』{letter}{change.number}{named}: "
    if is_geo:
        # Features often stand in one line together: the row of the names is the first.
        feature = change.number - 1
        return f"{feature:,}番目の地物 / feature {feature:,}{named}: "
    return f"{change.line}行目 / line {change.line}{named}: "


def _diff(change: Change) -> str:
    before = f"「{_shown(change.before)}」" if change.before else _BLANK.both()
    if change.moved:
        return f"{before} → {_MOVED[change.moved].both()}"
    if not change.after:
        return f"{before} → {(_BLANK if change.number and change.position else _DROPPED).both()}"
    return f"{before} → 「{_shown(change.after)}」"


def _shown(value: str) -> str:
    """Return a value with personal numbers masked, cut, and its outer and double spaces seen."""
    text = mask(value).translate(_SIGNS)
    for blank, sign in (("  ", "␣␣"), ("　　", "□□")):
        text = text.replace(blank, sign)
    if text[:1] == " ":
        text = "␣" + text[1:]
    if text[-1:] == " ":
        text = text[:-1] + "␣"
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"


def _questions(questions: Sequence[Question]) -> Iterator[tuple[str, str | None]]:
    """Yield the questions, those of one kind as one: she answers them together or one by one."""
    kinds: dict[str, list[Question]] = {}
    for question in questions:
        kinds.setdefault(question.id.partition(":")[0], []).append(question)
    for kind, listed in kinds.items():
        first, count = listed[0], sum(question.count for question in listed)
        yield "", ""
        yield f"  【質問 question】{first.text.ja}（{first.count:,}か所）", "    "
        yield f"    {first.text.en} ({first.count:,})", "    "
        examples = dict.fromkeys(text for question in listed for text in question.examples)
        if examples:
            yield f"    例 / for example: {'、'.join(map(_shown, list(examples)[:3]))}", "      "
        if len(listed) > 1:
            places = "、".join(f"{_where(item)}（{item.count:,}）" for item in listed[1:])
            yield f"    同じ質問 / also: {places}（計{count:,}か所）", "      "
        for choice in first.choices:
            yield f"    ・{choice.label.both()}", "      "
            name = first.id if len(listed) == 1 else kind
            yield f"      --answer '{name}={choice.value}'", None
        if len(listed) > 1:
            yield f"    列ごとに答える / one by one: --answer '{first.id}=…'", None


def _where(question: Question) -> str:
    sheet = f"『{_shown(question.sheet)}』" if question.sheet else ""
    return f"{sheet}「{_shown(question.column)}」" if question.column else sheet


def _failed(mend: str) -> Text:
    return Text(
        f"こちらの不具合です（{mend}）。この種類は直していません。",
        f"Our mistake ({mend}): nothing of this kind was mended.",
    )


def _outputs(outcome: Outcome) -> Iterator[tuple[str, str | None]]:
    yield "", ""
    for output in outcome.outputs:
        draft = output.draft
        size = Text(
            f"{len(draft.rows):,}行 × {len(draft.columns)}列",
            f"{many(len(draft.rows), 'row')} × {many(len(draft.columns), 'column')}",
        ).both()
        if output.words_path and outcome.is_written:
            yield f"  題名や注記 / titles and notes: {mask_name(output.words_path)}", None
        if not output.is_new:
            yield f"  そのまま / unchanged: {mask_name(output.path)}（{size}）", None
        elif outcome.is_written:
            yield f"  書きました / written: {mask_name(output.path)}（{size}）", None
        else:
            yield f"  --write で書くもの / to be written: {mask_name(output.path)}（{size}）", None


def _next(found: Sequence[Outcome]) -> Iterator[Text]:
    is_open = any(outcome.is_changed and not outcome.is_written for outcome in found)
    if is_open:
        yield Text(
            "次に：よければ、同じ命令に --write を付けて実行してください。",
            "Next: if this is right, run the same command with --write.",
        )
        if any(outcome.result.questions for outcome in found):
            yield Text(
                "質問には、選んだ行の --answer … を付けて答えます。答えなければそのまま残ります。",
                "Answer by adding the --answer … of your choice; what is not answered stays.",
            )
        return
    path = next((mask_name(output.path) for outcome in found for output in outcome.outputs), "")
    yield Text(
        f"次に：`opendata check {path}` で残りを確かめてください。",
        f"Next: see what is left with `opendata check {path}`.",
    )

"""Cells whose number format shows another thing than the file holds: as shown unless answered. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.tables.columns import PLAIN_NUMBER
from publisher.tables.record import column_letter
from publisher.tidy.change import Change, Changes, Choice, Question, digest
from publisher.tidy.draft import Draft
from publisher.tidy.grid import Held
from publisher.tidy.number_look import Kind
from publisher.words import Text, mask, quote

ID = "as-shown"
UNSEEN = "invisible-numbers"
TITLE = Text(
    "表計算ソフトで見えているとおりに書く", "Cells are written as the spreadsheet shows them"
)
PROOF = Text(
    "画面で見える言葉、けた、日付のとおりです。ファイルの中の値を使うかは、質問で選べます。",
    "It is what the officer sees; a question asks whether the file's own value is meant.",
)
_VALUE = "見えない値"
"""Stands in the diff for what is not told."""
_UNITS = "units"
"""The mend that moves units into the names of columns: a name that has the word is such a one."""
_EXAMPLES = 3
_NUMBER = re.compile(PLAIN_NUMBER)
_SHOWN, _HELD = "as-shown", "as-held"
_WORDS: Mapping[Kind, tuple[str, Text, Text, Text]] = {
    Kind.SCALED: (
        "scaled-numbers",
        Text(
            "「{label}」の列は、数を千分の1などに縮めて見せています。どちらの数を公開しますか。",
            "'{label}' shows its numbers in thousands or the like. Which shall go out?",
        ),
        Text("見えているとおりの数（丸めた数）", "The number that is shown, rounded"),
        Text("ファイルの中の数（縮める前の数）", "The number in the file, in full"),
    ),
    Kind.YEARLESS: (
        "hidden-years",
        Text(
            "「{label}」の列の日付は、年を見せていません。ファイルの中の年も公開しますか。",
            "Dates of '{label}' do not show their year. Shall the year in the file go out too?",
        ),
        Text("見えているとおり（年なし）", "As shown, without a year"),
        Text("ファイルの中の年を付ける", "With the year in the file"),
    ),
    Kind.INVISIBLE: (
        UNSEEN,
        Text(
            "「{label}」の列に、表示形式で見えなくした値があります。公開しますか。",
            "'{label}' holds values that their format makes invisible. Shall they go out?",
        ),
        Text("公開しない（空にする）", "Leave them blank"),
        Text("公開する", "Publish them"),
    ),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """A table after what was answered of its formats."""

    draft: Draft
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()


def settled(
    draft: Draft, held: Mapping[tuple[int, int], Held], answers: Mapping[str, str]
) -> Settled:
    """Return a table with its cells as shown, or as held where that was answered.

    `held` is by row and column of the sheet. A format that only adds words (第12号) asks nothing.
    """
    texts: dict[tuple[int, int], str] = {}
    changes: list[Change] = []
    questions: list[Question] = []
    for (kind, column), cells in (_alike(draft, held) if held else {}).items():
        if kind in _WORDS:
            question = _question(draft, kind, column, cells, answers)
            questions.append(question)
            if question.answer == _HELD:
                texts.update({(row, column): text for row, text in cells.items()})
                continue
        said = {row: text for row, text in cells.items() if _is_said(draft, row, column, text)}
        if kind is Kind.WORDS and said:
            texts.update({(row, column): text for row, text in said.items()})
            changes += _unworded(draft, column, said)
        others = {row: text for row, text in cells.items() if (row, column) not in texts}
        changes += _changes(draft, kind, column, others)
    if texts:
        draft = replace(
            draft,
            rows=tuple(
                replace(
                    item,
                    cells=tuple(texts.get((row, at), cell) for at, cell in enumerate(item.cells)),
                )
                for row, item in enumerate(draft.rows)
            ),
        )
    return Settled(draft, tuple(changes), tuple(questions))


def unseen(
    drafts: Sequence[Draft], held: Mapping[tuple[int, int], Held], sheet: str | None
) -> tuple[Change, ...]:
    """Return what a format hides outside of the rows of tables: names, titles, notes. It stays out."""
    spots = {at for at, cell in held.items() if cell.kind is Kind.INVISIBLE}
    if not spots:
        return ()
    for draft in drafts:
        columns = {column.position for column in draft.columns}
        rows = {row.number for row in draft.rows}
        spots = {at for at in spots if at[0] not in rows or at[1] not in columns}
    return tuple(
        Change(mend=ID, number=row, line=row, position=column, sheet=sheet, before=_VALUE)
        for row, column in sorted(spots)
    )


def notice(left: Sequence[Change]) -> Text:
    """Return where values are left out that a format hides outside of the rows of tables."""
    first, count = left[0], len(left)
    place = f"{column_letter(first.position)}{first.number}"
    name = f"シート「{quote(first.sheet)}」の" if first.sheet else ""
    return Text(
        f"{name}項目名や題名などに、表示形式で見えなくした値があります（{place}など{count:,}か所）。"
        "載せていません。載せるときは、Excelで表示形式を「標準」に戻してください。",
        f"Names or titles hold values that their format makes invisible ({place}; {count:,} in "
        "all). They are left out; to publish them give them the general format.",
    )


def is_hiding(changes: Iterable[Change]) -> bool:
    """Say whether a value that a format hides was left out: then the file itself stays, too."""
    return any(change.before == _VALUE for change in Changes.of(changes).of_mend(ID))


def _alike(
    draft: Draft, held: Mapping[tuple[int, int], Held]
) -> Mapping[tuple[Kind, int], Mapping[int, str]]:
    """Return what the file holds in cells of one kind and column, by index of the row."""
    found: dict[tuple[Kind, int], dict[int, str]] = defaultdict(dict)
    for row, item in enumerate(draft.rows):
        for at, column in enumerate(draft.columns):
            cell = held.get((item.number, column.position or 0))
            if cell is not None:
                found[cell.kind, at][row] = cell.text
    return found


def _question(
    draft: Draft, kind: Kind, column: int, cells: Mapping[int, str], answers: Mapping[str, str]
) -> Question:
    name, text, shown, held = _WORDS[kind]
    label = " ".join(draft.columns[column].original.split())
    whole = mask(f"{name}:{draft.sheet or ''}:{label}")
    said = answers.get(whole) or answers.get(name, "")
    texts = dict.fromkeys(quote(draft.rows[row].cells[column]) for row in cells)
    return Question(
        id=whole,
        mend=ID,
        text=text.fill({"label": quote(label)}),
        choices=(Choice(_SHOWN, shown), Choice(_HELD, held)),
        sheet=draft.sheet,
        number=draft.rows[next(iter(cells))].number,
        column=draft.columns[column].original,
        count=len(cells),
        cells=digest(draft.rows[row].cells[column] for row in cells),
        examples=() if kind is Kind.INVISIBLE else tuple(texts)[:_EXAMPLES],
        answer=said if said in {_SHOWN, _HELD} else "",
    )


def _is_said(draft: Draft, row: int, column: int, text: str) -> bool:
    """Say whether a cell shows, behind its number, only what the column's name says: 年度 2024年度."""
    shown = draft.rows[row].cells[column]
    word = shown.removeprefix(text)
    name = draft.columns[column].name.strip()
    return (
        shown != text
        and shown == text + word
        and _NUMBER.fullmatch(text) is not None
        and name.endswith((word, f"({word})", f"（{word}）"))
    )


def _unworded(draft: Draft, column: int, cells: Mapping[int, str]) -> Iterator[Change]:
    for change in _changes(draft, Kind.WORDS, column, cells):
        yield replace(change, mend=_UNITS, before=change.after, after=change.before)


def _changes(draft: Draft, kind: Kind, column: int, cells: Mapping[int, str]) -> Iterator[Change]:
    for row, text in cells.items():
        item = draft.rows[row]
        yield Change(
            mend=ID,
            number=item.number,
            line=item.line,
            position=draft.columns[column].position or 0,
            column=draft.columns[column].original,
            sheet=draft.sheet,
            before=_VALUE if kind is Kind.INVISIBLE else text,
            after=item.cells[column],
        )

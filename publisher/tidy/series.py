"""Tables of like columns as one long table: blocks side by side, a sheet per month or year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.tidy import copies, groups, sections, told, totals
from publisher.tidy.change import Change
from publisher.tidy.draft import Draft, DraftColumn, DraftRow
from publisher.words import Text

SHEET = "シート"
TITLE = "表題"
MARK = "集計"
"""Column that marks totals where they had to stay."""
LEFT_OUT = "total-rows"
"""Id of the change that leaves out a row of totals."""
MADE = "told-columns"
"""Id of the change that writes what titles and sheets tell into a column."""
CHANGES: dict[str, tuple[Text, Text]] = {
    groups.MEND: (
        Text("1回だけ書かれた区分名を各行に書く", "Names of groups are written in every row"),
        Text(
            "区分ごとに名前が1つだけあり、区分の切れ目が計の行やくり返しから分かります。",
            "Each group has one name, and totals or repetition show where it ends.",
        ),
    ),
    LEFT_OUT: (
        Text("計・合計の行を除く", "Rows of totals are left out"),
        Text(
            "どの数も内訳の和と同じことを確かめたので、いつでも計算し直せます。",
            "Every number was proven to be the sum of its rows, so it can be had again.",
        ),
    ),
    MADE: (
        Text(
            "表題やシートの名前が示すこと（年・月など）を列にする",
            "What titles and sheets tell (a year, a month) becomes a column",
        ),
        Text(
            "1つの表にまとめても、どの表の行だったかが分かるように、列が増えるだけです。",
            "A column more tells of each row which of the joined tables it was in.",
        ),
    ),
}
"""What each kind of change does, and why it is safe."""
EXAMPLES_SHOWN = 3
_EXAMPLE = re.compile(
    r"(?:記入|入力|記載|作成)例(?!外|は|を|に|の?(?:とおり|通り|ように|ページ|シートを))|^[(（【]?例[)）】]"
    # 見本市, 生物見本室, サンプル調査 and 水質サンプル are data: alone, or the sample of a form.
    r"|(?:(?:^|[\W_])|記入|入力|記載|作成|記述|様式|書式)(?:見本|サンプル|sample)"
    r"(?:データ|シート|ページ|です|data|sheet)?(?:$|[\W_\d])",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"(?:年間|年度)?(?:集計|年計|まとめ|総括)表?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """One table to be, and the drafts that it was made of."""

    draft: Draft
    parts: tuple[Draft, ...]
    """As they were found; one where nothing was to join."""
    changes: tuple[Change, ...] = ()

    @property
    def is_series(self) -> bool:
        """Say whether several tables became one."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One table with what its surroundings tell."""

    draft: Draft
    date: str
    title: str
    """Its titles without dates, to tell it from others."""


def join(drafts: Sequence[Draft]) -> tuple[Joined, ...]:
    """Return tables with like columns joined, in the order in which their first ones come.

    Columns are alike where all have the same names, each once. A made column tells what titles
    and sheets tell: a date as ISO 8601; the sheet where dates do not tell sheets apart; the title
    where titles differ in more than dates. Sheets of examples (記入例) are joined to nothing, those
    that sum up others (年計) only to each other, copies and old versions (旧, 一覧 (2), Sheet2 with
    the same rows) to nothing.
    Totals (計, 合計) of what is joined or filled are left out where each is the sum of its rows;
    else all stay, marked in a column, and a note says why. Plain tables stay as they are.
    """
    kinds: dict[tuple[str, ...], list[Draft]] = {}
    copied = copies.indexes(drafts)
    for index, draft in enumerate(drafts):
        kind = ("", str(index)) if index in copied else _kind(draft, index)
        kinds.setdefault(kind, []).append(draft)
    return tuple(_joined(parts) for parts in kinds.values())


def is_example(draft: Draft) -> bool:
    """Say whether a table shows how to fill in another, with data that were made up."""
    return any(_EXAMPLE.search(text) for text in (draft.sheet or "", *draft.titles))


def _kind(draft: Draft, index: int) -> tuple[str, ...]:
    names = tuple(sorted(_plain(column.name) for column in draft.columns))
    is_whole = all(names) and len(set(names)) == len(names) and draft.rows
    if not is_whole or is_example(draft):
        return ("", str(index))
    return ("", *names) if _is_summary(draft) else names


def _is_summary(draft: Draft) -> bool:
    """Say whether a table is on a sheet that sums up others: it must not be counted with them."""
    name = _plain(draft.sheet or "")
    return totals.is_total(name) or _SUMMARY.fullmatch(name) is not None


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _joined(drafts: Sequence[Draft]) -> Joined:
    changes: list[Change] = []
    filled: list[Draft] = []
    for draft in drafts:
        whole, made = groups.fill(draft)
        changes += made
        filled.append(_in_order(whole, drafts[0]))
    if len(drafts) == 1 and not changes:
        return Joined(draft=drafts[0], parts=(drafts[0],))
    parts = [_part(draft) for draft in _titled(filled)]
    months = [told.of_sheet(part.draft.sheet or "") for part in parts]
    if told.is_over_new_year([part.draft.facts.get("date", "") for part in parts], months):
        parts = [replace(part, date="") for part in parts]
    if all(part.date for part in parts):
        parts.sort(key=lambda part: part.date)
    sheets = [
        tuple(part for part in parts if part.draft.sheet == sheet)
        for sheet in dict.fromkeys(part.draft.sheet for part in parts)
    ]
    made_columns = _made(parts, len(sheets))
    changes += [
        Change(mend=MADE, column=made.name, sheet=parts[0].draft.sheet, after=made.name)
        for made in made_columns
    ]
    summed = [_Summed(parts_of_sheet) for parts_of_sheet in sheets]
    wrong = [row for of_sheet in summed for row in of_sheet.wrong]
    rows: list[DraftRow] = []
    for of_sheet in summed:
        for part, row, is_total in of_sheet.rows():
            if is_total and not wrong:
                changes.append(_left_out(part.draft, row))
                continue
            told_cells = (made.of(part) for made in made_columns)
            mark = (_label(row),) if is_total else ("",)
            rows.append(replace(row, cells=(*told_cells, *row.cells, *(mark if wrong else ()))))
    made_names = tuple(DraftColumn(name=made.name, position=None) for made in made_columns)
    mark_name = (DraftColumn(name=_free(MARK, drafts[0]), position=None),) if wrong else ()
    draft = replace(
        drafts[0],
        columns=(*made_names, *drafts[0].columns, *mark_name),
        rows=tuple(rows),
        sheet=drafts[0].sheet if len(sheets) == 1 else None,
        titles=_titles(parts, made_columns),
        notes=(*_notes(sheets), *_of_totals(summed, wrong), *_of_sheets(parts)),
        facts=_facts(drafts),
    )
    return Joined(draft=draft, parts=tuple(drafts), changes=tuple(changes))


def _part(draft: Draft) -> _Part:
    stated = draft.facts.get("date", "")
    title = " ".join(text for text in map(told.without_date, draft.titles) if text)
    date = told.joined(stated, told.of_sheet(draft.sheet or ""))
    return _Part(draft=draft, date=date, title=title)


def _titled(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield tables with what stands once above all of their sheet, and not of the first one only."""
    sheets: dict[str | None, list[Draft]] = {}
    for draft in drafts:
        sheets.setdefault(draft.sheet, []).append(draft)
    above = {sheet: _above_all(parts) for sheet, parts in sheets.items()}
    for draft in drafts:
        is_first = draft is sheets[draft.sheet][0]
        lacks = () if is_first else above[draft.sheet]
        yield replace(draft, titles=(*lacks, *draft.titles)) if lacks else draft


def _above_all(parts: Sequence[Draft]) -> tuple[str, ...]:
    """Return the titles of a sheet's first table that are about all of them: 施設一覧.

    Below them it has a title like those of the others: 東地区, 西地区.
    """
    first, *others = parts
    own = [first.titles[-1:], *(other.titles for other in others)]
    is_whole = (
        bool(others)
        and all(len(titles) == 1 for titles in own)
        and sections.are_alike([titles[0] for titles in own])
    )
    return first.titles[:-1] if is_whole else ()


def _in_order(draft: Draft, first: Draft) -> Draft:
    """Return a draft with its columns in the order of the first one; each name tells one column."""
    if len(draft.columns) == len(first.columns) and all(
        map(_is_same, draft.columns, first.columns)
    ):
        return draft
    places = {_plain(column.name): index for index, column in enumerate(draft.columns)}
    order = [places[_plain(column.name)] for column in first.columns]
    rows = tuple(
        replace(row, cells=tuple(row.cells[index] for index in order)) for row in draft.rows
    )
    return replace(draft, columns=tuple(draft.columns[index] for index in order), rows=rows)


def _is_same(one: DraftColumn, other: DraftColumn) -> bool:
    return _plain(one.name) == _plain(other.name)


class _Summed:
    """The tables of one sheet, one below the other, and which of their rows are totals."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        self._all = [(part, row) for part in parts for row in part.draft.rows]
        rows = [row for _, row in self._all]
        self.totals = tuple(totals.find(rows, 0, _key(rows)))
        self.wrong = [rows[total.row] for total in self.totals if not total.is_right]

    def rows(self) -> Iterator[tuple[_Part, DraftRow, bool]]:
        """Yield every row with its table, and whether it is a total."""
        found = {total.row for total in self.totals}
        for index, (part, row) in enumerate(self._all):
            yield part, row, index in found


def _key(rows: Sequence[DraftRow]) -> int | None:
    """Return the column that, with the first, tells rows apart: the second or none."""
    names = [row.cells[0].strip() for row in rows]
    if not rows or len(rows[0].cells) < 3 or len(set(names)) == len(names):
        return None
    pairs = {(name, row.cells[1].strip()) for name, row in zip(names, rows, strict=True)}
    is_words = not any(totals.number(row.cells[1]) for row in rows)
    return 1 if is_words and len(pairs) == len(rows) else None


def _label(row: DraftRow) -> str:
    """Return the word that makes a row a total."""
    words = (*row.cells[1::-1], *row.cells[2:])
    return next((cell.strip() for cell in words if totals.is_total(cell)), "計")


@dataclass(frozen=True, slots=True)
class _Made:
    """A column that titles or sheets tell."""

    name: str
    texts: dict[int, str]

    def of(self, part: _Part) -> str:
        """Return what it says of a table."""
        return self.texts[id(part)]


def _made(parts: Sequence[_Part], sheets: int) -> list[_Made]:
    """Return the columns that tell the joined tables apart, as far as anything does."""
    first = parts[0].draft
    found: list[_Made] = []
    names = {told.column(part.date) for part in parts}
    if all(part.date for part in parts) and len(names) == 1:
        texts = {id(part): part.date for part in parts}
        found.append(_Made(_free(names.pop(), first), texts))
    has_date = bool(found)
    dates = {(part.draft.sheet, found[0].of(part) if found else "") for part in parts}
    if sheets > 1 and len({date for _, date in dates}) < sheets:
        texts = {id(part): (part.draft.sheet or "").strip() for part in parts}
        found.append(_Made(_free(SHEET, first), texts))
    if len({part.title for part in parts}) > 1:
        common = set.intersection(*(set(part.draft.titles) for part in parts))
        own = {
            id(part): " ".join(
                title
                for title in part.draft.titles
                if title not in common and (told.without_date(title) or not has_date)
            )
            for part in parts
        }
        found.append(_Made(_free(TITLE, first), own))
    return found


def _free(name: str, draft: Draft) -> str:
    """Return a name that no column of the table has."""
    taken = {column.name for column in draft.columns}
    while name in taken:
        name = f"表の{name}"
    return name


def _titles(parts: Sequence[_Part], made: Sequence[_Made]) -> tuple[str, ...]:
    """Return what all tables are titled; what differs the made columns tell."""
    is_told = {found.name for found in made}
    is_of_several = len({part.date for part in parts}) > 1
    found: dict[str, str] = {}
    for part in parts:
        for title in part.draft.titles:
            plain = told.without_date(title)
            if plain or not is_told:
                known = found.setdefault(plain or title, title)
                if known != title and is_of_several and is_told:
                    found[plain] = told.undated(known) or known
    if len({part.title for part in parts}) == 1:
        return tuple(found.values())
    common = set.intersection(*({told.without_date(t) for t in p.draft.titles} for p in parts))
    return tuple(title for plain, title in found.items() if plain in common)


def _notes(sheets: Sequence[Sequence[_Part]]) -> Iterator[str]:
    """Yield the notes of all sheets; those of some only, with the dates of these."""
    holders: dict[str, list[int]] = {}
    for index, parts in enumerate(sheets):
        for note in dict.fromkeys(note for part in parts for note in part.draft.notes):
            holders.setdefault(note, []).append(index)
    for note, own in holders.items():
        spans = [sheets[index][0].date or sheets[index][0].draft.sheet or "" for index in own]
        if len(own) == len(sheets) or not all(spans):
            yield note
        elif len(own) > 2 and own == list(range(own[0], own[-1] + 1)):
            yield f"{spans[0]}〜{spans[-1]}: {note}"
        else:
            yield f"{'、'.join(spans)}: {note}"


def _of_totals(summed: Sequence[_Summed], wrong: Sequence[DraftRow]) -> Iterator[str]:
    """Yield what was done with totals, for whoever reads the dataset's description."""
    count = sum(len(of_sheet.totals) for of_sheet in summed)
    if not count:
        return
    if not wrong:
        yield f"計・合計の行（{count}行）は、内訳の和と同じことを確かめて除いた。"
        return
    shown = "、".join(f"{row.number}行目" for row in wrong[:EXAMPLES_SHOWN])
    yield (
        f"計・合計の行（{count}行）のうち{len(wrong)}行は内訳の和と同じと確かめられないため、"
        f"すべて残して「{MARK}」の列に記した（{shown}など）。"
    )


def _of_sheets(parts: Sequence[_Part]) -> Iterator[str]:
    """Yield where the name of a sheet states another day than the table on it."""
    for part in parts:
        name = told.of_sheet(part.draft.sheet or "")
        if len(name) == len(part.date) == 10 and name != part.date:
            yield f"シート「{part.draft.sheet}」の表には{part.date}とあるので、それに従った。"


def _facts(drafts: Sequence[Draft]) -> dict[str, str]:
    """Return what the surroundings say of all tables alike."""
    first: Mapping[str, str] = drafts[0].facts
    return {
        key: text
        for key, text in first.items()
        if all(draft.facts.get(key) == text for draft in drafts)
    }


def _left_out(draft: Draft, row: DraftRow) -> Change:
    return Change(
        mend=LEFT_OUT,
        number=row.number,
        line=row.line,
        sheet=draft.sheet,
        before="、".join(cell for cell in row.cells if cell.strip()),
    )

"""What a dataset says of its table, told anew from a new version: its days, its rows, what was mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from publisher.desk import mended, proposals, remembering, titles
from publisher.desk.answers import text
from publisher.desk.intake import Table
from publisher.desk.remembering import Remembered
from publisher.desk.renewing import paths_of
from publisher.desk.replacing import Replacement, entry_of
from publisher.desk.together import TIMES
from publisher.tidy import told
from publisher.tidy.draft import Draft
from publisher.words import Text, cut

_ROWS = re.compile(r"(?<=の表です（)[\d,]+(?=行）。項目は)")
"""In the description that `add` proposes."""
_TOTALS = re.compile(r"計・合計の行(?:（[\d,]+行）)?(?:は、内訳の和と|のうち)")
"""How what was done with totals begins (tidy/series.py)."""
_OF_TIMES = re.compile(r"((?:(?:19|20)\d\d(?:-\d\d){0,2}(?:年度)?[、〜]?)+): (.+)")
"""A line that is so of some times only."""
_TOTALS_COUNT = re.compile(r"(?<=\A計・合計の行)（[\d,]+行）(?=は、)")


def retell(
    after: dict[str, Any], entry: dict[str, Any], table: Table, *, is_appended: bool
) -> None:
    """Bring a descriptor and its entry of one file to what the new table tells.

    Words that a person wrote stay: only lines that differ in their date, the period that these
    lines told, a number of rows and the sentences on totals and on what was mended are changed.
    Of appended rows what they tell anew is added, once, and what is so of some rows only goes.
    """
    originals = paths_of(after["resources"])
    is_only = sum(item["path"] not in originals for item in after["resources"]) == 1
    before = str(entry.get("description", "")).split("\n")
    _redescribe(entry, before, table, is_appended=is_appended)
    if is_only:
        _period(after, before, table, is_appended=is_appended)
        if "description" in after:
            rows = f"{table.conversion.shape.rows:,}"
            after["description"] = _ROWS.sub(rows, after["description"])
    changes = table.changes if table.is_tidied else ()
    if is_appended or not is_only:
        path = "" if is_only else str(entry["path"])
        after["origin"] = mended.noted_too(after["origin"], changes, path)
        return
    kept = mended.SENTENCE.sub("", str(after["origin"].get("note", ""))).strip()
    after["origin"] = mended.noted({**after["origin"], "note": kept}, changes)
    if not after["origin"]["note"]:
        del after["origin"]["note"]


def _redescribe(
    entry: dict[str, Any], before: Sequence[str], table: Table, *, is_appended: bool
) -> None:
    """Bring the description of one file to what its new version tells, and remember those lines."""
    draft, known = table.draft, remembering.of(entry)
    lines = list(before)
    if draft is not None:
        lines = _added(before, table) if is_appended else _lines(before, draft)
    if not is_appended:
        lines = list(_of_now(lines, known, table))
    if any(lines):
        entry["description"] = "\n".join(lines)
    elif any(before):
        del entry["description"]
    words = _words(draft)
    of_persons = {line for line in before if not known.has_told(line)} - set(words)
    remembering.put(entry, told=[line for line in lines if line and line not in of_persons])


def _of_now(lines: Sequence[str], known: Remembered, table: Table) -> Iterator[str]:
    """Yield the lines of a description without those that only the version before told.

    Those that are so of some times go with the times; the others where the new version has words
    of its own around its table. What a person wrote stays.
    """
    words, times = _words(table.draft), _all_times(table)
    for line in lines:
        if line in words:
            yield line
            continue
        of_times = _OF_TIMES.match(line)
        is_a_files = known.has_told(line) or not known.told  # an older catalog did not tell
        if of_times is not None and times and is_a_files:
            left = "、".join(part for part in of_times[1].split("、") if _is_of(part, times))
            if left:
                yield f"{left}: {of_times[2]}"
        elif not (words and known.has_told(line)):
            yield line


def _words(draft: Draft | None) -> list[str]:
    """Return what stood around a table, in lines as `add` writes them into the description."""
    return proposals.words_around(draft).splitlines() if draft is not None else []


def _is_of(part: str, times: Iterable[str]) -> bool:
    """Say whether a time, or one between two (2024-04〜2024-06), is among those of the rows."""
    first, _, last = part.partition("〜")
    last = last or first
    return any(
        first[: len(time)] <= time[: len(first)] and time[: len(last)] <= last for time in times
    )


def _all_times(table: Table) -> frozenset[str]:
    """Return the times that the rows of a new version tell, or the day above its table."""
    header = [str(name) for name in table.conversion.shape.header]
    at = next((at for at, name in enumerate(header) if name in TIMES), None)
    if at is None:
        return frozenset(filter(None, [table.draft.facts.get("date", "") if table.draft else ""]))
    rows = islice(table.conversion.table.records(), 1, None)
    return frozenset(str(row.cells[at]) for row in rows if at < len(row.cells)) - {""}


def described_anew(
    after: dict[str, Any], item: Replacement, *, is_appended: bool
) -> tuple[Text, ...]:
    """Retell a descriptor for one new file; return what changes of its title and description."""
    entry = entry_of(after, item.resource)
    wholes = (after, entry)
    before = [str(whole.get("title", "")) for whole in wholes]
    told_titles = tuple(
        titles.outgrown(after, entry, _all_times(item.table))
        if is_appended
        else titles.retitled(after, entry, item.table)
    )
    renamed = {
        old: str(whole["title"])
        for old, whole in zip(before, wholes, strict=True)
        if old and old != whole["title"]
    }
    for whole in wholes:
        _called(whole, renamed)
    was = str(entry.get("description", "")).split("\n")
    retell(after, entry, item.table, is_appended=is_appended)
    now = str(entry.get("description", "")).split("\n")
    gone = (
        Text(f"説明から外します：「{line}」", f"Taken out of the description: '{line}'")
        for line in (cut(line, 60) for line in was if line and line not in now)
    )
    come = (
        Text(f"説明に加えます：「{line}」", f"Added to the description: '{line}'")
        for line in (cut(line, 60) for line in now if line and line not in was)
    )
    return (*told_titles, *gone, *come)


def _called(whole: dict[str, Any], renamed: Mapping[str, str]) -> None:
    """Write a title that changed into the sentence on it that `add` proposes."""
    said = str(whole.get("description", ""))
    for old, new in renamed.items():
        was = proposals.as_a_table(old)
        if said.startswith(f"{was}です（"):
            whole["description"] = f"{proposals.as_a_table(new)}{said.removeprefix(was)}"


def stale(entry: Mapping[str, Any], table: Table) -> Iterator[Text]:
    """Yield a day that the description tells and the new table does not: it may be the old one's."""
    said = " ".join((*table.draft.titles, *table.draft.notes)) if table.draft is not None else ""
    for line in str(entry.get("description", "")).split("\n"):
        if told.date(line) and line not in said:
            yield Text(
                f"説明に「{cut(line, 40)}」とあります。新しい表に合わなければ、"
                "`opendata set 名前 resource_description=…` で直してください。",
                f"The description says '{cut(line, 40)}'. Where that is not so of the new table, "
                "change it with `opendata set NAME resource_description=…`.",
            )


def _lines(before: Sequence[str], draft: Draft) -> list[str]:
    """Return the lines of a description with the titles and notes of a new version in their place."""
    # What was done with the old table's totals is not said of the new one.
    lines = [line for line in before if line and not _TOTALS.match(line)]
    for said in _words(draft):
        if said in lines:
            continue
        plain = told.without_date(said)
        old = next((at for at, line in enumerate(lines) if _is_dated(line, plain)), None)
        if old is None:
            lines.append(said)
        else:
            lines[old] = said
    return lines


def _added(before: Sequence[str], table: Table) -> list[str]:
    """Return the lines of a description with what the tables of another time say beside them.

    The rows tell their time: a day above one of the tables is not that of all rows, and what only
    the new ones say is said with theirs.
    """
    draft = table.draft
    lines = [_TOTALS_COUNT.sub("", line) for line in before if line]
    for found in _words(draft):
        said, plain = _TOTALS_COUNT.sub("", found), told.without_date(found)
        known = _OF_TIMES.match(said)
        if said in lines or not plain:
            lines = [line for line in lines if not _is_dated(line, plain) or line == said]
        elif known is None and any(_is_dated(line, plain) for line in lines):
            lines = [plain if _is_dated(line, plain) else line for line in lines]
        elif known is not None or (not _is_told(said, lines) and not _is_told(plain, lines)):
            times = known[1] if known is not None else _times(table)
            lines = _with(lines, times, known[2] if known is not None else said)
    return lines


def _with(lines: Sequence[str], times: str, said: str) -> list[str]:
    """Return lines with one more that is so of some times, in one line with others of its words."""
    for at, line in enumerate(lines):
        known = _OF_TIMES.match(line)
        if known is not None and known[2] == said:
            both = dict.fromkeys((*known[1].split("、"), *times.split("、")))
            return [*lines[:at], f"{'、'.join(both)}: {said}", *lines[at + 1 :]]
    return [*lines, f"{times}: {said}" if times else said]


def _times(table: Table) -> str:
    """Return the times that the rows of a table tell, from the first to the last."""
    draft = table.draft
    found: set[str] = set()
    for at, column in enumerate(draft.columns if draft is not None else ()):
        if draft is not None and column.name in TIMES and not found:
            found = {row.cells[at] for row in draft.rows} - {""}
    return "〜".join(dict.fromkeys((min(found), max(found)))) if found else ""


def _is_told(said: str, lines: Sequence[str]) -> bool:
    return any(_close(said) in _close(line) for line in lines if not _OF_TIMES.match(line))


def _close(text: str) -> str:
    """Return a text without spaces and width, to compare it."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _is_dated(line: str, plain: str) -> bool:
    return bool(told.date(line)) and told.without_date(line) == plain


def _period(
    after: dict[str, Any], before: Sequence[str], table: Table, *, is_appended: bool
) -> None:
    """Change the period where it was what the table's surroundings or rows told."""
    found = proposals.period([table])
    period = after.get("temporal")
    if not found or not isinstance(period, dict):
        return
    start, end = text(found, "temporal_start"), text(found, "temporal_end")
    days = {told.date(line) for line in before}
    if is_appended:
        days_of = {start, end, period.get("start", start), period.get("end", end)}
        after["temporal"] = {"start": min(days_of), "end": max(days_of)}
    elif _is_in_rows(table) or {period.get("start"), period.get("end")} <= days:
        after["temporal"] = {"start": start, "end": end}


def _is_in_rows(table: Table) -> bool:
    return table.draft is not None and any(
        column.position is None and column.name in TIMES for column in table.draft.columns
    )

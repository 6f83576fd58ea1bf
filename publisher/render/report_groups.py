"""A report's findings as people read them: one group per file, rule and column. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import merge

from publisher.findings import Finding, Place, Report, Severity
from publisher.row_set import RowSet
from publisher.rules import find
from publisher.tables import fault_words
from publisher.words import Text

LABELS = {
    Severity.ERROR: Text("直す", "mend"),
    Severity.WARNING: Text("確認", "look"),
    Severity.INFO: Text("参考", "note"),
}
QUESTION = Text("質問", "question")
ACCEPTED = Text("確認済み", "accepted")
FEATURES = ".geojson"
"""Files whose records are told by their number: a line may hold all of them, or a part of one."""
RANGES = 5
"""Ranges of lines that a place names."""
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same of one column of one file."""

    findings: tuple[Finding, ...]
    others: tuple[str, ...] = ()
    """Further sheets that say exactly this of the same cells."""
    also: tuple[str, ...] = ()
    """Rules that are violated by the same and have no finding of their own."""

    @property
    def first(self) -> Finding:
        """The finding whose words stand for all."""
        return self.findings[0]

    @property
    def place(self) -> Text:
        """Where, in the officer's words; empty where it is the whole file."""
        return _place(self.findings, len(self.others))

    @property
    def count(self) -> int:
        """How many places say it, those that are only counted included."""
        return _count(self.findings) * (1 + len(self.others))

    @property
    def message(self) -> Text:
        """What is said: the first finding's words, as an example where the others differ."""
        said = self.first.message
        if all(found.message == said or found.rows for found in self.findings):
            return said
        return Text(f"例えば、{said.ja}", f"Example: {said.en}")

    @property
    def kind(self) -> Text:
        """What the officer should do with it: mend, look, answer, or nothing any more."""
        if self.first.accepted:
            return ACCEPTED
        return QUESTION if self.first.certainty == "person" else LABELS[self.first.severity]

    @property
    def label(self) -> str:
        """The rule's id with its number of 2020: `L2-03／2020年版1-6`."""
        rule = find(self.first.rule)
        also = f"／{'・'.join(self.also)}も同じ" if self.also else ""
        if rule is None or not rule.numbers_2020:
            return f"{self.first.rule}{also}"
        return f"{rule.id}／2020年版{'・'.join(rule.numbers_2020)}{also}"

    @property
    def why(self) -> Text | None:
        """Why it matters; None for a type of frictionless that has no words yet."""
        if rule := find(self.first.rule):
            return rule.why
        words = fault_words.of(self.first.rule, self.first.place.sheet, self.first.place.path)
        return words.why if words else None


def groups(report: Report) -> dict[str, list[Group]]:
    """Return the groups of each file, files in the report's order, worst groups first."""
    gathered: dict[str, dict[tuple[object, ...], list[Finding]]] = {}
    for finding in report.findings:
        place = finding.place
        key: tuple[object, ...] = (
            finding.severity,
            finding.certainty == "person",
            finding.accepted,
            finding.rule,
            place.sheet,
            place.column,
            place.resource,
        )
        is_feature = (place.row or 0) > 1 and place.path.endswith(FEATURES)
        if place.column is None and not finding.rows and not is_feature:
            key = (*key, finding.message)  # facts of no column are one each
        gathered.setdefault(place.path, {}).setdefault(key, []).append(finding)
    also = {
        (verdict.path, by): tuple(rule for rule, other in verdict.told_by.items() if other == by)
        for verdict in report.files
        for by in verdict.told_by.values()
    }
    return {
        path: sorted(
            _over_sheets(
                Group(tuple(found), also=also.get((path, found[0].rule), ()))
                for found in by_key.values()
            ),
            key=lambda group: _ORDER[group.first.severity],
        )
        for path, by_key in gathered.items()
    }


def _over_sheets(found: Iterable[Group]) -> list[Group]:
    """Return the groups, those that differ in nothing but their sheet as one."""
    alike: dict[object, list[Group]] = {}
    for group in found:
        first = group.first
        said = tuple(
            (one.message, one.place.cell, one.place.row, one.place.line, one.rows)
            for one in group.findings
        )
        alike.setdefault((first.rule, group.kind, first.accepted, first.place.column, said), [])
        alike[first.rule, group.kind, first.accepted, first.place.column, said].append(group)
    return [
        replace(same[0], others=tuple(str(one.first.place.sheet) for one in same[1:]))
        for same in alike.values()
    ]


def _count(findings: Sequence[Finding]) -> int:
    """Return in how many places they are; two in one cell are one place."""
    spots: set[object] = set()
    for found in findings:
        place = found.place
        if found.rows:
            continue
        is_exact = place.row is not None or place.cell is not None
        spots.add((place.line, place.row, place.cell, None if is_exact else found.message))
    return len(spots) + sum(_total(found.rows) for found in findings)


def _total(rows: Collection[tuple[int, int]]) -> int:
    return rows.total if isinstance(rows, RowSet) else sum(high - low + 1 for low, high in rows)


def _place(findings: Sequence[Finding], others: int) -> Text:
    place = findings[0].place
    total = _count(findings) * (1 + others)
    count = Text(f"（{total:,}か所）", f" ({total:,} places)") if total > 1 else Text("", "")
    column, where = _column(place), _where(findings, others)
    joint = Text("・", ", ") if where.ja and column.ja else Text("", "")
    return Text(
        f"{where.ja}{joint.ja}{column.ja}{count.ja}", f"{where.en}{joint.en}{column.en}{count.en}"
    )


def _column(place: Place) -> Text:
    if place.column and place.column.startswith("#") and place.column[1:].isdigit():
        return Text(f"{place.column[1:]}列目", f"column {place.column[1:]}")
    if place.column:
        return Text(f"「{place.column}」の列", f"column '{place.column}'")
    return Text("", "")


def _where(findings: Sequence[Finding], others: int) -> Text:
    """Return the cells, rows or lines of a group; empty where it is the whole file."""
    place = findings[0].place
    sheet = Text(f"シート『{place.sheet}』", f"sheet '{place.sheet}' ")
    if others:
        sheet = Text(
            f"シート『{place.sheet}』など{others + 1}枚の",
            f"sheet '{place.sheet}' and {others} more, ",
        )
    if place.sheet is None:
        sheet = Text("", "")
    spots = [found.place.cell for found in findings if found.place.cell]
    letters = {spot.rstrip("0123456789") for spot in spots}
    if len(letters) == 1 and not any(":" in spot for spot in spots) and _count(findings) > 1:
        rows = _named(findings)
        letter = letters.pop()
        return Text(
            f"{sheet.ja}{letter}列の{_japanese(rows)}行", f"{sheet.en}column {letter}, rows {rows}"
        )
    if spots:
        shown = ", ".join(spots[:RANGES]) + ("…" if len(spots) > RANGES else "")
        return Text(f"{sheet.ja}{_japanese(shown)}", f"{sheet.en}{shown}")
    if place.path.endswith(FEATURES) and place.row is not None:
        shown = _named(findings, above=1)
        if not shown:
            return Text("", "")  # the names of the properties stand in no feature of their own
        return Text(f"{_japanese(shown)}件目のデータ", f"feature {shown}")
    noun = "line" if place.line is not None else "row"
    shown = _named(findings)
    if not shown:
        return Text(sheet.ja, sheet.en.strip())
    plural = noun if shown.isdigit() else f"{noun}s"
    return Text(f"{sheet.ja}{_japanese(shown)}行目", f"{sheet.en}{plural} {shown}")


def _japanese(spots: str) -> str:
    return spots.replace(", ", "、").replace("–", "〜")


def _named(findings: Sequence[Finding], above: int = 0) -> str:
    """Return the lines (else the rows) of a group, the counted ones included, less those `above`."""
    has_lines = not findings[0].place.path.endswith(FEATURES)
    numbers = ((found.place.line if has_lines else None) or found.place.row for found in findings)
    singly = [(number - above, number - above) for number in numbers if number and number > above]
    counted = (
        ((low - above, high - above) for low, high in found.rows if low > above)
        for found in findings
        if found.rows
    )
    return ranges(singly, *counted)


def ranges(spans: Iterable[tuple[int, int]], *ascending: Iterable[tuple[int, int]]) -> str:
    """Return ranges joined where they touch: `2–5, 8, 10–12`, at most RANGES of them.

    Of those that ascend already no more are looked at: there may be millions.
    """
    found: list[list[int]] = []
    for low, high in merge(sorted(set(spans)), *ascending):
        if found and low <= found[-1][1] + 1:
            found[-1][1] = max(high, found[-1][1])
        elif len(found) > RANGES:
            break
        else:
            found.append([low, high])
    shown = [str(low) if low == high else f"{low}–{high}" for low, high in found[:RANGES]]
    return ", ".join(shown) + ("…" if len(found) > RANGES else "")

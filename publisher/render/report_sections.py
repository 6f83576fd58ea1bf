"""A report as sections: one per file and rule, the weightiest first, each no longer than one reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publisher.findings import Report, Severity
from publisher.render.report_groups import ACCEPTED, LABELS, QUESTION, Group, groups
from publisher.rules import find
from publisher.tables import fault_words
from publisher.words import Text, many

SHOWN = 5
"""Groups of a section that are told; of the others, how many places and where."""
NAMED = 6
"""Sheets or columns that the rest is said to be in."""
STEPS = 3
_KINDS = (*LABELS.values(), QUESTION, ACCEPTED)
_UNREADABLE = frozenset({"source-error", "format-error", "encoding-error", "L1-15"})
"""What puts everything behind it into doubt: mended first, much else is gone."""
_FAMILIES = ("S", "P", "L1", "L2", "", "L3", "D")
"""What is dangerous, then what cannot be read, then the national rules; "" is frictionless."""


@dataclass(frozen=True, slots=True)
class Section:
    """What one rule says of one file."""

    groups: tuple[Group, ...]

    @property
    def first(self) -> Group:
        """The group whose rule and kind stand for all."""
        return self.groups[0]

    @property
    def title(self) -> Text:
        """The bad thing by name; the finding's own words where it has none."""
        rule = self.first.first.rule
        if found := find(rule):
            return found.title
        words = fault_words.WORDS.get(rule)
        return words.title if words else self.first.first.message

    @property
    def fix(self) -> Text:
        """What to do, whatever the place."""
        rule = self.first.first.rule
        if found := find(rule):
            return found.fix
        words = fault_words.of(rule, self.first.first.place.sheet, self.first.first.place.path)
        if words is None or self.first.first.severity is Severity.INFO:
            return self.first.first.message
        return words.fix

    @property
    def count(self) -> int:
        """Places in all."""
        return sum(group.count for group in self.groups)

    @property
    def shown(self) -> tuple[Group, ...]:
        """The groups that are told one by one."""
        return self.groups[:SHOWN]

    @property
    def rest(self) -> Text:
        """How many places are not told, and where; empty where all are."""
        left = self.groups[SHOWN:]
        if not left:
            return Text("", "")
        count = sum(group.count for group in left)
        names = _names(self.shown, left)
        return Text(
            f"ほかに{count:,}か所あります{_after('：', '、'.join(names))}",
            f"{many(count, 'more place')}{_after(': ', ', '.join(names))}",
        )


def _names(shown: Sequence[Group], left: Sequence[Group]) -> list[str]:
    """Return where the groups are that are not told: sheets not told yet, else columns or cells."""
    known = set(_sheets(shown))
    names = [f"『{name}』" for name in _sheets(left) if name not in known]
    if not names:
        places = [group.first.place for group in left]
        names = [f"「{place.column}」" for place in places if place.column]
        names = names or [place.cell for place in places if place.cell]
    names = list(dict.fromkeys(names))
    return [*names[:NAMED], "…"] if len(names) > NAMED else names


def _sheets(found: Iterable[Group]) -> dict[str, None]:
    names = (name for group in found for name in (group.first.place.sheet, *group.others))
    return dict.fromkeys(name for name in names if name)


def _after(mark: str, text: str) -> str:
    return f"{mark}{text}" if text else ""


def sections(report: Report) -> dict[str, list[Section]]:
    """Return the sections of each file: files with the worst first, within a file the weightiest."""
    found: dict[str, list[Section]] = {}
    for path, listed in groups(report).items():
        by_rule: dict[tuple[str, str], list[Group]] = {}
        for group in listed:
            by_rule.setdefault((group.kind.ja, group.first.rule), []).append(group)
        found[path] = sorted((Section(tuple(one)) for one in by_rule.values()), key=_weight)
    return dict(sorted(found.items(), key=lambda item: _KINDS.index(item[1][0].first.kind)))


def _weight(section: Section) -> tuple[int, int, str]:
    rule = section.first.first.rule
    family = "P" if rule in _UNREADABLE else rule[:2] if rule.startswith("L") else rule[:1]
    if find(rule) is None and rule not in _UNREADABLE:
        family = ""
    order = _FAMILIES.index(family) if family in _FAMILIES else len(_FAMILIES)
    return _KINDS.index(section.first.kind), order, rule


def steps(report: Report) -> list[Text]:
    """Return at most three next steps, of the worst kind there is: what, and by which rule."""
    everything = [one for listed in sections(report).values() for one in listed]
    open_ones = sorted((one for one in everything if one.first.kind is not ACCEPTED), key=_weight)
    chosen: dict[str, Section] = {}
    for one in open_ones:
        if one.first.kind is open_ones[0].first.kind:
            chosen.setdefault(one.first.first.rule, one)
    return [
        Text(f"{one.fix.ja}（{rule}）", f"{one.fix.en} ({rule})")
        for rule, one in list(chosen.items())[:STEPS]
    ]

"""A timetable feed (GTFS, GTFS-JP): a zip, or a folder of text files."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from functools import partial

from publisher.checks import members
from publisher.checks.ledger import Ledger
from publisher.checks.source import Looking, Source, rule_findings
from publisher.findings import Finding, Place
from publisher.gtfs import archive, feed
from publisher.gtfs.feed import Feed
from publisher.rules import known
from publisher.rules.rule import OfFeed, Rule

FORMS = frozenset({"zip", "gtfs"})


def look(source: Source, looking: Looking, ledger: Ledger) -> Generator[Finding, None, bool]:
    """Yield the findings of a zip; return whether anything could be said of it.

    False is a sound zip that is no timetable.
    """
    found = archive.look(source.file)
    yield from members.look(source, looking, ledger, found)
    if found.is_read and (found.is_feed or source.form == "gtfs"):
        seen = feed.look(found.files, found.faults)
        yield from _rules(looking.rules, seen, source.place, ledger)
        return True
    ledger.is_unread = True
    only = tuple(rule for rule in looking.rules if rule is known("D040"))
    yield from _rules(only, feed.of_faults(found.faults), source.place, ledger)
    return bool(found.faults)


def _rules(rules: Iterable[Rule], seen: Feed, place: Place, ledger: Ledger) -> Iterator[Finding]:
    for rule in rules:
        for check in rule.checks:
            if isinstance(check, OfFeed):
                yield from rule_findings(rule, partial(check.check, seen), place, ledger=ledger)

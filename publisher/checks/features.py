"""The rules that see the features of a GeoJSON file while it is read, once, by its survey."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publisher.checks.ledger import Ledger
from publisher.checks.source import Looking, Source, said
from publisher.findings import Finding, Place
from publisher.geo.feature import Feature
from publisher.rules.fence import Crash, fenced
from publisher.rules.rule import FeatureWatch, OfFeatures, Outcome, Publisher, Rule
from publisher.verdicts import Status


class FeatureLook:
    """One look at the features of one file; what the rules say waits until it is asked for."""

    def __init__(self, source: Source, looking: Looking) -> None:
        self._said: dict[OfFeatures, list[Outcome | Crash]] = {}
        self._watches: dict[OfFeatures, tuple[str, FeatureWatch]] = {}
        publisher = Publisher(body=source.body, municipalities=looking.municipalities)
        for rule in looking.rules:
            for check in rule.checks:
                if isinstance(check, OfFeatures):
                    watch = check.watch()
                    self._said[check] = []
                    self._watches[check] = rule.id, watch
                    self._take(check, fenced(rule.id, partial(watch.start, publisher)))

    def see(self, feature: Feature) -> None:
        """Show a feature to every rule that has not crashed."""
        for check, (rule, watch) in tuple(self._watches.items()):
            self._take(check, fenced(rule, partial(watch.feature, feature)))

    def finish(self) -> None:
        """Let every rule say what only the whole file shows."""
        for check, (rule, watch) in tuple(self._watches.items()):
            self._take(check, fenced(rule, watch.finish))

    def findings(
        self, rule: Rule, check: OfFeatures, place: Place, ledger: Ledger
    ) -> Iterator[Finding]:
        """Yield the findings of one rule."""
        outcomes = self._said[check]
        if not outcomes:
            ledger.note(rule.id, Status.FINE)
        for outcome in outcomes:
            yield from said(rule, outcome, place, (), ledger)

    def _take(self, check: OfFeatures, outcomes: Iterator[Outcome | Crash]) -> None:
        for outcome in outcomes:
            self._said[check].append(outcome)
            if isinstance(outcome, Crash):
                del self._watches[check]

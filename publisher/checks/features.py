"""The rules that see the features of a GeoJSON file while it is read, once, by its survey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from publisher.checks.ledger import Ledger
from publisher.checks.source import Looking, Source, is_crash, said
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
                    self._said[check] = []
                    self._take(check, fenced(rule.id, partial(self._begin, rule, check, publisher)))

    def _begin(self, rule: Rule, check: OfFeatures, publisher: Publisher) -> Iterable[Outcome]:
        watch = check.watch()
        self._watches[check] = rule.id, watch
        return watch.start(publisher)

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
            for finding in said(rule, outcome, place, (), ledger):
                yield finding
                if is_crash(finding):
                    return

    def _take(self, check: OfFeatures, outcomes: Iterator[Outcome | Crash]) -> None:
        for outcome in outcomes:
            self._said[check].append(outcome)
            if isinstance(outcome, Crash):
                self._watches.pop(check, None)

"""How a rule looks at the features of a GeoJSON file while it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publisher.geo.feature import Feature
from publisher.municipalities import Municipalities
from publisher.rules.hit import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Whose file it is."""

    body: str | None = None
    """6-digit code of the municipality that publishes it; None where nobody says."""
    municipalities: Municipalities | None = None
    """Where the municipalities lie; None where the caller does not know them."""


class FeatureWatch:
    """One look of one rule at one file; keeps state between features, never all of them."""

    def start(self, publisher: Publisher) -> Iterable[Outcome]:
        """See whose file it is."""
        raise NotImplementedError

    def feature(self, feature: Feature) -> Iterable[Outcome]:
        """See a feature that has a geometry, sound or not."""
        raise NotImplementedError

    def finish(self) -> Iterable[Outcome]:
        """Say what only the whole file shows."""
        raise NotImplementedError

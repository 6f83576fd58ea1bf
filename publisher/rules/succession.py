"""Which dataset of the proposed tree is which of the base branch: by name, through renames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.model import Dataset, Tree


@dataclass(frozen=True, slots=True)
class Pair:
    """One dataset before and after; `before` is None where it is new."""

    before: Dataset | None
    after: Dataset


def pairs(before: Tree, after: Tree) -> Iterator[Pair]:
    """Yield every dataset of `after` with what it was before."""
    known = {dataset.name: dataset for dataset in before.datasets}
    for dataset in after.datasets:
        yield Pair(next((known[name] for name in names(dataset) if name in known), None), dataset)


def names(dataset: Dataset) -> tuple[str, ...]:
    """Return the dataset's name and those it had, newest first."""
    return (dataset.name, *reversed(dataset.descriptor.get("previousNames", [])))


def is_published(dataset: Dataset, today: dt.date) -> bool:
    """Say whether the public may have seen it: an unknown first day counts as seen."""
    return dataset.issued is None or dataset.issued <= today

"""Two names of columns in one quoted cell of the header: all names behind them stand one cell off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from publisher.rules.likely_names import fits
from publisher.tables.record import text_of

SIGN = ","
MOST = 6
"""Names with a comma that are tried; a header with more of them is no table of ours to mend."""
_OPEN, _CLOSE = "(（[「『【", ")）]」』】"


def parted(labels: Sequence[str], rows: Sequence[Sequence[object]]) -> tuple[str, ...] | None:
    """Return the names of a header with the joined ones parted; None where that is not proven.

    Proven is it where every record has exactly as many cells as there are names then, and from
    there on the values are what the names say, as they are not by the names that stand there, nor
    by another way of parting.
    """
    widths = {len(row) for row in rows if any(map(text_of, row))}
    if len(widths) != 1 or (more := widths.pop() - len(labels)) < 1:
        return None
    joined = [index for index, label in enumerate(labels) if SIGN in label]
    if not joined or len(joined) > MOST or _fits(labels, rows, joined[0]):
        return None
    found = [
        names
        for names, first in _ways(labels, joined, more)
        if _fits(names, rows, first) and len(set(names)) >= len(set(labels)) + more
    ]
    return found[0] if len(found) == 1 else None


def _ways(
    labels: Sequence[str], joined: Sequence[int], more: int
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the ways to part names so that there are `more`, each with the first that is parted."""
    for count in range(1, len(joined) + 1):
        for chosen in combinations(joined, count):
            names: list[str] = []
            for index, label in enumerate(labels):
                names += label.split(SIGN) if index in chosen else [label]
            if len(names) == len(labels) + more and all(map(_is_whole, names)):
                yield tuple(map(str.strip, names)), chosen[0]


def _is_whole(name: str) -> bool:
    return bool(name.strip()) and sum(map(name.count, _OPEN)) == sum(map(name.count, _CLOSE))


def _fits(names: Sequence[str], rows: Sequence[Sequence[object]], first: int) -> bool | None:
    """Say whether all columns from `first` on hold what their names say; None where none says."""
    said = [
        fit
        for index, name in enumerate(names[first:], start=first)
        if SIGN not in name
        and (fit := fits(name, [row[index] for row in rows if index < len(row)])) is not None
    ]
    return all(said) if said else None

"""How far a total below headings reaches: its own part, an upper one, or the whole table. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from publisher.tidy import totals
from publisher.tidy.draft import DraftRow

_PART = re.compile(r"小計")
_WHOLE = re.compile(r"総計|総合計|総数|全.*")
_WIDE = re.compile(r"合計|.*総.*|全.*|[都道府県市区町村国]計")
Path = tuple[str, ...]
"""The headings that a row is below, from the upper one on; blank where it is below none."""


def of_rows(rows: Sequence[DraftRow], paths: Sequence[Path], group: int = 0) -> list[int | None]:
    """Return how many of its headings each row is about; None for a total of which nothing tells.

    A row of data is about all of them. A total is about those whose rows it sums up: told by its
    numbers, else by its name where each part has one of that name. What follows the total of a
    whole is no more of its last part.
    """
    labels = [_label(row, group) for row in rows]
    parts = _Parts(rows, paths, labels)
    found: list[int | None] = []
    ended: dict[Path, int | None] = {}
    for index, path in enumerate(paths):
        depth = parts.depth(index) if labels[index] else _depth(path)
        if path in ended and not labels[index]:
            depth = ended[path]
        elif depth is None or depth < _depth(path):
            ended[path] = depth
        found.append(depth)
    return found


def is_wide(row: DraftRow, group: int) -> bool:
    """Say whether a total is named as one of more than a part: 合計, 総計."""
    return _WIDE.fullmatch(_label(row, group)) is not None


class _Parts:
    """The rows below each heading, and which of them are totals."""

    def __init__(
        self, rows: Sequence[DraftRow], paths: Sequence[Path], labels: Sequence[str]
    ) -> None:
        self._rows, self._paths, self._labels = rows, paths, labels
        self._data: dict[Path, list[int]] = defaultdict(list)
        self._named: dict[Path, set[str]] = defaultdict(set)
        for index, path in enumerate(paths):
            whole = path[: _depth(path)]
            if labels[index]:
                self._named[whole].add(labels[index])
                continue
            for depth in range(len(whole) + 1):
                self._data[whole[:depth]].append(index)

    def depth(self, index: int) -> int | None:
        """Return how many of its headings a total sums up; None where nothing tells."""
        path, label = self._paths[index], self._labels[index]
        path = path[: _depth(path)]
        right = [
            depth
            for depth in range(len(path) + 1)
            if totals.sums(self._rows, index, self._data[path[:depth]])
        ]
        if right and len({len(self._data[path[:depth]]) for depth in right}) == 1:
            return min(right) if _WIDE.fullmatch(label) else max(right)
        if not path or _name(path[-1]) in label or _PART.fullmatch(label):
            return len(path)
        return self._by_name(path, label)

    def _by_name(self, path: Path, label: str) -> int | None:
        """Say what a total is of that its numbers do not tell."""
        others = [names for whole, names in self._named.items() if whole and whole != path]
        is_last = path == next(
            whole[: _depth(whole)] for whole in reversed(self._paths) if any(whole)
        )
        sections = {whole for whole in self._data if len(whole) == len(path)}
        is_everywhere = len(others) + 1 >= len(sections)
        if is_everywhere and others and all(label in names for names in others):
            return len(path)
        if _WHOLE.fullmatch(label):
            return 0
        own = self._named[path] - {label}
        if (
            len(path) == 1
            and others
            and is_everywhere
            and any(all(name in names for names in others) for name in own)
        ):
            return 0
        return None if is_last else len(path)


def _label(row: DraftRow, group: int) -> str:
    """Return the word that makes a row a total; empty for other rows."""
    column = totals.label(row, group)
    return "" if column is None else _plain(row.cells[column])


def _plain(text: str) -> str:
    return "".join(text.split())


def _name(heading: str) -> str:
    """Return a heading without its marks and spaces."""
    return re.sub(r"\W", "", heading) or heading


def _depth(path: Path) -> int:
    """Return how many levels a path goes down: an upper heading may stand alone."""
    return next((depth for depth in range(len(path), 0, -1) if path[depth - 1]), 0)

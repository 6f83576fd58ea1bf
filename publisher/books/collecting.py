"""Gathering places while a sheet streams by: all are counted, the first are kept."""

from __future__ import annotations

from typing import Generic, TypeVar

from publisher.books.book import PLACES_KEPT, Places, Span

T = TypeVar("T")


class Collected(Generic[T]):
    """Places of one kind, so far."""

    __slots__ = ("first", "total")

    def __init__(self) -> None:
        self.total = 0
        self.first: list[T] = []

    def add(self, place: T) -> None:
        """Count a place, and keep it if it is among the first."""
        self.total += 1
        if len(self.first) < PLACES_KEPT:
            self.first.append(place)

    def places(self) -> Places[T]:
        """Return what was gathered."""
        return Places(self.total, tuple(self.first))


class Spans:
    """Rows or columns that come in order, gathered as stretches without gaps."""

    __slots__ = ("_done", "_open")

    def __init__(self) -> None:
        self._done: Collected[Span] = Collected()
        self._open: Span | None = None

    def add(self, first: int, last: int) -> None:
        """Add a stretch; it joins the one before where it follows it."""
        if self._open is None:
            self._open = Span(first, last)
        elif self._open.first <= first <= self._open.last + 1:
            self._open = Span(self._open.first, max(self._open.last, last))
        else:
            self._done.add(self._open)
            self._open = Span(first, last)

    def places(self) -> Places[Span]:
        """Return what was gathered."""
        if self._open is None:
            return self._done.places()
        total = self._done.total + 1
        return Places(total, (*self._done.first, self._open)[:PLACES_KEPT])

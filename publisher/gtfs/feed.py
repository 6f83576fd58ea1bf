"""One pass over a feed's files: names first, then whoever refers to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.gtfs import spec, words
from publisher.gtfs.faults import LIMIT, FaultList, FeedFault, FeedKind
from publisher.gtfs.rows import Header, Row, RowCheck
from publisher.gtfs.stations import StationCheck
from publisher.gtfs.trips import TripCheck
from publisher.model import File
from publisher.tables import encoding as encodings
from publisher.tables.dialect import Dialect
from publisher.tables.record import BrokenTable, text_of
from publisher.tables.text_table import TextTable
from publisher.words import Text, quote

_ORDER = (
    *("agency.txt", "calendar.txt", "calendar_dates.txt", "shapes.txt", "levels.txt"),
    "stops.txt",
    *("routes.txt", "fare_attributes.txt", "office_jp.txt", "pattern_jp.txt", "trips.txt"),
    *("areas.txt", "networks.txt", "timeframes.txt", "location_groups.txt", "booking_rules.txt"),
    *("fare_media.txt", "rider_categories.txt", "fare_products.txt", "fare_leg_rules.txt"),
)
"""Files that name things, before those that refer to them."""
_OF_AGENCIES = frozenset({"agency.txt", "routes.txt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed shows."""

    faults: FaultList = field(default_factory=FaultList)
    rows: Mapping[str, int] = field(default_factory=dict)
    """Rows below the header, by file."""


def look(files: Mapping[str, File], known: tuple[FeedFault, ...] = ()) -> Feed:
    """Return what the files of a feed show, by their names; `known` faults come first.

    Never raises for what is in the files; raises OSError.
    """
    faults = of_faults(known).faults
    damaged = {fault.file for fault in known if fault.file}
    _files(set(files) | damaged, faults)
    survey = _Survey(faults)
    rest = sorted(set(files) & set(spec.FILES) - set(_ORDER))
    for name in (*(name for name in _ORDER if name in files), *rest):
        survey.see(name, files[name])
    survey.finish()
    return Feed(faults=faults, rows=survey.rows)


def of_faults(known: tuple[FeedFault, ...]) -> Feed:
    """Return a feed of which nothing but these faults is known."""
    faults = FaultList()
    for fault in known:
        faults.add(fault)
    return Feed(faults=faults)


def _files(names: set[str], faults: FaultList) -> None:
    for name in spec.REQUIRED:
        if name not in names:
            note = words.NO_FILE.fill({"value": name})
            faults.add(FeedFault(kind=FeedKind.NO_FILE, note=note, file=name))
    if not names & {"calendar.txt", "calendar_dates.txt"}:
        faults.add(FeedFault(kind=FeedKind.NO_FILE, note=words.NO_CALENDAR))
    for name in spec.JAPAN_REQUIRED:
        if name not in names:
            note = words.NO_FILE.fill({"value": name})
            faults.add(FeedFault(kind=FeedKind.JAPAN, note=note, file=name))
    if not names & set(spec.FARES):
        faults.add(FeedFault(kind=FeedKind.JAPAN, note=words.NO_FARES))


class _Survey:
    """What was seen so far of one feed."""

    def __init__(self, faults: FaultList) -> None:
        self.faults = faults
        self.rows: dict[str, int] = {}
        self.names: dict[str, set[str]] = {}
        """Names by where they are kept (`spec.NAMED`)."""
        self._later: list[tuple[Row, str, str]] = []
        """References of a file to itself, settled when it was read to its end."""
        self._has_kana = False
        self._trips: TripCheck | None = None
        """What the stops of the trips showed, once they were read to their end."""
        self._nameless: list[Row] = []
        """Agencies, and routes of one, without its id."""

    def see(self, name: str, file: File) -> None:
        """Read one file."""
        encoding = encodings.decide(file)
        if not encoding.is_readable or encoding.codec not in {"utf-8", "utf-8-sig"}:
            note = words.NOT_TEXT
            if encoding.is_readable:
                shown = encoding.name
                note = Text(
                    words.NOT_UTF8.ja.format(value=shown.ja),
                    words.NOT_UTF8.en.format(value=shown.en),
                )
            self._add(FeedKind.UNREADABLE, note, name, line=encoding.bad_line)
            return
        table = TextTable(file=file, codec=encoding.codec, dialect=Dialect())
        try:
            self._read(name, table)
        except BrokenTable as broken:
            self._add(FeedKind.UNREADABLE, words.BROKEN, name, line=broken.line)
            for (owner, _), target in spec.NAMED.items():
                if owner == name:  # half of the names are no ground to miss the other half
                    self.names.pop(target, None)
        for row, column, target in self._later:
            self._refer(row, column, target)
        self._later.clear()

    def finish(self) -> None:
        """Say what only the whole feed shows."""
        if "translations.txt" in self.rows and not self._has_kana:
            self._add(FeedKind.JAPAN, words.NO_KANA, "translations.txt")
        if self.rows.get("agency.txt", 0) > 1:
            for row in self._nameless:
                fault = row.fault(FeedKind.NO_VALUE, words.NEEDED_OF_SEVERAL, "agency_id")
                self.faults.add(fault)
        self._unused()

    def _unused(self) -> None:
        trips, seen = self.names.get("trips.txt"), self._trips
        if not trips or seen is None or not seen.numbers or len(trips) >= spec.NAMES_LIMIT:
            return
        if unused := trips.difference(seen.numbers):
            values = {"count": len(unused), "value": quote(min(unused))}
            self._add(FeedKind.UNUSED, words.NO_STOPS.fill(values), "trips.txt")

    def _read(self, name: str, table: TextTable) -> None:
        records = table.records()
        first = next(records, None)
        if first is None:
            self._add(FeedKind.UNREADABLE, words.EMPTY, name)
            return
        header = Header(name, tuple(text_of(cell) for cell in first.cells))
        self._columns(name, header)
        for column in header.names:
            if (name, column) in spec.NAMED:
                self.names.setdefault(spec.NAMED[name, column], set())
        check = RowCheck(name, header, self.faults)
        trips = TripCheck(self.faults) if name == "stop_times.txt" else None
        stations = StationCheck(header, self.faults) if name == "stops.txt" else None
        others = [item for item in (trips, stations) if item is not None]
        self.rows[name] = 0
        for record in records:
            if not any(map(text_of, record.cells)):
                continue
            self.rows[name] += 1
            row = Row(file=name, header=header, record=record)
            self._width(row)
            check.see(row)
            for other in others:
                other.see(row)
            self._names(row)
        for other in others:
            other.finish()
        self._trips = trips or self._trips
        if name in spec.REQUIRED and not self.rows[name]:
            self._add(FeedKind.UNREADABLE, words.NO_ROWS, name)

    def _width(self, row: Row) -> None:
        """Say where a row is no row of this header; empty cells at its end are harmless."""
        cells, width = row.record.cells, len(row.header.names)
        if len(cells) < width or any(map(text_of, cells[width:])):
            note = words.WIDTH.fill({"header": width, "cells": len(cells)})
            self._add(FeedKind.UNREADABLE, note, row.file, line=row.record.line)

    def _columns(self, name: str, header: Header) -> None:
        wanted = spec.FILES[name]
        for column, count in Counter(filter(None, header.names)).items():
            if count > 1:
                note = words.COLUMN_TWICE.fill({"value": quote(column)})
                self._add(FeedKind.UNREADABLE, note, name, line=1)
        for column in wanted.columns:
            if column not in header.names:
                note = words.NO_COLUMN.fill({"value": column})
                self._add(FeedKind.NO_COLUMN, note, name, line=1)
        if wanted.one_of and not set(wanted.one_of) & set(header.names):
            note = words.NO_COLUMNS.fill({"value": "・".join(wanted.one_of)})
            self._add(FeedKind.NO_COLUMN, note, name, line=1)
        for column in wanted.japan:
            if column not in header.names:
                note = words.NO_COLUMN.fill({"value": column})
                self._add(FeedKind.JAPAN, note, name, line=1)

    def _names(self, row: Row) -> None:
        """Keep what a row names, and look up what it refers to."""
        for column, kept, target in row.header.links:
            value = row.cell(column)
            if value and kept is not None:
                self.names[kept].add(value)
            if not value or target is None:
                continue
            if target != row.file:
                self._refer(row, column, target)
            elif value not in self.names.get(target, ()):
                self._later.append((row, column, target))
        if row.file == "translations.txt":
            self._translation(row)
        elif row.file in _OF_AGENCIES and len(self._nameless) < LIMIT:
            self._nameless += () if row.cell("agency_id") else (row,)

    def _translation(self, row: Row) -> None:
        language = row.cell("language") or row.cell("lang")
        self._has_kana = self._has_kana or language.casefold() == "ja-hrkt"
        target = spec.TRANSLATED.get(row.cell("table_name"))
        if target is not None and row.cell("record_id"):
            self._refer(row, "record_id", target)

    def _refer(self, row: Row, column: str, target: str) -> None:
        """Say where a reference leads nowhere; where the other file is missing, that was said."""
        value = row.cell(column)
        known = self.names.get(target)
        if known is None or len(known) >= spec.NAMES_LIMIT:
            return
        if value not in known:
            note = words.NO_REFERENCE.fill({"value": spec.SHOWN.get(target, target)})
            self.faults.add(row.fault(FeedKind.REFERENCE, note, column))

    def _add(self, kind: FeedKind, note: Text, name: str, *, line: int | None = None) -> None:
        self.faults.add(FeedFault(kind=kind, note=note, file=name, line=line))

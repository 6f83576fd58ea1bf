"""The kinds of rules, by what they see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from publisher.books.book import Sheet, Workbook
from publisher.geo.collection import Collection
from publisher.geo.json_survey import JsonSurvey
from publisher.gtfs.feed import Feed
from publisher.model import Dataset, Tree, Unreadable
from publisher.rules.feature_watch import FeatureWatch
from publisher.rules.hit import Outcome
from publisher.rules.watch import TableHead, Watch
from publisher.tables.encoding import Encoding
from publisher.vocabularies import Vocabularies
from publisher.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What rules of datasets may look at beside their dataset."""

    tree: Tree
    vocabularies: Vocabularies
    today: dt.date

    @property
    def folders(self) -> tuple[Dataset | Unreadable, ...]:
        """Every dataset's folder, readable or not."""
        return (*self.tree.datasets, *self.tree.unreadable)

    def has_organization(self, name: str) -> bool:
        """Say whether the folder `name` holds a readable organization.json."""
        return any(item.name == name for item in self.tree.organizations)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyFile:
    """A file as it lies there, whatever it is."""

    form: str
    """Lower-case, from the descriptor or the name: csv, pdf, … Empty where there is none."""
    names: tuple[str, ...] = ()
    """What it is called where it is published: its path from its dataset's folder on, and the name
    of its resource."""
    content: Text | None = None
    """What it is instead, by its first bytes; None where they agree with the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseFault:
    """Where and why a parser gave up."""

    line: int | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A file that should be text, before it is read as anything."""

    form: str
    """csv, tsv, json or geojson."""
    encoding: Encoding
    declared: str | None = None
    """The descriptor's `encoding`; None where it states none."""
    parse_fault: ParseFault | None = None
    """Why JSON cannot be parsed; None for tables and sound files."""
    json: JsonSurvey | None = None
    """What JSON shows; None for tables and GeoJSON."""


@dataclass(frozen=True, slots=True)
class OfAnyFile:
    """A rule that sees every file, once."""

    check: Callable[[AnyFile], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class OfTextFile:
    """A rule that sees a file's bytes decided upon, once per file."""

    check: Callable[[TextFile], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class OfGeoJson:
    """A rule that sees what a GeoJSON file shows, once per file."""

    check: Callable[[Collection], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class OfFeatures:
    """A rule that sees the features of a GeoJSON file stream by; a fresh watch per file."""

    watch: Callable[[], FeatureWatch]


@dataclass(frozen=True, slots=True)
class OfFeed:
    """A rule that sees what a timetable feed (GTFS) shows, once per feed."""

    check: Callable[[Feed], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class OfWorkbook:
    """A rule that sees the facts of a whole workbook, once per file."""

    check: Callable[[Workbook], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class OfSheet:
    """A rule that sees the facts of one sheet and where its table lies."""

    check: Callable[[Sheet, TableHead], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class OfTable:
    """A rule that sees a table as a stream; a fresh Watch per table."""

    watch: Callable[[], Watch]


@dataclass(frozen=True, slots=True)
class OfDataset:
    """A rule that sees one dataset."""

    check: Callable[[Dataset, Context], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class OfTree:
    """A rule that sees everything under datasets/ at once; its hits carry a path."""

    check: Callable[[Context], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class OfChange:
    """A rule that compares the base branch's tree with this one; its hits carry a path."""

    check: Callable[[Tree, Context], Iterable[Outcome]]


Check = (
    OfAnyFile
    | OfTextFile
    | OfGeoJson
    | OfFeatures
    | OfFeed
    | OfWorkbook
    | OfSheet
    | OfTable
    | OfDataset
    | OfTree
    | OfChange
)

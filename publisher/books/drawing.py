"""What lies over the cells of an OOXML sheet: pictures, shapes, charts, notes, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publisher.books.book import PLACES_KEPT, Places, Spot, Thing, ThingKind
from publisher.books.collecting import Collected
from publisher.books.markup import Event
from publisher.books.ooxml import names_somebody
from publisher.books.outline import Outline, area_of
from publisher.books.package import Package, Relation

TEXT_KEPT = 200
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_KINDS = {
    "pic": ThingKind.PICTURE,
    "sp": ThingKind.SHAPE,
    "cxnSp": ThingKind.SHAPE,
    "graphicFrame": ThingKind.SHAPE,
    "contentPart": ThingKind.SHAPE,
}
_OBJECT_TYPE = re.compile(rb'ObjectType="(\w+)"')
_VML_KINDS = {b"Note": None, b"Pict": ThingKind.PICTURE, b"Shape": ThingKind.SHAPE}


def objects(
    package: Package, relations: list[Relation], outline: Outline, said: list[str]
) -> Places[Thing]:
    """Return the objects of a sheet; raises BrokenTable.

    Texts that are longer than a thing keeps are added to `said`.
    """
    found: Collected[Thing] = Collected()
    for relation in relations:
        if relation.kind == "drawing" and relation.target in package:
            for thing, text in _anchored(package.events(relation.target)):
                _keep(found, thing, text, said)
    for kind in outline.shapes.values():
        found.add(Thing(kind=kind, spot=None))
    if not outline.shapes:
        # Workbooks of Excel 2007 name their controls in the old drawing only.
        for relation in relations:
            if relation.kind == "vmlDrawing" and relation.target in package:
                for kind in _of_vml(package.read(relation.target)):
                    found.add(Thing(kind=kind, spot=None))
    return found.places()


def _keep(found: Collected[Thing], thing: Thing, text: str, said: list[str]) -> None:
    found.add(replace(thing, text=text[:TEXT_KEPT]))
    if len(text) > TEXT_KEPT or found.total > PLACES_KEPT:
        said.append(text)


def comments(package: Package, relations: list[Relation], said: list[str]) -> Places[Thing]:
    """Return notes and comments of a sheet, a thread once, without authors; raises BrokenTable.

    Texts that are longer than a thing keeps, and replies, are added to `said`.
    """
    found: Collected[Thing] = Collected()
    threaded: set[Spot] = set()
    for relation in relations:
        if relation.kind == "threadedComment" and relation.target in package:
            for spot, text in _threads(package.events(relation.target)):
                if spot in threaded:
                    said.append(text)
                else:
                    threaded.add(spot)
                    thread = Thing(kind=ThingKind.THREAD, spot=spot, has_author=True)
                    _keep(found, thread, text, said)
    for relation in relations:
        if relation.kind == "comments" and relation.target in package:
            for note, text in _notes(package.events(relation.target)):
                if note.spot not in threaded:
                    _keep(found, note, text, said)
    return found.places()


def _anchored(events: Iterator[Event]) -> Iterator[tuple[Thing, str]]:
    """Yield one thing per anchor with its whole text: a group is one thing."""
    anchor: _Anchor | None = None
    for event in events:
        if event.attributes is not None and event.name in _ANCHORS:
            anchor = _Anchor()
        elif anchor is not None and event.attributes is not None:
            anchor.start(event.name, event.attributes)
        elif anchor is not None and event.name in _ANCHORS:
            if anchor.kind is not None and not anchor.is_hidden:
                yield Thing(kind=anchor.kind, spot=anchor.spot()), "".join(anchor.texts).strip()
            anchor = None
        elif anchor is not None:
            anchor.end(event.name, event.text)


class _Anchor:
    def __init__(self) -> None:
        self.kind: ThingKind | None = None
        self.is_hidden = False
        self.texts: list[str] = []
        self._names = 0
        self._corner: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _KINDS and self.kind is None:
            self.kind = _KINDS[name]
        elif name == "cNvPr":
            # The form of a control is drawn too, hidden; the sheet names the control itself.
            self._names += 1
            self.is_hidden |= self._names == 1 and attributes.get("hidden") in {"1", "true"}
        elif name == "cNvSpPr" and attributes.get("txBox") in {"1", "true"}:
            self.kind = ThingKind.TEXT_BOX
        elif name == "graphicData" and "/chart" in attributes.get("uri", ""):
            self.kind = ThingKind.CHART

    def end(self, name: str, text: str) -> None:
        if name == "t":
            self.texts.append(text)
        elif name == "p" and self.texts:
            # Else numbers at the end of one paragraph and at the start of the next were one.
            self.texts.append("\n")
        elif name in {"row", "col"} and text.strip().isdecimal():
            # Of the upper left corner, which comes first; counted from 0.
            self._corner.setdefault(name, int(text) + 1)

    def spot(self) -> Spot | None:
        if len(self._corner) < 2:
            return None
        return Spot(self._corner["row"], self._corner["col"])


def _notes(events: Iterator[Event]) -> Iterator[tuple[Thing, str]]:
    authors: list[str] = []
    spot: Spot | None = None
    author = ""
    texts: list[str] = []
    is_reading = False
    for event in events:
        if event.attributes is not None:
            if event.name == "comment":
                spot, texts = _spot_of(event.attributes.get("ref", "")), []
                author = event.attributes.get("authorId", "")
            is_reading |= event.name == "rPh"
        elif event.name == "author":
            authors.append(event.text)
        elif event.name == "rPh":
            is_reading = False
        elif event.name == "t" and not is_reading:
            texts.append(event.text)
        elif event.name == "comment" and spot is not None:
            at = int(author) if author.isdecimal() else 0
            has_author = any(map(names_somebody, authors[at : at + 1]))
            note = Thing(kind=ThingKind.NOTE, spot=spot, has_author=has_author)
            yield note, _without_author("".join(texts), authors)


def _without_author(text: str, authors: list[str]) -> str:
    """Return a note without the name that Office writes in front of it."""
    for author in authors:
        if author and text.startswith(author):
            return text[len(author) :].lstrip(":：").strip()
    return text.strip()


def _threads(events: Iterator[Event]) -> Iterator[tuple[Spot, str]]:
    spot: Spot | None = None
    for event in events:
        if event.name == "threadedComment" and event.attributes is not None:
            spot = _spot_of(event.attributes.get("ref", ""))
        elif event.name == "text" and event.attributes is None and spot is not None:
            yield spot, event.text.strip()


def _of_vml(drawing: bytes) -> Iterator[ThingKind]:
    for kind in _OBJECT_TYPE.findall(drawing):
        thing = _VML_KINDS.get(kind, ThingKind.CONTROL)
        if thing is not None:
            yield thing


def _spot_of(reference: str) -> Spot | None:
    area = area_of(reference)
    return Spot(area.top, area.left) if area else None

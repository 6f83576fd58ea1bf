"""What lies over the cells of an OOXML sheet: pictures, shapes, charts, notes, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.books.book import Places, Spot, Thing, ThingKind
from publisher.books.collecting import Collected
from publisher.books.markup import Event
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


def objects(package: Package, relations: list[Relation], outline: Outline) -> Places[Thing]:
    """Return the objects of a sheet; raises BrokenTable."""
    found: Collected[Thing] = Collected()
    for relation in relations:
        if relation.kind == "drawing" and relation.target in package:
            for thing in _anchored(package.events(relation.target)):
                found.add(thing)
    for kind in outline.shapes.values():
        found.add(Thing(kind=kind, spot=None))
    if not outline.shapes:
        # Workbooks of Excel 2007 name their controls in the old drawing only.
        for relation in relations:
            if relation.kind == "vmlDrawing" and relation.target in package:
                for kind in _of_vml(package.read(relation.target)):
                    found.add(Thing(kind=kind, spot=None))
    return found.places()


def comments(package: Package, relations: list[Relation]) -> Places[Thing]:
    """Return notes and comments of a sheet, a thread once, without authors; raises BrokenTable."""
    found: Collected[Thing] = Collected()
    threaded: set[Spot] = set()
    for relation in relations:
        if relation.kind == "threadedComment" and relation.target in package:
            for spot, text in _threads(package.events(relation.target)):
                if spot not in threaded:
                    threaded.add(spot)
                    found.add(Thing(kind=ThingKind.THREAD, spot=spot, text=text[:TEXT_KEPT]))
    for relation in relations:
        if relation.kind == "comments" and relation.target in package:
            for spot, text in _notes(package.events(relation.target)):
                if spot not in threaded:
                    found.add(Thing(kind=ThingKind.NOTE, spot=spot, text=text[:TEXT_KEPT]))
    return found.places()


def _anchored(events: Iterator[Event]) -> Iterator[Thing]:
    """Yield one thing per anchor: a group is one thing."""
    anchor: _Anchor | None = None
    for event in events:
        if event.attributes is not None and event.name in _ANCHORS:
            anchor = _Anchor()
        elif anchor is not None and event.attributes is not None:
            anchor.start(event.name, event.attributes)
        elif anchor is not None and event.name in _ANCHORS:
            if anchor.kind is not None and not anchor.is_hidden:
                text = "".join(anchor.texts)[:TEXT_KEPT]
                yield Thing(kind=anchor.kind, spot=anchor.spot(), text=text)
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
        elif name in {"row", "col"} and text.strip().isdecimal():
            # Of the upper left corner, which comes first; counted from 0.
            self._corner.setdefault(name, int(text) + 1)

    def spot(self) -> Spot | None:
        if len(self._corner) < 2:
            return None
        return Spot(self._corner["row"], self._corner["col"])


def _notes(events: Iterator[Event]) -> Iterator[tuple[Spot, str]]:
    authors: list[str] = []
    spot: Spot | None = None
    texts: list[str] = []
    is_reading = False
    for event in events:
        if event.attributes is not None:
            if event.name == "comment":
                spot, texts = _spot_of(event.attributes.get("ref", "")), []
            is_reading |= event.name == "rPh"
        elif event.name == "author":
            authors.append(event.text)
        elif event.name == "rPh":
            is_reading = False
        elif event.name == "t" and not is_reading:
            texts.append(event.text)
        elif event.name == "comment" and spot is not None:
            yield spot, _without_author("".join(texts), authors)


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

"""One pass over a GeoJSON file: its faults, and the names of its features' properties."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.geo import words
from publisher.geo.faults import FaultList, GeoFault, GeoKind
from publisher.geo.feature import Feature
from publisher.geo.geometry import TYPES, Flaw, box_flaws, flaws, is_empty
from publisher.geo.json_stream import BrokenJson, Part, parts, refuse
from publisher.geo.plane import Plane, plane_of
from publisher.model import File
from publisher.words import Text, quote

NAMES_LIMIT = 500
"""Different names of properties; more are values that were written as names, and no table."""
IDS_LIMIT = 500_000
"""Ids that are remembered to find one twice."""
_SAME_CRS = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::6668", "EPSG:6668", "EPSG::4612")
"""World coordinates, or Japan's of the same values to a metre or two (JGD2000, JGD2011)."""
_NOT_OF_FEATURES = ("coordinates", "geometries", "features")
_NOT_OF_COLLECTIONS = ("coordinates", "geometries", "geometry", "properties")
"""Members that they must not have (RFC 7946 §7.1)."""
_MORE = "exceededTransferLimit"
"""What ArcGIS writes, now and then in `properties`, where a request had more features."""
_OF_ESRI = frozenset({"geometryType", "spatialReference", "displayFieldName", "fieldAliases"})
"""Members of a feature set in Esri's JSON, of which it has at least two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What a GeoJSON file shows."""

    broken: BrokenJson | None = None
    """Where it is no JSON; what stands before was looked at."""
    features: int = 0
    names: tuple[str, ...] = ()
    """Names of properties, in the order in which the features bring them; empty beyond the limit."""
    faults: FaultList = field(default_factory=FaultList)
    plane: Plane | None = None
    """The coordinates in metres that its `crs` names."""

    @property
    def is_in_metres(self) -> bool:
        """Whether it has the plane coordinates that it names, in place of degrees."""
        beyond = next(self.faults.of(GeoKind.IMPOSSIBLE), None)
        return self.plane is not None and beyond is not None


def look(file: File, codec: str, see: Callable[[Feature], None] | None = None) -> Collection:
    """Return what a GeoJSON file in this encoding shows; raises OSError only.

    `see` is given each feature that has a geometry, while the file is read: none is kept.
    """
    survey = _Survey(see)
    broken: BrokenJson | None = None
    try:
        for part in parts(file, codec, opens=_opens, decoder=survey.decoder):
            survey.see(part)
        survey.finish()
    except BrokenJson as error:
        broken = survey.named(error)
    return Collection(
        broken=broken,
        features=survey.features,
        names=tuple(survey.names) if len(survey.names) <= NAMES_LIMIT else (),
        faults=survey.faults,
        plane=survey.plane,
    )


def is_same_crs(name: str) -> bool:
    """Say whether a `crs` names degrees that are GeoJSON's own, to a metre or two."""
    return name.upper().endswith(_SAME_CRS)


def _opens(key: str | None) -> bool:
    return key == "features"


def _crs_name(value: object) -> object:
    """Return what a `crs` names, in the form of 2008 or in those that people make of it."""
    stated = value.get("properties") if isinstance(value, dict) else value
    if not isinstance(stated, dict):
        return stated
    code = stated.get("code")
    return f"EPSG:{code}" if isinstance(code, int | str) else stated.get("name")


class _Survey:
    """What was seen so far of one document."""

    def __init__(self, show: Callable[[Feature], None] | None) -> None:
        self.show = show
        self.faults = FaultList()
        self.names: dict[str, None] = {}
        self.features = 0
        self.plane: Plane | None = None
        self.decoder = json.JSONDecoder(parse_constant=refuse, object_pairs_hook=self._object)
        self._members: dict[str, Any] = {}
        self._repeated: list[str] = []
        self._ids: set[str] = set()
        self._line = 1

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self._repeated += [key for key, count in counts.items() if count > 1]
        return members

    def see(self, part: Part) -> None:
        """Take one part of the document."""
        self._line = part.line
        if part.index is not None:
            self.features += 1
            self._feature(part.value, self.features, part.line, f"features[{part.index}]")
        elif part.key is None:
            self._add(GeoKind.STRUCTURE, words.NOT_OBJECT.fill({}), line=part.line)
            self._members["type"] = None
        else:
            if part.key in self._members:
                self._repeated.append(part.key)
            self._members[part.key] = part.value
            if part.key == "bbox":
                self._add_flaws(box_flaws({"bbox": part.value}, ""), None, part.line)
            elif part.key == "crs":
                self._crs(part)
        self._tell_repeated(self.features if part.index is not None else None)

    def finish(self) -> None:
        """Judge the document as a whole."""
        members = self._members
        kind = members.get("type")
        if kind == "FeatureCollection":
            self._collection()
        elif kind == "Feature":
            self.features = 1
            self._feature(members, 1, 1, "")
        elif isinstance(kind, str) and kind in TYPES:
            self.features = 1
            self._geometry(members, {}, 1, 1, "")
        elif kind == "Topology":
            self._add(GeoKind.STRUCTURE, words.TOPOLOGY, line=1)
        elif "type" not in members and self._is_esri():
            self._add(GeoKind.STRUCTURE, words.ESRI, line=1)
        elif "type" not in members:
            self._add(GeoKind.STRUCTURE, words.NO_TYPE, line=1)
        elif kind is not None:
            note = words.UNKNOWN_TYPE.fill({"value": quote(kind)})
            self._add(GeoKind.STRUCTURE, note, line=1)

    def named(self, broken: BrokenJson) -> BrokenJson:
        """Return why a document breaks; what goes on behind a feature is a feature a line."""
        if broken.note == "Extra data" and self._members.get("type") == "Feature":
            return BrokenJson("Feature after feature", broken.line)
        return broken

    def _is_esri(self) -> bool:
        return len(_OF_ESRI.intersection(self._members)) > 1

    def _collection(self) -> None:
        if "features" not in self._members:
            self._add(GeoKind.STRUCTURE, words.NO_FEATURES, line=1)
        elif not isinstance(self._members["features"], list):
            self._add(GeoKind.STRUCTURE, words.FEATURES_NOT_LIST, line=1)
        elif not self.features:
            self._add(GeoKind.EMPTY, words.EMPTY, line=1)
        stated = self._members.get("properties")
        inner = stated if isinstance(stated, dict) else {}
        if self._members.get(_MORE) is True or inner.get(_MORE) is True:
            self._add(GeoKind.PARTIAL, words.PARTIAL, line=1)
        if inner.keys() != {_MORE}:
            self._misplaced(self._members, _NOT_OF_COLLECTIONS, None, 1, "")
        if len(self.names) > NAMES_LIMIT:
            self._add(GeoKind.NAMES, words.NAMES.fill({"value": NAMES_LIMIT}), line=1)

    def _feature(self, feature: object, number: int, line: int, path: str) -> None:
        if not isinstance(feature, dict):
            self._add(GeoKind.STRUCTURE, words.NOT_OBJECT.fill({}), number, line, path)
            return
        if "attributes" in feature and "type" not in feature and self._is_esri():
            return
        if feature.get("type") != "Feature":
            self._add(GeoKind.STRUCTURE, words.NOT_FEATURE, number, line, path)
        for member in ("geometry", "properties"):
            if member not in feature:
                note = words.NO_MEMBER.fill({"value": member})
                self._add(GeoKind.STRUCTURE, note, number, line, path)
        properties = feature.get("properties")
        self._properties(properties, number, line, path)
        self._add_flaws(box_flaws(feature, path), number, line)
        self._misplaced(feature, _NOT_OF_FEATURES, number, line, path)
        if "id" in feature:
            self._id(feature["id"], number, line, path)
        geometry = feature.get("geometry")
        if geometry is None or (isinstance(geometry, dict) and is_empty(geometry)):
            if "geometry" in feature:
                self._add(GeoKind.NO_GEOMETRY, words.NO_GEOMETRY, number, line, path)
            return
        known = properties if isinstance(properties, dict) else {}
        self._geometry(geometry, known, number, line, f"{path}.geometry".lstrip("."))

    def _geometry(
        self, geometry: Any, properties: dict[str, Any], number: int, line: int, path: str
    ) -> None:
        self._add_flaws(flaws(geometry, path), number, line)
        if self.show is not None:
            self.show(Feature(number, line, geometry, properties))

    def _properties(self, properties: object, number: int, line: int, path: str) -> None:
        if isinstance(properties, dict):
            if len(self.names) <= NAMES_LIMIT:
                self.names.update(dict.fromkeys(properties))
        elif properties is not None:
            self._add(GeoKind.STRUCTURE, words.BAD_PROPERTIES, number, line, path)

    def _id(self, value: object, number: int, line: int, path: str) -> None:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self._add(GeoKind.STRUCTURE, words.BAD_ID, number, line, path)
            return
        key = json.dumps(value)
        if key in self._ids:
            note = words.REPEATED.fill({"value": quote(value)})
            self._add(GeoKind.REPEATED_ID, note, number, line, path)
        elif len(self._ids) < IDS_LIMIT:
            self._ids.add(key)

    def _misplaced(
        self,
        item: Mapping[str, Any],
        others: Iterable[str],
        number: int | None,
        line: int | None,
        path: str,
    ) -> None:
        for other in others:
            if other in item:
                note = words.MISPLACED.fill({"value": other})
                self._add(GeoKind.MISPLACED, note, number, line, path)

    def _crs(self, part: Part) -> None:
        name = _crs_name(part.value)
        note = words.CRS_SAME.fill({"value": quote(name or "crs", 60)})
        is_same = isinstance(name, str) and is_same_crs(name)
        self.plane = plane_of(name) if isinstance(name, str) else None
        self._add(GeoKind.CRS, note, line=part.line, path="" if is_same else "crs")

    def _tell_repeated(self, number: int | None) -> None:
        for name in dict.fromkeys(self._repeated):
            note = words.REPEATED.fill({"value": quote(name)})
            self._add(GeoKind.REPEATED_MEMBER, note, number, self._line)
        self._repeated.clear()

    def _add_flaws(self, found: Iterator[Flaw], number: int | None, line: int) -> None:
        """Add what is wrong with one geometry: each kind once, with its first place."""
        first: dict[GeoKind, Flaw] = {}
        counts: Counter[GeoKind] = Counter()
        for flaw in found:
            first.setdefault(flaw.kind, flaw)
            counts[flaw.kind] += 1
        for kind, flaw in first.items():
            self.faults.add(
                GeoFault(
                    kind=kind,
                    note=flaw.note,
                    feature=number,
                    line=line,
                    path=flaw.path,
                    count=counts[kind],
                )
            )

    def _add(
        self,
        kind: GeoKind,
        note: Text,
        number: int | None = None,
        line: int | None = None,
        path: str = "",
    ) -> None:
        self.faults.add(GeoFault(kind=kind, note=note, feature=number, line=line, path=path))

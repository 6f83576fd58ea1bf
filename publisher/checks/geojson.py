"""A GeoJSON file: its structure and places, and the table of its features' properties."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publisher.checks import json_file
from publisher.checks.features import FeatureLook
from publisher.checks.ledger import Ledger
from publisher.checks.source import Looking, Source, rule_findings
from publisher.checks.table import TableLook
from publisher.findings import Finding
from publisher.geo import collection
from publisher.geo.collection import Collection
from publisher.geo.geo_shape import GeoShape
from publisher.geo.json_stream import BrokenJson
from publisher.geo.json_table import JsonRest
from publisher.geo.table import GeoTable
from publisher.rules.rule import OfFeatures, OfGeoJson, ParseFault
from publisher.tables.dialect import Dialect

_READ = frozenset({"type", "properties"})
"""Members of the outer object that hold no texts, or those of the table."""
HEADER = 1
"""The record that GeoTable makes of the properties' names: nothing to be guessed."""


def fault_of(broken: BrokenJson) -> ParseFault:
    """Return what the rules of text files are told of broken JSON."""
    return ParseFault(line=broken.line, note=broken.note)


def read(source: Source, looking: Looking, codec: str) -> tuple[Collection, FeatureLook]:
    """Read a GeoJSON file: return what it shows, and the rules that have seen its features."""
    features = FeatureLook(source, looking)
    seen = collection.look(source.file, codec, features.see)
    features.finish()
    return seen, features


def look(
    source: Source,
    looking: Looking,
    ledger: Ledger,
    seen: Collection,
    features: FeatureLook,
    codec: str,
) -> Iterator[Finding]:
    """Yield the findings of a GeoJSON file that was read; broken JSON is P017's matter."""
    for rule in looking.rules:
        for check in rule.checks:
            if isinstance(check, OfGeoJson):
                judge = partial(check.check, seen)
                yield from rule_findings(rule, judge, source.place, ledger=ledger)
            elif isinstance(check, OfFeatures):
                yield from features.findings(rule, check, source.place, ledger)
    if seen.broken is not None:
        ledger.is_unread = True
    elif seen.names:
        table = GeoTable(file=source.file, codec=codec, names=seen.names)
        dialect = Dialect(header_rows=(HEADER,))
        yield from TableLook(source, dialect, table, ledger=ledger).findings(looking)
    if seen.broken is None:
        shape = GeoShape(is_table=bool(seen.names))
        others = _READ if seen.names else _READ - {"properties"}
        rest = JsonRest(file=source.file, codec=codec, shape=shape, others=others)
        yield from json_file.beside(source, looking, ledger, rest)

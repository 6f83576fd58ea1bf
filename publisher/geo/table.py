"""The properties of a GeoJSON file's features as a table, so that the rules of tables see them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publisher.geo.json_stream import BrokenJson, parts, refuse
from publisher.model import File
from publisher.tables.batch import Batch, of_records
from publisher.tables.record import BrokenTable, Record

_HALF = re.compile("[\ud800-\udfff]")
_LOST = "\ufffd"
_WORDS = {True: "true", False: "false", None: ""}


class Digits(str):
    """A JSON number with the digits of the file; a JSON string of digits is a plain `str`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoTable:
    """One record per feature; the header, the union of the properties' names, is record 1.

    So feature 1 is record 2, as in a CSV. Cells are text: numbers as `Digits`,
    null as nothing, objects and arrays as JSON, halves of character pairs as lost characters.
    """

    file: File
    codec: str
    names: tuple[str, ...]
    """As `collection.look` found them."""

    @property
    def sheet(self) -> str | None:
        """A GeoJSON file has no sheets."""
        return None

    def records(self) -> Iterator[Record]:
        """Yield header and features; raises BrokenTable where the JSON breaks."""
        decoder = json.JSONDecoder(parse_constant=refuse, parse_float=Digits, parse_int=Digits)
        yield Record(1, 1, [_sound(name) for name in self.names])
        number = 1
        document: dict[str, Any] = {}
        try:
            for part in parts(self.file, self.codec, opens=_opens, decoder=decoder):
                if part.index is None:
                    document[part.key or ""] = part.value
                    continue
                number += 1
                yield Record(number, part.line, self._cells(part.value))
        except BrokenJson as broken:
            raise BrokenTable("source-error", broken.note, line=broken.line) from broken
        if document.get("type") == "Feature":
            yield Record(2, 1, self._cells(document))

    def batches(self) -> Iterator[Batch]:
        """Yield the same records in batches."""
        return of_records(self)

    def _cells(self, feature: object) -> list[str]:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        known = properties if isinstance(properties, dict) else {}
        return [_text(known.get(name)) for name in self.names]


def _opens(key: str | None) -> bool:
    return key == "features"


def _text(value: object) -> str:
    if isinstance(value, Digits):
        return value
    if isinstance(value, str):
        return _sound(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    try:
        return _sound(json_text(value))
    except RecursionError:  # read just so, too deep to write
        return _sound(" ".join(_leaves(value)))


def _leaves(value: object) -> Iterator[str]:
    """Yield the names and texts within a value, in order, however deep it is."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += (part for pair in reversed(item.items()) for part in reversed(pair))
        elif isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, str) and item:
            yield item


def json_text(value: object, comma: str = ", ", colon: str = ": ") -> str:
    """Return a value as JSON, its numbers with the digits of the file."""
    if isinstance(value, Digits):
        return value
    if isinstance(value, dict):
        members = (
            f"{json.dumps(key, ensure_ascii=False)}{colon}{json_text(inner, comma, colon)}"
            for key, inner in value.items()
        )
        return f"{{{comma.join(members)}}}"
    if isinstance(value, list):
        return f"[{comma.join(json_text(item, comma, colon) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _sound(text: str) -> str:
    return _HALF.sub(_LOST, text)

"""JSON of any size, part by part: the elements of its arrays, never the whole in memory."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass
from itertools import count
from typing import IO, Any

from publisher.model import File

CHUNK = 1 << 18
"""Characters read at once."""
LIMIT = 32 << 20
"""Characters of one part: a larger feature is no feature of a town."""
WHOLE = 1 << 20
"""Characters of a value that is held whole where it can be taken apart."""
DEPTH = 64
"""Values in values that are taken apart."""
KEPT = 200
"""Names that are kept with their lines; the rest is counted."""
KNOWN = 500_000
"""Names of one object that are remembered to find one twice."""
TOO_LARGE: Any = object()
"""Instead of a value that is to be taken apart."""
_ELEMENT = "item"
_SPACE = re.compile(r"[ \t\r\n]*")
_STARTS = frozenset('{["-0123456789')
_NAMED = ("true", "false", "null", "NaN", "Infinity")
"""What a JSON value begins with; of the last two it is said that they are none."""
_NO_NUMBER = re.compile(r"-?\b(?:NaN|Infinity)\b")
_MARGIN = 16
"""An error or a number this near to the end of what was read may be due to that end."""


class BrokenJson(Exception):
    """The text is no JSON from here on; `note` is the parser's own word."""

    def __init__(self, note: str, line: int | None) -> None:
        super().__init__(note)
        self.note = note
        self.line = line


class _NoNumber(ValueError):
    """NaN or Infinity, which Python reads and JSON does not have (RFC 8259 §6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a document."""

    key: str | None
    """The way to it through the outer values, as ijson writes it: `a.b`, `item` for an element of
    an array that is not the one taken apart for its elements; None where it is the whole."""
    index: int | None
    """Its index in the array that is taken apart; None for a whole value or an opened array."""
    line: int
    """The editor's line on which it starts."""
    value: Any
    name: str | None = None
    """Its own name in the object around it."""
    size: int = 0
    """Characters that it takes in the file."""


class Repeated:
    """Names that stand twice in one object: readers keep one of the values (RFC 8259 §4)."""

    def __init__(self) -> None:
        self.found: list[tuple[str, int]] = []
        """Each with the line on which the value begins that it stands in; at most KEPT."""
        self.count = 0
        self._waiting: list[str] = []

    def members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return an object: the `object_pairs_hook` of the decoder."""
        members = dict(pairs)
        if len(members) < len(pairs):
            seen: set[str] = set()
            for name, _ in pairs:
                if name in seen and len(self._waiting) < KEPT:
                    self._waiting.append(name)
                seen.add(name)
        return members

    def start(self) -> None:
        """Forget what a value showed that was not there whole."""
        self._waiting.clear()

    def tell(self, line: int) -> None:
        """Take what the value showed that begins on this line, each name once."""
        for name in dict.fromkeys(self._waiting):
            self.add(name, line)

    def add(self, name: str, line: int) -> None:
        """Take one name."""
        self.count += 1
        if len(self.found) < KEPT:
            self.found.append((name, line))


def parts(
    file: File,
    codec: str,
    *,
    opens: Callable[[str | None], bool] = lambda _key: True,
    leads: Callable[[str | None], bool] = lambda _key: False,
    decoder: json.JSONDecoder | None = None,
    repeated: Repeated | None = None,
    is_apart: bool = False,
    is_lines: bool = False,
) -> Iterator[Part]:
    """Yield the parts of a JSON file: members of the outer object, elements of arrays.

    An array is taken apart where `opens` says so of its key: first comes a part with an empty
    list, then one for each element. So is whatever `leads` there, but for its elements and
    members other parts come, each with a key of its own; and with `is_apart` every value that is
    too large to be held whole and is no element of an opened array. `repeated` takes the names
    that stand twice. With `is_lines` each line is a value (JSON Lines), as the elements of an array
    are. Raises BrokenJson, also where one part is beyond LIMIT; OSError.
    """
    hook = repeated.members if repeated else None
    decoder = decoder or json.JSONDecoder(parse_constant=refuse, object_pairs_hook=hook)
    with file.open() as raw, io.TextIOWrapper(raw, encoding=codec, newline="") as text:
        stream = _Stream(text, decoder, repeated)
        walk = _Walk(stream, opens=opens, leads=leads, is_apart=is_apart)
        stream.begin()
        if is_lines:
            yield from walk.lines()
        elif stream.peek() == "{":
            yield from walk.members(None, 0)
        else:
            yield from walk.value(None, None, 0)
        if stream.peek():
            raise BrokenJson("Extra data", stream.line)


def refuse(name: str) -> Any:
    """Refuse NaN and Infinity: the `parse_constant` of every decoder used here."""
    raise _NoNumber(name)


@dataclass(frozen=True, slots=True)
class _Walk:
    """The way through a document."""

    stream: _Stream
    _: KW_ONLY
    opens: Callable[[str | None], bool]
    leads: Callable[[str | None], bool]
    is_apart: bool

    def lines(self) -> Iterator[Part]:
        """Yield the values of a file that has one on each line; blank lines are none."""
        stream = self.stream
        ended = 0
        for index in count():
            if not stream.peek():
                return
            line = stream.line
            if line == ended:
                raise BrokenJson("Value beside another", line)
            try:
                value = stream.value()
            except BrokenJson as broken:
                raise BrokenJson(broken.note, line) from broken  # on it the value should have ended
            ended = stream.line
            if ended > line:
                raise BrokenJson("Value of several lines", line)
            if not index and _is_whole(value) and not stream.peek():
                raise BrokenJson("Value of several rows", line)
            yield Part(key=None, index=index, line=line, value=value, size=stream.size)

    def members(self, key: str | None, depth: int) -> Iterator[Part]:
        """Yield the parts of an object's members."""
        stream, repeated = self.stream, self.stream.repeated
        seen: set[str] = set()
        stream.take("{")
        if stream.peek() == "}":
            stream.take("}")
            return
        while True:
            if stream.peek() != '"':
                raise BrokenJson("Expecting property name enclosed in double quotes", stream.line)
            name = stream.value()
            if repeated is not None:
                if name in seen:
                    repeated.add(name, stream.line)
                elif len(seen) < KNOWN:
                    seen.add(name)
            stream.take(":")
            yield from self.value(_joined(key, name), name, depth)
            if stream.peek() != ",":
                stream.take("}")
                return
            stream.take(",")

    def value(self, key: str | None, name: str | None, depth: int) -> Iterator[Part]:
        """Yield the parts of one value."""
        stream = self.stream
        opening = stream.peek()
        line = stream.line
        is_opened = opening == "[" and self.opens(key)
        is_holder = opening in ("[", "{") and depth < DEPTH
        is_way = is_opened or (is_holder and self.leads(key))
        if not is_way:
            value = stream.value(most=WHOLE if self.is_apart and is_holder else None)
            if value is not TOO_LARGE:
                yield Part(key=key, index=None, line=line, value=value, name=name, size=stream.size)
                return
        yield Part(key=key, index=None, line=line, value=[], name=name)
        if opening == "{":
            yield from self.members(key, depth + 1)
        else:
            yield from self._elements(key, depth + 1, is_opened=is_opened)

    def _elements(self, key: str | None, depth: int, *, is_opened: bool) -> Iterator[Part]:
        stream = self.stream
        stream.take("[")
        if stream.peek() == "]":
            stream.take("]")
            return
        for index in count():
            if is_opened:
                stream.peek()
                line = stream.line
                value = stream.value()
                yield Part(key=key, index=index, line=line, value=value, size=stream.size)
            else:
                yield from self.value(_joined(key, _ELEMENT), None, depth)
            if stream.peek() != ",":
                stream.take("]")
                return
            stream.take(",")


def _is_whole(value: object) -> bool:
    """Say whether an only line holds a list of rows, and is none itself."""
    return (
        isinstance(value, list) and bool(value) and all(isinstance(of, dict) and of for of in value)
    )


def _joined(key: str | None, name: str) -> str:
    return f"{key}.{name}" if key else name


class _Stream:
    """Text with a cursor; what lies behind the cursor is forgotten."""

    def __init__(
        self, text: IO[str], decoder: json.JSONDecoder, repeated: Repeated | None = None
    ) -> None:
        self.text = text
        self.decoder = decoder
        self.repeated = repeated
        self.size = 0
        """Characters of the last value."""
        self.buffer = ""
        self.position = 0
        self.is_ended = False
        self._lines = 1
        self._counted = 0

    @property
    def line(self) -> int:
        """The editor's line of the cursor."""
        self._lines += _breaks(self.buffer, self._counted, self.position)
        self._counted = self.position
        return self._lines

    def begin(self) -> None:
        """Step to the first character; raises BrokenJson where no JSON begins with it."""
        first = self.peek()
        if not first:
            raise BrokenJson("Nothing", None)
        if first not in _STARTS and not self.buffer.startswith(_NAMED, self.position):
            raise BrokenJson("Not JSON", self.line)

    def peek(self) -> str:
        """Return the next character that is no white space; empty at the end."""
        if self.position < len(self.buffer):
            character = self.buffer[self.position]
            if character not in " \t\r\n":
                return character
        while True:
            found = _SPACE.match(self.buffer, self.position)
            self.position = found.end() if found else self.position
            if self.position < len(self.buffer):
                return self.buffer[self.position]
            if not self._read(CHUNK):
                return ""

    def take(self, character: str) -> None:
        """Step over the next character, which must be this one."""
        if self.peek() != character:
            raise BrokenJson(f"Expecting '{character}'", self.line)
        self.position += 1

    def value(self, most: int | None = None) -> Any:
        """Return the next value whole; TOO_LARGE where it has more than `most` characters."""
        self.peek()
        while True:
            if self.repeated is not None:
                self.repeated.start()
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.position)
            except json.JSONDecodeError as error:
                is_cut = self._may_go_on(error)
                if is_cut and most is not None and len(self.buffer) - self.position > most:
                    return TOO_LARGE
                if is_cut and self._read(len(self.buffer)):
                    continue
                raise BrokenJson(error.msg, self._line_at(error.pos)) from error
            except _NoNumber as error:
                found = _NO_NUMBER.search(self.buffer, self.position)
                at = found.start() if found else self.position
                raise BrokenJson(f"{error} is no JSON", self._line_at(at)) from error
            except (ValueError, RecursionError) as error:  # 5,000 digits; nested beyond reason
                raise BrokenJson(type(error).__name__, self.line) from error
            if end > len(self.buffer) - _MARGIN and self._read(CHUNK):
                continue  # a number may go on in what was not read yet: 10, 10., 10.5e+3
            if self.repeated is not None:
                self.repeated.tell(self.line)
            self.size = end - self.position
            self.position = end
            return value

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Say whether the text is cut, not wrong."""
        is_open = error.msg.startswith("Unterminated string")
        return is_open or error.pos >= len(self.buffer) - _MARGIN

    def _line_at(self, position: int) -> int:
        return self.line + _breaks(self.buffer, self.position, position)

    def _read(self, size: int) -> bool:
        """Read on, and forget what is behind the cursor; False at the end of the file."""
        if self.is_ended:
            return False
        if len(self.buffer) - self.position > LIMIT:
            raise BrokenJson("one value is larger than can be read", self.line)
        line = self.line
        more = self.text.read(max(CHUNK, min(size, LIMIT)))
        if not more:
            self.is_ended = True
            return False
        self.buffer = self.buffer[self.position :] + more
        self.position = self._counted = 0
        self._lines = line
        return True


def _breaks(text: str, start: int, end: int) -> int:
    """Return how many line breaks of any kind stand between two positions."""
    feeds, returns = text.count("\n", start, end), text.count("\r", start, end)
    return feeds + returns - text.count("\r\n", start, end) if returns else feeds

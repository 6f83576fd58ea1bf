"""JSON of any size, part by part: the elements of its outer arrays, never the whole in memory."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from publisher.model import File

CHUNK = 1 << 18
"""Characters read at once."""
LIMIT = 32 << 20
"""Characters of one part: a larger feature is no feature of a town."""
_SPACE = re.compile(r"[ \t\r\n]*")
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
    """The member of the outer object that it is, or is in; None where there is no outer object."""
    index: int | None
    """Its index in the array that is taken apart; None for a whole value or an opened array."""
    line: int
    """The editor's line on which it starts."""
    value: Any


def parts(
    file: File,
    codec: str,
    *,
    opens: Callable[[str | None], bool] = lambda _key: True,
    decoder: json.JSONDecoder | None = None,
) -> Iterator[Part]:
    """Yield the parts of a JSON file: members of the outer object, elements of outer arrays.

    An array, alone or as a member, is taken apart where `opens` says so: first comes a part with
    an empty list, then one for each element. Raises BrokenJson, also where one part is beyond
    LIMIT; OSError.
    """
    with file.open() as raw, io.TextIOWrapper(raw, encoding=codec, newline="") as text:
        stream = _Stream(text, decoder or json.JSONDecoder(parse_constant=refuse))
        if stream.peek() == "{":
            yield from _members(stream, opens)
        else:
            yield from _value(stream, None, opens)
        if stream.peek():
            raise BrokenJson("Extra data", stream.line)


def refuse(name: str) -> Any:
    """Refuse NaN and Infinity: the `parse_constant` of every decoder used here."""
    raise _NoNumber(name)


def _members(stream: _Stream, opens: Callable[[str | None], bool]) -> Iterator[Part]:
    stream.take("{")
    if stream.peek() == "}":
        stream.take("}")
        return
    while True:
        if stream.peek() != '"':
            raise BrokenJson("Expecting property name enclosed in double quotes", stream.line)
        key = stream.value()
        stream.take(":")
        yield from _value(stream, key, opens)
        if stream.peek() != ",":
            stream.take("}")
            return
        stream.take(",")


def _value(stream: _Stream, key: str | None, opens: Callable[[str | None], bool]) -> Iterator[Part]:
    opening = stream.peek()
    line = stream.line
    if opening != "[" or not opens(key):
        yield Part(key=key, index=None, line=line, value=stream.value())
        return
    yield Part(key=key, index=None, line=line, value=[])
    stream.take("[")
    if stream.peek() == "]":
        stream.take("]")
        return
    index = 0
    while True:
        stream.peek()
        line = stream.line
        yield Part(key=key, index=index, line=line, value=stream.value())
        index += 1
        if stream.peek() != ",":
            stream.take("]")
            return
        stream.take(",")


class _Stream:
    """Text with a cursor; what lies behind the cursor is forgotten."""

    def __init__(self, text: IO[str], decoder: json.JSONDecoder) -> None:
        self.text = text
        self.decoder = decoder
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

    def value(self) -> Any:
        """Return the next value whole."""
        self.peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.position)
            except json.JSONDecodeError as error:
                if self._may_go_on(error) and self._read(len(self.buffer)):
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

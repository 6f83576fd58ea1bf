"""The texts that cells of an OOXML workbook share, read in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from publisher.books import markup
from publisher.books.refusal import DAMAGED, TOO_DEEP, TOO_LARGE, refused

_PLAIN = re.compile(
    rb'\s*<si><t(?: xml:space="preserve")?>([^<&\r\x00-\x08\x0b\x0c\x0e-\x1f]*)</t>'
    rb'(?:<rPh (?:[a-z]+="\d+" ?)*><t(?: xml:space="preserve")?>[^<&]*</t></rPh>)*'
    rb'(?:<phoneticPr (?:[a-zA-Z]+="\w+" ?)*/>)?</si>'
)
"""A text without parts of its own format; the reading (furigana) beside it is no part of it."""
_CHUNK_END = b"</si>"


@dataclass(slots=True)
class Texts:
    """Shared texts by number."""

    texts: list[str] = field(default_factory=list)
    mixed: set[int] = field(default_factory=set)
    """Numbers of those of which a part is crossed out or has another colour."""


def read_texts(chunks: Iterable[bytes]) -> Texts:
    """Return the shared texts; raises BrokenTable."""
    reader = _Reader()
    buffer = b""
    for chunk in chunks:
        buffer = reader.take(buffer + chunk)
        if len(buffer) > markup.TEXT_LIMIT:
            raise refused(TOO_LARGE)
    markup.feed(reader.parser, buffer, is_last=True)
    return reader.found


class _Reader:
    """expat reads what is not plain; plain texts between two others are taken by pattern."""

    def __init__(self) -> None:
        self.found = Texts()
        self.parser = markup.new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.path: list[str] = []
        self.is_between = False
        """The last byte fed ends a text (by the offset: a comment would make no event)."""
        self.fed = 0
        self.text_end = -1
        self.is_utf8 = True
        self.parser.XmlDeclHandler = self._declared
        self.parts: list[str] = []
        self.marks: list[tuple[str, ...]] = []
        """Of each part of the text: what in its format may carry meaning."""

    def take(self, buffer: bytes) -> bytes:
        """Read as many whole texts as there are; return what is left."""
        at = 0
        while (end := buffer.find(_CHUNK_END, at)) >= 0:
            if self.is_between and self.is_utf8:
                at = self._plain(buffer, at)
                end = buffer.find(_CHUNK_END, at)
            if end >= 0:
                end += len(_CHUNK_END)
                markup.feed(self.parser, buffer[at:end])
                self.fed += end - at
                self.is_between = self.text_end == self.fed - len(_CHUNK_END)
                at = end
        return buffer[at:]

    def _plain(self, buffer: bytes, at: int) -> int:
        texts: list[bytes] = []
        match = _PLAIN.scanner(buffer, at).match  # type: ignore[attr-defined]  # not in typeshed
        while (found := match()) is not None:
            texts.append(found[1])
            at = found.end()
        if texts:
            try:
                decoded = b"\0".join(texts).decode().split("\0")
            except UnicodeDecodeError as error:
                raise refused(DAMAGED) from error
            self.found.texts += [_unescaped(text) for text in decoded]
        return at

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.is_utf8 = encoding is None or encoding.lower() in {"utf-8", "utf8", "us-ascii"}

    def _start(self, name: str, attributes: dict[str, Any]) -> None:
        if len(self.path) >= markup.DEPTH_LIMIT:
            raise refused(TOO_DEEP)
        plain = markup.local(name)
        self.path.append(plain)
        if plain == "si":
            self.parts, self.marks = [], []
        elif plain == "r":
            self.marks.append(())
        elif self.marks and plain in {"strike", "color"} and "rPr" in self.path:
            values = tuple(f"{markup.local(key)}={value}" for key, value in attributes.items())
            self.marks[-1] = (*self.marks[-1], plain, *values)

    def _data(self, text: str) -> None:
        if self.path[-1] == "t" and "rPh" not in self.path:
            self.parts.append(text)

    def _end(self, _name: str) -> None:
        if self.path.pop() == "si":
            if len(set(self.marks)) > 1:
                self.found.mixed.add(len(self.found.texts))
            self.found.texts.append(_unescaped("".join(self.parts)))
            self.text_end = self.parser.CurrentByteIndex if len(self.path) == 1 else -1


def _unescaped(text: str) -> str:
    """Undo the escape of an escape, all that openpyxl undoes of `_xHHHH_` (22.4.2.4)."""
    return text.replace("x005F_", "") if "x005F_" in text else text

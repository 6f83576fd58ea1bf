"""What is written in a part of a workbook, wherever it stands: paragraphs, and other texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.books import markup
from publisher.books.book import TEXTS_KEPT
from publisher.books.refusal import TOO_DEEP, TOO_LARGE, refused

_PARAGRAPHS = frozenset({"p", "h"})
_BLANKS = frozenset({"s", "tab", "line-break", "br"})


class Written:
    """Is told the elements and texts of a part; pieces of one paragraph are one text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._paragraphs = 0

    def start(self, name: str) -> None:
        """See an element begin, its name without a namespace."""
        if name in _PARAGRAPHS:
            self.flush()
            self._paragraphs += 1
        elif name in _BLANKS and self._pieces:
            self._pieces.append(" ")

    def data(self, text: str) -> None:
        """See characters; raises BrokenTable where a text has no end."""
        if not self._pieces and text.isspace():
            return
        self._length += len(text)
        if self._length > markup.TEXT_LIMIT:
            raise refused(TOO_LARGE)
        self._pieces.append(text)

    def end(self, name: str) -> None:
        """See an element end."""
        if name in _PARAGRAPHS:
            self._paragraphs -= 1
        if self._paragraphs <= 0:
            self._paragraphs = 0
            self.flush()

    def add(self, text: str) -> None:
        """See a text that an attribute holds."""
        if text.strip() and len(self.texts) < TEXTS_KEPT:
            self.texts.append(text)

    def flush(self) -> None:
        """End the text that is being read."""
        if self._pieces:
            self.add("".join(self._pieces).strip())
            self._pieces.clear()
        self._length = 0


class _Part:
    """A part of XML being read: texts with the name of the element `within` which they stand."""

    def __init__(self, attributes: frozenset[str], within: str) -> None:
        self.parser = markup.new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._attributes = attributes
        self._within = within
        self._name = ""
        self._written = Written()
        self.parser.CharacterDataHandler = self._written.data
        self._depth = 0
        self.found: list[tuple[str, str]] = []

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > markup.DEPTH_LIMIT:
            raise refused(TOO_DEEP)
        name = markup.local(full_name)
        self._written.start(name)
        for key, value in attributes.items():
            plain = markup.local(key)
            if plain in self._attributes:
                self._written.add(value)
            elif plain == "name" and name == self._within:
                self._name = value
        self._pass_on()

    def _end(self, full_name: str) -> None:
        self._depth -= 1
        name = markup.local(full_name)
        self._written.end(name)
        self._pass_on()
        if name == self._within:
            self._name = ""

    def _pass_on(self) -> None:
        self.found += [(self._name, text) for text in self._written.texts]
        self._written.texts.clear()


def texts_of(chunks: Iterable[bytes], attributes: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what is written in a part of XML, also in these attributes; raises BrokenTable."""
    for _, text in _read(chunks, attributes, ""):
        yield text


def texts_within(chunks: Iterable[bytes], element: str) -> Iterator[tuple[str, str]]:
    """Yield the texts with the name of the element of this kind that they stand in, "" outside.

    Raises BrokenTable.
    """
    yield from _read(chunks, frozenset(), element)


def _read(
    chunks: Iterable[bytes], attributes: frozenset[str], within: str
) -> Iterator[tuple[str, str]]:
    part = _Part(attributes, within)
    for chunk in chunks:
        markup.feed(part.parser, chunk)
        yield from part.found
        part.found.clear()
    markup.feed(part.parser, b"", is_last=True)
    yield from part.found

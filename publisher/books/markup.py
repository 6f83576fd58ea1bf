"""XML as a stream of events, safe against hostile files: no DTD, no entity, bounded depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from xml.parsers import expat

from publisher.books.refusal import DAMAGED, ENTITIES, TOO_DEEP, refused

DEPTH_LIMIT = 256
"""Elements inside of elements. Office writes about 20; groups of groups of shapes come to 100."""
TEXT_LIMIT = 10_000_000
"""Characters of one text; a cell holds at most 32,767."""


class Event(NamedTuple):
    """An element begins, or ends."""

    name: str
    """Without its namespace."""
    attributes: dict[str, str] | None
    """Names without namespaces; None where the element ends."""
    text: str
    """Where it ends: what stands in the element itself, before and between its children."""
    depth: int
    """1 for the outermost element."""


def new_parser() -> Any:
    """Return an expat parser that refuses document type declarations, hence all entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def feed(parser: Any, chunk: bytes, *, is_last: bool = False) -> None:
    """Parse a chunk; raises BrokenTable where it is not well-formed."""
    try:
        parser.Parse(chunk, is_last)
    except (expat.ExpatError, ValueError) as error:
        raise refused(DAMAGED) from error


def local(name: str) -> str:
    """Return a name of expat without its namespace."""
    return name[name.rfind(" ") + 1 :]


def events(chunks: Iterable[bytes]) -> Iterator[Event]:
    """Yield the beginnings and ends of elements; raises BrokenTable."""
    parser = new_parser()
    waiting: list[Event] = []
    texts: list[list[str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(texts) >= DEPTH_LIMIT:
            raise refused(TOO_DEEP)
        texts.append([])
        plain = {local(key): value for key, value in attributes.items()}
        waiting.append(Event(local(name), plain, "", len(texts)))

    def end(name: str) -> None:
        waiting.append(Event(local(name), None, "".join(texts[-1]), len(texts)))
        texts.pop()

    def data(text: str) -> None:
        texts[-1].append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    for chunk in chunks:
        feed(parser, chunk)
        yield from waiting
        waiting.clear()
    feed(parser, b"", is_last=True)
    yield from waiting


def texts_of(raw: Sequence[bytes]) -> list[str]:
    """Return what stands between tags as XML reads it: entities, line ends; raises BrokenTable."""
    found = (
        event.text
        for event in events([b"<x>", *(b"<t>%b</t>" % part for part in raw), b"</x>"])
        if event.attributes is None and event.name == "t"
    )
    return list(found)


def _refuse(*_declared: object) -> None:
    raise refused(ENTITIES)

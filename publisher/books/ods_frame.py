"""A comment or drawing of an ODS sheet while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.books import markup
from publisher.books.book import ThingKind
from publisher.books.ooxml import names_somebody
from publisher.books.refusal import TOO_LARGE, refused

_NOTE = "office:annotation"
_DRAWN = {
    "draw:image": ThingKind.PICTURE,
    "draw:object": ThingKind.EMBEDDED,
    "draw:object-ole": ThingKind.EMBEDDED,
    "draw:text-box": ThingKind.TEXT_BOX,
    "draw:control": ThingKind.CONTROL,
    **dict.fromkeys(
        (
            "draw:custom-shape", "draw:line", "draw:rect", "draw:ellipse", "draw:connector",
            "draw:polygon", "draw:polyline", "draw:path", "draw:circle", "draw:caption",
        ),
        ThingKind.SHAPE,
    ),
}  # fmt: skip
FRAMES = frozenset({"draw:frame", "draw:g", _NOTE, *_DRAWN})
"""What lies over the cells: its text is no part of the cell's."""
_TOLD = frozenset({"text:p", "text:h", "svg:title", "svg:desc"})
"""What of a frame is read; beside it stand the date and the author of a comment."""
_AUTHOR = "dc:creator"


@dataclass(slots=True)
class Frame:
    """Is told the elements and texts within."""

    depth: int
    """Of the outermost element."""
    kind: ThingKind | None = None
    """None until something in it says what it is."""
    _told_depth: int = 0
    """Where in it a text is read; 0 outside."""
    _texts: list[list[str]] = field(default_factory=list)
    """Paragraphs, in pieces."""
    _length: int = 0
    has_author: bool = False
    """It names who wrote it, whom nobody keeps."""
    _is_author: bool = False

    @property
    def text(self) -> str:
        """What is written on it, one paragraph per line."""
        return "\n".join(map("".join, self._texts)).strip()

    def start(self, name: str, depth: int) -> None:
        """See an element begin."""
        if self.kind is None:
            self.kind = ThingKind.NOTE if name == _NOTE else _DRAWN.get(name)
        self._is_author = name == _AUTHOR
        if name in _TOLD and not self._told_depth:
            self._told_depth = depth
            self._texts.append([])

    def data(self, text: str) -> None:
        """See characters; raises BrokenTable where a text has no end."""
        if self._told_depth:
            self._length += len(text)
            if self._length > markup.TEXT_LIMIT:
                raise refused(TOO_LARGE)
            self._texts[-1].append(text)
        elif self._is_author:
            self.has_author |= names_somebody(text)

    def end(self, depth: int) -> bool:
        """See an element end, `depth` is that of what it stood in; say whether this was the last."""
        self._is_author = False
        if depth < self._told_depth:
            self._told_depth = 0
        return depth < self.depth

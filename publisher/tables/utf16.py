"""UTF-16, with a byte-order mark or told by its zeros."""

from __future__ import annotations

import codecs
import re

from publisher.model import File
from publisher.tables.line_ends import LineEnds, LineEndScan

CHUNK = 1 << 17
SHARE = 16
"""At least one character in so many is ASCII in a table: a delimiter, a digit, a line break."""
FEWEST = 4
"""NULs that are no accident."""
_NUL = re.compile("\x00")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What speaks against UTF-16 where nothing but its zeros speaks for it."""


def codec_of(file: File) -> str | None:
    """Return the UTF-16 of a file without byte-order mark, None where its NULs are stray.

    In UTF-16 the NUL of each ASCII character is on the same side. So: an even size, NULs on one
    side only, FEWEST of them and one in SHARE characters with one, and no control characters in the text. Raises
    OSError.
    """
    if file.size % 2:
        return None
    even = odd = 0
    with file.open() as stream:
        while chunk := stream.read(CHUNK):
            even += chunk[::2].count(0)
            odd += chunk[1::2].count(0)
    if (even and odd) or even + odd < max(FEWEST, file.size // (2 * SHARE)):
        return None
    codec = "utf-16-be" if even else "utf-16-le"
    found = look(file, codec, _CONTROL)
    return codec if found and not found[1] else None


def look(file: File, codec: str, odd: re.Pattern[str] = _NUL) -> tuple[LineEnds, int | None] | None:
    """Return the line ends and the line of the first `odd` character.

    None where the bytes are not all of `codec`. Raises OSError.
    """
    decoder = codecs.getincrementaldecoder(codec)()
    ends = LineEndScan(0)
    odd_line: int | None = None
    chunk: bytes | None = None
    with file.open() as stream:
        while chunk != b"":
            chunk = stream.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeError:
                return None
            found = odd.search(text) if odd_line is None else None
            if found:
                odd_line = ends.line_after(text[: found.start()].encode())
            ends.feed(text.encode())
    ends.finish()
    return ends.result, odd_line

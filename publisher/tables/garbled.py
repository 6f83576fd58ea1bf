"""Text that was read in the wrong encoding (文字化け), and what it was meant to be."""

from __future__ import annotations

import re

from publisher.late_pattern import late

_LEADS = range(0xE3, 0xEA)
"""First bytes of kana and kanji in UTF-8."""
_TRAILS = range(0x80, 0xC0)
_CP932 = "".join(
    character
    for lead in _LEADS
    for trail in _TRAILS
    if len(character := bytes((lead, trail)).decode("cp932", "ignore")) == 1
    and not character.isascii()
)
_WESTERN = "".join(bytes((trail,)).decode("cp1252", "ignore") for trail in range(0x80, 0xA0))
SHOWS = f"[{_CP932}]|[\u00e3-\u00e9][\u0080-\u00bf{_WESTERN}]"
"""Shows every text of which `original` may tell; for searching."""
_JAPANESE = late("[ぁ-んァ-ヶー一-龥々、。・「」（）０-９]")
_LOST = "\ufffd"
_SHARE = 0.75
"""Of the characters that must come back: those at which a byte was lost do not."""


def original(text: str) -> str | None:
    """Return what a text was, where it is UTF-8 read as CP932 or Windows-1252; else None.

    Characters of which a byte was lost are `\ufffd`.
    """
    for garbled in (_bytes_of(text, "cp932"), _bytes_of(text, "cp1252")):
        if garbled is None:
            continue
        found = garbled.decode("utf-8", "replace")
        beyond = [character for character in found if not character.isascii()]
        back = sum(1 for character in beyond if _JAPANESE.match(character))
        if len(beyond) >= 2 and back >= len(beyond) * _SHARE:
            return re.sub(f"{_LOST}+", _LOST, found)
    return None


def _bytes_of(text: str, codec: str) -> bytes | None:
    """Return the bytes that `codec` read as this text; None where it cannot have."""
    found = bytearray()
    for character in text:
        try:
            found += b"\xff" if character == _LOST else character.encode(codec)
        except UnicodeEncodeError:
            # Windows-1252 leaves some bytes open, which readers show as they are.
            if codec != "cp1252" or not 0x80 <= ord(character) < 0x100:
                return None
            found.append(ord(character))
    return bytes(found)

"""Whether the encoding that a descriptor declares is the one that a file is in."""

from __future__ import annotations

import codecs
import enum

from publisher.tables.encoding import Encoding

_FAMILIES = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "cp932": "cp932",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "shift_jisx0213": "cp932",
    "euc_jp": "euc_jp",
    "euc_jis_2004": "euc_jp",
    "euc_jisx0213": "euc_jp",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
    "utf-32": "utf-32",
    "iso2022_jp": "iso2022_jp",
    "iso2022_jp_1": "iso2022_jp",
    "iso2022_jp_2": "iso2022_jp",
    "iso2022_jp_3": "iso2022_jp",
    "iso2022_jp_ext": "iso2022_jp",
    "ascii": "ascii",
}
"""Python's codecs of which one stands for another in what people declare."""
_ALIASES = {"windows-31j": "cp932", "x-sjis": "cp932", "x-euc-jp": "euc_jp"}
"""Names of the web that not every Python knows."""


class Declaration(enum.StrEnum):
    """What a declared encoding is worth."""

    RIGHT = "right"
    UNKNOWN = "unknown"
    """No encoding has that name."""
    WRONG = "wrong"
    """The file is in another one."""


def judge(declared: object, encoding: Encoding) -> Declaration:
    """Return what `declared`, the descriptor's `encoding`, is worth for a file in `encoding`.

    Where the file itself is in no known encoding, every known name passes: the file is at fault.
    """
    family = family_of(declared)
    if family is None:
        return Declaration.UNKNOWN
    if encoding.codec is None or _FAMILIES.get(encoding.codec) == family:
        return Declaration.RIGHT
    if encoding.is_ascii and family != "utf-16":
        return Declaration.RIGHT
    return Declaration.WRONG


def family_of(declared: object) -> str | None:
    """Return the encoding that a name stands for, None where there is none of that name."""
    if not isinstance(declared, str) or not declared.isascii():
        return None
    try:
        info = codecs.lookup(_ALIASES.get(declared.lower(), declared))
        "a".encode(info.name)  # refuses codecs that are no text: rot13, base64, zip
    except (LookupError, ValueError):
        return None
    return _FAMILIES.get(info.name, info.name)

"""The folding of a text piece by piece, keeping where each folded character came from."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

# Half-width and spacing (semi-)voiced sound marks belong to the kana before them although
# Unicode does not class them as combining.
_VOICED = {"\uff9e": "\u3099", "\uff9f": "\u309a", "\u309b": "\u3099", "\u309c": "\u309a"}
_JAMO = (("\u1160", "\u11ff"), ("\ud7b0", "\ud7fb"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text and, for each of its characters, the span of the original it stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@cache
def table() -> Mapping[int, str | None]:
    """Return schemas/vocabularies/text_folding.json as a translation table for `str.translate`."""
    source = files("schemas") / "vocabularies" / "text_folding.json"
    document = json.loads(source.read_text(encoding="utf-8"))
    same = {ord(other): group[0] for group in document["same"] for other in group[1:]}
    return {**same, **dict.fromkeys(map(ord, document["drop"]))}


@lru_cache(maxsize=65536)
def folded_piece(piece: str) -> str:
    """Fold one base character with its marks; the result folds to itself."""
    marked = "".join(_VOICED.get(character, character) for character in piece)
    before, text = None, marked
    # Case folding may undo a normal form and the table may yield what folds further: to the
    # fixed point, which three rounds have always reached.
    while text != before:
        before = text
        text = unicodedata.normalize("NFKC", text).casefold()
        text = unicodedata.normalize("NFKC", text).translate(table())
        text = "".join(c for c in text if not unicodedata.category(c).startswith("M"))
    return text


def folded(text: str) -> Folded:
    """Fold `text` and remember the origin of each character."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _pieces(text):
        piece = folded_piece(text[start:end])
        characters.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return Folded(text="".join(characters), starts=tuple(starts), ends=tuple(ends))


def fold_text(text: str) -> str:
    """Fold `text` where nobody asks for origins."""
    if text.isascii():
        return text.casefold().translate(table())
    return "".join(folded_piece(text[start:end]) for start, end in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(text)):
        if not _extends(text[index]):
            yield start, index
            start = index
    if text:
        yield start, len(text)


def _extends(character: str) -> bool:
    if character < "\u0300":
        return False
    return (
        unicodedata.category(character).startswith("M")
        or character in _VOICED
        or any(first <= character <= last for first, last in _JAMO)
    )

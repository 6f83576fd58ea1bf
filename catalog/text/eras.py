"""Years in two spellings: 令和6年 and 2024年 are offered as words for each other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """One Japanese era as the folding table lists it."""

    name: str
    letter: str
    first: int


_DIGITS = dict(zip("〇一二三四五六七八九", "0123456789", strict=True))
_ERA_YEAR = re.compile(
    r"(?P<era>[^\W\d]{1,2})(?P<year>元|\d{1,2}|[〇一二三四五六七八九十]{1,3})(?P<unit>年|$)"
)
_WESTERN_YEAR = re.compile(r"(?<!\d)(?P<year>1[89]\d\d|20\d\d)(?P<unit>年|$)")


@cache
def _eras() -> tuple[Era, ...]:
    source = files("schemas") / "vocabularies" / "text_folding.json"
    listed = json.loads(source.read_text(encoding="utf-8"))["eras"]
    return tuple(Era(name=e["name"], letter=e["letter"].lower(), first=e["first"]) for e in listed)


def variants(word: str) -> tuple[str, ...]:
    """Return the folded `word` first, then its spellings with the other calendar.

    令和6年度予算 gives 2024年度予算 too, 2024年 gives 令和6年, r6年 and 令和六年; 元年 is the first year.
    """
    others = [*_from_era(word), *_from_western(word)]
    return tuple(dict.fromkeys([word, *others]))


def _from_era(word: str) -> Iterator[str]:
    for found in _ERA_YEAR.finditer(word):
        for era in _eras():
            year = _number(found["year"])
            if found["era"].endswith(era.name) and year is not None:
                start = found.end("era") - len(era.name)
            elif found["era"] == era.letter and found["unit"] and year is not None:
                start = found.start("era")
            else:
                continue
            western = era.first + year - 1
            head, tail = word[:start], found["unit"] + word[found.end() :]
            yield f"{head}{western}{tail}"
            yield from (f"{head}{spelling}{tail}" for spelling in _spellings(era, year))


def _from_western(word: str) -> Iterator[str]:
    for found in _WESTERN_YEAR.finditer(word):
        western = int(found["year"])
        head, tail = word[: found.start()], "年" + word[found.end() :]
        for era, following in zip(_eras(), (None, *_eras()), strict=False):
            last = following.first if following else western
            if era.first <= western <= last:
                year = western - era.first + 1
                yield from (f"{head}{spelling}{tail}" for spelling in _spellings(era, year))


def _spellings(era: Era, year: int) -> Iterator[str]:
    yield f"{era.name}{year}"
    if year == 1:
        yield f"{era.name}元"
    yield f"{era.name}{_kanji(year)}"
    yield f"{era.letter}{year}"


def _number(text: str) -> int | None:
    if text == "元":
        return 1
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return None
        return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS.get(c, c) for c in text)) or None


def _kanji(year: int) -> str:
    digits = {value: key for key, value in _DIGITS.items()}
    tens, ones = divmod(year, 10)
    head = {0: "", 1: "十"}.get(tens, f"{digits[str(tens)]}十")
    return head + (digits[str(ones)] if ones else "")

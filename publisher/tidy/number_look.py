"""What a number format shows beside plain digits: words, a scale, the parts of a code, or nothing."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from publisher.books.number_format import AS_IT_IS, sections, text_parts

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<symbol>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<general>general|G/標準|@)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<exponent>e[+-])|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_MEANS = re.compile(r"[^\s¥￥$€£\\()（）\[\]+±.,:;/'‐\-−－–—_▲△▼*~^!&<>={}|]")
"""What says something of a number that its sign, its currency and its digits do not."""
_PARTS_CODE = re.compile(r"[-‐－()（）・/:]")
_CONDITION = re.compile(r"\[(?:<|>|=)")
_SIGN = re.compile(r"[-−－‐▲△▼]")
_MONEY = re.compile(r"[¥￥$€£\\]")
_BRACKETS = str.maketrans("", "", "()（）")


class Kind(enum.StrEnum):
    """Why what one sees differs from what the file holds."""

    CODE = "code"
    """Zeros and hyphens of a code: 00123, 630-8001."""
    WORDS = "words"
    """第12号, 5人."""
    SCALED = "scaled"
    """1,235 for 1234567, in thousands."""
    YEARLESS = "yearless"
    """A day of which the year is not shown."""
    INVISIBLE = "invisible"
    """A number or text that the format does not show at all."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The text that one sees of a value."""

    text: str
    kind: Kind | None = None
    """None where it says just what the value does."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A section of a format, read."""

    parts: tuple[tuple[str, str], ...]
    """Literals and placeholders in their order: (`literal` | `digit` | …, text)."""
    scale: int
    """How often the number is divided by a thousand."""
    places: int
    """Digits behind the point."""
    is_code: bool
    """Its digits are parted, or have leading zeros."""
    has_words: bool
    is_signed: bool
    """A sign stands before the digits."""
    is_blank: bool
    is_exact: bool
    """Its placeholders stand for digits one by one: no percent, fraction or exponent."""


def tells(code: str) -> bool:
    """Say whether a format shows more, or less, of a number than its digits."""
    return alters(code) or any(_look(section).is_code for section in sections(code)[:3])


def hides(code: str) -> bool:
    """Say whether a format shows nothing of a number above zero."""
    return len(sections(code)) > 1 and _look(sections(code)[0]).is_blank


def alters(code: str) -> bool:
    """Say whether a format shows another thing than the number: words, a scale, or nothing."""
    found = sections(code)[:3]
    looks = [_look(section) for section in found]
    # A blank or a hyphen in place of zero is how accounts show it: zero is zero.
    is_hiding = len(found) > 1 and any(look.is_blank for look in looks[:2])
    is_turned = looks[0].is_signed and not _CONDITION.search(found[0])
    return is_hiding or is_turned or any(look.has_words or look.scale for look in looks)


def seen_text(value: str, code: str) -> Seen:
    """Return what one sees of a text: with the words of its format, or not at all."""
    parts = text_parts(code)
    if parts == AS_IT_IS or not value.strip():
        return Seen(value)
    if len(parts) == 1:
        return Seen(parts[0].strip(), Kind.INVISIBLE)
    shown = value.join(parts).strip()
    return Seen(shown, Kind.WORDS) if shown != value.strip() else Seen(value)


def is_signed(section: str) -> bool:
    """Say whether a section puts a sign of its own before the digits."""
    return _look(section).is_signed


def seen(value: float, section: str, plain: str, *, is_negative: bool = False) -> Seen:
    """Return what one sees of a number; `plain` is the number itself as text.

    `is_negative` says that the section is for negative numbers only: the sign is its own. Numbers
    are not rounded, but where a format scales them.
    """
    look = _look(section)
    if look.is_blank:
        return Seen("", Kind.INVISIBLE)
    if not look.is_exact:
        return Seen(plain)
    if look.is_code and not look.scale and value == int(value) >= 0:
        return Seen(_coded(look, str(int(value))), Kind.WORDS if look.has_words else Kind.CODE)
    # ▲5 for a number above zero is what she sees: whether it means minus is asked of the column.
    is_turned = look.is_signed and value > 0
    if not look.has_words and not look.scale and not is_turned:
        return Seen(plain)
    amount = abs(Decimal(plain)) if is_negative else Decimal(plain)
    if look.scale:
        amount = (amount / 1000**look.scale).quantize(
            Decimal(1).scaleb(-look.places), ROUND_HALF_UP
        )
    digits = f"{amount:f}" if any(kind in {"digit", "general"} for kind, _ in look.parts) else ""
    before, after = _around(look)
    sign = ""
    if is_negative and digits:
        has_sign = bool(_SIGN.search(before))
        if not has_sign and before.strip() in {"(", "（"}:
            has_sign, after = True, after.rstrip().rstrip(")）")
            before = before.translate(_BRACKETS)
        sign, before = "-" * has_sign, _SIGN.sub("", before)
    has_words = look.has_words or is_turned
    text = f"{before.strip()}{sign}{digits}{after.strip()}" if has_words else sign + digits
    return Seen(text, Kind.SCALED if look.scale else Kind.WORDS)


def _around(look: _Look) -> tuple[str, str]:
    """Return the words before the first and behind the last digit."""
    places = [at for at, (kind, _) in enumerate(look.parts) if kind != "literal"]
    first, last = (places[0], places[-1]) if places else (len(look.parts), len(look.parts))
    before = "".join(text for kind, text in look.parts[:first] if kind == "literal")
    after = "".join(text for kind, text in look.parts[last + 1 :] if kind == "literal")
    return _MONEY.sub("", before), _MONEY.sub("", after)


def _coded(look: _Look, digits: str) -> str:
    """Return digits in the places of a format, from the right; the first place takes the rest."""
    found: list[str] = []
    first = next(at for at, (kind, _) in enumerate(look.parts) if kind == "digit")
    for at in range(len(look.parts) - 1, -1, -1):
        kind, text = look.parts[at]
        if kind == "literal":
            found.append(text)
        elif kind == "digit":
            taken = digits if at == first else digits[-1:]
            digits = digits[: len(digits) - len(taken)]
            found.append(taken or ("0" if text == "0" else ""))
    return "".join(reversed(found)).strip()


@lru_cache(maxsize=4096)
def _look(section: str) -> _Look:
    parts: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup
        if kind in {"quoted", "escaped", "symbol", "plain"}:
            parts.append(("literal", match[kind]))
        elif kind is not None:
            parts.append((kind, match[kind]))
    kinds = [kind for kind, _ in parts]
    is_exact = not {"percent", "exponent"} & set(kinds) and not _is_fraction(parts)
    point = kinds.index("point") if "point" in kinds else len(kinds)
    whole = [at for at in range(point) if kinds[at] == "digit"]
    last = max((at for at, kind in enumerate(kinds) if kind == "digit"), default=0)
    scale = [*kinds[whole[-1] : point], *kinds[max(last, point) :]].count("comma") if whole else 0
    inside = parts[whole[0] : whole[-1]] if whole else []
    is_parted = any(kind == "literal" and _PARTS_CODE.search(text) for kind, text in inside)
    zeros = [text for kind, text in parts[:point] if kind == "digit"]
    is_padded = len(zeros) > 1 and set(zeros) == {"0"} and "comma" not in kinds
    return _Look(
        parts=tuple(parts),
        scale=scale,
        places=kinds[point:].count("digit"),
        is_code=is_exact and point == len(kinds) and (is_parted or is_padded),
        has_words=is_exact
        and any(kind == "literal" and bool(_MEANS.search(text)) for kind, text in parts),
        is_signed=is_exact
        and any(_SIGN.search(text) for kind, text in parts[: whole[0] if whole else 0]),
        is_blank=all(kind == "literal" and not text.strip() for kind, text in parts),
        is_exact=is_exact,
    )


def _is_fraction(parts: list[tuple[str, str]]) -> bool:
    """Say whether an unquoted stroke parts digits: # ?/?."""
    strokes = [at for at, part in enumerate(parts) if part == ("literal", "/")]
    return any(
        any(kind == "digit" for kind, _ in parts[:at]) and "?" in {text for _, text in parts[at:]}
        for at in strokes
    )

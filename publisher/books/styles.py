"""The formats of an OOXML workbook: what each style number of a cell stands for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from publisher.books import number_format
from publisher.books.book import Look
from publisher.books.colour import colour_of, is_nearly_black, is_nearly_white, theme_of
from publisher.books.package import Package

_NO = frozenset({"0", "false", "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """By the number that a cell has in its attribute `s`."""

    codes: tuple[str, ...] = (number_format.GENERAL,)
    """Code of the number format."""
    looks: tuple[Look, ...] = (Look(),)
    dates: frozenset[int] = frozenset()
    """Styles that show a number as a date or time."""
    durations: frozenset[int] = frozenset()
    """Of these: styles that show elapsed time."""

    def code(self, style: int) -> str:
        """Return the number format of a style; the general one for a number out of range."""
        return self.codes[style] if style < len(self.codes) else number_format.GENERAL

    def look(self, style: int) -> Look:
        """Return the look of a style; the usual one for a number out of range."""
        return self.looks[style] if style < len(self.looks) else Look()


@dataclass(slots=True)
class _Reading:
    theme: tuple[str, ...]
    custom: dict[int, str] = field(default_factory=dict)
    indexed: list[str] = field(default_factory=list)
    fonts: list[Look] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    formats: list[tuple[int, int, int]] = field(default_factory=list)
    """Number format, font and fill of each style."""
    inside: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See an element begin."""
        within = self.inside[-1] if self.inside else ""
        self.inside.append(name)
        if name == "numFmt" and within == "numFmts":
            number = _number(attributes.get("numFmtId"))
            self.custom[number] = attributes.get("formatCode", number_format.GENERAL)
        elif name == "font" and within == "fonts":
            self.fonts.append(Look())
        elif within == "font" and "fonts" in self.inside:
            self.fonts[-1] = with_font(self.fonts[-1], name, attributes, self.theme)
        elif name == "fill" and within == "fills":
            self.fills.append("")
        elif "fills" in self.inside and self.fills:
            self._fill(name, attributes)
        elif name == "rgbColor":
            self.indexed.append(attributes.get("rgb", "")[-6:])
        elif name == "xf" and within == "cellXfs":
            keys = ("numFmtId", "fontId", "fillId")
            number, font, fill = (_number(attributes.get(key)) for key in keys)
            self.formats.append((number, font, fill))

    def _fill(self, name: str, attributes: dict[str, str]) -> None:
        if name == "patternFill" and attributes.get("patternType", "none") not in _NO:
            self.fills[-1] = "pattern"
        elif name == "fgColor" and self.fills[-1]:
            shade = colour_of(attributes, self.theme, self.indexed)
            self.fills[-1] = "" if is_nearly_white(shade) else shade
        elif name == "stop":
            self.fills[-1] = "gradient"

    def styles(self) -> Styles:
        """Return what was read."""
        usual = (number_format.GENERAL,)
        codes = tuple(self._code(number) for number, _, _ in self.formats) or usual
        return Styles(
            codes=codes,
            looks=tuple(self._look(font, fill) for _, font, fill in self.formats) or (Look(),),
            dates=frozenset(at for at, code in enumerate(codes) if number_format.is_date(code)),
            durations=frozenset(
                at for at, code in enumerate(codes) if number_format.is_elapsed(code)
            ),
        )

    def _code(self, number: int) -> str:
        built_in = number_format.BUILT_IN.get(number, number_format.GENERAL)
        return self.custom.get(number, built_in)

    def _look(self, font: int, fill: int) -> Look:
        look = self.fonts[font] if font < len(self.fonts) else Look()
        return replace(look, fill=self.fills[fill] if fill < len(self.fills) else "")


def read_styles(package: Package, part: str | None, theme_part: str | None) -> Styles:
    """Return the styles of a workbook; raises BrokenTable."""
    if part is None or part not in package:
        return Styles()
    reading = _Reading(read_theme(package, theme_part))
    for event in package.events(part):
        if event.attributes is None:
            reading.inside.pop()
        else:
            reading.start(event.name, event.attributes)
    return reading.styles()


def read_theme(package: Package, part: str | None) -> tuple[str, ...]:
    """Return the colours of a workbook's theme by number; raises BrokenTable."""
    scheme: dict[str, str] = {}
    if part is None or part not in package:
        return theme_of(scheme)
    name, depth = "", 0
    for event in package.events(part):
        if event.attributes is None:
            if event.name == "clrScheme":
                break
        elif event.name == "clrScheme":
            depth = event.depth
        elif depth and event.depth == depth + 1:
            name = event.name
        elif depth and event.depth == depth + 2:
            shade = event.attributes.get("lastClr") or event.attributes.get("val", "")
            scheme[name] = shade.upper()
    return theme_of(scheme)


def with_font(look: Look, name: str, attributes: dict[str, str], theme: tuple[str, ...]) -> Look:
    """Return the look with one property of a font: `b`, `i`, `strike`, `u`, `color`."""
    is_on = attributes.get("val", "1") not in _NO
    match name:
        case "b":
            return replace(look, is_bold=is_on)
        case "i":
            return replace(look, is_italic=is_on)
        case "strike":
            return replace(look, is_struck=is_on)
        case "u":
            return replace(look, is_underlined=is_on)
        case "color":
            shade = colour_of(attributes, theme)
            return replace(look, colour="" if is_nearly_black(shade) else shade)
    return look


def _number(text: str | None) -> int:
    """Return an index of the part; 0 for what is none."""
    return int(text) if text is not None and text.isdecimal() else 0

"""Colours of a workbook as RRGGBB: by value, by index, or by theme with a tint."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap

_INDEXED = tuple(
    wrap(
        "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF" * 2
        + "800000008000000080808000800080008080C0C0C0808080"
        + "9999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF"
        + "000080FF00FFFFFF0000FFFF800080800000008080" + "0000FF"
        + "00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99"
        + "3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696"
        + "003366339966003300333300993300993366333399333333",
        6,
    )
)  # fmt: skip
"""ECMA-376 Part 1, 18.8.27; 64 and 65 are the system's colours."""
_OFFICE = ("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080")  # fmt: skip
"""The theme of Office 2007, for a workbook without one."""
_NAMES = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")  # fmt: skip
"""In the order of the numbers that cells use for them (18.8.3), which is not the part's."""


def theme_of(scheme: Mapping[str, str]) -> tuple[str, ...]:
    """Return the colours of a theme by number, from its named ones."""
    return tuple(scheme.get(name, usual) for name, usual in zip(_NAMES, _OFFICE, strict=True))


def colour_of(
    attributes: Mapping[str, str], theme: Sequence[str], indexed: Sequence[str] = ()
) -> str:
    """Return RRGGBB of a colour element; "" for automatic, system and unreadable colours."""
    try:
        if "rgb" in attributes:
            return _tinted(attributes["rgb"][-6:].upper(), attributes)
        if "theme" in attributes:
            return _tinted(theme[int(attributes["theme"])], attributes)
        if "indexed" in attributes:
            return (indexed or _INDEXED)[int(attributes["indexed"])].upper()
    except (ValueError, IndexError):
        return ""
    return ""


def _tinted(colour: str, attributes: Mapping[str, str]) -> str:
    """Return a colour made darker (tint < 0) or lighter, as 18.8.19 says."""
    tint = float(attributes.get("tint", 0))
    if not tint:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in mixed)


def is_nearly_black(colour: str) -> bool:
    """Whether nobody tells a text of this colour from a black one."""
    return _parts(colour, lambda part: part <= 0x40)


def is_nearly_white(colour: str) -> bool:
    """Whether nobody tells a cell of this colour from an empty one."""
    return _parts(colour, lambda part: part >= 0xFA)


def _parts(colour: str, holds: Callable[[int], bool]) -> bool:
    try:
        return all(holds(int(colour[at : at + 2], 16)) for at in (0, 2, 4))
    except ValueError:
        return False

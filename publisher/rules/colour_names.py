"""What people call a colour, so that a report need not say FFFF00."""

from __future__ import annotations

import colorsys

from publisher.words import Text

_HUES: tuple[tuple[float, Text], ...] = (
    (15, Text("赤", "red")),
    (47, Text("だいだい", "orange")),
    (70, Text("黄", "yellow")),
    (165, Text("緑", "green")),
    (200, Text("水色", "light blue")),
    (260, Text("青", "blue")),
    (300, Text("紫", "purple")),
    (345, Text("ピンク", "pink")),
    (360, Text("赤", "red")),
)
"""Up to which degree of the colour circle."""
_BLACK, _GREY, _WHITE = Text("黒", "black"), Text("灰色", "grey"), Text("白", "white")


def name_of(colour: str) -> Text:
    """Return the name of a colour RRGGBB; black for "", what ink has without any."""
    if not colour:
        return _BLACK
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light <= 0.08:
        return _BLACK
    if light >= 0.97:
        return _WHITE
    if saturation < 0.15:
        return _GREY
    return next(name for limit, name in _HUES if hue * 360 <= limit)

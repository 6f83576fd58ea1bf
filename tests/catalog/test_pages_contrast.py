"""The style sheet's colours: enough contrast in both schemes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = (files("catalog.pages") / "static" / "pages.css").read_text(encoding="utf-8")
TEXT = [
    ("ink", "page"),
    ("ink", "soft"),
    ("ink-soft", "page"),
    ("ink-soft", "soft"),
    ("action", "page"),
    ("action", "soft"),
    ("action-hover", "page"),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-mark", "mark"),
    ("on-notice", "notice"),
    ("known", "page"),
    ("visited", "page"),
]
SIGNS = [("edge", "page"), ("target", "page"), ("alert", "page"), ("focus", "page")]


def colours(scheme: str) -> dict[str, str]:
    """Return the custom properties of a scheme; the dark ones stand in their media query."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    light = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[0]))
    dark = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[1]))
    return light if scheme == "light" else light | dark


def luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_has_a_contrast_of_four_and_a_half(front: str, back: str, scheme: str) -> None:
    palette = colours(scheme)

    assert contrast(palette[front], palette[back]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SIGNS)
def test_edges_and_signs_have_a_contrast_of_three(front: str, back: str, scheme: str) -> None:
    palette = colours(scheme)

    assert contrast(palette[front], palette[back]) >= 3


def test_both_schemes_name_the_same_colours_and_nothing_else_is_coloured() -> None:
    rules = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)

    assert len(colours("light")) == len(colours("dark"))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []

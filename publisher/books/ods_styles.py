"""The styles of an ODS workbook: how cells look, and what is of no width, no height, or hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from publisher.books.book import Look
from publisher.books.colour import is_nearly_black, is_nearly_white
from publisher.books.markup import Event
from publisher.books.styles import Styles

_NOTHING = re.compile(r"0*(?:\.0*)?[a-z]*")
"""A length of zero, in whatever unit: 0cm, 0.000in."""
_PARENTS_MOST = 20
_KEPT = frozenset(
    {
        "display", "column-width", "row-height", "background-color", "color", "font-weight",
        "font-style", "text-line-through-style", "text-line-through-type", "text-underline-style",
        "use-window-font-color", "use-optimal-row-height",
    }
)  # fmt: skip


@dataclass(slots=True)
class OdsStyles:
    """Is told the elements of the parts that hold styles, then asked."""

    _told: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """Properties by family and name."""
    _parents: dict[tuple[str, str], str] = field(default_factory=dict)
    _masters: dict[str, str] = field(default_factory=dict)
    """Kind of printed page, by style of sheet."""
    _open: tuple[str, str] | None = None
    _numbers: dict[str, int] = field(default_factory=lambda: {"": 0})
    """Numbers of the styles that cells have, as they come."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """See an element begin; names are without namespaces."""
        if name == "style" and "name" in attributes:
            self._open = attributes.get("family", "table"), attributes["name"]
            self._told[self._open] = {}
            self._parents[self._open] = attributes.get("parent-style-name", "")
            if "master-page-name" in attributes:
                self._masters[attributes["name"]] = attributes["master-page-name"]
        elif self._open is not None and name.endswith("-properties"):
            kept = {key: value for key, value in attributes.items() if key in _KEPT}
            self._told[self._open].update(kept)

    def end(self, name: str) -> None:
        """See an element end."""
        if name == "style":
            self._open = None

    def read(self, events: Iterable[Event]) -> None:
        """Read a whole part; raises BrokenTable."""
        for event in events:
            if event.attributes is None:
                self.end(event.name)
            else:
                self.start(event.name, event.attributes)

    def is_hidden_table(self, style: str) -> bool:
        """Say whether sheets of this style are hidden."""
        return self._of("table", style).get("display") == "false"

    def master(self, style: str) -> str:
        """Return the name of the kind of page that sheets of this style are printed on."""
        return self._masters.get(style, "Default")

    def is_flat(self, family: str, style: str) -> bool:
        """Say whether columns or rows of this style have no width or height."""
        key = "column-width" if family == "table-column" else "row-height"
        told = self._of(family, style)
        length = told.get(key, "")
        is_fitted = told.get("use-optimal-row-height") == "true"
        return bool(length) and not is_fitted and _NOTHING.fullmatch(length) is not None

    def number(self, style: str) -> int:
        """Return the number by which `looks` knows a style of cells."""
        return self._numbers.setdefault(style, len(self._numbers))

    def mark(self, style: str) -> tuple[bool, str]:
        """Return what of a part of a text may carry meaning: crossed out, and its colour."""
        look = _look(self._of("text", style))
        return look.is_struck, look.colour

    def looks(self) -> Styles:
        """Return the looks of the styles that were asked for, by number."""
        return Styles(looks=tuple(_look(self._of("table-cell", name)) for name in self._numbers))

    def _of(self, family: str, name: str) -> dict[str, str]:
        """Return the properties of a style, its parents' where it has none of its own."""
        found: dict[str, str] = {}
        for _ in range(_PARENTS_MOST):
            if not name:
                break
            found = {**self._told.get((family, name), {}), **found}
            name = self._parents.get((family, name), "")
        return found


def _look(told: Mapping[str, str]) -> Look:
    fill = _colour(told.get("background-color", ""))
    shade = "" if told.get("use-window-font-color") == "true" else _colour(told.get("color", ""))
    look = Look(
        is_bold=told.get("font-weight", "") in {"bold", "600", "700", "800", "900"},
        is_italic=told.get("font-style", "") in {"italic", "oblique"},
        is_struck=_is_drawn(told, "text-line-through-style", "text-line-through-type"),
        is_underlined=_is_drawn(told, "text-underline-style"),
    )
    return replace(
        look,
        fill="" if is_nearly_white(fill) else fill,
        colour="" if is_nearly_black(shade) else shade,
    )


def _is_drawn(told: Mapping[str, str], *keys: str) -> bool:
    values = {told[key] for key in keys if key in told}
    return bool(values) and "none" not in values


def _colour(text: str) -> str:
    return text[1:].upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", text) else ""

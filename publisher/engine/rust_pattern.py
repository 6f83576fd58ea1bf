"""A pattern as polars' regular expressions (Rust's) read it, where that is certainly not wider."""

from __future__ import annotations

import re

_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": r" \t\n\r\f\v"}
"""Python's mean more characters, by its version of Unicode: a narrower one only doubts more."""
_TOKEN = re.compile(
    r"""
      (?P<klass> \[ \^? (?: [^\]\[\\&~^] | \\ [-\]\[\\^.*+?(){}|/$&~dwstnr] )+ \] )
    | \\ (?P<letter> [dws] )
    | \\ [tnr.*+?(){}|/$^\[\]\\-]
    | \( (?: \?: )? | \) | \|
    | (?: [*+?] | \{ \d+ (?: , \d* )? \} ) \?? (?! [*+?{] )
    | [^\\\[\](){}|*+?^$]
    """,
    re.VERBOSE,
)


def narrowed(source: str) -> str | None:
    """Return an expression of Rust's kind that matches only what `^source$` matches in Python.

    None where that is not certain: look-around, back references, anchors, Python's own syntax.
    """
    parts, place = [], 0
    while place < len(source):
        token = _TOKEN.match(source, place)
        if token is None:
            return None
        part = token.group()
        if token["klass"] and (part.startswith("[^") and re.search(r"\\[dws]", part)):
            return None
        if token["klass"]:
            if "--" in part:
                return None
            part = re.sub(r"\\([dws])", lambda found: _CLASSES[found[1]], part)
        elif token["letter"]:
            part = f"[{_CLASSES[token['letter']]}]"
        parts.append(part)
        place = token.end()
    # Python's `match` begins at the start even where `^` binds one branch only.
    return rf"\A(?:^{''.join(parts)}$)"

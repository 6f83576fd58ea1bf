"""Units of one kind of quantity (円 and 千円, kg and t): what a number of one is in another. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext

from publisher.tables.units import same

_KINDS = (
    {
        "円": 1,
        "千円": 10**3,
        "万円": 10**4,
        "十万円": 10**5,
        "百万円": 10**6,
        "千万円": 10**7,
        "億円": 10**8,
    },
    {"人": 1, "百人": 10**2, "千人": 10**3, "万人": 10**4},
    {"世帯": 1, "千世帯": 10**3},
    {"件": 1, "千件": 10**3},
    {"mg": 1, "g": 10**3, "kg": 10**6, "t": 10**9, "千t": 10**12},
    {"mm": 1, "cm": 10, "m": 10**3, "km": 10**6, "千km": 10**9},
    {"cm2": 1, "m2": 10**4, "a": 10**6, "ha": 10**8, "km2": 10**10},
    {"ml": 1, "l": 10**3, "kl": 10**6, "千kl": 10**9},
    {"W": 1, "kW": 10**3, "MW": 10**6},
    {"kWh": 1, "MWh": 10**3},
)
"""Units by how many of the smallest they are."""
_DIGITS = 60
"""More than a cell of numbers holds: nothing is rounded."""


def finest(units: Iterable[str]) -> str:
    """Return the smallest of several units of one kind; nothing where they are of several, or one."""
    found = set(map(same, units))
    kind = next((kind for kind in _KINDS if found <= kind.keys()), {})
    return min(found, key=kind.__getitem__) if kind and len(found) > 1 else ""


def turned(number: str, unit: str, to: str) -> str:
    """Return a number of one unit as one of a smaller unit of its kind: 1.2 千円 is 1200 円."""
    one, other = same(unit), same(to)
    kind = next(kind for kind in _KINDS if one in kind and other in kind)
    with localcontext(prec=_DIGITS):
        found = f"{Decimal(number) * (kind[one] // kind[other]):f}"
    return found.rstrip("0").rstrip(".") if "." in found and one != other else found

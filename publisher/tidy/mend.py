"""A mend: one provable way to make a table tidier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.municipalities import Municipalities
from publisher.standards import Standard
from publisher.tidy.change import Change, Question
from publisher.tidy.draft import Draft
from publisher.words import Text

KEEP_ERAS = "keep-eras"
"""Wish: the era dates stay, in a column of their own beside the ISO dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a mend may know beside the table."""

    standards: tuple[Standard, ...] = ()
    municipalities: Municipalities | None = None
    """Codes and names of all municipalities; None where the caller does not know them."""
    schema: Mapping[str, Any] | None = None
    """Table Schema of the dataset's file where there is one."""
    body: str | None = None
    """6-digit code of the publishing municipality."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Answer by question id, or by the id's first part for all such questions at once."""
    wishes: frozenset[str] = frozenset()
    """Options of the command line, such as `keep-eras`."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A table after a mend; the same object where nothing was to mend."""

    draft: Draft
    changes: Sequence[Change] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A kind of mending. Laws: twice is once; what is mended the rules find no more; only the
    cells named by its changes differ."""

    id: str
    """Lower-case words and hyphens."""
    rules: frozenset[str]
    """Ids of the rules whose findings it takes away."""
    title: Text
    """What was wrong, as a heading over its changes."""
    proof: Text
    """Why this changes no meaning."""
    run: Callable[[Draft, Asked], Mended]

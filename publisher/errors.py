"""Broken surroundings, as exceptions. Wrong data is a finding (findings.py), never one of these.

OpendataError (5)
├── DataRefused (1)           a file given to a command cannot become a dataset
├── UsageError (2)            the call's words are wrong
├── PlanRefused (3)           the plan would lose too much, or is not for this target
├── ChangesFailed (4)         some changes failed or are in conflict
├── SettingsError (5)         opendata.toml or the environment
├── SurroundingsError (5)     disk, folders, processes
└── CatalogError (5)          the catalog
    ├── CatalogUnreachable    nobody answers
    ├── CatalogRefused        it answers, and not to us (token, rights)
    └── NotACatalog           it answers something that is not CKAN's
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from publisher.words import Text, mask_lines, mask_name


class OpendataError(Exception):
    """What happened, where, and what to do now; `exit_code` is DESIGN §9's.

    Whatever file it names, no person's number in the name is told.
    """

    exit_code = 5

    def __init__(self, what: Text, *, where: str, next_step: Text) -> None:
        self.what = _masked(what)
        self.where = mask_name(where)
        self.next_step = _masked(next_step)
        super().__init__(f"{self.what.en} ({self.where})")

    def __reduce__(self) -> tuple[Callable[[Text], OpendataError], tuple[Text]]:
        """Return how it is made again: it crosses from one process to another."""
        return partial(type(self), where=self.where, next_step=self.next_step), (self.what,)


def _masked(text: Text) -> Text:
    """Return a sentence that may name a file, and the file's name a person's number."""
    return Text(mask_lines(text.ja), mask_lines(text.en))


class DataRefused(OpendataError):
    """A file given to a command cannot become a dataset; nothing was written."""

    exit_code = 1


class UsageError(OpendataError):
    """The call's words are wrong."""

    exit_code = 2


class PlanRefused(OpendataError):
    """The plan would lose too much, is for another target, or the tree cannot be trusted."""

    exit_code = 3


class ChangesFailed(OpendataError):
    """Some changes failed or are in conflict; the others went through."""

    exit_code = 4


class SettingsError(OpendataError):
    """opendata.toml or the environment cannot be used."""


class SurroundingsError(OpendataError):
    """Disk, folders or processes are not as they must be."""


class CatalogError(OpendataError):
    """The catalog cannot be used."""


class CatalogUnreachable(CatalogError):
    """Nobody answers at the catalog's address."""


class CatalogRefused(CatalogError):
    """The catalog answers, but not to this token."""


class NotACatalog(CatalogError):
    """Something answers that is not CKAN's Action API."""

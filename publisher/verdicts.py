"""What the rules decided of each file: the official question, answered rule by rule."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.words import Text, mask_name


class Status(enum.StrEnum):
    """What one rule says of one file, in the order in which one outweighs another."""

    NOT_APPLICABLE = "not_applicable"
    FINE = "fine"
    ACCEPTED = "accepted"
    """Violated in all likelihood, and accepted by a person with a reason."""
    NEEDS_PERSON = "needs_person"
    NOT_CHECKED = "not_checked"
    """The file could not be read that far, or the rule failed (X000)."""
    VIOLATED = "violated"


_ORDER = tuple(Status)
_FORMAT = "L1-01"


def heavier(one: Status, other: Status) -> Status:
    """Return the one that outweighs: a rule violated on one sheet is violated by the file."""
    return max(one, other, key=_ORDER.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStandard:
    """The standard dataset whose columns a file has: its type, its edition, and how sure that is."""

    slug: str
    edition: str
    title: Text
    is_sure: bool
    """False where the file only resembles it."""
    edition_is_sure: bool
    """False where the names of the columns fit several editions."""

    def as_json(self) -> dict[str, Any]:
        """Return the form of schemas/report.schema.json."""
        return {
            "slug": self.slug,
            "edition": self.edition,
            "title": self.title.as_json(),
            "certainty": "sure" if self.is_sure else "resembles",
            "editionIsSure": self.edition_is_sure,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerdict:
    """One file, judged by every rule that can look at files."""

    path: str
    resource: str | None
    """The resource's name; None for a bare file."""
    rules: Mapping[str, Status]
    """By rule id. None of the 30 official rules is missing."""
    standard: NamedStandard | None = None
    """The standard dataset that the file is or resembles; None where it is none."""
    told_by: Mapping[str, str] = field(default_factory=dict)
    """Of violated rules without a finding of their own: the rule whose finding tells the fact."""

    @property
    def level(self) -> int | None:
        """The level of machine-readability reached, 0 to 3; None where nothing tells it.

        A level is reached where no rule of it, or of one below, is violated, unread or still
        waits for a person: an open question is never a silent pass. A file in which no rule but
        that on its format (L1-01) had anything to look at has none.
        """
        if self._is_unseen:
            return None
        against = {Status.VIOLATED, Status.NOT_CHECKED, Status.NEEDS_PERSON}
        for level in (1, 2, 3):
            if any(
                status in against
                for rule, status in self.rules.items()
                if rule.startswith(f"L{level}-")
            ):
                return level - 1
        return 3

    @property
    def _is_unseen(self) -> bool:
        seen = [
            status
            for rule, status in self.rules.items()
            if rule.startswith("L") and rule != _FORMAT
        ]
        return (
            bool(seen)
            and set(seen) == {Status.NOT_APPLICABLE}
            and self.rules.get(_FORMAT) is not Status.VIOLATED
        )

    def as_json(self) -> dict[str, Any]:
        """Return the form of schemas/report.schema.json."""
        return {
            "path": mask_name(self.path),
            "resource": mask_name(self.resource) if self.resource else self.resource,
            "level": self.level,
            "standard": self.standard.as_json() if self.standard else None,
            "rules": {rule: status.value for rule, status in self.rules.items()},
            "toldBy": dict(self.told_by),
        }


def dataset_levels(verdicts: Iterable[FileVerdict]) -> dict[str, int]:
    """Return the level that each dataset's folder reaches: that of its weakest file.

    A map or a PDF beside a table only does not count as machine-readable (L1-01); where a dataset
    has nothing else, its level is 0. Where there is but what has no level, it has none.
    """
    levels: dict[str, list[int]] = {}
    unseen: set[str] = set()
    for verdict in verdicts:
        folder, level = verdict.path.rpartition("/")[0], verdict.level
        found = levels.setdefault(folder, [])
        if level is None:
            unseen.add(folder)
        elif verdict.rules.get(_FORMAT) is not Status.VIOLATED:
            found.append(level)
    return {
        folder: min(found, default=0)
        for folder, found in levels.items()
        if found or folder not in unseen
    }

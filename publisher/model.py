"""What the repository declares: organizations, datasets, resources, events. Values only, no I/O."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Protocol

from publisher.findings import Finding
from publisher.words import Text

DESCRIPTOR = "datapackage.json"


class File(Protocol):
    """A reference to bytes: what they weigh and are, and how to read them; never the bytes held."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the bytes."""

    def open(self) -> IO[bytes]:
        """Open for reading; raises OSError."""


class EventKind(enum.StrEnum):
    """Events of a dataset's `history` (DESIGN §5)."""

    REGISTERED = "registered"
    PUBLISHED = "published"
    SEEN = "seen"
    RECOGNISED = "recognised"
    ADOPTED = "adopted"
    UPDATED = "updated"
    DESCRIBED = "described"
    """Its words changed, not what its rows say."""
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    VOIDED = "voided"
    RENAMED = "renamed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a dataset's append-only history."""

    date: dt.date
    event: EventKind
    reason: str = ""
    ref: str = ""
    """Where it can be verified, or the sha256 of an original that is not published."""
    successor: str = ""
    """Name of the dataset that replaces a withdrawn one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The terms of one resource and who stated them."""

    name: str
    """Id in schemas/vocabularies/licences.json."""
    stated_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One file of a dataset with what the descriptor says of it."""

    id: str
    name: str
    path: str
    """Relative to the dataset's folder, with `/`."""
    title: str
    description: str
    format: str
    """Lower-case: csv, json, geojson, …"""
    mediatype: str
    licence: Licence | None
    file: File | None
    """None where the file is missing or may not be read; a finding says which."""
    properties: Mapping[str, Any]
    """The descriptor's resource object as committed: schema, dialect, encoding, …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A body that publishes: datasets/<name>/organization.json."""

    name: str
    """The folder's name and CKAN's name: `<6-digit code>_<slug>`."""
    code: str
    title: Text
    kana: str
    contact: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    """What a new dataset of it says unless its officer says otherwise; nothing of what is published."""
    divisions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The same by division; it outweighs the body's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One data package of the tree, readable enough to reason about."""

    name: str
    organization: str
    folder: str
    """Path below the instance's folder, `datasets/<organization>/<name>`."""
    title: Text
    description: Text
    resources: tuple[Resource, ...]
    history: tuple[Event, ...]
    issued: dt.date | None
    modified: dt.date | None
    origin: str
    """original, processed or compiled."""
    descriptor: Mapping[str, Any]
    """datapackage.json as committed."""
    descriptor_file: File
    generated: str = ""
    """`kpi` for what the publisher itself computes; empty for what divisions declare."""

    @property
    def withdrawal(self) -> Event | None:
        """The event that withdrew it, None while it is published."""
        for event in reversed(self.history):
            if event.event is EventKind.RESTORED:
                return None
            if event.event is EventKind.WITHDRAWN:
                return event
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A dataset's folder whose descriptor cannot be understood: blocked, never withdrawn."""

    name: str
    organization: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Everything under datasets/, with what was wrong already while reading."""

    organizations: tuple[Organization, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    findings: tuple[Finding, ...] = ()
    stray: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Dataset folder → files that stand in it and are not named in its descriptor."""

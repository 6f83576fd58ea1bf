"""The rules for names, ids, tags, e-mail addresses and file names, in CKAN's words."""

from __future__ import annotations

import re
import unicodedata
import uuid
from pathlib import PurePosixPath
from typing import Any

_NAME = re.compile(r"[a-z0-9_\-]*")
_TAG = re.compile(r"[\w \-.]*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)*")
_RESERVED = frozenset({"new", "edit", "search"})
_LONGEST = 100
_TAGS = uuid.UUID("7d1c2a52-8f0e-5b0b-9a35-3f1f4f0d1c11")
"""Namespace of the tags' ids: a tag has the same id on every catalog."""


def name_problems(value: Any) -> list[str]:
    """Return what is wrong with the name of a dataset or organization."""
    if value is None or value == "":
        return ["Missing value"]
    if not isinstance(value, str):
        return ["Names must be strings"]
    if value in _RESERVED:
        return ["That name cannot be used"]
    if len(value) < 2:
        return [
            "Must be at least 2 characters long",
            f'Name "{value}" length is less than minimum 2',
        ]
    if len(value) > _LONGEST:
        return [
            f"Name must be a maximum of {_LONGEST} characters long",
            f'Name "{value}" length is more than maximum {_LONGEST}',
        ]
    if not _NAME.fullmatch(value):
        return ["Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_"]
    return []


def tag_problems(value: Any) -> list[str]:
    """Return what is wrong with a tag's name; one bad tag refuses the whole dataset, as on CKAN."""
    if not isinstance(value, str) or not value:
        return ["Missing value"]
    if len(value) < 2:
        return [f'Tag "{value}" length is less than minimum 2']
    if len(value) > _LONGEST:
        return [f'Tag "{value}" length is more than maximum {_LONGEST}']
    if not _TAG.fullmatch(value):
        allowed = 'spaces (" "), hyphens ("-"), underscores ("_") or dots (".")'
        return [f'Tag "{value}" can only contain alphanumeric characters, {allowed}']
    return []


def email_problems(value: str) -> list[str]:
    """Return what is wrong with an e-mail address; an empty one is fine."""
    return [] if not value or _EMAIL.fullmatch(value) else [f"Email {value} is not a valid format"]


def is_uuid(value: Any) -> bool:
    """Say whether CKAN takes `value` as an id: any UUID in its 36-character form."""
    try:
        return isinstance(value, str) and str(uuid.UUID(value)) == value.lower()
    except ValueError:
        return False


def tag_id(name: str) -> str:
    """Return the id of a tag, derived from its name."""
    return str(uuid.uuid5(_TAGS, name))


def munged(filename: str) -> str:
    """Return an uploaded file's name in the ASCII form that its address has on CKAN."""
    name = PurePosixPath(filename.replace("\\", "/")).name.lower().strip()
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    tidy = re.sub(r"[^a-z0-9_. -]", "", ascii_only).replace(" ", "-")
    tidy = re.sub(r"-+", "-", tidy)
    stem, dot, suffix = tidy.rpartition(".")
    shortened = f"{stem[: _LONGEST - len(suffix) - 1]}.{suffix}" if dot else tidy
    return shortened[:_LONGEST].ljust(3, "_")

"""Names, ids and digests: what citizens link to and what tells that a source changed. Pure."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from publisher.model import DESCRIPTOR, Dataset, Organization

NAME = re.compile(r"[a-z0-9_-]{2,100}\Z")
"""CKAN's rule for names (CKAN.md §2.5)."""
RESERVED_NAMES = frozenset({"new", "edit", "search"})
DIGEST_FORM = "1"


def derived_id(instance: str, dataset: str, resource: str) -> str:
    """Return the first id of a resource: a UUID whose bytes come from the three names.

    The first 16 bytes of a SHA-256 with the version-4 bits set: CKAN takes any UUID, but a
    client was seen that refuses other versions (DESIGN §4).
    """
    text = "\n".join((instance, dataset, resource))
    return str(uuid.UUID(bytes=hashlib.sha256(text.encode()).digest()[:16], version=4))


def canonical(value: object) -> bytes:
    """Return JSON in one form only: sorted keys, no spaces, UTF-8.

    Raises ValueError for what JSON or UTF-8 has no form for (NaN, half a surrogate pair).
    """
    form = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return form.encode()


def organization_record(organization: Organization) -> dict[str, Any]:
    """Return what of an organization counts as its source."""
    return {
        "name": organization.name,
        "code": organization.code,
        "title": organization.title.as_json(),
        "kana": organization.kana,
        "contact": dict(organization.contact),
    }


def organization_digest(organization: Organization) -> str:
    """Return the versioned digest of an organization's record."""
    return _digest({"organization": organization_record(organization)})


def dataset_digest(dataset: Dataset, organization: Organization) -> str:
    """Return the versioned digest of a dataset's source, never of its mapping to CKAN.

    Form 1 covers the descriptor, the sha256 of every file (the descriptor's own bytes too, for
    they are downloaded byte for byte) and the organization's record.
    """
    files = {item.path: item.file.sha256 for item in dataset.resources if item.file is not None}
    return _digest(
        {
            "descriptor": dict(dataset.descriptor),
            "files": {**files, DESCRIPTOR: dataset.descriptor_file.sha256},
            "organization": organization_record(organization),
        }
    )


def _digest(source: Mapping[str, Any]) -> str:
    return f"{DIGEST_FORM}:{hashlib.sha256(canonical(source)).hexdigest()}"

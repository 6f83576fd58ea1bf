"""The Data Package descriptor that a dataset carries as its last resource."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from catalog.reader import Reader

FILENAME = "datapackage.json"


def descriptor(reader: Reader, dataset: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the stored datapackage.json of a dataset's dictionary, None if absent or broken."""
    for resource in reversed(dataset.get("resources") or []):
        if str(resource.get("url") or "").rpartition("/")[2] != FILENAME:
            continue
        path = reader.path(resource["id"])
        if path is None:
            continue
        try:
            document = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return document if isinstance(document, dict) else None
    return None

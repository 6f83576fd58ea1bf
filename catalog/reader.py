"""The port between pages and data: read actions by name, and the files behind resources."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol


class Reader(Protocol):
    """What the pages may ask, always as an anonymous citizen."""

    def call(self, action: str, parameters: Mapping[str, Any]) -> Any:
        """Return the `result` of a CKAN read action; raises errors.ActionError as the API would."""

    def path(self, resource_id: str) -> Path | None:
        """Return the stored file of a public resource, None where there is none."""

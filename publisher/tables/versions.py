"""Which version of the Data Package standard a schema is of: its package's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SCHEMA_V2 = "https://datapackage.org/profiles/2.0/tableschema.json"
_FIRST = re.compile(r"datapackage\.org/profiles/1\.")


def inherited(schema: Mapping[str, Any], package: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return a schema as of its package's version, whatever it states itself.

    Data Package v2, "$schema": a package without one is of version 1; frictionless 5.21 lets the
    package decide for all that it holds. A bare file's schema keeps what it states.
    """
    stated = schema.get("$schema", "")
    if package is None or not isinstance(stated, str):
        return schema
    profile = package.get("$schema")
    if isinstance(profile, str) and profile and not _FIRST.search(profile):
        return {**schema, "$schema": SCHEMA_V2}
    return {key: value for key, value in schema.items() if key != "$schema"}

"""The type `any`: a cell as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import FieldType


def _reader(_format: str, _options: Mapping[str, Any]) -> ValueReader:
    return _as_it_stands


def _as_it_stands(cell: Any) -> Any:
    return cell


ANY = FieldType(name="any", constraints=("required", "enum"), reader=_reader)

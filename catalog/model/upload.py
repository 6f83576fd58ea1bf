"""A file that came with a request, already on disk and hashed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Bytes that the store holds under their hash; no dataset refers to them yet."""

    filename: str
    """As the client sent it."""
    sha256: str
    size: int
    mimetype: str | None
    """As the client stated it; None where it stated nothing useful."""

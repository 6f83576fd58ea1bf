"""The one token that may write: its file, its comparison, and the proof of owning it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path


class Token:
    """A secret that is compared in constant time and never shown."""

    def __init__(self, text: str) -> None:
        self._key = text.encode("utf-8")

    def is_shown_by(self, authorization: str | None) -> bool:
        """Say whether an Authorization header holds the token."""
        given = (authorization or "").strip().encode("utf-8", errors="replace")
        # Nobody who shows nothing is the publisher, whatever the file says.
        return bool(self._key) and hmac.compare_digest(given, self._key)

    def proof(self, challenge: str) -> str:
        """Return what only one who knows the token can make of `challenge`."""
        return hmac.new(self._key, challenge.encode("utf-8"), hashlib.sha256).hexdigest()


def load(path: Path) -> Token:
    """Read the token's file, creating it with a new random token where it is missing or empty.

    Raises OSError or UnicodeDecodeError where the file cannot be used.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if _is_blank(path):
        _create(path)
    path.chmod(0o600)
    return Token(path.read_text(encoding="utf-8").strip())


def _is_blank(path: Path) -> bool:
    return not path.exists() or not path.read_bytes().strip()


def _create(path: Path) -> None:
    # Complete before it has its name; of two processes that start together one wins.
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and _is_blank(path):
            path.unlink(missing_ok=True)
        path.hardlink_to(fresh)
    except FileExistsError:
        pass  # the other process' token is as good as ours
    finally:
        fresh.unlink()

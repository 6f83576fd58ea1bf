"""What a token may do on a catalog, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the token may do."""

    user: str
    sysadmin: bool = False
    create_organizations: bool = False
    administers: frozenset[str] = frozenset()
    """Names of organizations it may change."""
    edits: frozenset[str] = frozenset()
    """Names of organizations in which it may write datasets."""

    def may_change(self, organization: str) -> bool:
        """Tell whether the organization's own record may be written."""
        return self.sysadmin or organization in self.administers

    def may_write_in(self, organization: str) -> bool:
        """Tell whether datasets of the organization may be written."""
        return self.sysadmin or organization in self.edits

"""All actions by name."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from catalog.actions import (
    autocomplete,
    organization,
    package_read,
    package_search,
    package_write,
    resource,
    site,
    tag,
)
from catalog.actions.context import Context, Parameters, Read, Write
from catalog.errors import NotFound, ValidationFailed
from catalog.model.values import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action with its name in the API."""

    name: str
    run: Read | Write
    is_read: bool

    @property
    def help(self) -> str:
        """What help_show answers."""
        return inspect.getdoc(self.run) or ""


def help_show(_: Context, parameters: Parameters) -> str:
    """Return what an action does and takes.

    :param name: the action's name
    """
    name = text(parameters, "name")
    if not name:
        raise ValidationFailed({"name": ["Missing value"]})
    action = ACTIONS.get(name)
    if action is None:
        reason = "Action function not found"
        raise NotFound(reason)
    return action.help


_READS: tuple[Read, ...] = (
    autocomplete.format_autocomplete,
    autocomplete.group_autocomplete,
    autocomplete.organization_autocomplete,
    autocomplete.package_autocomplete,
    autocomplete.tag_autocomplete,
    help_show,
    organization.group_list,
    organization.group_show,
    organization.organization_list,
    organization.organization_list_for_user,
    organization.organization_show,
    package_read.current_package_list_with_resources,
    package_read.package_list,
    package_read.package_show,
    package_search.package_search,
    resource.resource_search,
    resource.resource_show,
    site.license_list,
    site.site_read,
    site.status_show,
    site.user_show,
    tag.tag_list,
    tag.tag_show,
)
_WRITES: tuple[Write, ...] = (
    organization.organization_create,
    organization.organization_patch,
    organization.organization_update,
    package_write.package_create,
    package_write.package_delete,
    package_write.package_patch,
    package_write.package_revise,
    package_write.package_update,
)


def _actions() -> Mapping[str, Action]:
    listed: list[tuple[Any, bool]] = [(run, True) for run in _READS]
    listed += [(run, False) for run in _WRITES]
    actions = {run.__name__: (run, is_read) for run, is_read in listed}
    return MappingProxyType(
        {
            name: Action(name=name, run=run, is_read=is_read)
            for name, (run, is_read) in sorted(actions.items())
        }
    )


ACTIONS = _actions()
REFUSED = frozenset({
    "api_token_create", "api_token_revoke", "bulk_update_delete", "bulk_update_private",
    "bulk_update_public", "dataset_purge", "datastore_create", "datastore_delete",
    "datastore_records_delete", "datastore_upsert", "group_create", "group_delete", "group_patch",
    "group_purge", "group_update", "member_create", "member_delete", "organization_delete",
    "organization_member_create", "organization_member_delete", "organization_purge",
    "package_collaborator_create", "package_collaborator_delete", "package_owner_org_update",
    "package_relationship_create", "package_relationship_delete", "package_relationship_update",
    "package_resource_reorder", "resource_create", "resource_create_default_resource_views",
    "package_create_default_resource_views", "resource_delete", "resource_patch",
    "resource_update", "resource_view_create", "resource_view_delete", "resource_view_reorder",
    "resource_view_update", "tag_create", "tag_delete", "user_create", "user_delete",
    "user_invite", "user_patch", "user_update", "vocabulary_create", "vocabulary_delete",
    "vocabulary_update",
})  # fmt: skip
"""Actions of CKAN that write and that nobody may use here: refused (403), not unknown (400)."""

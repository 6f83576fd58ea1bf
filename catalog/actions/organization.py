"""Actions on organizations, and those on groups, of which this catalog has none."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from catalog.actions.context import Context, Parameters, Written, page
from catalog.errors import NotFound, ValidationFailed
from catalog.model.organization import Organization, settled
from catalog.model.values import boolean, natural, needed, text, texts
from catalog.search.query import Everything, Exact, Field
from catalog.store import organizations, packages, search
from catalog.store.store import write_index_of_owner

_MOST_NAMES = 1000
_MOST_DICTIONARIES = 25
_DATASETS_SHOWN = 10


def organization_list(context: Context, parameters: Parameters) -> list[Any]:
    """Return the organizations: names, or dictionaries with all_fields (then at most 25 at once).

    :param all_fields: dictionaries instead of names
    :param include_extras: with all_fields: their extras, too
    :param organizations: only those with these names
    :param sort: "title asc" (default), name or package_count, asc or desc
    :param limit: the most to return
    :param offset: how many to leave out first
    """
    limit = natural(parameters, "limit", default=0)
    offset = natural(parameters, "offset", default=0)
    counts = organizations.package_counts(context.connection, public_only=not context.is_publisher)
    only = texts(parameters.get("organizations"))
    listed = [
        organization
        for organization in organizations.everyone(context.connection).values()
        if organization.state == "active" and (not only or organization.name in only)
    ]
    _sort(listed, counts, text(parameters, "sort") or "title asc")
    if not boolean(parameters, "all_fields"):
        names = [organization.name for organization in listed]
        return page(names, limit=min(limit or _MOST_NAMES, _MOST_NAMES), offset=offset)
    most = min(limit or _MOST_DICTIONARIES, _MOST_DICTIONARIES)
    return [
        _listed(organization, counts.get(organization.id, 0), parameters)
        for organization in page(listed, limit=most, offset=offset)
    ]


def organization_show(context: Context, parameters: Parameters) -> dict[str, Any]:
    """Return an organization.

    :param id: the id or name
    :param include_datasets: its ten latest datasets, too
    :param include_extras: its extras (default: true)
    """
    organization = _visible(context, needed(parameters, "id"))
    counts = organizations.package_counts(context.connection, public_only=not context.is_publisher)
    shown = organization.dictionary(package_count=counts.get(organization.id, 0))
    if boolean(parameters, "include_extras", default=True):
        shown["extras"] = organization.shown_extras()
    if boolean(parameters, "include_users", default=True):
        shown["users"] = []
    if boolean(parameters, "include_groups", default=True):
        shown["groups"] = []
    if boolean(parameters, "include_datasets"):
        shown["packages"] = _datasets(context, organization)
    return shown


def organization_list_for_user(context: Context, _: Parameters) -> list[dict[str, Any]]:
    """Return the organizations in which the caller may write: none for everybody without token."""
    if not context.is_publisher:
        return []
    everyone = organizations.everyone(context.connection).values()
    return [
        {
            **organization.reference(),
            "capacity": "admin",
            "display_name": organization.title or organization.name,
            "image_display_url": organization.image_url,
        }
        for organization in sorted(everyone, key=lambda organization: organization.title)
        if organization.state == "active"
    ]


def organization_create(context: Context, parameters: Parameters) -> Written:
    """Create an organization.

    :param name: how addresses name it
    :param title: how people name it
    :param description: what it is
    :param extras: a list of {key, value}
    """
    identifier = text(parameters, "id") or str(uuid.uuid4())
    if organizations.find(context.connection, identifier) is not None:
        raise ValidationFailed({"id": ["Already exists"]})
    return _saved(context, parameters, identifier, None)


def organization_update(context: Context, parameters: Parameters) -> Written:
    """Replace an organization; what is left out is removed.

    :param id: the id or name
    """
    before = _existing(context, parameters)
    return _saved(context, parameters, before.id, before)


def organization_patch(context: Context, parameters: Parameters) -> Written:
    """Change only the given keys of an organization.

    :param id: the id or name
    """
    before = _existing(context, parameters)
    current = {
        "name": before.name,
        "title": before.title,
        "description": before.description,
        "image_url": before.image_url,
        "state": before.state,
        "extras": before.shown_extras(),
    }
    return _saved(context, {**current, **parameters}, before.id, before)


def group_list(_: Context, __: Parameters) -> list[Any]:
    """Return the groups: this catalog has none."""
    return []


def group_show(_: Context, __: Parameters) -> NoReturn:
    """Return a group: this catalog has none."""
    raise NotFound


def _saved(
    context: Context, given: Parameters, identifier: str, before: Organization | None
) -> Written:
    organization = settled(
        given, identifier=identifier, before=before, now=context.surroundings.now()
    )
    holder = organizations.find(context.connection, organization.name)
    if holder is not None and holder.id != identifier:
        raise ValidationFailed({"name": ["Group name already exists in database"]})
    if organization != before:
        organizations.save(context.connection, organization)
        if before is not None:
            write_index_of_owner(context.connection, identifier)
    return Written(result=organization_show(context, {"id": identifier}))


def _existing(context: Context, parameters: Parameters) -> Organization:
    organization = organizations.find(context.connection, needed(parameters, "id"))
    if organization is None:
        reason = "Organization was not found."
        raise NotFound(reason)
    return organization


def _visible(context: Context, reference: str) -> Organization:
    organization = organizations.find(context.connection, reference)
    if organization is None or (organization.state != "active" and not context.is_publisher):
        raise NotFound
    return organization


def _listed(organization: Organization, count: int, parameters: Parameters) -> dict[str, Any]:
    shown = organization.dictionary(package_count=count)
    if boolean(parameters, "include_extras"):
        shown["extras"] = organization.shown_extras()
    if boolean(parameters, "include_groups"):
        shown["groups"] = []
    if boolean(parameters, "include_users"):
        shown["users"] = []
    return shown


def _datasets(context: Context, organization: Organization) -> list[dict[str, Any]]:
    hits = search.numbers(
        context.connection,
        words=Everything(),
        filters=[Field("owner_org", Exact(organization.id))],
        scope=search.Scope(with_private=context.is_publisher, states=("active",)),
        order=[search.Order(field="metadata_modified", is_descending=True)],
    )
    return context.shown_all(packages.several(context.connection, hits[:_DATASETS_SHOWN]))


def _sort(listed: list[Organization], counts: Any, sort: str) -> None:
    field, _, direction = sort.partition(" ")
    keys = {
        "name": lambda organization: organization.name,
        "title": lambda organization: (organization.title, organization.name),
        "package_count": lambda organization: counts.get(organization.id, 0),
        "packages": lambda organization: counts.get(organization.id, 0),
    }
    if field not in keys or direction.strip() not in {"", "asc", "desc"}:
        raise ValidationFailed({"sort": [f'Cannot sort by field "{sort}"']})
    listed.sort(key=keys[field], reverse=direction.strip() == "desc")

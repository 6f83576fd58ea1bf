"""Actions that show datasets one by one or as a list."""

from __future__ import annotations

from typing import Any

from catalog.actions.context import Context, Parameters
from catalog.errors import NotAuthorized, NotFound
from catalog.model.package import Package
from catalog.model.values import natural, needed, text
from catalog.store import organizations, packages


def package_show(context: Context, parameters: Parameters) -> dict[str, Any]:
    """Return the metadata of a dataset and its resources.

    :param id: the id or name of the dataset
    """
    reference = text(parameters, "id") or needed(parameters, "name_or_id")
    package = visible_package(context, reference)
    owner = organizations.find(context.connection, package.owner_org) if package.owner_org else None
    return context.shown(package, owner)


def package_list(context: Context, parameters: Parameters) -> list[str]:
    """Return the names of all public datasets, sorted.

    :param limit: the most names to return (default: all)
    :param offset: how many to leave out first
    """
    limit = natural(parameters, "limit", default=0)
    offset = natural(parameters, "offset", default=0)
    return packages.public_names(context.connection, limit=limit or -1, offset=offset)


def current_package_list_with_resources(
    context: Context, parameters: Parameters
) -> list[dict[str, Any]]:
    """Return public datasets with their resources, the last modified first.

    :param limit: the most datasets to return
    :param offset: how many to leave out first
    :param page: instead of an offset: which page of `limit` datasets, from 1
    """
    limit = natural(parameters, "limit", default=0)
    offset = natural(parameters, "offset", default=0)
    page = natural(parameters, "page", default=0)
    if page and limit:
        offset = (page - 1) * limit
    found = packages.public_numbers(context.connection, limit=limit or -1, offset=offset)
    return context.shown_all(packages.several(context.connection, found))


def visible_package(context: Context, reference: str) -> Package:
    """Return a dataset by id or name; raises NotFound, or NotAuthorized where it is not public."""
    package = packages.find(context.connection, reference)
    if package is None:
        raise NotFound
    if not context.may_see(package):
        reason = f"User  not authorized to read package {package.id}"
        raise NotAuthorized(reason)
    return package

"""Actions that show and find single resources."""

from __future__ import annotations

from typing import Any

from catalog.actions.context import Context, Parameters
from catalog.errors import NotAuthorized, NotFound, ValidationFailed
from catalog.model.values import natural, needed, text
from catalog.store import packages, resources
from catalog.store.resources import Place


def resource_show(context: Context, parameters: Parameters) -> dict[str, Any]:
    """Return a resource.

    :param id: the id
    """
    identifier = needed(parameters, "id")
    place = resources.place(context.connection, identifier)
    if place is None:
        raise NotFound
    package = packages.several(context.connection, [place.package])[0]
    if not context.may_see(package):
        reason = f"User  not authorized to read resource {identifier}"
        raise NotAuthorized(reason)
    return _shown(context, [place])[0]


def resource_search(context: Context, parameters: Parameters) -> dict[str, Any]:
    """Find resources of public datasets.

    :param query: field:term, or a list of such; a field holds its term, whatever the case
    :param order_by: a field
    :param limit: the most to return
    :param offset: how many to leave out first
    """
    query = parameters.get("query")
    if not query:
        raise ValidationFailed({"query": "Missing value"})
    terms = [_term(item) for item in (query if isinstance(query, list) else [query])]
    limit = natural(parameters, "limit", default=0)
    offset = natural(parameters, "offset", default=0)
    try:
        places = resources.matching(
            context.connection, terms, order_by=text(parameters, "order_by") or None
        )
    except KeyError as error:
        message = f'Field "{error.args[0]}" not recognised in resource_search.'
        raise ValidationFailed({"query": message}) from error
    chosen = places[offset : offset + limit if limit else None]
    return {"count": len(places), "results": _shown(context, chosen)}


def _term(item: Any) -> tuple[str, str]:
    field, colon, term = str(item).partition(":")
    if not colon:
        raise ValidationFailed({"query": "Must be <field>:<value> pair(s)"})
    return field, term


def _shown(context: Context, places: list[Place]) -> list[dict[str, Any]]:
    numbers = list(dict.fromkeys(place.package for place in places))
    found = dict(zip(numbers, packages.several(context.connection, numbers), strict=True))
    shown = []
    for place in places:
        package = found[place.package]
        resource = package.resources[place.position]
        shown.append(
            resource.dictionary(
                package_id=package.id, position=place.position, site_url=context.site.url
            )
        )
    return shown

"""Actions that propose names while somebody types."""

from __future__ import annotations

from typing import Any

from catalog.actions.context import Context, Parameters
from catalog.model.values import natural, needed
from catalog.search.query import Exact, Field
from catalog.store import organizations, packages, resources, search
from catalog.text.folding import fold


def package_autocomplete(context: Context, parameters: Parameters) -> list[dict[str, Any]]:
    """Return datasets whose title or name holds what is typed.

    :param q: what is typed
    :param limit: the most to return (10)
    """
    typed = needed(parameters, "q")
    limit = natural(parameters, "limit", default=10)
    hits = search.numbers(
        context.connection,
        words=Field("title", Exact(typed)),
        filters=[],
        scope=search.Scope(with_private=False, states=("active",)),
        order=[search.Order(field="name", is_descending=False)],
    )
    return [
        {
            "name": package.name,
            "title": package.title,
            "match_field": "name" if fold(typed) in fold(package.name) else "title",
            "match_displayed": package.name
            if fold(typed) in fold(package.name)
            else f"{package.title} ({package.name})",
        }
        for package in packages.several(context.connection, hits[:limit], with_resources=False)
    ]


def organization_autocomplete(context: Context, parameters: Parameters) -> list[dict[str, Any]]:
    """Return organizations whose title or name holds what is typed.

    :param q: what is typed
    :param limit: the most to return (20)
    """
    typed = fold(needed(parameters, "q"))
    limit = natural(parameters, "limit", default=20)
    everyone = organizations.everyone(context.connection).values()
    found = [
        {"id": organization.id, "name": organization.name, "title": organization.title}
        for organization in sorted(everyone, key=lambda organization: organization.title)
        if organization.state == "active"
        and (typed in fold(organization.title) or typed in fold(organization.name))
    ]
    return found[:limit]


def group_autocomplete(_: Context, __: Parameters) -> list[Any]:
    """Return groups: this catalog has none."""
    return []


def format_autocomplete(context: Context, parameters: Parameters) -> list[str]:
    """Return formats of public resources that hold what is typed, the commonest first.

    :param q: what is typed
    :param limit: the most to return (5)
    """
    return _values(context, parameters, "res_format", lower=True)


def tag_autocomplete(context: Context, parameters: Parameters) -> list[str]:
    """Return tags of public datasets that hold what is typed.

    :param q: what is typed
    :param limit: the most to return (10)
    """
    return _values(context, parameters, "tags", lower=False)


def _values(context: Context, parameters: Parameters, field: str, *, lower: bool) -> list[str]:
    typed = needed(parameters, "q")
    limit = natural(parameters, "limit", default=5 if lower else 10)
    found = resources.public_values(context.connection, field, beginning=typed)
    if lower:
        found.sort(key=lambda pair: (-pair[1], pair[0]))
    names = dict.fromkeys(value.lower() if lower else value for value, _ in found)
    return list(names)[:limit]

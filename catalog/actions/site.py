"""Actions about the site itself and its one user."""

from __future__ import annotations

from typing import Any

from catalog.actions.context import Context, Parameters
from catalog.errors import NotFound
from catalog.model.values import text

CKAN_VERSION = "2.12.0"
"""The CKAN whose API this catalog speaks."""


def status_show(context: Context, _: Parameters) -> dict[str, Any]:
    """Return what this site is."""
    site = context.site
    return {
        "site_title": site.title,
        "site_description": site.notice,
        "site_url": site.url,
        "error_emails_to": "",
        "locale_default": "ja",
        "extensions": ["opendata_catalog"],
        "ckan_version": CKAN_VERSION,
    }


def site_read(_: Context, __: Parameters) -> bool:
    """Return true: everybody may read this site."""
    return True


def license_list(context: Context, _: Parameters) -> list[dict[str, Any]]:
    """Return the licences that datasets may have."""
    return [licence.dictionary() for licence in context.licences]


def user_show(context: Context, parameters: Parameters) -> dict[str, Any]:
    """Return the user who shows the token; there is no other.

    :param id: the id or name (default: the caller)
    """
    user_id = context.surroundings.user_id
    wanted = text(parameters, "id")
    if not context.is_publisher or wanted not in {"", user_id, "publisher"}:
        raise NotFound
    return {
        "id": user_id,
        "name": "publisher",
        "fullname": None,
        "display_name": "publisher",
        "about": None,
        "created": None,
        "last_active": None,
        "activity_streams_email_notifications": False,
        "sysadmin": True,
        "state": "active",
        "image_url": None,
        "image_display_url": None,
    }

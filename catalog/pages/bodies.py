"""The publishing bodies: prefecture, municipalities and others, in the order of their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.pages.language import Language, Text, choose
from catalog.pages.untrusted import extras as read_extras
from catalog.pages.untrusted import mail_address, text, web_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The post that answers for a body's data; each part may be empty."""

    title: str
    phone: str
    email: str
    url: str

    def __bool__(self) -> bool:
        return any((self.title, self.phone, self.email, self.url))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One organization of the catalog."""

    name: str
    title: Text
    code: str
    kana: str
    description: str
    contact: Contact


def body_of(organization: Mapping[str, Any], language: Language) -> Body | None:
    """Return the body of a CKAN organization dictionary; None where it has no name.

    The short form inside a dataset has no extras: then only the Japanese title is known.
    """
    name = text(organization.get("name"))
    if not name:
        return None
    extras = read_extras(organization.get("extras"))
    title = text(organization.get("title")) or text(organization.get("display_name")) or name
    return Body(
        name=name,
        title=choose(language, title, extras.get("title_en", "")),
        code=extras.get("code", "") or name.partition("_")[0],
        kana=extras.get("kana", ""),
        description=text(organization.get("description")),
        contact=Contact(
            title=extras.get("contact_title", "") or extras.get("contact_name", ""),
            phone=extras.get("contact_phone", ""),
            email=mail_address(extras.get("contact_email")),
            url=web_address(extras.get("contact_url")),
        ),
    )

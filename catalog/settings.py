"""The one place of the catalog that reads configuration: opendata.toml and the store's folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


class SettingsError(Exception):
    """opendata.toml cannot be used; the message says where and what to do next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the pages and the API say about this catalog."""

    instance: str
    """The instance id: the `managed_by` mark of what is published here."""
    title: str
    title_en: str
    notice: str
    """One line shown on top of every page; empty where the instance is an official one."""
    notice_en: str
    url: str
    """Address that citizens use, without a slash at the end; builds absolute links."""
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the catalog process needs to start."""

    site: Site
    host: str
    port: int
    store: Path
    """Folder of the database and the uploaded files."""
    token_file: Path
    """Holds the only token that may write; mode 0600."""


def load(root: Path) -> Settings:
    """Read `root`/opendata.toml.

    Raises SettingsError where the file is missing, is not TOML, or lacks a needed key.
    """
    path = root / "opendata.toml"
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        instance, catalog = document["instance"], document.get("catalog", {})
        listen = catalog.get("url", "http://127.0.0.1:5055").rstrip("/")
        address = urlsplit(listen)
        site = Site(
            instance=str(instance["id"]),
            title=str(instance["title"]),
            title_en=str(instance.get("title_en", instance["title"])),
            notice=str(instance.get("notice", "")),
            notice_en=str(instance.get("notice_en", instance.get("notice", ""))),
            url=str(catalog.get("site_url", listen)).rstrip("/"),
            time_zone=str(instance.get("time_zone", "Asia/Tokyo")),
        )
        return Settings(
            site=site,
            host=address.hostname or "127.0.0.1",
            port=address.port or 80,
            store=root / ".opendata" / "catalog",
            token_file=root / ".opendata" / "token",
        )
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, ValueError) as error:
        message = f"{path}: cannot be read as the instance's settings ({error})"
        raise SettingsError(message) from error

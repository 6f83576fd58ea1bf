"""The one place of the publisher that reads configuration: opendata.toml and the environment."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from publisher.errors import SettingsError
from publisher.findings import Severity
from publisher.words import Text, cut

FILE = "opendata.toml"
DEFAULT_CATALOG = "http://127.0.0.1:5055"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningBalance:
    """What a body had published before this repository existed (DESIGN §5, 基準値)."""

    organization: str
    stated: str
    """The date as the source states it: `2019-02` or `2019-02-28`."""
    date: dt.date
    """The day it counts from: a month counts from its end."""
    count: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiPlan:
    """The measure this instance answers for."""

    organization: str
    """The body whose own figure is the headline."""
    title: Text
    measure: Text
    source: str
    """Where the plan states the measure and its targets."""
    source_url: str = ""
    targets: tuple[tuple[int, int], ...]
    """(fiscal year, cumulative target) in order of years."""
    opening_balances: tuple[OpeningBalance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A loss that refuses a run: more than `absolute` or more than `share` of what is there."""

    absolute: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A reviewed exception from one limit, for one day."""

    date: dt.date
    limit: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one run may lose (DESIGN §4)."""

    withdrawals: Limit
    files: Limit
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """Everything opendata.toml says, plus where it lies."""

    root: Path
    id: str
    title: Text
    notice: Text
    """Shown on every page and report; empty where the instance is an official one."""
    time_zone: str
    kpi: KpiPlan | None
    limits: Limits
    catalog_url: str
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Rules that weigh more or less here than by default ([rules] in opendata.toml)."""

    @property
    def data(self) -> Path:
        """The folder of the data packages."""
        return self.root / "datasets"

    @property
    def state(self) -> Path:
        """The ignored folder of stores, journals and state; losing it loses no data."""
        return self.root / ".opendata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The catalog a run writes to."""

    url: str
    token: str | None
    """None for the embedded catalog: its token file is read once it serves."""
    embedded: bool


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds opendata.toml.

    Raises SettingsError where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise SettingsError(
        Text("opendata.toml が見つかりません", "No opendata.toml was found"),
        where=str(start),
        next_step=Text(
            "データの置き場（opendata.toml のあるフォルダ）の中で実行してください。"
            "新しく作るときは `opendata init フォルダ` です。",
            "Run this inside the folder that holds it, or make a new one with `opendata init DIR`.",
        ),
    )


def target(instance: Instance, url: str | None = None) -> Target:
    """Return where to publish: `url`, else CKAN_URL, else the embedded catalog.

    Raises SettingsError where a CKAN is named and CKAN_TOKEN is not set.
    """
    chosen = (url or os.environ.get("CKAN_URL") or instance.catalog_url).rstrip("/")
    if chosen == instance.catalog_url:
        return Target(url=chosen, token=None, embedded=True)
    token = os.environ.get("CKAN_TOKEN", "").strip()
    if not token:
        raise SettingsError(
            Text("CKAN のトークンがありません", "There is no token for the CKAN"),
            where=chosen,
            next_step=Text(
                "CKAN の利用者ページで API トークンを作り、CKAN_TOKEN=… を付けて実行してください。",
                "Create an API token on your CKAN user page and run with CKAN_TOKEN=….",
            ),
        )
    if not (token.isascii() and token.isprintable()):
        raise SettingsError(
            Text("CKAN_TOKEN はトークンではありません", "CKAN_TOKEN is no token"),
            where=chosen,
            next_step=Text(
                "CKAN の利用者ページに出た英数字を、そのまま CKAN_TOKEN に入れてください。",
                "Put the letters and digits of your CKAN user page into CKAN_TOKEN as they are.",
            ),
        )
    return Target(url=chosen, token=token, embedded=False)


def load(root: Path) -> Instance:
    """Read `root`/opendata.toml; raises SettingsError that says which key is wrong."""
    path = root / FILE
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _broken(path, str(error)) from error
    try:
        return _instance(root, document)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        detail = f"key {error} is missing" if isinstance(error, KeyError) else str(error)
        raise _broken(path, detail) from error


def _broken(path: Path, detail: str) -> SettingsError:
    detail = cut(detail, 200)
    return SettingsError(
        Text(f"opendata.toml を読めません: {detail}", f"opendata.toml cannot be read: {detail}"),
        where=str(path),
        next_step=Text(
            "その行を直してください。書き方は docs/operator.md にあります。",
            "Mend that line; docs/operator.md shows every key.",
        ),
    )


def _instance(root: Path, document: Mapping[str, Any]) -> Instance:
    about = document["instance"]
    limits = document.get("limits", {})
    return Instance(
        root=root,
        # The mark of our datasets: an empty one would make every unmarked dataset ours.
        id=_uuid(str(about["id"])),
        title=Text(str(about["title"]), str(about.get("title_en", about["title"]))),
        notice=Text(
            str(about.get("notice", "")), str(about.get("notice_en", about.get("notice", "")))
        ),
        time_zone=_time_zone(str(about.get("time_zone", "Asia/Tokyo"))),
        kpi=_kpi(document["kpi"]) if "kpi" in document else None,
        limits=Limits(
            withdrawals=_limit(limits.get("withdrawals", {})),
            files=_limit(limits.get("files", {})),
            overrides=tuple(
                Override(
                    date=_date(item["date"]),
                    limit=_limit_name(item["limit"]),
                    count=int(item["count"]),
                    reason=str(item["reason"]),
                )
                for item in limits.get("override", [])
            ),
        ),
        catalog_url=str(document.get("catalog", {}).get("url", DEFAULT_CATALOG)).rstrip("/"),
        severities={
            rule: _severity(rule, word) for rule, word in document.get("rules", {}).items()
        },
    )


def _severity(rule: str, word: object) -> Severity:
    """Return a severity; the rule's own id is checked by whoever knows the rules."""
    if word not in set(Severity):
        raise ValueError(f"rules.{rule}: {word!r} is none of error, warning, info")
    return Severity(str(word))


def _uuid(text: str) -> str:
    try:
        is_one = text == str(uuid.UUID(text))
    except ValueError:
        is_one = False
    if not is_one:
        raise ValueError(f"instance.id: {text!r} is no UUID in lower case")
    return text


def _time_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (OSError, LookupError, ValueError) as error:
        raise ValueError(f"instance.time_zone: {name} is not known") from error


def _limit_name(name: object) -> str:
    if name not in {"withdrawals", "files"}:
        raise ValueError(f"limits.override: {name!r} is none of withdrawals, files")
    return str(name)


def _limit(item: Mapping[str, Any]) -> Limit:
    limit = Limit(absolute=int(item.get("absolute", 5)), share=float(item.get("share", 0.05)))
    if not (limit.absolute >= 0 and 0 <= limit.share <= 1):  # nothing is more than NaN
        raise ValueError("limits: absolute is no number from 0, or share none from 0 to 1")
    return limit


def _kpi(item: Mapping[str, Any]) -> KpiPlan:
    balances = tuple(_opening_balance(balance) for balance in item.get("opening_balance", []))
    bodies = [balance.organization for balance in balances]
    for body in bodies:
        if bodies.count(body) > 1:
            raise ValueError(f"kpi.opening_balance names {body} twice")
    return KpiPlan(
        organization=str(item["organization"]),
        title=Text(str(item["plan"]), str(item.get("plan_en", item["plan"]))),
        measure=Text(str(item["measure"]), str(item.get("measure_en", item["measure"]))),
        source=str(item.get("source", "")),
        source_url=str(item.get("source_url", "")),
        targets=tuple(
            sorted((int(year), int(count)) for year, count in item.get("targets", {}).items())
        ),
        opening_balances=balances,
    )


def _opening_balance(item: Mapping[str, Any]) -> OpeningBalance:
    count = int(item["count"])
    if count < 0:
        raise ValueError(f"kpi.opening_balance of {item['organization']} is below zero")
    return OpeningBalance(
        organization=str(item["organization"]),
        stated=str(item["date"]),
        date=stated_day(str(item["date"])),
        count=count,
        source=str(item["source"]),
    )


def stated_day(text: str) -> dt.date:
    """Return the day a stated date counts from: a month counts from its last day.

    Raises ValueError for anything but `YYYY-MM` and `YYYY-MM-DD`.
    """
    if len(text) == len("2019-02"):
        first = dt.date.fromisoformat(f"{text}-01")
        return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return dt.date.fromisoformat(text)


def _date(value: object) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))

"""Everything an officer can say about a dataset, by one name in options, files and KEY=VALUE."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """How a value is written."""

    TEXT = "text"
    LIST = "list"
    DATE = "date"


class Part(enum.StrEnum):
    """What a value describes."""

    CALL = "call"
    """Only the adding itself: where it goes, events of its history."""
    DATASET = "dataset"
    RESOURCE = "resource"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One thing that can be said, and where it stands in datapackage.json."""

    name: str
    part: Part
    help: str
    kind: Kind = Kind.TEXT
    path: tuple[str, ...] = ()
    """Where it stands in the dataset's or resource's object; empty where code decides."""

    @property
    def option(self) -> str:
        """The command line's option."""
        return "--" + self.name.replace("_", "-")

    @property
    def words(self) -> str:
        """What it is, in Japanese."""
        return self.help.rpartition(" / ")[2]


def _call(name: str, help_text: str, kind: Kind = Kind.TEXT) -> Key:
    return Key(name=name, part=Part.CALL, help=help_text, kind=kind)


def _dataset(name: str, help_text: str, *path: str, kind: Kind = Kind.TEXT) -> Key:
    return Key(name=name, part=Part.DATASET, help=help_text, kind=kind, path=path)


def _resource(name: str, help_text: str, *path: str, kind: Kind = Kind.TEXT) -> Key:
    return Key(name=name, part=Part.RESOURCE, help=help_text, kind=kind, path=path)


PLACE: tuple[Key, ...] = (
    _call("organization", "Body it belongs to: code, folder name or title / 団体"),
    _call("name", "Dataset name, <6-digit code>_<slug> / データセットの名前"),
    _call("slug", "Last part of the name only, e.g. public_toilet / 名前の後半"),
)
"""Where a new dataset goes."""

EVENTS: tuple[Key, ...] = (
    _call("published", "Day the body first published it elsewhere / 公開元での公開日", Kind.DATE),
    _call("published_ref", "Where that can be verified / その典拠"),
    _call("seen", "Day it was seen in public, first day unknown / 公開を確かめた日", Kind.DATE),
    _call("seen_ref", "Where it was seen / その場所"),
    _call("recognised", "Why it is part of the opening balance / 基準値に含まれる理由"),
    _call("recognised_ref", "Where that is stated / その典拠"),
)
"""What a new dataset's history tells besides its registration."""

DATASET: tuple[Key, ...] = (
    _dataset("title", "Title in Japanese / 題名", "title"),
    _dataset("title_en", "Title in English / 英語の題名", "translations", "en", "title"),
    _dataset("description", "Description in Japanese / 説明", "description"),
    _dataset(
        "description_en", "Description in English / 英語の説明", "translations", "en", "description"
    ),
    _dataset("keyword", "Keyword, several allowed / キーワード", "keywords", kind=Kind.LIST),
    _dataset("theme", "Theme of the vocabulary, several allowed / 分類", "themes", kind=Kind.LIST),
    _dataset("spatial", "6-digit code of the area described / 対象地域", "spatial"),
    _dataset(
        "temporal_start",
        "First day described / 対象期間の初日",
        "temporal",
        "start",
        kind=Kind.DATE,
    ),
    _dataset(
        "temporal_end", "Last day described / 対象期間の末日", "temporal", "end", kind=Kind.DATE
    ),
    _dataset("frequency", "How often it is updated / 更新頻度", "accrualPeriodicity"),
    _dataset("issued", "First day of publication / 公開日", "issued", kind=Kind.DATE),
    _dataset("modified", "Day of the last change / 更新日", "modified", kind=Kind.DATE),
    _dataset("division", "Division in charge / 担当課", "division"),
    _dataset(
        "contact_title", "Contact: a post, never a person / 連絡先の部署", "contactPoint", "title"
    ),
    _dataset("contact_phone", "Its telephone / 電話", "contactPoint", "phone"),
    _dataset("contact_email", "Its mail address / メール", "contactPoint", "email"),
    _dataset("contact_url", "Its form or page / ページ", "contactPoint", "url"),
    _dataset("homepage", "Page about the data / データのページ", "homepage"),
    _dataset("version", "Version as the body writes it / 版", "version"),
    _dataset("origin", "original, processed or compiled / 原本・加工・作成", "origin", "kind"),
    _dataset("origin_by", "Who processed or compiled it / 加工・作成した者", "origin", "by"),
    _dataset("origin_source", "From what: URL or document / もとの資料", "origin", "source"),
    _dataset(
        "origin_retrieved", "Day it was taken / 取得日", "origin", "retrieved", kind=Kind.DATE
    ),
    _dataset("origin_note", "What else is true of its origin / 出どころの注記", "origin", "note"),
)
"""What is said of the whole dataset."""

RESOURCE: tuple[Key, ...] = (
    _resource("resource_title", "Title of the file / ファイルの題名", "title"),
    _resource("resource_description", "What this file holds / ファイルの説明", "description"),
    _resource("licence", "Licence id or spelling; `unstated` if unknown / 利用条件"),
    _resource("licence_stated_by", "Who stated it / 利用条件を示した者"),
    _resource("credit", "Credit line to copy / 出典の書き方", "credit"),
)
"""What is said of one file."""

COLUMNS: tuple[Key, ...] = (
    _resource("primary_key", "Column that tells rows apart / 行を見分ける列", kind=Kind.LIST),
    _resource("missing_value", "Value that means `none`, such as ― / 値なしの印", kind=Kind.LIST),
)
"""What is said of a file's columns, besides the dictionary."""

NAMES: tuple[Key, ...] = (
    _call(
        "column",
        "Name of a column without one of its own: 3=NAME, C=NAME / 名前のない列の名前",
        Kind.LIST,
    ),
)
"""What only a new file lacks."""

ADD: tuple[Key, ...] = (*PLACE, *DATASET, *RESOURCE, *COLUMNS, *NAMES, *EVENTS)
SET: tuple[Key, ...] = (*DATASET, *RESOURCE, *COLUMNS)
FREQUENCY_UNKNOWN = "UNKNOWN"
LICENCE_UNKNOWN = "unstated"

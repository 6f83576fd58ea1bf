"""Names of persons in what stands around a table (作成：総務課 山田): a post is told, never a person."""

from __future__ import annotations

import re
import unicodedata

from publisher.rules.surnames import SURNAMES, is_like_a_person
from publisher.words import Text

ID = "author-names"
TITLE = Text("表の作成者などの名前を、説明に移さない", "Names of persons are not taken along")
PROOF = Text(
    "表の外の「作成」「担当」などに続く、よくある名字だけです。部署の名前は説明に残ります。",
    "Only frequent surnames after words such as 作成 and 担当 beside a table; the name of a division "
    "is kept in the description.",
)
_LINE = re.compile(
    r"[※＊*]?\s*[(（【\[]?(?P<label>(?:最終)?(?:作成|記入|入力|回答|更新|編集|報告|確認|調査|担当|文責|責任)(?P<who>者|担当者?)?(?:名|氏名)?)"
    r"[\s:：]\s*(?P<said>[^)）】\]]+?)\s*[)）】\]]?"
)
_OFFICE = re.compile(
    r"(?P<office>.*(?:課|係|部|室|局|所|班|センター|グループ|[\s　、,・／/]))(?P<name>[^\s　、,・／/]+)"
)
_POST = re.compile(
    r".*[市町村県区課係部室局所会社園校館院庁団組班]|.*(?:センター|グループ|チーム|事務)"
)
_PLACES = frozenset(
    {
        "千葉",
        "長野",
        "福島",
        "山口",
        "宮崎",
        "石川",
        "山形",
        "福井",
        "秋田",
        "岡山",
        "福岡",
        "香川",
        "徳島",
    }
    | {"高知", "大分", "富山", "静岡", "青森", "茨城", "奈良", "東", "西", "南", "北"}
)
"""Surnames that name a place at least as often."""


def without_person(text: str) -> str:
    """Return a text beside a table without the person who made it; the same where it names none."""
    found = _LINE.fullmatch(text.strip())
    if found is None:
        return text
    label, said = found["label"], found["said"].strip()
    parts = said.split()
    if len(parts) > 1 and _is_person(" ".join(parts[-2:]), label):
        return _told(label, " ".join(parts[:-2]))
    if _is_person(said, label):
        return _told(label, "")
    behind = _OFFICE.fullmatch(said)
    if behind is not None and _is_person(behind["name"], f"{label}者"):
        return _told(label, behind["office"].strip(" 　、,・／/"))
    return text


def _told(label: str, office: str) -> str:
    return without_person(f"{label}：{office}") if office else ""


def _is_person(name: str, label: str) -> bool:
    plain = unicodedata.normalize("NFKC", name).strip()
    plain = re.sub(r"(?:さん|様|氏)$", "", plain)
    if _POST.fullmatch(plain) or (plain in _PLACES and not label.endswith("者")):
        return False
    return plain in SURNAMES or is_like_a_person(plain)

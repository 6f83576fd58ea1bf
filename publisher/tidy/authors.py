"""Names of persons in what stands around a table (作成：総務課 山田): a post is told, never a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

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
    r"[※＊*]?\s*[(（【\[]?(?P<label>(?:最終)?(?:作成|記入|入力|回答|更新|編集|報告|確認|調査|担当|文責|責任)(?:者|担当者?)?(?:名|氏名)?)"
    r"[\s:：]\s*(?P<said>[^)）】\]]+?)\s*[)）】\]]?"
)
_WORD = 8
"""Characters of a label that stands in a cell of its own: 最終更新担当者名."""
_OFFICE = re.compile(
    r"(?P<office>.*(?:課|係|部|室|局|所|班|センター|グループ|[\s　、,・／/]))(?P<name>[^\s　、,・／/]+)"
)
_BODY = re.compile(
    r".*(?:[市町村郡県区課係部室局所場会社園校館院庁団組班署港島川駅線寺城銀]|神社|大学|高校|空港|銀行|センター|グループ|チーム|事務|観光|管理|浄水|交通|鉄道"
    r"|電[力器気鉄子]|製[薬作造]|技[研建]|総研|研究|建設|建築|設計|測量|工[業務機]|商[事店]|産業|運輸|物産|農[園協]|原発|記念|財団|法人|家)"
)
"""How bodies and places are named at their end: 山田町役場, 松本大学."""
_PLACES = frozenset(
    {"千葉", "長野", "福島", "山口", "宮崎", "石川", "福井", "福岡", "東", "西", "南"}
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


def is_named(texts: Sequence[str]) -> bool:
    """Say whether the texts of a row name who made it, in one cell or in two beside each other."""
    said = (*texts, *(f"{label} {name}" for label, name in pairwise(texts) if len(label) <= _WORD))
    return any(without_person(text) != text for text in said)


def _told(label: str, office: str) -> str:
    return without_person(f"{label}：{office}") if office else ""


def _is_person(name: str, label: str) -> bool:
    plain = unicodedata.normalize("NFKC", name).strip()
    plain = re.sub(r"(?:さん|様|氏)$", "", plain)
    if plain in SURNAMES:
        return plain not in _PLACES or label.endswith("者")
    return is_like_a_person(plain) and not _BODY.fullmatch(plain)

"""Values that are written rightly and cannot be: an end before its start, an area that is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from publisher import municipalities
from publisher.desk.answers import Answers, text
from publisher.desk.bench import Bench
from publisher.errors import UsageError
from publisher.personal import has_mobile, has_private_mail
from publisher.rules.surnames import SURNAMES, is_like_a_person
from publisher.words import Text, cut

_PHONE = re.compile(
    r"(?:内線|代表?|直通|電話|tel|ext|fax|[0-9+()\-‐–—―−ー.,、・/:〜~#\s])+", re.IGNORECASE
)
_LEAST_DIGITS = 8
"""Of a telephone number with its area code."""
_CONTACT = ("contact_title", "contact_phone", "contact_email")
_POST = Text(
    "課や施設の名前と、その代表の番号やアドレスを書いてください（例：総務課）。",
    "Give the name of a post or place, and its own number or address (General Affairs Division).",
)
_OFFICE = re.compile(
    r".[課局係班]長?$|..[部室所館園場署院会庁科校寮社店駅町村市県府区団隊](?:長|分室|分館)?$"
    r"|部署|支所|議会|本部|センター|グループ|チーム|担当|窓口|事務|本庁|役場|広報|総務|企画|政策|財政|統計|情報"
    r"|デジタル|推進|相談|サービス|プラザ|ホール|組合|機構|大学|ユニット|プロジェクト|オープンデータ|コール"
    r"|ダイヤル|デスク|代表|直通|内線|電話|平日|受付|斎場|火葬|霊園|福祉|防災|環境|監査|会計|管理|委員|文化財"
    r"|教育|観光|保健師|本館|別館|市長"
)
"""Is in the name of a post or a place, and hardly in a person's: 中村 and 阿部 are persons."""
_OFFICE_EN = re.compile(
    r"\b(?:division|section|office|department|bureau|team|cent(?:er|re)|desk|council|city|town|village"
    r"|prefecture|library|school|museum|government|hall|counter|support|data|help|services?|group"
    r"|unit|agency|committee|info(?:rmation)?|contact)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[\s　、,，・/／:：()（）「」【】\[\]]+")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥々]")
_IN_CHARGE = re.compile("^担当者?")
_DIRECTIONS = frozenset("東西南北")
"""東 alone is rather a building's wing than a person."""
_LONGEST_NAME = 4
"""Characters of a surname or of a given name."""
_PAST = ("origin_retrieved", "modified")
"""Days of what has been done."""


def contact(said: str) -> None:
    """Raise UsageError for a contact that is no post: a person's name, a mobile number."""
    if (why := _of_person("contact_title", said)) is not None:
        raise UsageError(why, where="contact_title", next_step=_POST)


def contacts(answers: Answers) -> None:
    """Raise UsageError for the first contact of `answers` that may be a person's."""
    for name in _CONTACT:
        if (said := text(answers, name)) and (why := _of_person(name, said)) is not None:
            raise UsageError(why, where=f"--{name.replace('_', '-')}", next_step=_POST)


def check(document: Mapping[str, Any], answers: Answers, bench: Bench) -> None:
    """Raise UsageError for the first value of `answers` that cannot be."""
    for name, what, next_step in _wrong(document, answers, bench):
        raise UsageError(what, where=name, next_step=next_step)


def _of_person(name: str, said: str) -> Text | None:
    """Return why a contact may be a person's, None for a post's."""
    if has_mobile(said):
        return Text(
            "携帯電話の番号のようです。個人の番号は載せません。",
            "It seems to be a mobile number; a person's is not published.",
        )
    if has_private_mail(said):
        return Text(
            "個人向けサービスのメールアドレスのようです。個人の連絡先は載せません。",
            "It seems to be an address of a private mail service; a person's is not published.",
        )
    if name == "contact_title" and not _is_post(said):
        return Text(
            "部署の名前のようではありません。人の名前は載せません。",
            "It does not seem to be the name of a post; a person's is not published.",
        )
    return None


def _is_post(said: str) -> bool:
    parts = [part for part in _PARTS.split(unicodedata.normalize("NFKC", said)) if part]
    words = [part for part in parts if _JAPANESE.search(part)]
    if not words:
        return _OFFICE_EN.search(said) is not None
    return not _is_person(words)


def _is_person(words: Sequence[str]) -> bool:
    """Say whether one of these words, or two beside each other, are like a person's name.

    What an office is called has no end: a word is taken unless it is like a name. Two short words
    of which none is an office's are a name of which the surname is not known here.
    """
    others = [word for part in words if (word := _IN_CHARGE.sub("", part))]
    unknown = [word for word in others if _OFFICE.search(word) is None]
    return (
        any(word in SURNAMES - _DIRECTIONS or is_like_a_person(word) for word in unknown)
        or any(is_like_a_person(f"{one} {other}") for one, other in pairwise(unknown))
        or (len(words) == len(unknown) == 2 and max(map(len, unknown)) <= _LONGEST_NAME)
    )


def _wrong(
    document: Mapping[str, Any], answers: Answers, bench: Bench
) -> Iterator[tuple[str, Text, Text]]:
    period = document.get("temporal", {})
    start, end = str(period.get("start", "")), str(period.get("end", ""))
    if {"temporal_start", "temporal_end"} & set(answers) and start and end and end < start:
        yield (
            "temporal_end",
            Text(
                f"対象期間の末日（{end}）が初日（{start}）より前です。",
                f"The last day ({end}) is before the first ({start}).",
            ),
            Text("どちらかの日を直してください。", "Mend one of the days."),
        )
    code = text(answers, "spatial")
    # A union of towns has a code that is no area's.
    own = {item.code for item in bench.tree.organizations}
    if (
        re.fullmatch("[0-9]{6}", code)
        and code not in own
        and municipalities.load(bench.instance.root).name(code) is None
    ):
        yield (
            "spatial",
            Text(f"団体コード {code} はありません。", f"There is no body of code {code}."),
            Text("検査数字まで6けたで書いてください（例：292095）。", "Write its six digits."),
        )
    phone = unicodedata.normalize("NFKC", text(answers, "contact_phone"))
    if phone and (not _PHONE.fullmatch(phone) or sum(map(str.isdigit, phone)) < _LEAST_DIGITS):
        yield (
            "contact_phone",
            Text(f"「{cut(phone, 40)}」は電話番号ではありません。", "This is no telephone number."),
            Text(
                "市外局番から書いてください（例：0743-74-1111）。", "Write it with its area code."
            ),
        )
    for name in _CONTACT:
        if (said := text(answers, name)) and (why := _of_person(name, said)) is not None:
            yield (name, why, _POST)
    for name in _PAST:
        if (day := text(answers, name)) and day > bench.today.isoformat():
            yield (
                name,
                Text(f"{day} はまだ来ていません。", f"{day} is in the future."),
                Text("日付を確かめてください。", "Check the date."),
            )

"""D012: links that lead nowhere: no address of the web, or one inside of the office only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.named_columns import NamedColumns
from publisher.rules.rule import Cell, Certainty, Hit, OfTable, Rule
from publisher.words import Text

_HOST = r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
_FINE = rf"https?://{_HOST}(?::[0-9]+)?(?:[/?#][!-~]*)?"
_LIKE = re.compile(rf"\s*(?:h?ttps?|ftp|file)[:;/]|\s*{_HOST}(?:/|$)|www\.", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_OFFICE = re.compile(
    r"file:|\\\\|[A-Za-z]:\\|https?://(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\."
    r"|[A-Za-z0-9_-]+(?:[:/]|$))",
    re.IGNORECASE,
)
_SOUND = re.compile(r"https?://[^\s/?#:@]+\.[^\s/?#:@.]+(?::[0-9]+)?(?:[/?#]\S*)?", re.IGNORECASE)
_BROKEN = re.compile(
    r"https?://[!-~]+(?:\s+[!-~]+)*\s+[!-~]*(?:\.[A-Za-z]{2,5}|/|=[!-~]*)|https?://[!-~]+/\s+[a-z0-9_-]+"
)
"""Parted by a blank before its end: what stands before it is another address."""
_BARE = re.compile(rf"{_HOST}(?:/[!-~]*)?")
_INSIDE = Text(
    "「{value}」は職場の中だけで開ける場所です。だれでも開けるURLに替えるか、消してください。",
    "'{value}' opens inside of the office only. Give a public address or delete it.",
)
_BLANK = Text(
    "「{value}」は、途中の空白のところで切れて、開けません。空白のないURLを、ページを開いて写してください。",
    "'{value}' breaks at its blank and does not open. Open the page and copy its address anew.",
)
_PROPOSED = Text(
    "「{value}」は、このままでは開けません。「{proposal}」に直してください。",
    "'{value}' does not open as it stands. Write '{proposal}'.",
)


class _Watch(NamedColumns):
    label = re.compile(
        r"url(?:[_0-9(].*)?$|リンク先$|ホームページ(?:アドレス)?$|(?:サイト|hp|web)_?アドレス$|^hp$|^link$|^uri$"
    )
    fine = _FINE

    def is_like(self, text: str) -> bool:
        return _LIKE.match(text) is not None

    def judge(self, cell: Cell, plain: str) -> Iterator[Hit]:  # noqa: ARG002  hyphens matter
        text = cell.text.strip()
        values = {"value": text}
        if _OFFICE.match(text):
            yield Hit(cell=cell, message=_INSIDE, values=values)
        elif len(_WEB.findall(text)) > 1 or _SOUND.fullmatch(text):
            return  # several are L1-07's; other scripts in a path are opened by every browser
        else:
            proposal = _proposal(text)
            message = _PROPOSED if proposal else _BLANK if _BROKEN.fullmatch(text) else None
            yield Hit(cell=cell, message=message, values=values | {"proposal": proposal})


def _proposal(text: str) -> str:
    """Return the address that is surely meant; empty where that is not known."""
    even = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(_FINE, even):
        return even
    if _BARE.fullmatch(even):
        return f"https://{even}"
    if _BROKEN.fullmatch(even):
        return ""
    if found := re.search(r"https?://[!-~]+", even):
        return found[0] if re.fullmatch(_FINE, found[0]) else ""
    whole = re.sub(r"^(?:h?ttp(s?)|htt?tp(s?))[:;]?/+", r"http\1\2://", even, flags=re.IGNORECASE)
    return whole if whole != even and re.fullmatch(_FINE, whole) else ""


RULE = Rule(
    id="D012",
    name="unusable-link",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("開けないリンク", "Links that do not open"),
    why=Text(
        "押しても開かず、詳しい情報にたどり着けません。",
        "Readers press it and get nowhere.",
    ),
    fix=Text(
        "ページを開き、URL（https:// から）をそのまま写してください。",
        "Open the page and copy its address, beginning with https://.",
    ),
    message=Text(
        "「{value}」はURLではありません。「https://」から写し、なければ空にしてください。",
        "'{value}' is no web address. Copy it from https:// on, or leave the cell empty.",
    ),
    decides=Text(
        "URLの列だけを見ます。「https://」がないもの、職場の中の場所、言葉の入ったものを疑いとします。開けるかまでは試しません。",
        "In columns of links: likely where https:// is missing, the place is inside of the office, "
        "or words stand there. Whether a page opens is not tried.",
    ),
    bad=(
        csv("名称,URL\n図書館,https://www.example.lg.jp/ library\n"),
        csv("名称,URL\n市役所,www.city.example.lg.jp\n"),
        csv("名称,URL\n市役所,https;//www.city.example.lg.jp/\n駅,https://www.example.jp/\n"),
        csv("名称,URL\n市役所,市のページ https://www.example.jp/a\n駅,https://www.example.jp/\n"),
        csv("名称,URL\n市役所,https://www.example.jp/a b.html\n駅,https://www.example.jp/\n"),
        csv("名称,ホームページ\n市役所,準備中\n駅,https://www.example.jp/\n"),
        csv("名称,URL\n市役所,http://192.168.1.5/toilet\n駅,https://www.example.jp/\n"),
        csv("名称,URL\n市役所,file://server/share/a.html\n駅,https://www.example.jp/\n"),
    ),
    good=(
        csv("名称,URL\n市役所,https://www.city.example.lg.jp/a/b.html?c=d#e\n駅,\n"),
        csv("名称,URL\n市役所,https://www.example.jp/施設/一覧\n"),
        csv("名称,リンク先\n一覧,別紙のとおり\n地図,別紙2\n"),
        csv("名称,ホームページ\n市役所,有\n駅,無\n"),
    ),
    check=OfTable(_Watch),
)

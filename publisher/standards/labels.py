"""Labels of a header as keys for comparison: what does not make two names differ. Pure."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_DASHES = "‐‑‒–—―−ー－─━ｰ~〜～"
_CIRCLES = "〇◯◦"
_SEPARATORS = "、,，･·/／"
_DROPPED = "_.．。()（）[]［］{}｛｝「」『』【】〔〕〈〉《》<>＜＞'\"’”“‘\u200b\u200c\u200d\ufeff"
_FOLDED: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _CIRCLES), "○"),
    **dict.fromkeys(map(ord, _SEPARATORS), "・"),
    **dict.fromkeys(map(ord, _DROPPED), None),
}
_NUMBER = re.compile(
    r"""\s*(?:
        [①-⑳㉑-㉟㊱-㊿]\s*[.．、:：]?             # ①名称
        | [(（]\d{1,2}[)）]                        # (1)名称
        | \d{1,2}\s*[.．、:：)）_]                 # 1.名称, 01_名称
        | \d{1,2}\s+                               # 1 名称
    )\s*(?=\S)""",
    re.VERBOSE,
)
_MARK = re.compile(
    r"^[◎○〇●△☆★※*＊]\s*(?=\S)|(?<=\S)\s*[(（【［\[](?:必須|任意|推奨|必要)(?:項目|入力)?[)）】］\]]$"
)
"""The book's own marks on columns (◎名称), and what forms say of them (名称（必須）)."""
_CALLED = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"^(?:設置)?施設の?(?=名|所在地$|住所$|電話)", ""),
        (r"^(?:利用|使用|開放)(?:可能|できる)?(?=(?:開始|終了)(?:時間|時刻)$)", ""),
        (r"(?<=開始|終了)時刻$", "時間"),
        (r"^名$", "名称"),
        (r"^設置(?:場所|箇所|か所)(?:の?詳細)?$", "設置位置"),
        (r"^(?:連絡先|問い?合わ?せ先)?(?:電話|tel)(?:番号)?$", "電話番号"),
        (r"^小児.*(?:有無|対応|パッド|設備|キー)$", "小児対応設備の有無"),
        (r"^男子(?=トイレ|便器)", "男性"),
        (r"^女子(?=トイレ|便器)", "女性"),
        (r"^多目的(?=トイレ)", "多機能"),
        (r"^(?:通し|整理|管理)?番号$", "no"),
    )
)
"""How officers call columns of the standards: names that may stand for others, too."""
_SHARE = 0.5
"""Share of a header's columns that carry one prefix before it is taken for the table's name."""


def key(label: str) -> str:
    """Return a header's key for comparison: width, case and spaces do not count."""
    # Once more at the end: what stood apart may now be one character (U+00AF is a space and an accent).
    return _normal("".join(_normal(label).casefold().split()))


@functools.lru_cache(maxsize=16384)
def fold(label: str) -> str:
    """Return the key by which a standard's column is found.

    Beside what `key` forgets: ー and its look-alikes, ○ and 〇, brackets, underscores, full stops,
    and which mark separates words (STANDARDS.md §2.3, §2.5: official sheets differ in them).
    """
    return _normal(key(label).translate(_FOLDED))


def _normal(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def called(label: str) -> str | None:
    """Return a standard's name that an officer's own name may stand for, None without one.

    設置場所 may be 設置位置, or the place itself: to be proposed, never taken for proven.
    """
    plain = name = fold(label)
    for pattern, other in _CALLED:
        name = pattern.sub(other, name)
    return name if name != plain else None


def without_number(label: str) -> str | None:
    """Return the label behind a leading number (`1.名称`, `①名称`, `1 名称`), None without one.

    `1.5` gives `5`: a reading to be looked up, not a name.
    """
    found = _NUMBER.match(label)
    return label[found.end() :] if found else None


def without_mark(label: str) -> str | None:
    """Return the label without a mark that it is required, None without one: ◎名称, 名称（必須）."""
    bare = _MARK.sub("", label.strip())
    return bare if bare != label.strip() else None


def common_prefix(labels: Iterable[str]) -> str | None:
    """Return the `<種別>_` that most labels begin with, None where there is none.

    The data models of the current edition name columns so (`ゴミ集積場所_地方公共団体名`).
    """
    names = [label.strip() for label in labels if label.strip()]
    prefixes = Counter(_normal(name).split("_", 1)[0] for name in names if "_" in key(name))
    for prefix, count in prefixes.most_common(1):
        if prefix and count > 1 and count >= len(names) * _SHARE:
            return prefix
    return None


def without_prefix(label: str, prefix: str) -> str | None:
    """Return the label behind `<prefix>_`, None where it does not begin so."""
    head, mark, rest = _normal(label.strip()).partition("_")
    return rest if mark and rest and head == prefix else None

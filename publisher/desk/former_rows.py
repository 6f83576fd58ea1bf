"""Rows that a dataset held before: by their digests it is seen that a version brings them back. Pure."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from publisher.standards import key as folded
from publisher.tidy.difference import Version
from publisher.words import Text

KEPT = 48
"""Digests that are kept: the least of all, so that any table's share of them is its share of rows."""
LEAST = 3
"""Rows of before that say anything: one or two are a correction taken back."""
MOST = 0.8
"""Share of the rows that come which makes a version an old one."""


def plain(cell: str) -> str:
    """Return a cell as it is compared: width and spaces do not make it another one."""
    return cell.strip() if cell.isascii() else " ".join(unicodedata.normalize("NFKC", cell).split())


def digests(version: Version) -> set[str]:
    """Return what tells each row from others, whatever the order of the columns."""
    names = sorted(version.header, key=folded)
    return {
        hashlib.sha256("\x1f".join(map(plain, row)).encode()).hexdigest()[:16]
        for row in version.among(names)
    }


def kept(known: Iterable[str], old: Version, new: Version) -> list[str]:
    """Return the digests to keep once `new` has taken the place of `old`."""
    before, now = digests(old), digests(new)
    return sorted(({*known} | before) - now)[:KEPT]


def returned(known: Iterable[str], old: Version, new: Version) -> Text | None:
    """Say that most rows that come are rows of before, as in last year's file with a cell changed."""
    former = set(known)
    come = digests(new) - digests(old)
    if len(former) >= KEPT:
        # Only the least digests are known: of the rows that come, too, only such can be told.
        come = {item for item in come if item <= max(former)}
    count = len(come & former)
    if count < LEAST or count < MOST * len(come):
        return None
    return Text(
        "変わる行のほとんどが、前に公開していた版の行にもどります。古いファイルではありませんか。",
        "Most rows that change become what they were in a former version. Is it an old file?",
    )

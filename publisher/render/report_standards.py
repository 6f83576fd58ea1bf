"""Which standard datasets the checked files are, with edition, in a sentence. Pure."""

from __future__ import annotations

from collections import Counter

from publisher.findings import Report
from publisher.standards import edition_text
from publisher.verdicts import NamedStandard
from publisher.words import Text, many

SHOWN = 5
"""Types that are named where many files are looked at."""


def of_report(report: Report) -> Text:
    """Return which standard datasets the files follow or resemble; empty where none does."""
    found = [verdict.standard for verdict in report.files if verdict.standard]
    if not found:
        return Text("", "")
    if len(report.files) == 1:
        return _of_one(found[0])
    counts = Counter(map(_name, found))
    rest = len(counts) - SHOWN
    ja = "、".join(f"{name.ja} {count}件" for name, count in counts.most_common(SHOWN))
    en = ", ".join(f"{name.en}: {count}" for name, count in counts.most_common(SHOWN))
    if rest > 0:
        ja, en = f"{ja}、ほか{rest}種類", f"{en}, {many(rest, 'more type')}"
    return Text(f"標準データセット：{ja}。", f"Standard datasets: {en}.")


def _of_one(found: NamedStandard) -> Text:
    edition = edition_text(found.edition)
    if not found.is_sure:
        return Text(
            f"標準データセットの「{found.title.ja}」（{edition.ja}）に似ています。",
            f"It resembles the standard dataset {found.title.en} ({edition.en}).",
        )
    if not found.edition_is_sure:
        return Text(
            f"標準データセットの「{found.title.ja}」に沿っています（{edition.ja}に近い形）。",
            f"It follows the standard dataset {found.title.en} (nearest to edition {edition.en}).",
        )
    return Text(
        f"標準データセットの「{found.title.ja}」（{edition.ja}）に沿っています。",
        f"It follows the standard dataset {found.title.en} ({edition.en}).",
    )


def _name(found: NamedStandard) -> Text:
    edition = edition_text(found.edition)
    like = Text("", "") if found.is_sure else Text("に似た表", "like ")
    return Text(
        f"{found.title.ja}（{edition.ja}）{like.ja}", f"{like.en}{found.title.en} ({edition.en})"
    )

"""What was mended in a table, as one sentence for its officer and its description. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from publisher.tidy.change import Change
from publisher.tidy.titles import ORDER, title_of
from publisher.words import Text

SENTENCE = re.compile(r"公開のために表を整えました：[^。]*。値の意味は変えていません。")
"""What an earlier version's sentence is known by."""


def sentence(changes: Iterable[Change]) -> Text | None:
    """Return what was mended and how often, as one sentence; None for nothing."""
    counts = Counter(change.mend for change in changes)
    if not counts:
        return None
    found = sorted(counts, key=ORDER.index)
    ja = "、".join(f"{title_of(mend).ja}（{counts[mend]:,}か所）" for mend in found)
    en = "; ".join(f"{title_of(mend).en} ({counts[mend]:,})" for mend in found)
    return Text(
        f"公開のために表を整えました：{ja}。値の意味は変えていません。",
        f"Mended for publication: {en}. No meaning was changed.",
    )


def noted(origin: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """Return a dataset's origin whose note says, once, what was mended."""
    said, done = str(origin.get("note", "")), sentence(changes)
    if done is None or done.ja in said:
        return dict(origin)
    return {**origin, "note": f"{said} {done.ja}".strip()}

"""What was mended in a table, as one sentence for its officer and its description. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from publisher.tidy.change import Change
from publisher.tidy.titles import ORDER, title_of
from publisher.words import Text

_JOINING = {
    "group-names": Text("グループの名前を各行に書く", "Names of groups are filled in"),
    "total-rows": Text("計・合計の行を除く", "Rows of totals are left out"),
}
"""What joining tables does beside the mends."""


def sentence(changes: Iterable[Change]) -> Text | None:
    """Return what was mended and how often, as one sentence; None for nothing."""
    counts = Counter(change.mend for change in changes)
    if not counts:
        return None
    order = [*ORDER, *_JOINING]
    found = sorted(counts, key=lambda mend: order.index(mend) if mend in order else len(order))
    ja = "、".join(f"{_words(mend).ja}（{counts[mend]:,}か所）" for mend in found)
    en = "; ".join(f"{_words(mend).en} ({counts[mend]:,})" for mend in found)
    return Text(
        f"公開のために表を整えました：{ja}。値の意味は変えていません。",
        f"Mended for publication: {en}. No meaning was changed.",
    )


def _words(mend: str) -> Text:
    return _JOINING[mend] if mend in _JOINING else title_of(mend)

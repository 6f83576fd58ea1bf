"""What counts as the same text for a searching citizen, and where a query's words stand."""

from __future__ import annotations

from catalog.search.parser import words
from catalog.text.clusters import fold_text, folded
from catalog.text.eras import variants
from catalog.text.grams import runs


def fold(text: str) -> str:
    """Return `text` in the one spelling that stands for all its variants.

    Width, case, kana, small kana, long vowels and hyphens, old kanji; the table is
    schemas/vocabularies/text_folding.json. Folding a folded text changes nothing.
    """
    return fold_text(text)


def marks(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Return the [start, end) spans of `text` that the words of `query` found, in order.

    Spans that touch or overlap are one span. A query that cannot be read marks nothing.
    """
    origin = folded(text)
    spans: list[tuple[int, int]] = []
    for wanted in _wanted(query):
        at = origin.text.find(wanted)
        while at >= 0:
            spans.append((origin.starts[at], origin.ends[at + len(wanted) - 1]))
            at = origin.text.find(wanted, at + len(wanted))
    return _joined(sorted(spans))


def _wanted(query: str) -> list[str]:
    # A phrase over several runs may stand in the text with other punctuation: its runs are marked.
    spellings = (spelling for word in words(query) for spelling in variants(fold(word)))
    return list(dict.fromkeys(run for spelling in spellings for run in runs(spelling)))


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)

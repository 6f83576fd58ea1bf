"""What was mended in a table, as one sentence for its officer and its description. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publisher.tidy.change import Change, Changes
from publisher.tidy.mends.codes import CODES
from publisher.tidy.mends.contacts import CONTACTS
from publisher.tidy.mends.zeros import ZEROS
from publisher.tidy.titles import ORDER, title_of
from publisher.words import Text, mask, quote

_FORM = "公開のために表{}を整えました：{}。値の意味は変えていません。"
SENTENCE = re.compile(_FORM.format("(?:（([^）]*)）)?", "([^。]*)"))
"""What an earlier version's sentence is known by: the files it names, what was mended."""
_COUNTED = re.compile(r"(.+?)（[\d,]+か所）(?:、|\Z)")
_NAMED = re.compile(r"「(.+?)」")

_OF_ZEROS = (CODES.id, CONTACTS.id, ZEROS.id)
"""Mends that put back the zeros at the head of numbers, beside what else they do."""


def kinds(changes: Iterable[Change]) -> Counter[str]:
    """Return how many changes there are of each mend."""
    return Changes.of(changes).mends


def sentence(changes: Iterable[Change]) -> Text | None:
    """Return what was mended and how often, as one sentence; None for nothing."""
    counts = kinds(changes)
    if not counts:
        return None
    found = sorted(counts, key=ORDER.index)
    ja = "、".join(f"{title_of(mend).ja}（{counts[mend]:,}か所）" for mend in found)
    en = "; ".join(f"{title_of(mend).en} ({counts[mend]:,})" for mend in found)
    return Text(
        _FORM.format("", ja),
        f"Mended for publication: {en}. No meaning was changed.",
    )


def zeros(changes: Iterable[Change]) -> Iterator[Text]:
    """Yield the columns whose lost zeros were put back, for whoever keeps the original.

    Nothing else tells of it: with its zeros a number is what the present table holds.
    """
    found: dict[str, list[Change]] = {}
    for mend in _OF_ZEROS:
        for change in Changes.of(changes).of_mend(mend):
            if change.after[:1] == "0" and change.before[:1] in "123456789":
                found.setdefault(change.column, []).append(change)
    for column, lost in found.items():
        shown = next(filter(_is_shown, lost), None)
        pair = (quote(shown.before, 20), quote(shown.after, 20)) if shown is not None else ()
        ja = "、「{}」→「{}」など".format(*pair) if pair else ""
        en = ", such as {} → {}".format(*pair) if pair else ""
        name = quote(column, 30)
        yield Text(
            f"「{name}」：ファイルでは先頭の0が消えていたので、補いました（{len(lost):,}か所{ja}）。"
            "もとの表は、列を「文字列」にして入れ直してください。",
            f"'{name}': the file had lost its leading zeros; they were put back ({len(lost):,}{en}). "
            "In the original, make the column text and enter them again.",
        )


def _is_shown(change: Change) -> bool:
    """Say whether a number may be shown: without its zero it is as much of a secret as with it."""
    return all(mask(text) == text for text in (change.before, change.after))


def noted(origin: Mapping[str, Any], changes: Iterable[Change], path: str = "") -> dict[str, Any]:
    """Return a dataset's origin whose note says, once, what was mended, and where only in one file.

    `path` names the file among others.
    """
    said, done = str(origin.get("note", "")), _of_file(sentence(changes), path)
    if not done or done in said:
        return dict(origin)
    return {**origin, "note": f"{said} {done}".strip()}


def noted_too(
    origin: Mapping[str, Any], changes: Iterable[Change], path: str = ""
) -> dict[str, Any]:
    """Return an origin whose note says, once, what was mended before and in one more table.

    How often is left out: a table may come again, and then no sum of them is true. `path` names
    the file where others stand beside it.
    """
    said, done = str(origin.get("note", "")), _of_file(sentence(changes), path)
    before = SENTENCE.findall(said)
    if not before or (not done and len(before) == 1):
        return noted(origin, changes, path)
    found = [*before, *SENTENCE.findall(done)]
    kinds = dict.fromkeys(kind for _, text in found for kind in _kinds(text))
    files = dict.fromkeys(name for of, _ in found for name in of.split("、"))
    whole = _FORM.format(_named("" if "" in files else "、".join(files)), _listed(kinds))
    others = " ".join(filter(None, (part.strip() for part in SENTENCE.sub("\n", said).split("\n"))))
    return {**origin, "note": f"{others} {whole}".strip()}


def _of_file(done: Text | None, path: str) -> str:
    return SENTENCE.sub(lambda found: _FORM.format(_named(path), found[2]), done.ja) if done else ""


def _named(path: str) -> str:
    return f"（{path}）" if path else ""


def _listed(kinds: Iterable[str]) -> str:
    return "".join(f"「{kind}」" for kind in kinds)


def _kinds(text: str) -> list[str]:
    """Return what a sentence says was mended, with its number of places or in brackets."""
    return _COUNTED.findall(text) or _NAMED.findall(text)

"""Titles that tell a year: of the next version, of rows of several years, of one more file. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publisher.desk.ages import bare_year, days, is_before, time_of
from publisher.desk.intake import Table
from publisher.tidy import told
from publisher.words import Text, cut

_ERA_YEAR = re.compile(r"(?P<era>令和|平成)(?P<number>元|[0-9]{1,2})(?P<kind>年度?)")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?P<kind>年度?)")
_DAY = re.compile(r"(?<=年)[0-9]{1,2}月[0-9]{1,2}日")
_MONTH = re.compile(r"(?<=年)[0-9]{1,2}月(?![0-9])")
_EMPTY = re.compile(r"[（(【\[]\s*(?:現在|時点)?\s*[)）\]】]")
"""Brackets that held a date."""
_FIRST_YEARS = (("令和", 2019), ("平成", 1989))


def retitled(document: dict[str, Any], entry: dict[str, Any], table: Table) -> Iterator[Text]:
    """Write the year of a new version where titles tell an earlier one; yield what was changed."""
    time = time_of(table)
    said: set[str] = set()
    for whole in _titled(document, entry):
        title = str(whole.get("title", ""))
        stated = told.date(title)
        was = stated or bare_year(title)
        if not time or not was or not is_before(was, time):
            continue
        now = _with_year(title, time) if stated else title.replace(was, time[:4])
        if now == title:
            continue
        whole["title"] = now
        if title not in said:
            said.add(title)
            yield Text(
                f"題名を変えます：「{cut(title, 40)}」→「{cut(now, 40)}」",
                f"The title changes: '{cut(title, 40)}' → '{cut(now, 40)}'",
            )


def _titled(document: dict[str, Any], entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a table gives its time to: its entry, and the dataset that holds no other."""
    return [entry, document] if _is_only(document, entry) else [entry]


def outgrown(
    document: dict[str, Any], entry: dict[str, Any], times: Iterable[str]
) -> Iterator[Text]:
    """Propose a title where rows of other times joined those that it tells; nothing is changed."""
    known = sorted(time for time in times if days(time) is not None)
    proposed: dict[str, str] = {}
    for whole in _titled(document, entry):
        title = str(whole.get("title", ""))
        was = told.date(title)
        if not was or all(_is_within(time, was) for time in known):
            continue
        key = "title" if whole is document else "resource_title"
        proposed[key] = f"{_without_time(title)}（{known[0]}〜{known[-1]}）".removeprefix("（")
    if proposed:
        said = " ".join(f"{key}='{cut(title, 80)}'" for key, title in proposed.items())
        name = document["name"]
        yield Text(
            f"題名は「{was}」のままですが、{known[0]} から {known[-1]} までの行が入ります。"
            f"変えるときは、書き込んだあとに `opendata set {name} {said}` です。",
            f"The title still tells {was}; the rows go from {known[0]} to {known[-1]}. To change "
            f"it, once this is written: `opendata set {name} {said}`.",
        )


def _is_within(time: str, other: str) -> bool:
    one, whole = days(time), days(other)
    return one is not None and whole is not None and whole[0] <= one[0] <= one[1] <= whole[1]


def _without_time(title: str) -> str:
    """Return a title without its one date and what joined that to it."""
    plain = _ERA_YEAR.sub("", _YEAR.sub("", _MONTH.sub("", _DAY.sub("", title))))
    return _EMPTY.sub("", plain).strip(" 　・の、，")


def _is_only(document: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    made_from = {
        source.get("path") for item in document["resources"] for source in item.get("sources", ())
    }
    return all(
        item["id"] == entry["id"] or item["path"] in made_from for item in document["resources"]
    )


def _with_year(title: str, time: str) -> str:
    """Return a title with its one date as that of a later time, written as it was."""
    of = days(time)
    if of is None:
        return title
    first = of[0]

    def year(kind: str) -> int:
        return first.year - (kind == "年度" and first.month < 4)

    def era(match: re.Match[str]) -> str:
        number = year(match["kind"])
        name, start = next(pair for pair in _FIRST_YEARS if number >= pair[1])
        count = number - start + 1
        return f"{name}{'元' if count == 1 else count}{match['kind']}"

    if len(_ERA_YEAR.findall(title)) + len(_YEAR.findall(title)) != 1:
        return title
    title = _ERA_YEAR.sub(era, title)
    title = _YEAR.sub(lambda match: f"{year(match['kind'])}{match['kind']}", title)
    if of[0] == of[1]:
        title = _DAY.sub(f"{first.month}月{first.day}日", title)
    if len(time) >= len("2024-04") and not time.endswith("度"):
        title = _MONTH.sub(f"{first.month}月", title)
    return title


def titled_on(whole: str, own: str, table: Table) -> str:
    """Return what a file of a dataset may be called: its own title, with its year to tell it apart.

    `whole` is the dataset's title, `own` what stands in the file.
    """
    time = time_of(table)
    if own and (told.date(own) or not time) and own != whole:
        return own
    return f"{_without_time(own or whole)}（{time}）".removeprefix("（") if time else ""

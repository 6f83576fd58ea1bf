"""Why a new version may be an old one: its rows were there before, or it tells of an earlier time."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from publisher.desk import descriptor, former_rows, proposals, remembering, same_values
from publisher.desk.former_rows import plain
from publisher.desk.intake import Table
from publisher.desk.table import version
from publisher.desk.together import TIMES
from publisher.model import File
from publisher.standards import key as folded
from publisher.tidy import told
from publisher.tidy.difference import Version
from publisher.words import Text, cut

_SHA256 = descriptor.sha256_ref("")
_AS_OF = re.compile("現在|時点|末日|末$")
"""In a note that tells of which day the rows are."""
_OF_A_DAY = re.compile("現在|時点")
"""In the title of a list that is kept up to date, as no yearly table is called."""
_IN_NAME = re.compile(
    r"(?<![0-9])(?P<day>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])"
    r"|(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
    r"|(?<![A-Za-z])(?P<era>[HR][0-9]{1,2})(?![0-9])"
)
"""Points in time as files and sheets are named: toilets2026, R6年度 aside, 20240401."""
_IN_TITLE = re.compile(r"[（(【]((?:19|20)[0-9]{2})[）)】]|(?<![0-9])((?:19|20)[0-9]{2})\Z")
"""A year in a title, as `add` proposes them for a series: ごみ排出量（2024）."""
_TO_COME = re.compile("計画|目標|まで|見込|見通し|推計|予測|予定|将来")
"""In a title whose year is none of the table's."""
_STATED = re.compile("基準日|時点|更新日|調査日|作成日|年度")
"""Columns that tell of which day their table is."""
_TIME = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?|年度?)?")


def digest(version: Version) -> str:
    """Return what tells a table's rows from others, whatever their order, columns' order or width."""
    names = sorted(version.header, key=folded)
    rows = sorted(tuple(map(plain, row)) for row in version.among(names))
    whole = hashlib.sha256()
    for row in (tuple(map(folded, names)), *rows):
        whole.update("\x1f".join(row).encode() + b"\x1e")
    return whole.hexdigest()[:16]


def remember(
    entry: dict[str, Any], table: Table, present: File | None, *, is_appending: bool
) -> None:
    """Keep what tells the next version's age: the rows that were, the time of those that are."""
    rows, gone = "", None
    if present is not None:
        old = version(present)
        rows = digest(old)
        new = version(table.conversion.table.file)
        gone = former_rows.kept(remembering.of(entry).gone, old, new)
    time = time_of(table)
    if is_appending:
        time = later(time, remembering.of(entry).time)
    remembering.put(entry, time=time, replaced=rows, gone=gone)


def found(
    document: Mapping[str, Any],
    entry: Mapping[str, Any],
    table: Table,
    old: Version,
    new: Version,
) -> Iterator[Text]:
    """Yield why a new version may be an old one, or takes the place of another year's table."""
    doubts = (
        former(document, entry, table.conversion.source_sha256, new),
        former_rows.returned(remembering.of(entry).gone, old, new),
        _earlier(document, table),
        _earlier_told(document, entry, table),
        _earlier_days(old, new),
    )
    older = list(filter(None, doubts))
    yield from older[:1]
    # Rows that tell their time: whether those of a year go is seen in them.
    tells = TIMES & set(old.header) & set(new.header)
    if not older and not tells and (time := time_of(table)):
        yield from _another_year(document, entry, time, are_most_kept=_are_most_kept(old, new))


def of_another_time(
    entry: Mapping[str, Any], table: Table, old: Version, new: Version
) -> Text | None:
    """Say that a table of a later time has the values of the present one."""
    return same_values.found(old, new, entry.get("schema", {}), _later_times(entry, table))


def only_later(entry: Mapping[str, Any], table: Table) -> Text | None:
    """Say that a file of a later time has nothing else that is new."""
    known, time = _later_times(entry, table)
    if not time:
        return None
    return Text(
        f"ファイルには「{time}」とありますが、値は今の表とすべて同じです。"
        "前のファイルの年月だけを書きかえたものではありませんか。",
        f"The file tells {time}, but all its values are those of {known}. Was only the time changed?",
    )


def _later_times(entry: Mapping[str, Any], table: Table) -> tuple[str, str]:
    """Return the times of the present table and of a new one that tells a later; else none."""
    time, known = time_of(table), _known(entry)
    is_later = bool(time) and bool(known) and is_before(known, time)
    return (known, time) if is_later else ("", "")


def former(
    document: Mapping[str, Any], entry: Mapping[str, Any], sha256: str, new: Version
) -> Text | None:
    """Say that its bytes or its rows are those of a version that was replaced."""
    known = [
        event
        for event in document["history"]
        if _SHA256 in event.get("ref", "") and _is_of(event, str(entry["path"]))
    ]
    # The last of them tells of the present version.
    for event in known[:-1] if sha256 else ():
        # Of a dataset made of several files, all digests stand in one line.
        if descriptor.sha256_ref(sha256) in event.get("ref", "").split():
            day = event["date"]
            return Text(
                f"{day} の版と同じファイルです。古いファイルではありませんか。",
                f"It is the file of {day}. Is it an old one?",
            )
    before = remembering.of(entry).before
    if before and digest(new) in before:
        return Text(
            "前に公開していた版と、すべての行が同じです。古いファイルではありませんか。",
            "All its rows are those of a version that was replaced. Is it an old one?",
        )
    return None


def _is_of(event: Mapping[str, str], path: str) -> bool:
    """Say whether an event tells of a file: by its path, or of all files (as `add` does)."""
    reason = event.get("reason", "")
    return path in reason or "ファイルを" not in reason


def _earlier(document: Mapping[str, Any], table: Table) -> Text | None:
    """Last year's file as this year's: what stands above its table tells an earlier day."""
    period = document.get("temporal")
    known = str(period.get("end", "")) if isinstance(period, Mapping) else ""
    day = str(proposals.period([table]).get("temporal_end", ""))
    if not day or not known or day >= known:
        return None
    return Text(
        f"{day} までの表で、今の表（{known} まで）より古いものです。",
        f"It tells of days up to {day}; the present table goes up to {known}.",
    )


def _earlier_told(
    document: Mapping[str, Any], entry: Mapping[str, Any], table: Table
) -> Text | None:
    time, known = time_of(table), _known(entry)
    if not known:
        titles = [str(whole.get("title", "")) for whole in (entry, document)]
        stated = (told.date(title) for title in titles if not _TO_COME.search(title))
        known = next(filter(None, stated), "")
        # A file of a day in March may hold what a title calls the year that begins in April.
        time = time if time.endswith("年度") else time[:4]
    if not time or not known or not is_before(time, known):
        return None
    return Text(
        f"題名、シートかファイルの名前、注記に「{time}」とあり、今の表（{known}）より古いものです。",
        f"Its title, notes, sheet or file name tells {time}; the present table is of {known}.",
    )


def _earlier_days(old: Version, new: Version) -> Text | None:
    """Say which column tells that the table is of an earlier day."""
    for label in old.header:
        before, after = (_times(version, label) for version in (old, new))
        if not before or not after:
            continue
        is_one = len(before) == len(after) == 1
        if (is_one or _STATED.search(label)) and is_before(max(after), max(before)):
            name, was, now = cut(label, 30), max(before), max(after)
            return Text(
                f"「{name}」が {now} までで、今の表（{was} まで）より古いものです。",
                f"'{name}' goes up to {now}; in the present table up to {was}.",
            )
    return None


def _times(version: Version, label: str) -> set[str]:
    """Return the points in time in a column; nothing where one of its cells is none."""
    cells = {cell for (cell,) in version.among([label])} - {""}
    if "年" not in label and any(map(str.isdecimal, cells)):
        return set()  # a number of four digits
    return cells if all(map(_TIME.fullmatch, cells)) and all(map(days, cells)) else set()


def _another_year(
    document: Mapping[str, Any], entry: Mapping[str, Any], time: str, *, are_most_kept: bool
) -> Iterator[Text]:
    titles = [str(entry.get("title", "")), str(document.get("title", ""))]
    for title in titles:
        stated = told.date(title)
        was = stated or bare_year(title)
        if are_most_kept and (not stated or _OF_A_DAY.search(title)):
            continue  # a list as it is on a day: that day moves on
        if was and is_before(was, time):
            name = cut(title, 40)
            yield Text(
                f"「{name}」の表を {time} の表で置き換えると、{was} の値はなくなります。"
                f"年ごとに残すときは `opendata add ファイル --to {document['name']}` です。",
                f"The table '{name}' would be replaced by that of {time}, and {was} be gone. To keep "
                f"both: `opendata add FILE --to {document['name']}`.",
            )
            return


def bare_year(title: str) -> str:
    """Return the year in a title without a word for it: 公共施設（2024）, ごみ 2024; "" for none."""
    found = _IN_TITLE.search(title.strip())
    return (found[1] or found[2]) if found else ""


def _are_most_kept(old: Version, new: Version) -> bool:
    """Say whether most rows of both versions are the same, but for the day they are of."""
    names = [name for name in old.header if not _STATED.search(name)]
    before, after = (
        Counter(tuple(map(plain, row)) for row in version.among(names)) for version in (old, new)
    )
    return 2 * (before & after).total() > max(before.total(), after.total())


def later(one: str, other: str) -> str:
    """Return the later of two times; "" is none."""
    return other if not one or (other and is_before(one, other)) else one


def time_of(table: Table) -> str:
    """Return the time that a file tells of all its rows; "" where it tells none or several."""
    draft = table.draft
    texts = (*draft.titles, *filter(_AS_OF.search, draft.notes)) if draft is not None else ()
    if stated := _one(map(told.date, texts)):
        return stated
    names = [draft.sheet or ""] if draft is not None else []
    names += [table.originals[0].path.stem] if table.originals else []
    return next(filter(None, map(in_name, names)), "")


def _known(entry: Mapping[str, Any]) -> str:
    """Return the time that the present version told, as far as it is known."""
    if time := remembering.of(entry).time:
        return time
    lines = str(entry.get("description", "")).split("\n")
    if stated := _one(told.date(line) for line in lines):
        return stated
    titles = [PurePath(str(item.get("title", ""))).stem for item in entry.get("sources", ())]
    return _one(map(in_name, titles))


def _one(times: Iterable[str]) -> str:
    found = set(times) - {""}
    return found.pop() if len(found) == 1 else ""


def in_name(name: str) -> str:
    """Return the time in the name of a file or sheet: also 2024, R6 and 20240401 in it."""
    plain = unicodedata.normalize("NFKC", name)
    if stated := told.date(plain):
        return stated
    matches: Sequence[re.Match[str]] = list(_IN_NAME.finditer(plain))
    if len(matches) != 1:
        return ""
    day, year, era = matches[0].group("day", "year", "era")
    if day:
        return f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return year or told.of_sheet(era)


def is_before(one: str, other: str) -> bool:
    """Say whether all of one time is before the other begins."""
    first, second = days(one), days(other)
    return first is not None and second is not None and first[1] < second[0]


def days(time: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a time such as 2024, 2024年度, 2024-04, 2024-04-01."""
    year = int(time[:4]) if time[:4].isdecimal() else 0
    if not 1 <= year < dt.MAXYEAR:
        return None
    try:
        if time.endswith("年度"):
            return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)
        if len(time) == len("2024-04-01"):
            day = dt.date.fromisoformat(time)
            return day, day
        if len(time) == len("2024-04"):
            first = dt.date(year, int(time[5:]), 1)
            return first, (first + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
    except ValueError:
        return None
    return dt.date(year, 1, 1), dt.date(year, 12, 31)

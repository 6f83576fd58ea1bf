"""Names of columns that tell nobody what the column holds: made up, cut off, or no names at all."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from publisher.tables.columns import Column, Kind

LONGEST = 200
"""Characters of what may be a title or an instruction."""
SERIES = 5
"""Columns of one name and a running number, from which nobody can guess what the numbers are."""
DBASE = 10
"""Bytes of a name in a shapefile's table (dBASE); longer ones are cut off."""
CUT = 3
"""Names of just that length from which they look cut off."""
_MADE_UP = re.compile(
    r"(?:列|項目|カラム|フィールド|データ|新しい列)\s*[_-]?(?:\d{1,3}|[a-z])"
    r"|unnamed(?:[:_ ]*\d+)?(?:_level_\d+)?|(?:column|col|field|safield|header|var|item)[_ -]?\d{1,4}"
    r"|[fvxc]\d{1,3}|\d{1,3}|[-－‐―ー…・.?？*＊]+|(?:無題|名称未設定|untitled|no ?name)\s*\d*|#(?:ref!|n/a|name\?|value!)"
    r"|\d{1,3}:(?:select|text|textarea|radio|checkbox|zipcode|prefecture|address\d?|tel|mail|file|date)"
    r"|s_tky2jgd|orig_fid|(?:target|join)_fid|fid_\d+|join_count|merge_src|shape__?(?:len\w*|area)",
    re.IGNORECASE,
)
"""Names that programs make up (spreadsheets, forms, maps), bare numbers and mere signs.

Single letters may be symbols.
"""
_TITLE = re.compile(r"[<＜《【].*(?:一覧|名簿|現在|時点|別|年度).*[>＞》】]")
"""What names the table instead of a column: <病院一覧 H27.10.1現在>. 人口（H27.10.1現在） is a name."""
_INSTRUCTION = re.compile(
    r"[←→↑↓⇐⇒].+|(?:ここ|以下|この[列行セ]|項目名|データの).*(?:入力|記入|記載)してください。?"
)
_NUMBERED = re.compile(r"([A-Za-z]{2,}|男性?|女性?|人口)_?(\d{1,2})")
_KNOWN_SERIES = re.compile(
    r"(?:age|year|month|week|day|hour|grade|floor|level|rank|class|period|term|quarter|stage|photo"
    r"|image|file|url|link|tel|phone|address|question|answer|no|name|type|tag|category)s?",
    re.IGNORECASE,
)
_CUT_SIGN = re.compile(r"[（(]$|_\d$")


def says_nothing(label: str) -> bool:
    """Say whether a name is made up by a program, a bare number or a mere sign."""
    return bool(_MADE_UP.fullmatch(unicodedata.normalize("NFKC", label)))


def is_title(label: str) -> bool:
    """Say whether a name is the title of the table, put into the first row by mistake."""
    return len(label) <= LONGEST and _TITLE.fullmatch(label) is not None


def is_instruction(label: str) -> bool:
    """Say whether a name tells whoever fills in the form what to do."""
    return len(label) <= LONGEST and _INSTRUCTION.fullmatch(label) is not None


def numbered(columns: Sequence[Column]) -> frozenset[int]:
    """Return the positions of columns of numbers that are told apart by a running number only."""
    series: dict[str, dict[int, int]] = defaultdict(dict)
    for column in columns:
        found = _NUMBERED.fullmatch(unicodedata.normalize("NFKC", column.label))
        if found and column.kind is Kind.NUMBER and not _KNOWN_SERIES.fullmatch(found[1]):
            series[found[1]][int(found[2])] = column.position
    return frozenset(
        position
        for numbers in series.values()
        if len(numbers) >= SERIES and min(numbers) <= 1
        for position in numbers.values()
    )


def cut_off(labels: Sequence[str]) -> frozenset[int]:
    """Return the positions of names that a shapefile has cut after ten bytes."""
    lengths = [len(label.encode("cp932", errors="replace")) for label in labels]
    full = [
        position
        for position, (label, length) in enumerate(zip(labels, lengths, strict=True), start=1)
        if length in {DBASE - 1, DBASE} and not label.isascii()
    ]
    if max(lengths, default=0) > DBASE or len(full) < CUT:
        return frozenset()
    return frozenset(position for position in full if _CUT_SIGN.search(labels[position - 1]))

"""L2-02: names and values left out because a person sees them above or beside: 〃, 同上, H30 → 31."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from publisher.findings import Severity
from publisher.rules.column_roles import is_free_text
from publisher.rules.examples import book, csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    OfTable,
    Rule,
    TableHead,
    Watch,
)
from publisher.tables.columns import Column, Kind
from publisher.tables.layout import is_remark
from publisher.tables.record import Record, filled, text_of
from publisher.words import Text

DITTO = r"^[ \u3000]*(?:〃|″|\"|''|々|〻|仝|同上|同右|同左|上に同じ|同)[ \u3000]*$"
_SURE = frozenset({"〃", "仝", "同上", "上に同じ"})
_GROUP_LABEL = re.compile(
    r"地区|地域|区分|種別|分類|種類|^区$|^町$|市町村|[課部局款項目科]$|^年$|年度|項目|団体|学校|区域|名$"
)
_FULL = re.compile(r"(?:明治|大正|昭和|平成|令和|[MTSHR])?(?P<number>[0-9]{1,4})(?:年度?|月|日)?")
_BARE = re.compile(r"元|[0-9]{1,2}")
BARE_YEAR = r"(?P<year>元|[0-9]{1,2})(?P<word>年度?)?"
"""A year without its era, after NFKC: 31, 2年, 元."""
_BARE_YEAR = re.compile(BARE_YEAR)
_YEARS = re.compile(r"(?:^|[^学少青周])年(?:度|次)?(?:$|[_(])|年号|和暦")
ERA_YEAR = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR]) ?(?P<year>元|[0-9]{1,2})(?P<word>年度?)?"
)
_LONGEST_ERA = 64
_ERA = Text(
    "「{value}」は、元号が省略されています。「{before}」のように、どの行も元号か西暦から書いてください。",
    "'{value}' leaves out the era. Write it into every row, as in '{before}', or the Gregorian "
    "year.",
)
_HEADER = Text(
    "項目名「{label}」は、前の列の「{before}」から省略されています。"
    "それだけで分かる名前にしてください（例：平成31年度）。",
    "The header '{label}' leaves out what '{before}' beside it says. Write the full name.",
)
_BLANKS = Text(
    "上と同じ値が空欄にされているようです（{count}か所）。すべての行に値を書いてください。",
    "Values that repeat seem to be left blank ({count} {count:cell|cells}). Fill every row.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Hit]:
        header = table.layout.header
        if header is not None and table.has_header:
            yield from _left_out_labels(header, table.columns)
        width = len(table.columns)
        rows = [
            row
            for row in table.sample
            if row.number >= table.layout.first_body
            and filled(row) >= 2
            and not is_remark(row, width)
        ]
        self.eras = {
            column.position: era
            for column in table.columns
            if table.has_header and (era := era_left_out(rows, column))
        }
        for column in table.columns:
            blank = _blank_repeats(rows, column)
            if blank:
                yield Hit(
                    record=blank[0],
                    position=column.position,
                    message=_BLANKS,
                    values={"label": column.label, "count": len(blank)},
                    certainty=Certainty.LIKELY,
                )

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=DITTO)
        if self.eras:
            bare = r"^[ \u3000]*(?:元|[0-9０-９]{1,2})(?:年度?)?[ \u3000]*$"
            yield Interest(columns=frozenset(self.eras), finds=bare)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        value = cell.text.strip()
        if _BARE_YEAR.fullmatch(unicodedata.normalize("NFKC", value)):
            values = {"value": value, "before": self.eras[cell.position]}
            yield Hit(cell=cell, message=_ERA, values=values, certainty=Certainty.LIKELY)
            return
        certainty = Certainty.CERTAIN if value in _SURE else Certainty.LIKELY
        yield Hit(cell=cell, values={"value": value}, certainty=certainty)


def _left_out_labels(header: Record, columns: Sequence[Column]) -> Iterator[Hit]:
    """Yield headers like 31 after 平成30年: a bare number that goes on where a full one begins."""
    before: str | None = None
    number = 0
    for column in columns:
        label = unicodedata.normalize("NFKC", column.label).strip()
        found = _FULL.fullmatch(label)
        if _BARE.fullmatch(label):
            is_next = label == "元" or int(label) in {number + 1, 1}
            if before is not None and is_next:
                yield Hit(
                    record=header,
                    position=column.position,
                    message=_HEADER,
                    values={"label": label, "before": before},
                    certainty=Certainty.LIKELY,
                )
                number = 1 if label == "元" else int(label)
                continue
        before, number = (label, int(found["number"])) if found else (None, 0)
        if found and _BARE.fullmatch(label):
            before = None


def era_left_out(rows: Sequence[Record], column: Column) -> str:
    """Return a year with its era in a column of years where bare ones go on from it; else nothing.

    They count on, go back by one, or are the same: 平成29年, 30, 31.
    """
    if not _YEARS.search(column.key):
        return ""
    before, number = "", 0
    for row in rows:
        text = unicodedata.normalize("NFKC", _text(row, column.position))
        bare = _BARE_YEAR.fullmatch(text)
        if found := ERA_YEAR.fullmatch(text):
            before, number = text, 1 if found["year"] == "元" else int(found["year"])
        elif bare is None or bare["year"] == "元":
            before, number = (before, 1) if bare else ("", 0)
        elif before and number - 1 <= int(bare["year"]) <= _LONGEST_ERA:
            return before
    return ""


def _blank_repeats(rows: Sequence[Record], column: Column) -> list[Record]:
    """Return the rows in which a group's name is blank because it stands above; else nothing.

    Either what stands beside it comes again for each group (男, 女, 計 …), or the column is
    named like a group, every name comes once, and the first row has one.
    """
    if column.kind is not Kind.TEXT or is_free_text(column):
        return []
    beside = column.position + 1
    rows = [row for row in rows if _text(row, beside)]
    names = [_text(row, column.position) for row in rows]
    blank = [row for row, name in zip(rows, names, strict=True) if not name]
    groups = [name for name in names if name]
    if len(rows) < 4 or len(blank) * 3 < len(rows):
        return []
    if len(groups) < 2 or len(set(groups)) < len(groups):
        return []
    if _comes_again(names, [_text(row, beside) for row in rows], len(groups)):
        return blank
    is_group = bool(names[0]) and not names[1] and bool(_GROUP_LABEL.search(column.label))
    return blank if is_group and column.position == 1 else []


def _comes_again(names: Sequence[str], values: Sequence[str], groups: int) -> bool:
    """Say whether a column repeats the same few values once per group."""
    counts = Counter(values)
    group = accumulate(map(bool, names))
    return (
        len(counts) >= 2
        and all(count >= 2 and abs(count - groups) <= 1 for count in counts.values())
        and len(set(zip(group, values, strict=True))) == len(values)
    )


def _text(row: Record, position: int) -> str:
    return text_of(row.cells[position - 1]) if position <= len(row.cells) else ""


RULE = Rule(
    id="L2-02",
    name="left-out",
    severity=Severity.ERROR,
    official_title="データ内での項目名等の省略をしていないか",
    numbers_2020=("1-6",),
    title=Text("「〃」や空欄で、同じ値や項目名が省略されている", "Values or headers left out"),
    why=Text(
        "並べ替えや抽出をすると、省略した部分が何を指すのか分からなくなります。",
        "Once the rows are sorted or filtered, nobody can tell what was left out.",
    ),
    fix=Text(
        "省略せず、すべてのセルに値を書いてください。項目名も1つずつ全部書きます。",
        "Write the value into every cell, and every header in full.",
    ),
    message=Text(
        "「{value}」で省略されています。上の行と同じ値を書いてください。",
        "'{value}' stands for the value above. Write that value.",
    ),
    decides=Text(
        "「〃」「同上」は確実な違反、「同」や空欄のくり返し、項目名や年の列の「平成30年」の次の「31」は違反の疑いとします。",
        "〃 and 同上 are certain; a lone 同, blanks that repeat, and 31 after 平成30年 in headers or "
        "columns of years are likely.",
    ),
    bad=(
        csv("施設,住所\n市役所,東新町8-38\n別館,〃\n"),
        csv("施設,住所\n市役所,東新町8-38\n別館,同上\n"),
        csv("地区,平成29年,30,31\n北,1,2,3\n南,4,5,6\n"),
        csv("年度,件数（件）\n平成30年度,12\n31,9\n令和元,3\n2,11\n"),
        csv("調査年,件数（件）\nH26,12\n27,9\n28,9\n"),
        csv("年次,件数（件）\n平成30年,12\n令和元年,9\n2年,9\n3年,8\n"),
        csv("年次,件数（件）\n平成30年,12\n元年,9\n2年,9\n3年,8\n"),
        book(
            ("地区", "区分", "人数"),
            ("北", "男", 1),
            (None, "女", 2),
            ("南", "男", 3),
            (None, "女", 4),
            shows="A3 と A5 が空欄",
            shows_en="A3 and A5 are blank",
        ),
        csv("地区,施設,電話\n北,市役所,1\n,公民館,2\n,図書館,3\n南,体育館,4\n,プール,5\n"),
    ),
    good=(
        csv("施設,住所\n市役所,東新町8-38\n別館,東新町8-38\n"),
        csv("団体,代表\n同志会,山田\n同友会,佐々木\n"),
        csv("施設,備考\n市役所,\n公民館,同上の日は休館\n"),
        csv("施設,建物名\nA,\nB,北館\nC,\nD,南館\n"),
        csv(
            "施設,特記事項,小児用\n北館,年末年始を除く,有\n南館,月曜を除く,無\n東館,,有\n西館,,有\n"
            "中央館,祝日を除く,無\n別館,午後のみ,無\n"
        ),
        csv(
            "施設,愛称,駐車場\n北館,きたの,有\n南館,みなの,無\n東館,,有\n西館,,有\n新館,あらの,無\n別館,べつの,無\n"
        ),
        csv("番組,第1回,第2回,第3回\nA,4,5,6\nB,7,8,9\n"),
        csv("学年,クラス\n昭和1,3\n2,4\n"),
        csv("年度,回\n2024年度,30\n2025年度,31\n"),
        csv("年,月,件数（件）\n2024,4,3\n2024,5,4\n"),
        csv("局,課,係\n総務局,総務課,庶務係\n総務局,総務課,文書係\n市民局,,窓口係\n"),
    ),
    check=OfTable(_Watch),
)

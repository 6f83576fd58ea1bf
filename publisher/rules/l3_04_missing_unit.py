"""L3-04: quantities without a unit. Counts of people and things tell theirs by their name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.column_roles import is_coded
from publisher.rules.declared_marks import named_by_standard
from publisher.rules.examples import csv
from publisher.rules.number_columns import number_columns
from publisher.rules.number_faults import fault_of
from publisher.rules.quantity_labels import (
    is_bare,
    is_count,
    leaves_unit_open,
    needs_unit,
    states_unit,
)
from publisher.rules.rule import (
    Ask,
    Certainty,
    Hit,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.rules.second_row import About, second_row
from publisher.rules.standard_examples import table as standard
from publisher.tables.columns import Column
from publisher.tables.record import Record, text_of
from publisher.tables.time_forms import form_of
from publisher.tables.units import shown
from publisher.words import Text

_PERSONAL = re.compile(r"個人番号|マイナンバー|my_?number")
_WHEN_OR_WHERE = re.compile(r"住所|所在地|居住|[^音語帯]区$|(?:[^毎]日|日時|時刻|[^0-9]年)$|曜日")
_CORNER = re.compile(r"単位\s*[:：]?\s*(?P<unit>[^)）\]】]{1,12})")
_CORNER_ONLY = Text(
    "単位（{unit}）が表の外にだけ書かれています。「{label}（{unit}）」のように、項目名に書いてください。",
    "The unit ({unit}) stands outside of the table only. Write it into the headers: "
    "'{label} ({unit})'.",
)
_IN_CELLS = Text(
    "「{label}」の単位（{unit}）がセルの中にだけ書かれています。項目名に「{label}（{unit}）」のように書いてください。",
    "The unit of '{label}' ({unit}) stands in the cells only. Write it into the header: "
    "'{label} ({unit})'.",
)
_COUNT = Text(
    "「{label}」の単位（人、千人、世帯など）が書かれていません。"
    "項目名に「{label}（人）」のように書いてください。",
    "The unit of '{label}' (persons, thousands …) is not stated. Write it into the header: "
    "'{label} (persons)'.",
)
_COUNTS = Text(
    "「{label}」など{count}列の単位（人、千人、世帯など）が書かれていません。"
    "項目名に「{label}（人）」のように書いてください。",
    "The units of {count} {count:column|columns} such as '{label}' (persons, thousands …) are not "
    "stated. Write "
    "them into the headers: '{label} (persons)'.",
)
_QUESTION = Text(
    "「{label}」などの数字の単位は、見る人に分かりますか。",
    "Can a reader tell the unit of '{label}'?",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        numbers = list(number_columns(table))
        known = named_by_standard(table)
        has_unit_column = any(
            "単位" in column.key or column.key == "unit" for column in table.columns
        )
        if not numbers or not table.has_header or table.layout.is_headless:
            yield NotApplicable()
        elif has_unit_column:
            return
        else:
            second = second_row(table)
            if second is not None and second.about is About.UNITS:
                known |= {item.position for item in numbers if second.has(item.position)}
            yield from _judge(table, [item for item in numbers if item.position not in known])


def _judge(table: TableHead, numbers: list[Column]) -> Iterator[Outcome]:
    open_ones = [column for column in numbers if not (states_unit(column) or is_bare(column))]
    corner = _corner(table.layout.above)
    if corner is not None and open_ones and not any(map(states_unit, numbers)):
        record, position, unit = corner
        yield Hit(
            record=record,
            position=position,
            is_above_header=True,
            message=_CORNER_ONLY,
            values={"unit": unit, "label": open_ones[0].label},
        )
        return
    for column in open_ones:
        if needs_unit(column):
            unit = _unit_in_cells(table, column)
            yield Hit(
                record=table.layout.header,
                position=column.position,
                message=_IN_CELLS if unit else None,
                values={"label": column.label, "unit": unit},
            )
    counts = [column for column in open_ones if leaves_unit_open(column)]
    if counts:
        yield Hit(
            record=table.layout.header,
            position=counts[0].position,
            message=_COUNT if len(counts) == 1 else _COUNTS,
            values={"label": counts[0].label, "count": len(counts)},
        )
    unknown = [
        item
        for item in open_ones
        if item.label
        and not (needs_unit(item) or leaves_unit_open(item) or is_count(item))
        and not (_is_flag(table, item) or _is_no_quantity(item))
    ]
    if unknown:
        yield Ask(
            position=unknown[0].position,
            question=_QUESTION,
            values={"label": unknown[0].label},
            is_quiet=True,
        )


def _unit_in_cells(table: TableHead, column: Column) -> str:
    """Return the one unit that half of the cells state, which L2-01 says of each; else nothing."""
    index = column.position - 1
    texts = [text_of(row.cells[index]) for row in table.sample if index < len(row.cells)]
    filled = [text for text in texts if text]
    units = [unit for text in filled if (unit := fault_of(text)[2])]
    is_one = len(set(units)) == 1 and len(units) * 2 >= len(filled)
    return shown(units[0]) if is_one else ""


def _is_no_quantity(column: Column) -> bool:
    """Say whether the name is that of codes, of a person's number, or of a point in time.

    What the codes mean, L3-02 asks; columns of years, L3-09 asks about.
    """
    is_time = form_of(column.label) is not None
    is_other = _PERSONAL.search(column.key) or _WHEN_OR_WHERE.search(column.key)
    return is_coded(column) or bool(is_other) or is_time


def _is_flag(table: TableHead, column: Column) -> bool:
    """Say whether a column holds nothing but 1, or 1 and 0: yes and no are no quantity."""
    index = column.position - 1
    found = {text_of(row.cells[index]) for row in table.sample if index < len(row.cells)}
    return "1" in found and found <= {"", "0", "1"}


def _corner(above: tuple[Record, ...]) -> tuple[Record, int, str] | None:
    for record in above:
        for position, cell in enumerate(record.cells, start=1):
            found = _CORNER.search(unicodedata.normalize("NFKC", text_of(cell)))
            if found:
                return record, position, found["unit"].strip()
    return None


RULE = Rule(
    id="L3-04",
    name="missing-unit",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    official_title="データの単位を記載しているか",
    numbers_2020=("1-9",),
    title=Text("数字の単位が書かれていない", "Quantities without a unit"),
    why=Text(
        "円なのか千円なのか分からず、けたを間違えて使われます。",
        "Readers take thousands for units and are wrong by powers of ten.",
    ),
    fix=Text(
        "項目名に「金額（千円）」のように単位を書いてください。",
        "Write the unit into the header: amount (1,000 yen).",
    ),
    message=Text(
        "「{label}」の単位が分かりません。項目名に「{label}（単位）」の形で書いてください。",
        "The unit of '{label}' is not stated. Write it into the header: '{label} (unit)'.",
    ),
    decides=Text(
        "面積や金額、人口など単位のいる項目名に単位がなければ違反の疑いとし、ほかの数字の列は人に聞きます。",
        "Likely for names of quantities (area, amount, population) without a unit; asks for other "
        "numbers.",
    ),
    bad=(
        csv("公園,面積\n北公園,1200\n南公園,800\n"),
        csv("年度,決算額\n2023,1200\n2024,800\n"),
        csv("公園,面積\n北公園,1200m2\n南公園,800m2\n"),
        csv("（単位：千円）,,\n年度,歳入,歳出\n2023,10,20\n2024,30,40\n2025,50,60\n"),
        csv("park,area\nA,1200\nB,800\n"),
        csv("地区,人口,世帯数,男,女\n北,10,5,4,6\n南,20,9,9,11\n"),
        csv("name,capacity\nA,120\nB,80\n"),
        csv("地区,人口\n北,10\n南,20\n東,30\n西,40\n中,50\n外,調査中\n奥,不明\n"),
    ),
    good=(
        csv("公園,面積（m2）\n北公園,1200\n南公園,800\n"),
        csv("観測日,気温（℃）\n2024-07-01,30.1\n2024-07-02,31.5\n"),
        csv("年度,排出量（t-CO2）,出生率（‰）\n2023,1200,6.1\n2024,800,5.9\n"),
        csv("路線,騒音（dB(A)）,保存容量（GB）\nA,65,12\nB,62,8\n"),
        csv("件名,予定価格（税抜・円）,落札額（円、税込）\n舗装,1200,1000\n清掃,800,700\n"),
        csv("年度,決算額（千円）\n2023,1200\n2024,800\n"),
        csv("年度,単位,決算額\n2023,千円,1200\n2024,千円,800\n"),
        csv("地区,総人数,世帯数,男性数,女性数\n北,10,5,4,6\n南,20,9,9,11\n"),
        csv("地区,人口（人）,人口_人,対象\n北,10,10,男\n南,20,20,女\n"),
        csv("施設,収容人数,定員\nA,100,20\nB,80,30\n"),
        standard("population"),
        csv("施設,緯度,経度,標高（メートル）\nA,34.69,135.69,12\nB,34.70,135.70,15\n"),
        csv("番号,施設\n1,A\n2,B\n"),
        csv("施設,金額の説明\nA,無料\nB,有料\n"),
    ),
    check=OfTable(_Watch),
)

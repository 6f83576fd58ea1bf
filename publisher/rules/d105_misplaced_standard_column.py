"""D105: a standard dataset whose columns stand in another order, or with others between them."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.blocks import OBJECTS
from publisher.rules.examples import csv
from publisher.rules.rule import Hit, NotApplicable, OfTable, Outcome, Rule, TableHead, Watch
from publisher.rules.standard_columns import held, names_text, title_of
from publisher.rules.standard_examples import HEADERS, table
from publisher.standards import Recognition
from publisher.words import Text

_BETWEEN = Text(
    "標準の「{title}」にない列が、標準の列のあいだにあります：{names}。"
    "市町村の列は、標準の列のあとに置いてください。",
    "{count:A column|Columns} that the standard {title} does not have {count:stands|stand} among "
    "its own: {names}. "
    "Put columns of your own behind them.",
)
_HEAD = "272124,S001,大阪府,八尾市,"
_TAIL = "消火栓,大阪府八尾市本町1-1-1,,34.691900,135.700500,75,"


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        found = held(table)
        if found is None or not found.standard.is_settled or table.form in OBJECTS:
            yield NotApplicable()  # the members of an object have no order
            return
        header, title = table.layout.header, title_of(found)
        if not found.in_order:
            yield Hit(record=header, values={"title": title})
        elif names := _between(found, [column.label for column in table.columns]):
            yield Hit(
                record=header,
                message=_BETWEEN,
                values={"title": title, "names": names_text(names), "count": len(names)},
            )


def _between(found: Recognition, labels: list[str]) -> tuple[str, ...]:
    """Return the columns of the file's own that stand before the standard's last one."""
    last = max(position for position, field in enumerate(found.fields) if field is not None)
    own = zip(labels[:last], found.fields[:last], strict=True)
    # A column named #property marks the rows of one city platform's files; it says nothing itself.
    return tuple(
        label for label, field in own if field is None and label.lstrip("#") == label != ""
    )


RULE = Rule(
    id="D105",
    name="misplaced-standard-column",
    severity=Severity.INFO,
    title=Text("標準データセットと列の並びが違う", "A standard dataset in another order"),
    why=Text(
        "列の番号で読むプログラムや、ファイルをつなぐ人が取りちがえます。",
        "Whoever reads by column number, or joins files, mixes the columns up.",
    ),
    fix=Text(
        "標準の順に並べ、市町村の列はそのあとに置いてください。",
        "Use the standard's order, with columns of your own behind.",
    ),
    message=Text(
        "列の並びが標準の「{title}」と違います。標準の順に並べてください。",
        "The columns are not in the order of the standard {title}. Put them in its order.",
    ),
    decides=Text(
        "順は確かです。順が分かっていない標準では何も言いません。後ろに足した列はかまいません。",
        "The order is certain; nothing is said of standards whose order is not known. "
        "Columns added behind are fine.",
    ),
    bad=(
        csv(
            HEADERS["fire_hydrant"].replace("緯度,経度", "経度,緯度")
            + f"\n{_HEAD}消火栓,大阪府八尾市本町1-1-1,,135.700500,34.691900,75,\n"
        ),
        csv(HEADERS["fire_hydrant"].replace("種別", "管理番号,種別") + f"\n{_HEAD}K1,{_TAIL}\n"),
    ),
    good=(
        table("fire_hydrant"),
        csv(HEADERS["fire_hydrant"] + f",設置年度\n{_HEAD}{_TAIL},2019年度\n"),
    ),
    check=OfTable(_Watch),
)

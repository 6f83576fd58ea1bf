"""D103: a standard dataset without columns that the standard wants."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.rule import Hit, NotApplicable, OfTable, Outcome, Rule, TableHead, Watch
from publisher.rules.standard_columns import held, names_text, title_of
from publisher.rules.standard_examples import table
from publisher.standards import Requirement
from publisher.words import Text

_RECOMMENDED = Text(
    "標準の「{title}」で勧められている列がありません：{names}。分かるものがあれば足してください。",
    "{count:A column|Columns} that the standard {title} recommends {count:is|are} not there: "
    "{names}. Add what you know.",
)
_UNMARKED = Text(
    "標準の「{title}」にある列がありません：{names}。必要なものか確かめてください。",
    "{count:A column|Columns} of the standard {title} {count:is|are} not there: {names}. "
    "See whether {count:it is|they are} needed.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        found = held(table)
        if found is None or not found.standard.is_settled:
            yield NotApplicable()
            return
        header = table.layout.header
        title = title_of(found)
        for requirement, message, severity in (
            (Requirement.REQUIRED, None, None),
            (Requirement.RECOMMENDED, _RECOMMENDED, Severity.INFO),
            (None, _UNMARKED, Severity.INFO),
        ):
            names = found.lacking(requirement)
            if table.form == "geojson":  # the geometry says where it is
                names = tuple(name for name in names if name not in {"緯度", "経度"})
            if names:
                yield Hit(
                    record=header,
                    message=message,
                    severity=severity,
                    values={"title": title, "names": names_text(names), "count": len(names)},
                )


RULE = Rule(
    id="D103",
    name="missing-standard-column",
    severity=Severity.WARNING,
    title=Text("標準データセットの列がない", "A standard dataset without one of its columns"),
    why=Text(
        "ほかの市町村のデータと一緒に使うプログラムが止まります。",
        "Programs that use the data of many bodies stop.",
    ),
    fix=Text(
        "列を足してください。値が分からないところは空欄でかまいません。",
        "Add the column; cells whose value is not known may stay empty.",
    ),
    message=Text(
        "標準の「{title}」で必須の列がありません：{names}。列を足してください（空欄でもかまいません）。",
        "{count:A column|Columns} that the standard {title} requires {count:is|are} not there: "
        "{names}. "
        "Add them (their cells may be empty).",
    ),
    decides=Text(
        "列がないことは確かです。列の全部は分かっていない標準では何も言いません。",
        "That a column is absent is certain; nothing is said of standards known in part.",
    ),
    bad=(
        table("evacuation_space", renamed={"災害種別_火山現象": ""}),
        table("aed", renamed={"名称_カナ": "", "設置位置": ""}),
    ),
    good=(
        table("fire_hydrant"),
        table("fire_hydrant", renamed={"方書": ""}),
        table("evacuation_space", {"災害種別_洪水": ""}),
    ),
    check=OfTable(_Watch),
)

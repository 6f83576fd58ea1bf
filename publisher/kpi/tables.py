"""The KPI as tables: columns with their dictionary, and the CSV that Excel opens. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.kpi.figures import BodyMeasure, KpiReport, State
from publisher.words import Text

Value = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its header, type in Table Schema's words, and what it means."""

    name: str
    english: str
    type: str
    description: Text
    constraints: Mapping[str, Any]

    def as_field(self) -> dict[str, Any]:
        """Return the field of a Table Schema."""
        return {
            "name": self.name,
            "title": self.name,
            "type": self.type,
            "description": self.description.ja,
            "translations": {"en": {"title": self.english, "description": self.description.en}},
            **({"constraints": dict(self.constraints)} if self.constraints else {}),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One CSV file of the generated dataset; a blank cell is a figure that is not known here."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    key: str
    """Name of the column that tells the rows apart."""
    rows: tuple[tuple[Value, ...], ...]

    def as_schema(self) -> dict[str, Any]:
        """Return its Table Schema."""
        return {
            "fields": [column.as_field() for column in self.columns],
            "primaryKey": [self.key],
            "missingValues": [""],
        }

    def as_csv(self) -> bytes:
        """Return UTF-8 with BOM and CRLF, because citizens double-click it into Excel."""
        import pandas as pd

        # Object cells keep whole numbers beside blanks; pandas would make them 77.0.
        frame = pd.DataFrame(
            list(self.rows), columns=[column.name for column in self.columns], dtype=object
        )
        text: str = frame.to_csv(index=False, lineterminator="\r\n")
        return text.encode("utf-8-sig")


REQUIRED: Mapping[str, Any] = {"required": True}
COUNT: Mapping[str, Any] = {"minimum": 0}
REQUIRED_COUNT: Mapping[str, Any] = {"required": True, "minimum": 0}


def _column(
    name: str, english: str, kind: str, description: Text, constraints: Mapping[str, Any]
) -> Column:
    return Column(
        name=name, english=english, type=kind, description=description, constraints=constraints
    )


_CUMULATIVE = _column(
    "累計",
    "Cumulative",
    "integer",
    Text(
        "基準値＋追加。空欄は「ここでは分からない」（ゼロではない）",
        "Opening balance + added. Blank: not known here, which is not zero",
    ),
    COUNT,
)
_AVAILABLE = _column(
    "公開中",
    "Available",
    "integer",
    Text(
        "この記録にあり、取り出せるデータセットの数。基準値は含まない。空欄は「ここでは分からない」",
        "Datasets recorded here that can be taken away, without the opening balance. "
        "Blank: not known here",
    ),
    COUNT,
)
ORGANIZATION_COLUMNS = (
    _column(
        "団体ID",
        "Organization",
        "string",
        Text("目録での団体の名前", "The body's name in the catalog"),
        {"required": True, "unique": True},
    ),
    _column(
        "全国地方公共団体コード",
        "Code",
        "string",
        Text("検査数字を含む6桁", "Six digits with the check digit"),
        REQUIRED,
    ),
    _column(
        "団体名", "Name", "string", Text("団体の名前", "The body's name in Japanese"), REQUIRED
    ),
    _column(
        "英語名",
        "Name in English",
        "string",
        Text("団体の英語名", "The body's name in English"),
        REQUIRED,
    ),
    _column(
        "状態",
        "State",
        "string",
        Text(
            "counted：基準値あり。known_part：基準値は資料に記載がなく、ここで分かる分のみ。"
            "unknown：資料に記載なし（ゼロではない）",
            "counted: an opening balance is stated. known_part: none is stated, only what is "
            "known here. unknown: not stated, which is not zero",
        ),
        {"required": True, "enum": [state.value for state in State]},
    ),
    _column(
        "基準値",
        "Opening balance",
        "integer",
        Text(
            "この記録の前に公開していた数。空欄は資料に記載なし",
            "Datasets published before this record began. Blank: not stated",
        ),
        COUNT,
    ),
    _column(
        "基準値の時点",
        "Date of the opening balance",
        "string",
        Text(
            "出典が書くとおりの時点。月だけのときは月末とみなす",
            "As the source states it; a month counts from its last day",
        ),
        {},
    ),
    _column(
        "基準値の出典",
        "Source of the opening balance",
        "string",
        Text("基準値を書いている資料", "The document that states the opening balance"),
        {},
    ),
    _column(
        "追加",
        "Added",
        "integer",
        Text(
            "基準値の時点より後に初めて公開された数",
            "Datasets first published after the date of the opening balance",
        ),
        REQUIRED_COUNT,
    ),
    _CUMULATIVE,
    _AVAILABLE,
    _column(
        "機械判読できるもの",
        "Machine-readable",
        "integer",
        Text(
            "公開中のうち、エラーのない表またはGeoJSONを持つ数（内数）",
            "Of the available ones, those with a table or GeoJSON file without an error",
        ),
        COUNT,
    ),
)
TARGET_COLUMNS = (
    _column(
        "年度",
        "Fiscal year",
        "integer",
        Text("4月から翌年3月まで（西暦）", "April to March of the next year"),
        {"required": True, "unique": True},
    ),
    _column(
        "目標",
        "Target",
        "integer",
        Text("計画が定める年度末の累計", "Cumulative number that the plan sets for the year"),
        REQUIRED_COUNT,
    ),
)
SERIES_COLUMNS = (
    _column(
        "日",
        "Day",
        "date",
        Text(
            "数が変わった日。次の行の前日まで同じ数",
            "Day on which a figure changed; it holds until the day before the next row",
        ),
        {"required": True, "unique": True},
    ),
    _CUMULATIVE,
    _AVAILABLE,
)


def tables(report: KpiReport) -> Sequence[Table]:
    """Return the bodies, the targets and the series of the headline body."""
    return (
        Table(
            name="kpi_organizations",
            title=Text("団体別の公開データセット数", "Datasets published by each body"),
            columns=ORGANIZATION_COLUMNS,
            key="団体ID",
            rows=tuple(_organization_row(body) for body in report.bodies),
        ),
        Table(
            name="kpi_targets",
            title=Text("年度ごとの目標", "Targets by fiscal year"),
            columns=TARGET_COLUMNS,
            key="年度",
            rows=report.plan.targets,
        ),
        Table(
            name="kpi_series",
            title=Text("累計と公開中の数の移り変わり", "Cumulative and available over time"),
            columns=SERIES_COLUMNS,
            key="日",
            rows=tuple(
                (step.date.isoformat(), step.cumulative, step.available) for step in report.series
            ),
        ),
    )


def _organization_row(body: BodyMeasure) -> tuple[Value, ...]:
    baseline = body.baseline
    return (
        body.organization.name,
        body.organization.code,
        body.organization.title.ja,
        body.organization.title.en,
        body.state.value,
        baseline.count if baseline else None,
        baseline.stated if baseline else None,
        baseline.source if baseline else None,
        body.added,
        body.cumulative,
        body.available,
        body.machine_readable,
    )

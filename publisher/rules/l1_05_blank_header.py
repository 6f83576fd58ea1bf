"""L1-05: a column without a name, or with a name that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.findings import Severity
from publisher.rules import empty_names
from publisher.rules.blocks import second_table, uneven_table, usual_width
from publisher.rules.column_runs import letters, runs
from publisher.rules.examples import csv
from publisher.rules.likely_names import name_of
from publisher.rules.rule import (
    Certainty,
    Hit,
    NotApplicable,
    OfTable,
    Rule,
    TableFacts,
    TableHead,
    Told,
    Watch,
)
from publisher.tables.columns import Column, Kind
from publisher.tables.record import Record, column_letter, text_of
from publisher.words import Text

PROPOSED = 3
"""Names that are proposed for a header that lacks."""
_PLAIN = re.compile(
    r"[+-]?\d+\.\d{2,}|0\d{1,4}-\d{1,4}-\d{3,4}|\d{3}-\d{4}|https?://.+|\d{4}[-/]\d{1,2}[-/]\d{1,2}"
)
"""Coordinates, telephone and postal numbers, addresses of the web, dates: values, never names."""
_SAYS_NOTHING = Text(
    "項目名「{label}」からは、何の列か分かりません。中身の分かる名前にしてください。",
    "The header '{label}' does not tell what the column holds. Give it a name that does.",
)
_SEVERAL = Text(
    "{columns}列の項目名（「{label}」など）からは、何の列か分かりません。中身の分かる名前にしてください。",
    "The headers of columns {columns} ('{label}' …) do not tell what they hold. "
    "Give them names that do.",
)
_TITLE = Text(
    "項目名の行に、表の題「{label}」が入っています。中身の分かる項目名に直してください。",
    "The header holds a title of the table ('{label}'). Write what the column holds.",
)
_INSTRUCTION = Text(
    "項目名の行に、記入の案内「{label}」が残っています。使っていない列なら、列ごと消してください。",
    "The header holds an instruction ('{label}'). If the column is not used, delete it.",
)
_CUT = Text(
    "項目名「{label}」は、途中で切れているようです。元の項目名に直してください。",
    "The header '{label}' seems to be cut off. Write the whole name.",
)
_BELOW = Text(
    "{columns}列の項目名は、次の行に分かれているようです。項目名を1行にまとめてください。",
    "The {count:header of column|headers of columns} {columns} {count:seems|seem} to stand in the "
    "next row. Join the rows into one.",
)
_UNUSED = Text(
    "{columns}列は項目名も値もありません。列ごと消してください。",
    "{count:Column|Columns} {columns} {count:has|have} neither header nor values. "
    "Delete {count:it|them}.",
)
_DATA = Text(
    "1行目がデータのようです（「{label}」）。その上に1行入れ、各列の名前を書いてください（例：{names}）。",
    "The first row seems to be data ('{label}'). Insert a row above it and name every column there, "
    "for example {names}.",
)


class _Watch(Watch):
    def __init__(self) -> None:
        self.header: Record | None = None
        self.below: tuple[Record, ...] = ()
        """Further rows of the header."""

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable | Told]:
        if table.layout.header is None or not table.has_header:
            yield NotApplicable()
            return
        header = self.header = table.layout.header
        self.below = table.layout.further
        position = _value_in_header(table.columns)
        if table.layout.is_headless or position is not None:
            position = position or next(
                p for p, cell in enumerate(header.cells, 1) if text_of(cell)
            )
            yield Hit(
                record=header,
                position=position,
                is_above_header=True,
                message=_DATA,
                certainty=Certainty.LIKELY,
                values={
                    "label": text_of(header.cells[position - 1]),
                    "names": _proposed(header, table.sample),
                },
            )
            return
        yield from self._named(table.columns, table.sample)

    def _named(self, columns: Sequence[Column], sample: Sequence[Record]) -> Iterator[Hit | Told]:
        """Yield the names that say nothing."""
        labels = self.labels
        series = empty_names.numbered(columns)
        is_empty = [
            empty_names.says_nothing(label) or position in series
            for position, label in enumerate(labels, start=1)
        ]
        for positions in runs(n for n, flag in enumerate(is_empty, start=1) if flag):
            yield self._hit(positions, _SAYS_NOTHING if len(positions) == 1 else _SEVERAL)
        for position in sorted(empty_names.cut_off(labels)):
            yield self._hit([position], _CUT)
        for position, label in enumerate(labels, start=1):
            if empty_names.is_title(label):
                yield self._hit([position], _TITLE)
            elif empty_names.is_instruction(label):
                yield self._hit([position], _INSTRUCTION)
        if usual_width(sample) > len(labels) and any("," in label for label in labels):
            yield Told(by="L1-15")

    def _hit(
        self,
        positions: Sequence[int],
        message: Text | None,
        certainty: Certainty = Certainty.LIKELY,
    ) -> Hit:
        label = self.labels[positions[0] - 1]
        return Hit(
            record=self.header,
            position=positions[0],
            message=message,
            certainty=certainty,
            values={"label": label, "columns": letters(positions), "count": len(positions)},
        )

    def finish(self, facts: TableFacts) -> Iterator[Hit | Told]:
        """Yield the columns without a name; what parts a table is L1-03's, so the end decides."""
        if self.header is None:
            return
        labels = self.labels
        is_used = [bool(column.filled) for column in facts.columns[: len(labels)]]
        is_used += [False] * (len(labels) - len(is_used))
        is_open = [used and not label for used, label in zip(is_used, labels, strict=True)]
        is_below = [self._is_named_below(index) for index in range(len(labels))]
        unnamed = [flag and not below for flag, below in zip(is_open, is_below, strict=True)]
        divided = [flag and below for flag, below in zip(is_open, is_below, strict=True)]
        is_blank = [not label and not used for label, used in zip(labels, is_used, strict=True)]
        last = max((index for index, flag in enumerate(is_blank) if not flag), default=-1)
        counts = [column.filled for column in facts.columns]
        has_other = second_table(labels) or uneven_table(labels, counts)
        if any(is_blank[:last]) and not has_other:
            yield Told(by="L1-03")
        unused = [flag and index > last for index, flag in enumerate(is_blank)]
        for flags, message, certainty in (
            (unnamed, None, Certainty.CERTAIN),
            (divided, _BELOW, Certainty.LIKELY),
            (unused, _UNUSED, Certainty.CERTAIN),
        ):
            flagged = (index for index, flag in enumerate(flags, start=1) if flag)
            for positions in runs(flagged):
                yield self._hit(positions, message, certainty)

    @property
    def labels(self) -> list[str]:
        """The header's cells, trimmed."""
        return [text_of(cell) for cell in self.header.cells] if self.header else []

    def _is_named_below(self, index: int) -> bool:
        return any(index < len(row.cells) and text_of(row.cells[index]) for row in self.below)


def _proposed(header: Record, sample: Sequence[Record]) -> Text:
    """Return names for the columns whose values tell what they are; some name at least."""
    found = {}
    for index in range(len(header.cells)):
        values = [row.cells[index] for row in (header, *sample) if index < len(row.cells)]
        if name := name_of(values):
            found[column_letter(index + 1)] = name
    found = found or {"A": "名称"}
    shown = list(found.items())[:PROPOSED]
    return Text(
        "、".join(f"{letter}列「{name}」" for letter, name in shown),
        ", ".join(f"'{name}' for column {letter}" for letter, name in shown),
    )


def _value_in_header(columns: Sequence[Column]) -> int | None:
    """Return the first column whose name is a value like those below it."""
    kinds = {Kind.NUMBER, Kind.CODE, Kind.DATE, Kind.TEXT}
    found = [c.position for c in columns if c.kind in kinds and _PLAIN.fullmatch(c.label)]
    return found[0] if found else None


RULE = Rule(
    id="L1-05",
    name="blank-header",
    severity=Severity.ERROR,
    title=Text("項目名のない列がある", "A column without a header"),
    official_title="すべての列に意味が推測できる項目名が存在するか",
    numbers_2020=("1-6",),
    why=Text(
        "その列が何を表すのか、だれにも分かりません。",
        "Nobody can tell what the column holds.",
    ),
    fix=Text(
        "中身の分かる項目名を書いてください。使っていない列は、列ごと消してください。",
        "Write a header that tells what the column holds; delete columns that are not used.",
    ),
    message=Text(
        "{columns}列の項目名が空です。項目名を書くか、使っていない列なら列ごと消してください。",
        "{count:Column|Columns} {columns} {count:has|have} no header. Write {count:one|them}, or "
        "delete {count:the column if it is|the columns if they are} not used.",
    ),
    decides=Text(
        "空の項目名は確実な違反です。「列1」「Unnamed: 3」、数や記号だけの名前、途中で切れた名前、"
        "表の題や記入の案内、番号だけで区別した数の列を疑いとします。"
        "1行目からデータに見えるものも同じです。",
        "A blank header is certain. Names made up by programs, bare numbers or signs, columns of "
        "numbers told apart by a number only, names cut off, titles and instructions, and a "
        "first row that looks like data are likely.",
    ),
    supersedes=frozenset({"blank-label", "blank-header"}),
    bad=(
        csv("名称,,緯度\n市役所,東新町,34.69\n"),
        csv("名称,住所,,\n市役所,東新町8-38,,\n公民館,北新町2-1,,\n"),
        csv("名称,　,緯度\n市役所,東新町,34.69\n"),
        csv(",人数\n男,10\n"),
        csv('"",""\n1,2\n'),
        csv("名称,列1,Unnamed: 3\n市役所,a,b\n公民館,c,d\n"),
        csv("地区,1,2,3\n北,10,11,12\n南,20,21,22\n"),
        csv("市役所,34.6912,135.7012\n公民館,34.7012,135.7112\n"),
        csv("名称,定員,\n北館,20,\n南館,30,\n"),
        csv("病院,<病院の一覧 H27.10.1現在>,住所\n北病院,北保健所,北町\n南病院,南保健所,南町\n"),
        csv("回答番号,23:select,18:text\n1,公園,北\n2,広場,南\n"),
        csv(
            "路線名,規制区間（,規制区間_1,路面状況詳\n国道1,北町,南町,凍結\n国道2,東町,西町,なし\n"
        ),
        csv("地域名,man1,man2,man3,man4,man5\n北,1,2,3,4,5\n南,2,3,4,5,6\n"),
        csv("名称,定員,←データの項目名を入力\n北館,20,\n南館,30,\n"),
    ),
    good=(
        csv("名称,住所,緯度\n市役所,東新町,34.69\n"),
        csv("名称\n市役所\n"),
        csv("名称,備考\n市役所,\n公民館,\n"),
        csv("名称,項目,1列目の色,フィールド名\n市役所,窓口,赤,会場\n"),
        csv("記号,A,B,X座標\n北,甲,乙,丙\n"),
        csv("項目名,5歳,第1号,24時間\n北,あり,なし,あり\n"),
        csv("ID,No,F値\nA-1,あ,い\n"),
        csv("名称,写真1,写真2\n北館,a.jpg,b.jpg\n"),
        csv("地区,状況（2024年4月1日現在）,計画【2024年度】\n北,工事中,着工\n南,完了,検査\n"),
        csv("回答番号,あてはまるものを選択してください\n1,賛成\n2,反対\n"),
        csv("項目,期間,路線名称（略）\n工事,夏の間,国道1\n点検,冬の間,国道2\n"),
    ),
    check=OfTable(_Watch),
)

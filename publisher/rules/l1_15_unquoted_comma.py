"""L1-15: records with more cells than there are column names, because a comma is not quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.findings import Severity
from publisher.rules.blocks import is_undivided, usual_width
from publisher.rules.examples import book, csv
from publisher.rules.joined_names import parted
from publisher.rules.rule import Hit, NotApplicable, OfTable, Rule, TableHead, Watch
from publisher.tables.batch import Blanks
from publisher.tables.record import Record, text_of
from publisher.words import Text

NEAR = 50
"""Records within which scraps belong to one stretch."""
_SURPLUS = Text(
    "項目名は{width}個ですが、この行には区切りのコンマが{more}個多くあります。余分なコンマを消してください。",
    "The header has {width} {width:column|columns}, but this line has {more} {more:comma|commas} "
    "too many. Delete {more:it|them}.",
)
_HEADER = Text(
    "項目名は{width}個ですが、どのデータの行も{count}個に分かれています。"
    '項目名の行のコンマと引用符（"）を確かめてください。',
    "The header has {width} {width:name|names}, but every line of data has {count} "
    "{count:cell|cells}. "
    'Check the commas and quotes (") of the header.',
)
_JOINED = Text(
    "項目名「{names}」が1つのセルに入っているため、右の項目名がすべてずれています。"
    '引用符（"）を取り、項目名を分けてください。',
    "The names '{names}' share one cell, so that all names to their right are shifted. "
    'Take the quotes (") away, so that each has its own cell.',
)
_TORN = Text(
    '引用符（"）の付け方が壊れていて、1件が何行にも分かれています。'
    "表計算ソフトで開き、CSVで保存し直してください。",
    'The quotes (") are broken here and one record falls into several lines. '
    "Open the file in a spreadsheet and save it as CSV again.",
)
_SCRAP = re.compile(r'^,"|^[^"]*[^"\s]"$')
"""What a quote doubled by mistake at the start of a value leaves behind."""


class _Watch(Watch):
    def __init__(self) -> None:
        self.width = 0
        """Cells of the header; 0 where there is nothing to compare with."""
        self.usual = 0
        """Cells of every record, where the header is what is short."""
        self.short: Record | None = None
        """The record seen last, where it has less cells than the header."""
        self.torn = -NEAR
        """Number of the last record of a stretch that was told."""

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable]:
        header = table.layout.header
        if table.form not in {"csv", "gtfs"} or header is None or is_undivided(header):
            yield NotApplicable()
            return
        self.width = len(header.cells)
        self.usual = usual_width(table.sample)
        if self.usual > self.width:
            yield self._of_header(header, table.sample)

    def _of_header(self, header: Record, sample: Sequence[Record]) -> Hit:
        labels = [text_of(cell) for cell in header.cells]
        names = parted(labels, [record.cells for record in sample])
        joined = next((at for at, label in enumerate(labels) if names and label != names[at]), None)
        if joined is not None:
            values = {"names": labels[joined]}
            return Hit(record=header, position=joined + 1, message=_JOINED, values=values)
        return Hit(
            record=header, message=_HEADER, values={"width": self.width, "count": self.usual}
        )

    def odd(self, record: Record) -> Iterator[Hit]:
        count = len(record.cells)
        if self.width and count < self.width:
            yield from self._scraps(record)
        if not self.width or count <= self.width or count == self.usual:
            return
        more = count - self.width
        has_text = any(text_of(cell) for cell in record.cells[self.width :])
        yield Hit(
            record=record,
            message=None if has_text else _SURPLUS,
            values={"width": self.width, "count": count, "more": more},
        )

    def blanks(self, records: Blanks) -> Iterator[Hit]:
        """Only where they are too wide each of them counts, and is told; else the last does."""
        is_wide = len(records.first.cells) > self.width
        for record in records if is_wide else records[-1:]:
            yield from self.odd(record)

    def _scraps(self, record: Record) -> Iterator[Hit]:
        """Yield where a stretch of scraps begins: with the short record before the first."""
        is_scrap = any(_SCRAP.search(text_of(cell)) for cell in record.cells)
        if is_scrap and record.number - self.torn > NEAR:
            before = self.short if self.short and self.short.number == record.number - 1 else None
            yield Hit(record=before or record, message=_TORN)
        if is_scrap:
            self.torn = record.number
        self.short = record


RULE = Rule(
    id="L1-15",
    name="unquoted-comma",
    severity=Severity.ERROR,
    title=Text("コンマを含む値が引用符で囲まれていない", "A value with a comma that is not quoted"),
    official_title="【CSV】文字列にカンマが含まれているフィールドの値はダブルコーテーション（“）で囲んでいるか",
    why=Text(
        "値が2つのセルに割れ、右の列がすべてずれます。",
        "The value falls into two cells and everything to its right shifts.",
    ),
    fix=Text(
        'コンマを含む値を引用符（"）で囲んでください。表計算ソフトからCSVで保存し直すと確実です。',
        'Quote values that hold a comma ("a, b"); saving as CSV from a spreadsheet does it surely.',
    ),
    message=Text(
        "項目名は{width}個ですが、この行は{count}個に分かれています。"
        'コンマを含む値を引用符（"）で囲んでください。',
        "The header has {width} {width:column|columns}, but this line falls into {count}. "
        'Put the value that holds a comma into quotes (").',
    ),
    decides=Text(
        "項目名の数と行のセルの数を比べ、多い行と、壊れた引用符で分かれた行を確実な違反とします。",
        "A line with more cells than the header has names is a certain violation, and so are "
        "lines torn by broken quotes.",
    ),
    supersedes=frozenset({"extra-cell"}),
    bad=(
        csv("名称,備考\n市役所,月曜,祝日休み\n公民館,なし\n図書館,なし\n"),
        csv("品名,価格\nりんご,1,200\nみかん,300\nぶどう,500\n"),
        csv("名称,備考\n市役所,a,,\n公民館,b\n図書館,c\n"),
        csv('名称,設備,備考\n市役所,""駐車場,有り\nトイレ"\n,"なし"\n公民館,なし,なし\n'),
        csv('名称,"住所,電話"\n市役所,東新町,0743-74-1111\n公民館,北新町,0743-74-1112\n'),
    ),
    good=(
        csv('名称,備考\n市役所,"月曜,祝日休み"\n公民館,なし\n'),
        csv('品名,説明\nりんご,"赤い, 甘い"\nみかん,"5"" の箱"\n'),
        csv("名称,備考\n市役所,「月曜、祝日休み」\n"),
        csv('品名,大きさ,備考\n額,"5"" の箱",なし\n鏡,"7""",なし\n'),
        book(("名称", "備考"), ("市役所", "月曜, 祝日休み")),
    ),
    check=OfTable(_Watch),
)

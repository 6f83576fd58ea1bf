"""L1-04: remarks, sources and notes below or beside the table. Those above it are L3-01's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.blocks import GEOJSON, is_memo
from publisher.rules.examples import book, csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Rule,
    TableFacts,
    TableHead,
    Watch,
)
from publisher.tables.record import Record, filled, text_of
from publisher.words import Text

TAIL = 20
"""Records at the end that may be remarks; more is data."""
WIDE = 4
"""Columns from which a row of two cells is a remark if the first is its mark."""
_MARK = r"^\s*(?:[※＊*]\s*[0-9０-９]*|[(（]?注\s*[0-9０-９]*[)）:：.．]?|(?:備考|出典|出所|資料|凡例)\s*[:：])\s*$"
_STRICT = re.compile(r"※|[(（]?注\d*[)）:：]|(?:出典|出所|資料)\s*[:：]")
_LOOSE = re.compile(
    r"[(（]?(?:注|備考|出典|出所|資料|単位|凡例|注意|作成|問い?合わ?せ先?)\d*[)）]?(?:[\s:：.．]|$)"
    r"|[*＊※]\s*\S|[(（]単位|.{0,12}(?:年|月|日)\s*(?:現在|時点|更新)[)）]?$"
)
_SENTENCE = re.compile(r"(?:です|ます|ない|である|こと|ください|とおり|含む|による)[。.]?$|。$")
_IN_HEADER = Text(
    "項目名の行に、覚え書き「{value}」が残っています。消すか、説明の欄に移してください。",
    "A remark ('{value}') stands in the header. Delete it or move it into the description.",
)
_BESIDE = Text(
    "表の外に「{value}」があります。消すか、説明の欄に移してください。",
    "'{value}' stands beside the table. Delete it or move it into the description.",
)


class _Watch(Watch):
    def __init__(self) -> None:
        self.header: Record | None = None
        self.names = 0
        self.first = 0
        """Number of the first record below the header."""
        self.tail: list[Record] = []
        """Records at the end with one filled cell or none, the last seen."""

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable]:
        self.header = table.layout.header if table.form != GEOJSON else None
        if self.header is None:
            yield NotApplicable()
            return
        self.first = table.sample[0].number if table.sample else 0
        labels = [text_of(cell) for cell in self.header.cells]
        self.names = sum(map(bool, labels))
        for position, label in enumerate(labels, start=1):
            if is_memo(label) and self.names > 1:
                values = {"value": label}
                yield Hit(record=self.header, position=position, message=_IN_HEADER, values=values)
        if table.sheet is not None:
            for record in table.sample:
                yield from self._beside(record)

    def _beside(self, record: Record) -> Iterator[Hit]:
        """Yield the words of a sheet's row that stand where no column is."""
        width = len(self.header.cells) if self.header else 0
        for position, value in enumerate(record.cells[width:], start=width + 1):
            text = text_of(value)
            if text and filled(record) > 1 and (is_memo(text) or _SENTENCE.search(text)):
                cell = Cell(record.number, position, value, text, lambda: record)
                yield Hit(cell=cell, message=_BESIDE, values={"value": text})

    def interests(self) -> Iterator[Interest]:
        if self.names >= WIDE:
            yield Interest(columns=frozenset({1}), finds=_MARK)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        """Yield remarks whose mark has a cell of its own: ※1 | 外国人を含む。"""
        record = cell.row()
        if filled(record) == 2:
            texts = [text for value in record.cells if (text := text_of(value))]
            if not texts[1][:1].isdecimal():
                yield Hit(record=record, values={"value": " ".join(texts)})

    def odd(self, record: Record) -> Iterator[Hit]:
        if self.header is None or self.names < 2 or filled(record) > 1:
            return
        if not self.tail or record.number == self.tail[-1].number + 1:
            self.tail = [*self.tail, record][-TAIL - 1 :]
        else:
            self.tail = [record]
        text = _only(record)
        if text and _is_remark(text, self.names):
            yield Hit(record=record, values={"value": text})

    def finish(self, facts: TableFacts) -> Iterator[Hit]:
        """Yield what else stands below the table, after a blank row."""
        if self.header is None or not self.tail or len(self.tail) > TAIL:
            return
        if self.tail[-1].number < self.first + facts.records - 1:
            return
        is_after_blank = False
        for record in self.tail:
            text = _only(record)
            if is_after_blank and text and not _is_remark(text, self.names):
                yield Hit(record=record, values={"value": text})
            is_after_blank = is_after_blank or not text


def _only(record: Record) -> str:
    return next((text for cell in record.cells if (text := text_of(cell))), "")


def _is_remark(text: str, names: int) -> bool:
    """Say whether the only filled cell of a record is a remark; sure of less with few columns."""
    if "\n" in text or text.startswith(","):
        return False  # what broken quotes leave behind: L1-14 says so
    if names < 3:
        return _STRICT.match(text) is not None
    return bool(_LOOSE.match(text) or (len(text) >= 12 and _SENTENCE.search(text)))


RULE = Rule(
    id="L1-04",
    name="memo-outside",
    severity=Severity.WARNING,
    title=Text("表の外に注記やメモがある", "Remarks outside the table"),
    official_title="データ本体と無関係な情報がないか",
    why=Text(
        "注記もデータの1件として読まれ、件数や集計が狂います。",
        "A remark is read as one more record, and counts and sums go wrong.",
    ),
    fix=Text(
        "注記・出典・単位・メモは消し、データセットの説明か「備考」の列に移してください。",
        "Move remarks, sources and units into the dataset's description or a column of remarks.",
    ),
    message=Text(
        "「{value}」は、データではなく注記のようです。この行を消し、説明の欄に移してください。",
        "'{value}' seems to be a remark, not data. Delete the row and move it into the description.",
    ),
    decides=Text(
        "1つのセルだけに「※」「注」「出典」などで始まる語や文がある行、空の行のあとの最後の数行、"
        "項目名の行や表の横の覚え書きを「おそらく」とします。",
        "Likely: rows of a single cell that begins like a remark, the last rows after a blank one, "
        "and remarks in the header or beside the table.",
    ),
    certainty=Certainty.LIKELY,
    bad=(
        csv("地区,人口,世帯\n北,10,4\n南,20,9\n※外国人を含む。,,\n"),
        csv("地区,人口,世帯\n北,10,4\n南,20,9\n出典：住民基本台帳,,\n"),
        csv("地区,人口,世帯\n北,10,4\n南,20,9\n,,\n市民課調べ,,\n"),
        csv("地区,人口,世帯,面積（ha）\n北,10,4,1.5\n南,20,9,2.5\n注1,外国人を含む。,,\n"),
        csv("名称,住所,←データの項目名を入力\n市役所,東新町,\n"),
        csv("名称,定員\n北館,20\n注）定員は目安,\n"),
        book(("地区", "人口"), ("北", 10), ("南", 20, "※速報値")),
    ),
    good=(
        csv("地区,人口,備考\n北,10,※外国人を含む。\n南,20,出典：住民基本台帳\n"),
        csv("名称,住所,電話\n市役所,東新町,1\n移動図書館,,\n公民館,北新町,2\n"),
        csv("資料,所蔵,年,著者\n注釈集,北館,,\n資料,南館,,山田\n※印の本,東館,,\n"),
        csv("品目,分け方,備考\n※印の缶,資源,\n注射針,病院へ,\n資料,紙ごみ,\n"),
        csv("名称,住所,電話\n市役所,東新町,1\n公民館,北新町,2\n移動図書館,,\n"),
        csv("注意事項\n火を使わないでください。\n※雨天中止\n"),
    ),
    check=OfTable(_Watch),
)

"""L1-04: remarks, sources and notes below or beside the table. Those above it are L3-01's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from publisher.findings import Severity
from publisher.rules.blocks import OBJECTS, is_memo, second_table
from publisher.rules.examples import book, csv
from publisher.rules.remark_words import MARK, RULER, SOURCE, is_beside, is_remark
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
    whole_row,
)
from publisher.tables.batch import Blanks
from publisher.tables.record import Record, filled, text_of
from publisher.words import Text

TAIL = 20
"""Records at the end that may be remarks; more is data."""
BLANKS = 1000
"""Blank records that are remembered."""
WIDE = 4
"""Columns from which a row of two cells is a remark if the first is its mark."""
SPARSE = 0.2
"""Share of the rows up to which words to the right of the columns are remarks and no column."""
_WORD = re.compile(r"[^\W\d_]")
_MARK = rf"^\s*(?:{MARK})\s*$"
_SOURCE = rf"^\s*{SOURCE}\s*$"
_BESIDE_MARK = r"^\s*(?:[※＊*←→↑↓⇐⇒]|[(（]?注\s*[0-9０-９]*[)）:：.．])"
_NUMERAL = re.compile(r"[0-9０-９]{1,3}")
_NOTE_ABOVE = re.compile(
    r"(?:資料|出典|出所|備考|注|問い?合わ?せ先?)\d*\s*[:：].*"
    r"|[（(※]?(?:令和|平成|昭和|[RHSＲＨＳ])?\s*[\d元].{0,10}(?:現在|時点)[)）]?"
)
_ABOVE = Text(
    "表の上に「{value}」があります。データセットの説明に移し、この行を消してください。",
    "'{value}' stands above the table. Move it into the description and delete the row.",
)
_NUMERALS = Text(
    "項目名の上に、「{value}」などの番号だけの行が{count}行あります。消してください。",
    "{count} rows above the header hold a mere number ('{value}' …). Delete them.",
)
_RULED = Text(
    "「{value}」は、データではなく区切りの線です。この行を消してください。",
    "'{value}' is a ruler, not data. Delete the row.",
)
_IN_HEADER = Text(
    "項目名の行に、覚え書き「{value}」が残っています。消すか、データセットの説明に移してください。",
    "A remark ('{value}') stands in the header. Delete it or move it into the description.",
)
_BESIDE = Text(
    "表の外に「{value}」があります。消すか、データセットの説明に移してください。",
    "'{value}' stands beside the table. Delete it or move it into the description.",
)


class _Watch(Watch):
    def __init__(self) -> None:
        self.header: Record | None = None
        self.is_sheet = False
        self.names = 0
        self.width = 0
        """Columns of the first table: those of a second beside it are no remarks."""
        self.unnamed: frozenset[int] = frozenset()
        self.first = 0
        """Number of the first record below the header."""
        self.blank: set[int] = set()
        """Numbers of blank records, the first few."""
        self.tail: list[Record] = []
        """Records at the end with one filled cell or none, the last seen."""

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable]:
        self.header = table.layout.header if table.form not in OBJECTS else None
        if self.header is None:
            yield NotApplicable()
            return
        self.is_sheet = table.sheet is not None
        self.first = table.sample[0].number if table.sample else 0
        labels = [text_of(cell) for cell in self.header.cells]
        self.names = sum(map(bool, labels))
        self.width = (second_table(labels) or len(labels) + 1) - 1
        self.unnamed = frozenset(p for p, label in enumerate(labels, start=1) if not label)
        yield from _above(table.layout.above)
        for position, label in enumerate(labels, start=1):
            if is_memo(label) and self.names > 1:
                values = {"value": label}
                yield Hit(record=self.header, position=position, message=_IN_HEADER, values=values)
        if self.is_sheet:
            yield from _outside(table.sample, len(labels))

    def interests(self) -> Iterator[Interest]:
        if self.names < 2:
            return
        yield Interest(columns=frozenset({1}), finds=f"{_MARK}|{_SOURCE}|{_BESIDE_MARK}")
        if self.unnamed - {1}:
            yield Interest(columns=self.unnamed - {1}, finds=_BESIDE_MARK)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        record = cell.row()
        if cell.position > 1:
            if filled(record) > 1 and is_memo(cell.text.strip()):
                yield Hit(cell=cell, message=_BESIDE, values={"value": cell.text.strip()})
            return
        texts = [text for value in record.cells if (text := text_of(value))]
        if len(texts) == 2 and self._is_marked(record, texts):
            yield self._of_body(record, " ".join(texts))
        elif self.width < len(record.cells) and len(texts) > 1:
            left = [text for value in record.cells[: self.width] if (text := text_of(value))]
            if len(left) == 1 and self._is_remark(left[0]):
                yield Hit(cell=cell, message=_BESIDE, values={"value": left[0]})

    def _is_marked(self, record: Record, texts: Sequence[str]) -> bool:
        """Say whether a remark's mark has a cell of its own: ※1 | 外国人を含む。"""
        if self.names >= WIDE and re.search(_MARK, texts[0]):
            return not texts[1][:1].isdecimal()
        return record.number - 1 in self.blank and re.search(_SOURCE, texts[0]) is not None

    def odd(self, record: Record) -> Iterator[Hit]:
        if self.header is None or self.names < 2 or filled(record) > 1:
            return
        if not self.tail or record.number == self.tail[-1].number + 1:
            self.tail = [*self.tail, record][-TAIL - 1 :]
        else:
            self.tail = [record]
        text = _only(record)
        if not text and len(self.blank) < BLANKS:
            self.blank.add(record.number)
        if RULER.fullmatch(text):
            yield self._of_body(record, text, _RULED)
        elif text and self._is_remark(text):
            yield self._of_body(record, text)

    def blanks(self, records: Blanks) -> Iterator[Hit]:
        """Only what can be remembered: the first of them and those at the end."""
        room = BLANKS - len(self.blank)
        for record in [*records[:room], *records[max(room, len(records) - TAIL - 1) :]]:
            yield from self.odd(record)

    def finish(self, facts: TableFacts) -> Iterator[Hit]:
        """Yield what else stands below the table, after a blank row."""
        if self.header is None or not self.tail or len(self.tail) > TAIL:
            return
        if self.tail[-1].number < self.first + facts.records - 1:
            return
        is_after_blank = False
        for record in self.tail:
            text = _only(record)
            is_said = RULER.fullmatch(text) or self._is_remark(text)
            if is_after_blank and text and not is_said:
                yield self._of_body(record, text)
            is_after_blank = is_after_blank or not text

    def _of_body(self, record: Record, text: str, message: Text | None = None) -> Hit:
        hit = _of_row(record, {"value": text}, message)
        return whole_row(hit, None if self.is_sheet else self.header)

    def _is_remark(self, text: str) -> bool:
        """Say whether the only filled cell of a record is a remark; less sure with few columns."""
        if not self.is_sheet and ("\n" in text or text.startswith(",")):
            return False  # what broken quotes leave behind: L1-14 says so
        return is_remark(text, self.names)


def _outside(records: Sequence[Record], width: int) -> Iterator[Hit]:
    """Yield the words of a sheet's rows that stand where no column is.

    That they are beside the table is certain, and a cell too many in their row no further fault.
    """
    found = [
        (record, position, value)
        for record in records
        if len(record.cells) > width and filled(record) > 1
        for position, value in enumerate(record.cells[width:], start=width + 1)
        if text_of(value)
    ]
    counts = Counter(position for _, position, _ in found)
    few = {at for at, count in counts.items() if count <= max(1, SPARSE * len(records))}
    for record, position, value in found:
        text = text_of(value)
        if is_beside(text) or (position in few and _WORD.search(text)):
            yield Hit(
                cell=Cell(record.number, position, value, text, partial(_itself, record)),
                message=_BESIDE,
                certainty=Certainty.CERTAIN,
                values={"value": text},
                same_in_record=frozenset({"extra-cell"}),
            )


def _itself(record: Record) -> Record:
    return record


def _above(records: Sequence[Record]) -> Iterator[Hit]:
    """Yield what stands above the header and is no title, of which L3-01 tells."""
    numerals: list[Record] = []
    for record in records:
        texts = [text for cell in record.cells if (text := text_of(cell))]
        if texts and all(map(_NUMERAL.fullmatch, texts)):
            numerals.append(record)
        elif not texts or texts[0].startswith("#"):
            continue
        for position, cell in enumerate(record.cells, start=1):
            if _NOTE_ABOVE.fullmatch(text := text_of(cell)):
                yield Hit(
                    record=record,
                    position=position,
                    is_above_header=True,
                    message=_ABOVE,
                    values={"value": text},
                )
    if len(numerals) >= 2:
        values = {"value": _only(numerals[0]), "count": len(numerals)}
        yield _of_row(numerals[0], values, _NUMERALS)


def _of_row(record: Record, values: Mapping[str, object], message: Text | None = None) -> Hit:
    """Return a hit on a row that is none of the table: its place is the first filled cell."""
    position = next((p for p, cell in enumerate(record.cells, start=1) if text_of(cell)), None)
    return Hit(
        record=record, position=position, is_above_header=True, message=message, values=values
    )


def _only(record: Record) -> str:
    return next((text for cell in record.cells if (text := text_of(cell))), "")


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
        "「{value}」は、データではなく注記のようです。データセットの説明に移し、この行を消してください。",
        "'{value}' seems to be a remark, not data. Delete the row and move it into the "
        "description.",
    ),
    decides=Text(
        "1つのセルだけに「※」「注」「出典」などで始まる語や文がある行（セルの数も足りなければ確実）、空の行のあとの最後の数行、"
        "区切りの線を疑いとします。項目名の行の覚え書き、表の上の日付・資料名・番号も同じです。"
        "シートの表の右にはみ出した言葉は確実な違反です。表の題はL3-01が知らせます。",
        "Likely: rows of a single cell that begins like a remark (certain where the row lacks the "
        "other cells, too), the last rows after a blank one, "
        "rulers, remarks in the header, and dates, sources and numbers above the table. Words in a "
        "sheet to the right of all columns are certain. Of titles L3-01 tells.",
    ),
    certainty=Certainty.LIKELY,
    bad=(
        csv("地区,人口,世帯\n北,10,4\n南,20,9\n※外国人を含む。,,\n"),
        csv("地区,人口,世帯\n北,10,4\n南,20,9\n※外国人を含む。\n"),
        csv("施設,定員（人）,凡例\n北館,10,黄色＝休止中\n南館,20,\n"),
        csv("地区,人口,世帯\n北,10,4\n南,20,9\n出典：住民基本台帳,,\n"),
        csv("地区,人口,世帯\n北,10,4\n南,20,9\n,,\n市民課調べ,,\n"),
        csv("地区,人口,世帯,面積（ha）\n北,10,4,1.5\n南,20,9,2.5\n注1,外国人を含む。,,\n"),
        csv("名称,住所,←データの項目名を入力\n市役所,東新町,\n"),
        csv("名称,定員\n北館,20\n注）定員は目安,\n"),
        book(("地区", "人口"), ("北", 10), ("南", 20, "※速報値")),
        book(("地区", "人口（人）"), ("北", 10), ("南", 20, None, "担当：市民課 内線234")),
        csv("地区,人口,世帯\n北,10,4\n#######,,\n南,20,9\n"),
        csv("名称,住所,\n市役所,東新町,※移転しました\n公民館,北新町,\n"),
        csv("項目,説明\n人口,住民基本台帳の数\n世帯,住民基本台帳の数\n,\n出典,市民課の資料\n"),
        csv("地区別人口,,\n資料：市民課,,\n地区,区分,人口\n北,男,10\n南,女,20\n"),
        csv("1,,\n2,,\n3,,\n品目,よみ,区分番号\n缶,かん,1\n紙,かみ,2\n瓶,びん,3\n"),
    ),
    good=(
        csv("地区,人口（人）,備考\n北,10,※外国人を含む。\n南,20,出典：住民基本台帳\n"),
        csv("名称,住所,電話\n市役所,東新町,1\n移動図書館,,\n公民館,北新町,2\n"),
        csv("資料,所蔵,年,著者\n注釈集,北館,,\n資料,南館,,山田\n※印の本,東館,,\n"),
        csv("品目,分け方,備考\n※印の缶,資源,\n注射針,病院へ,\n資料,紙ごみ,\n"),
        csv("名称,住所,電話\n市役所,東新町,1\n公民館,北新町,2\n移動図書館,,\n"),
        csv("注意事項\n火を使わないでください。\n※雨天中止\n"),
        csv("資料,所蔵\n出典,北館\n参考資料,南館\n"),
        csv("記号,意味\n---,なし\n***,不明\n"),
    ),
    check=OfTable(_Watch),
)

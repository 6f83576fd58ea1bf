"""L1-06: spaces and line breaks that arrange how a table looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.findings import Severity
from publisher.late_pattern import late
from publisher.municipalities import Municipalities
from publisher.rules.blocks import is_undivided
from publisher.rules.examples import CsvExample, book, csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Rule,
    TableHead,
    Told,
    Watch,
)
from publisher.rules.watch import BREAK
from publisher.tables.columns import Kind
from publisher.tables.record import Record, text_of
from publisher.words import Text

FORMS = frozenset({"csv", "tsv", "gtfs"})
"""Text files, of whose line breaks L1-14 says what to do."""
LONGEST = 200
"""Characters of a title."""
_EDGES = r"^\s|\s$"
_RUN = "\\S[ \\t\u00a0　]{2,}\\S"
_GAP = "\\S[ \\t\u00a0　]\\S"
_TOWN = re.compile(r"(?:市区?町村|自治体|市町|団体)(?:名称?)?")
"""Whole keys of columns that name municipalities: 大和 郡山市 is one name there."""
_LETTER = r"[ぁ-んァ-ヶー一-龥々]"
_SPACED = rf"^\s*{_LETTER}(?:[ \t　]+{_LETTER})+\s*$"
_SPACED_LABEL = late(rf"{_LETTER}(?:[ \t　]+{_LETTER})+(?=$|[\s　]*[(（])")
_SPACED_TITLE = late(rf"(?:^|[^ぁ-んァ-ヶー一-龥々\s])\s*({_LETTER}(?:[ \t　]+{_LETTER}){{3,}})")
_WEEK = frozenset("月火水木金土日祝")
_SENTENCE_SPACES = re.compile(r"[.!?:;]  ")
"""Two spaces between sentences, as typewriters have it: no arrangement."""
_BESIDE_TAB = r"[ 　]\t[^\t]|[^\t]\t[ 　]"
"""White space at the end of a value where tabs part the values and nobody said so."""

_OUTER = Text(
    "「{value}」の{where}に空白があります。空白を消してください。",
    "'{value}' has white space {where}. Remove it.",
)
_OUTER_BREAK = Text(
    "「{value}」の{where}に余分な改行があります。改行を消してください。",
    "'{value}' has a line break {where}. Remove it.",
)
_BLANK = Text(
    "空白だけのセルです。値がないなら、空白を消して空にしてください。",
    "The cell holds only spaces. If there is no value, leave it empty.",
)
_SEVERAL = Text(
    "「{value}」に空白が続いています。空白で位置をそろえず、1つにするか列を分けてください。",
    "'{value}' holds several spaces in a row. Use one, or another column, instead of aligning.",
)
_LETTERS = Text(
    "「{value}」は、文字の間に空白があります。「{joined}」と続けて書いてください。",
    "'{value}' is spaced out. Write '{joined}'.",
)
_BROKEN_LABEL = Text(
    "項目名「{value}」の中に改行があります。改行を消してください。",
    "The header '{value}' holds a line break. Remove it.",
)
_BROKEN = Text(
    "「{value}」の中に改行があります。改行を消すか、内容ごとに列を分けてください。",
    "'{value}' holds a line break. Remove it, or use a column for each thing.",
)
_START = Text("前", "at its start")
_END = Text("後ろ", "at its end")
_BOTH = Text("前と後ろ", "at both ends")


class _Watch(Watch):
    def __init__(self) -> None:
        self.is_text = False
        self.is_undivided = False
        self.has_table = False
        self.known: Municipalities | None = None
        self.towns: frozenset[int] = frozenset()
        self.whole: dict[int, frozenset[str]] = {}
        """Short values without spaces, by column: beside them 麻 布 is 麻布."""
        self.last = (0, 0)
        """The cell seen last: one that two expressions show comes twice."""

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable | Told]:
        header = table.layout.header
        self.has_table = bool(header or table.sample)
        if not self.has_table:
            yield NotApplicable()
            return
        self.is_text = table.form in FORMS
        self.is_undivided = is_undivided(header)
        for column in table.columns:
            if column.kind is Kind.TEXT:
                self.whole[column.position] = _short_words(table.sample, column.position)
        self.known = table.municipalities
        named = (item.position for item in table.columns if _TOWN.fullmatch(item.key))
        self.towns = frozenset(named) if self.known else frozenset()
        yield from self._above(table.layout.above)
        for position, cell in enumerate(header.cells if header else (), start=1):
            if self.is_text and re.search(BREAK, str(cell)):
                yield Told(by="L1-14")
            if isinstance(cell, str) and (found := self._of_label(cell)):
                message, values = found
                yield Hit(record=header, position=position, message=message, values=values)

    def interests(self) -> Iterator[Interest]:
        if self.is_undivided:
            yield Interest(finds=_BESIDE_TAB)
        elif self.has_table:
            yield Interest(finds=f"{_EDGES}|{_RUN}|{_SPACED}")
            yield Interest(finds=BREAK)
        if self.towns and not self.is_undivided:
            yield Interest(columns=self.towns, finds=_GAP)

    def cell(self, cell: Cell) -> Iterator[Hit | Told]:
        if not isinstance(cell.value, str) or self.last == (cell.number, cell.position):
            return
        self.last = (cell.number, cell.position)
        if self.is_text and re.search(BREAK, cell.text):
            yield Told(by="L1-14")
        if found := _beside_tab(cell.text) if self.is_undivided else self._of_cell(cell):
            message, values = found
            yield Hit(cell=cell, message=message, values=values)

    def _above(self, records: Sequence[Record]) -> Iterator[Hit]:
        """Yield titles above the header whose letters are spread out."""
        for record in records:
            for position, cell in enumerate(record.cells, start=1):
                if not isinstance(cell, str) or len(cell) > LONGEST:
                    continue
                if spread := _SPACED_TITLE.search(cell.strip()):
                    yield Hit(
                        record=record,
                        position=position,
                        is_above_header=True,
                        message=_LETTERS,
                        values={"value": cell.strip(), "joined": "".join(spread[1].split())},
                    )

    def _of_label(self, label: str) -> tuple[Text, dict[str, object]] | None:
        text = self._without_breaks(label)
        stripped = text.strip()
        if not stripped:
            return None  # L1-05 says so
        if spaced := _SPACED_LABEL.match(stripped):
            joined = "".join(spaced.group().split()) + stripped[spaced.end() :]
            return _LETTERS, {"value": stripped, "joined": joined}
        if "\n" in stripped or "\r" in stripped:
            return _BROKEN_LABEL, {"value": stripped}
        return _outer(text) or _inner(stripped)

    def _of_cell(self, cell: Cell) -> tuple[Text, dict[str, object]] | None:
        text = self._without_breaks(cell.text)
        stripped = text.strip()
        if not stripped:
            return (_BLANK, {}) if text else None
        letters = stripped.split()
        joined = "".join(letters)
        if (
            (len(letters) >= 3 or joined in self.whole.get(cell.position, ()))
            and re.search(_SPACED, stripped)
            and not _WEEK.issuperset(letters)
        ):
            return _LETTERS, {"value": stripped, "joined": joined}
        if cell.position in self.towns and self._is_town(letters):
            return _LETTERS, {"value": stripped, "joined": joined}
        if outer := _outer(text):
            return outer
        if "\n" in stripped or "\r" in stripped:
            return _BROKEN, {"value": stripped}
        return _inner(stripped)

    def _is_town(self, parts: Sequence[str]) -> bool:
        """Say whether parts are one municipality's name; 札幌市 中央区 are two."""
        return (
            self.known is not None
            and len(parts) > 1
            and self.known.has_name("".join(parts))
            and not self.known.has_name(parts[0])
        )

    def _without_breaks(self, text: str) -> str:
        """Return a cell without what L1-14 says of text files."""
        if not self.is_text or not re.search(BREAK, text):
            return text
        first, *between, last = re.split(r"[\r\n]+", text)
        return first.rstrip() + "".join(map(str.strip, between)) + last.lstrip()


def _short_words(sample: Sequence[Record], position: int) -> frozenset[str]:
    texts = (
        text_of(record.cells[position - 1]) for record in sample if position <= len(record.cells)
    )
    return frozenset(text for text in texts if 2 <= len(text) <= 4 and not re.search(r"\s", text))


def _beside_tab(text: str) -> tuple[Text, dict[str, object]] | None:
    for part in text.split("\t"):
        if part.strip() and (found := _outer(part)):
            return found
    return None


def _outer(text: str) -> tuple[Text, dict[str, object]] | None:
    is_start, is_end = text != text.lstrip(), text != text.rstrip()
    if not is_start and not is_end:
        return None
    where = _BOTH if is_start and is_end else _START if is_start else _END
    is_break = "\n" in text and "\n" not in text.strip()
    return _OUTER_BREAK if is_break else _OUTER, {"value": text.strip(), "where": where}


def _inner(text: str) -> tuple[Text, dict[str, object]] | None:
    if re.search(_RUN, text) and not _SENTENCE_SPACES.search(text):
        return _SEVERAL, {"value": re.sub(r"\s", "␣", text)}
    return None


RULE = Rule(
    id="L1-06",
    name="layout-spaces",
    severity=Severity.WARNING,
    title=Text("空白や改行で見た目を整えている", "Spaces or line breaks that arrange the look"),
    official_title="スペースや改行等で体裁を整えていないか",
    numbers_2020=("1-5",),
    why=Text(
        "見た目は同じでも別の値として扱われ、検索も照合もできません。",
        "What looks the same counts as another value: searching and matching fail.",
    ),
    fix=Text(
        "前後の空白、続いた空白、文字の間の空白、余分な改行を消してください。",
        "Remove white space at the ends, runs of spaces, spaced letters and line breaks.",
    ),
    decides=Text(
        "値の前後の空白、続いた空白、1文字ずつ空けた語、Excelのセルの改行を疑いとします。"
        "CSVのセルの改行はL1-14が知らせます。語と語の間の空白1つ、2文字の氏名は違反としません。",
        "Likely: white space at the ends, runs of spaces, spaced-out words, line breaks in cells of "
        "workbooks (in text files L1-14 says so). One space between words and names of two "
        "letters are fine.",
    ),
    certainty=Certainty.LIKELY,
    bad=(
        csv("市町村,人口\n奈　良　市,10\n生駒市,20\n"),
        csv("区分,人口\n総数,30\n　うち男,10\n"),
        csv("市町村名,人口\n大和 郡山市,10\n川西　町,20\n生駒市,30\n"),
        csv("名称,住所\n市役所 ,東新町\n公民館,北新町\n"),
        csv("名称,住所\n　,東新町\n公民館,北新町\n"),
        csv("名称,会場\n体操,北館    2階\n囲碁,南館    1階\n"),
        csv("氏　名,住　所（自宅）\n山田,東新町\n"),
        book(("名称", "人口\n（人）"), ("北", 10)),
        book(("名称", "会場"), ("体操", "北館\n2階"), ("囲碁", "南館")),
        book(("名称", "説明"), ("体操", "会場は北館です。\n上履きをお持ちください。")),
        csv("地区,施設\n麻布,北館\n麻 布,南館\n赤坂,東館\n"),
        csv("人　口　実　態　表,,\n地区,区分,人口\n北,男,10\n南,女,20\n"),
        CsvExample("名称\t電話\n市役所 \t1234\n公民館\t5678\n".encode()),
    ),
    good=(
        csv("名称,英語名\n市役所,Ikoma City Hall\n公民館,North Hall\n"),
        csv("氏名,会場\n山田 太郎,北館 2階\n林　豊,南館　1階\n"),
        csv("telephone number,備考\n0743-74-1111,Open daily.  Closed on Monday.\n"),
        csv("名称,休み\n体操,年末 年始\n囲碁,なし\n"),
        csv("地区,氏名\n麻布,林 豊\n赤坂,林 正\n"),
        csv("名称,曜日\n体操,第2 火曜\n"),
        csv("市町村名,人口（人）\n札幌市 中央区,10\n奈良県 生駒市,20\n山添村 ほか,30\n"),
        csv("地区名,人口（人）\n川西 町,10\n奈良 市街地,20\n"),
    ),
    check=OfTable(_Watch),
)

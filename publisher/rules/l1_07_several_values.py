"""L1-07: several values in one cell. What a cell means is for people: a heuristic, kept narrow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from publisher.findings import Severity
from publisher.rules import column_roles
from publisher.rules.blocks import is_undivided
from publisher.rules.examples import book, csv
from publisher.rules.listing import Listing
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Rule,
    TableHead,
    Watch,
)
from publisher.tables.columns import Column, Kind
from publisher.tables.record import text_of
from publisher.words import Text

_PAIR = re.compile(
    r"(?P<outer>[1-9]\d{0,2}(?:,?\d{3})*|0)(?:\.\d+)?\s?[^\d\s()（）年月日時分階号第]{0,2}\s*"
    r"[(（]\s*(?:うち|内|再掲)?[^\d()（）年月日時分階第]{0,6}(?P<inner>\d[\d,.]*)\s*[^\d()（）年月日時分階]{0,2}[)）]"
)
"""12（うち女性5）, 1,000(500): but no 0743(74)1111, 2024（令和6）, 10(土)."""
_NUMBERS = re.compile(
    r"\d+(?:\.\d+)?(?:\s*[、/／;；]\s*\d+(?:\.\d+)?)+|\d{1,2}(?:,\d{1,2})+|\d+(?:\s+\d+)+"
)
_MANY = re.compile(r"\d{2,}(?:[ 　]+\d{2,}){2,}")
_YEARS = re.compile(r"(?:19|20)\d\d年?(?:度)?\s*[-~〜～―–－]\s*(?:19|20)\d\d年?(?:度)?")
_LABELLED = re.compile(r"([^\d\s、/／,，:：]{1,6})[:：]?\d[\d,.]*[^\d、/／,，]{0,3}")
_PLACE = re.compile(r"[町村区市丁条地第年月号棟階]$|平成|令和|昭和|^[HRSＨＲＳ]$")
_PLACE_NUMBER = re.compile(r"\d\s*(?:階|棟|号|室|番|丁目|条|区|F\b)")
_PHONE = r"\d{2,5}[-－‐―(（]\d{1,4}[-－‐―)）]\d{3,4}"
_PHONES = re.compile(
    rf"{_PHONE}\D{{0,12}}[、,，/／・;；\s]\D{{0,12}}(?:{_PHONE}|\d{{3,4}}[-－]\d{{4}}|\d{{2,4}}(?!\d)).*"
)
_EXTENSION = re.compile(r"内線|ext|代表|夜間|直通", re.IGNORECASE)
_SHOWS_NUMBERS = r"\d[^\d.]+\d"
_SHOWS_PAIR = r"^\s*\d[\d,.]*[^\d()（）]{0,4}[(（].*\d.*[)）]\s*$"
_SHOWS_LABELLED = r"^\D{1,8}\d[\d,.]*\D{0,3}[、/／,，・\s]\s*\D{1,8}\d"

_PHONES_SAID = Text(
    "「{value}」に電話番号が2つ以上あります。1つのセルに1つだけ入れ、ほかは別の列に分けてください。",
    "'{value}' holds several telephone numbers. Keep one per cell and use more columns.",
)
_MANY_SAID = Text(
    "「{first}」から{count}個の値が、1つのセルに並んでいます。値ごとに行か列を分けてください。",
    "{count} values stand in one cell, '{first}' first. Use a row or a column for each.",
)
_LIST_SAID = Text(
    "「{value}」に値がいくつも入っています。値ごとに列か行を分けてください。",
    "'{value}' lists several values. Use a column or a row for each.",
)
Test = Callable[[str], bool]


class _Watch(Watch):
    def __init__(self) -> None:
        self.tests: dict[int, list[tuple[str, Test, Text | None]]] = {}
        """By column: what to be shown, what is then decided, what to say."""

    def start(self, table: TableHead) -> Iterator[NotApplicable]:
        if is_undivided(table.layout.header) or not table.columns:
            yield NotApplicable()
            return
        is_standard = table.standard is not None and table.standard.is_sure
        for column in table.columns:
            found = list(_tests(column, _values(table, column.position), is_standard=is_standard))
            if found:
                self.tests[column.position] = found

    def interests(self) -> Iterator[Interest]:
        for position, tests in self.tests.items():
            shown = "|".join(f"(?:{finds})" for finds, _, _ in tests)
            yield Interest(columns=frozenset({position}), finds=shown)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        text = cell.text.strip()
        for _, test, message in self.tests.get(cell.position, ()):
            if isinstance(cell.value, str) and test(text):
                first, *others = text.split() or [text]
                values = {"value": text, "first": first, "count": 1 + len(others)}
                yield Hit(cell=cell, message=message, values=values)
                return


def _values(table: TableHead, position: int) -> list[str]:
    return [
        text
        for record in table.sample
        if position <= len(record.cells) and (text := text_of(record.cells[position - 1]))
    ]


def _tests(
    column: Column, values: Sequence[str], *, is_standard: bool
) -> Iterator[tuple[str, Test, Text | None]]:
    if column.kind in {Kind.DATE, Kind.TIME, Kind.EMPTY}:
        return
    if column_roles.is_phone(column):
        yield rf"{_PHONE}.*[、,，/／・;；\s].*\d", _has_phones, _PHONES_SAID
        return
    if column_roles.is_prose(column) or column_roles.is_address(column):
        return
    yield r"^(?:19|20)\d\d.*[-~〜～―–－]\s*(?:19|20)\d\d", partial(_fits, _YEARS), None
    if column.kind is Kind.CODE:
        return
    yield _SHOWS_PAIR, _is_pair, None
    yield r"\d{2}[ 　]+\d{2,}[ 　]+\d{2}", partial(_fits, _MANY), _MANY_SAID
    if column.kind is Kind.NUMBER:
        yield _SHOWS_NUMBERS, _is_numbers, None
    if not column_roles.is_name(column):
        yield _SHOWS_LABELLED, _is_labelled, None
    if column.kind is Kind.TEXT and not is_standard:
        listing = Listing.of(values, is_name=column_roles.is_name(column))
        if listing is not None:
            yield listing.shows, listing.holds, _LIST_SAID


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(text) is not None


def _is_pair(text: str) -> bool:
    found = _PAIR.fullmatch(text)
    if found is None:
        return False
    return not (re.fullmatch(r"(?:19|20)\d\d", found["outer"]) and len(found["inner"]) <= 4)


def _is_numbers(text: str) -> bool:
    """Say whether a cell in a column of numbers holds several: thousands are not parted so."""
    if _YEARS.fullmatch(text) or not _NUMBERS.fullmatch(text):
        return False
    return not re.fullmatch(r"\d{1,3}(?:[,、 ]\d{3})+", text)


def _is_labelled(text: str) -> bool:
    """Say whether a cell holds pairs of a name and a number: 仕入10/出荷20."""
    parts = [part.strip() for part in re.split(r"[、/／,，・\s]", text) if part.strip()]
    found = [_LABELLED.fullmatch(part) for part in parts]
    labels = [item.group(1) for item in found if item]
    return (
        len(labels) == len(parts) >= 2
        and len(set(labels)) == len(labels)
        and not any(_PLACE.search(label) for label in labels)
        and not _PLACE_NUMBER.search(text)
    )


def _has_phones(text: str) -> bool:
    return not _EXTENSION.search(text) and _PHONES.search(text) is not None


RULE = Rule(
    id="L1-07",
    name="several-values",
    severity=Severity.WARNING,
    title=Text("1つのセルに値が2つ以上ある", "Several values in one cell"),
    official_title="１セル１データとなっているか",
    numbers_2020=("1-2",),
    why=Text(
        "1つずつの値を取り出せず、集計も検索もできません。",
        "The single values cannot be taken apart for counting or searching.",
    ),
    fix=Text(
        "値ごとに列を分けるか、行をくり返してください。",
        "Give each value a column of its own, or repeat the row.",
    ),
    message=Text(
        "「{value}」に値が2つ以上入っているようです。値ごとに列か行を分けてください。",
        "'{value}' seems to hold several values. Use a column or a row for each.",
    ),
    decides=Text(
        "数の列の「10/20」、「12（うち女性5）」、「仕入10/出荷20」、空白で並べた数、"
        "2つの電話番号、決まった語の並び（「内科、外科」）を「おそらく」とします。"
        "備考・説明・住所の列、文、標準データセットの「;」区切りは違反としません。",
        "Likely: 10/20 in a column of numbers, 12 (women: 5), in 10/out 20, numbers in a row, two "
        "telephone numbers, lists of set words. Notes, addresses, sentences and the ';' of the "
        "standard datasets are fine.",
    ),
    certainty=Certainty.LIKELY,
    bad=(
        csv("地区,参加者\n北,12（うち女性5）\n南,20（うち女性8）\n東,7（うち女性3）\n"),
        csv('地区,件数\n北,"1,000(500)"\n南,"1,200(700)"\n'),
        csv("地区,入出荷\n北,仕入10/出荷20\n南,仕入11/出荷21\n"),
        csv("地区,件数\n北,10\n南,12/15\n東,13\n西,14\n中,16\n"),
        csv("名称,診療科目\n北病院,内科、外科\n南病院,内科\n東病院,外科、眼科\n"),
        csv('名称,電話番号\n市役所,"0743-74-1111,0743-74-1112"\n公民館,0743-74-1113\n'),
        csv("地区,収集日\n北,20260401 20260408 20260415\n南,20260402 20260409 20260416\n"),
        csv("事業,期間\n橋,2019-2020\n道,2021-2023\n"),
    ),
    good=(
        csv(
            "名称,電話番号\n市役所,0743(74)1111\n公民館,0743-74-1111（代表）\n図書館,(0743)74-1112\n"
        ),
        csv('事業,備考\n橋,"古い橋、細い橋を直す, 2026年まで"\n道,歩道、車道\n'),
        csv("名称,所在地\n北館,元町1-1、元町1-2\n南館,東町2丁目3、4番\n"),
        csv("年,行事\n2024（令和6）,夏、秋の祭りを開きました\n2025（令和7）,ア・ラ・カルト講座\n"),
        csv("名称,対象となる町会\n北館,元町;東町\n南館,西町;中町\n"),
        csv("名称,開館時間\n北館,9:00〜17:00\n南館,10:00〜18:00\n"),
        csv("name,installationPosition\n製作所,工場内11棟南・南館2階\n市役所,玄関\n"),
        csv("名称,定休日\n北館,毎月、第3火曜日\n南館,月曜日\n東館,なし\n"),
        csv("名称,会議室\n北館,第1・第2会議室\n南館,3階 多目的室\n"),
        csv("商号,業種\nA、B商会,小売\n前川、後藤法律事務所,サービス\n"),
        book(("地区", "人口"), ("北", 1000), ("南", 2000)),
    ),
    check=OfTable(_Watch),
)

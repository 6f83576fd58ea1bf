"""What L1-07 looks for in a column, by the kind of its values and what its name tells. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from publisher.late_pattern import late
from publisher.rules import column_roles
from publisher.rules import several_kinds as kinds
from publisher.rules import several_words as said
from publisher.rules.listing import WORD, Listing
from publisher.rules.number_columns import is_quantity_name
from publisher.tables.columns import Column, Kind
from publisher.words import Text

_PAIR = re.compile(
    r"(?P<outer>[1-9]\d{0,2}(?:,?\d{3})*|0)(?:\.\d+)?\s?[^\d\s()（）年月日時分階号第]{0,2}\s*"
    r"[(（]\s*(?:うち|内|再掲)?[^\d()（）年月日時分階第]{0,6}(?P<inner>\d[\d,.]*)\s*[^\d()（）年月日時分階]{0,2}[)）]"
)
"""12（うち女性5）, 1,000(500): but no 0743(74)1111, 2024（令和6）, 10(土)."""
_NUMBERS = re.compile(
    r"\d+(?:\.\d+)?(?:\s*[、/／;；]\s*\d+(?:\.\d+)?)+|\d{1,2}(?:,\d{1,2})+|\d+(?:\s+\d+)+"
)
_ROW = re.compile(r"\d+(?:\s*[、，;；・]\s*\d+){2,}")
_MANY = re.compile(r"\d{2,}(?:[ 　]+\d{2,}){2,}")
_YEARS = re.compile(r"(?:19|20)\d\d年?(?:度)?\s*[-~〜～―–－]\s*(?:19|20)\d\d年?(?:度)?")
_LABELLED = re.compile(r"([^\d\s、/／,，:：]{1,6})[:：]?\d[\d,.]*[^\d、/／,，]{0,3}")
_PLACE = re.compile(r"[町村区市丁条地第年月号棟階]$|平成|令和|昭和|^[HRSＨＲＳ]$")
_PLACE_NUMBER = re.compile(r"\d\s*(?:階|棟|号|室|番|丁目|条|区|F\b)|徒歩|バス|下車|乗車")
"""Numbers of houses, and ways: バス10分、徒歩3分."""
_PHONE = r"\d{2,5}[-－‐―(（]\d{1,4}[-－‐―)）]\d{3,4}"
_PHONES = late(
    rf"{_PHONE}\D{{0,12}}(?:[、,，/／・;；\s]\D{{0,12}}(?:{_PHONE}|\d{{3,4}}[-－]\d{{4}}|\d{{2,4}}(?!\d))"
    rf"|[(（]\D{{0,6}}{_PHONE}).*"
)
_EXTENSION = re.compile(r"内線|ext|代表|夜間|直通", re.IGNORECASE)
_CONTACT = re.compile("連絡先|問い?合わ?せ")
_NAMED = late(rf"\D*[一-龥々ァ-ヶー]{{2,}}\D*{_PHONE}\D*")
_TITLE = re.compile(r"\s*(?:電話|直通|代表|TEL|Tel)\s*[:：]?")
_DIGIT = re.compile(r"\d")
_SHOWS_NUMBERS = r"\d[^\d.]+\d"
_SHOWS_PAIR = r"^\s*\d[\d,.]*[^\d()（）]{0,4}[(（].*\d.*[)）]\s*$"
_SHOWS_LABELLED = r"^\D{1,8}\d[\d,.]*\D{0,3}[、/／,，・\s]\s*\D{1,8}\d"

_TOWNS = frozenset({"地名", "町名", "町丁", "町字", "大字", "地区", "地区名", "町・丁目", "住所"})


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of several values: what shows it, what then decides, what to say."""

    shows: str
    test: Callable[[str], bool]
    message: Text | None = None
    """None where the rule's own words do."""
    has_key: bool = True
    """Whether what it tells always holds one of the key signs of its kind of column."""


_KEYS = {
    Kind.NUMBER: "[,，、/／;；・ \t　(（~〜～:：※×一-龥ぁ-んァ-ヶ]",
    Kind.DATE: "[、，,・;；~〜～ \t　(（※]",
    Kind.TIME: "[、，,・;；/／|~〜～ \t　(（※①-⑳\\-－–―半]",
    Kind.TEXT: "[、，,/／・;；|｜ \t　<※①-⑳【(（~〜～及隔円室台㎡¥￥:：時]|[曜日]と",
}
"""Signs without which no cell of such a column holds several values."""
_ADDRESS_KEY = "[、，,/／・<※①-⑳~〜～]"
"""Of addresses, in which a space parts the house from the street."""
SENTENCES = 0.5
"""Of a column's values: from here on it holds texts, whatever its name is."""
_KANA = re.compile("[ぁ-ん]")
_LEAST_KANA = 5
"""Of a sentence; a list of prices that ends with a full stop has fewer."""
FEW = 0.01
"""Of a column's cells that hold a key sign: below, it is cheaper to be shown all of them."""


def shown(column: Column, asked: Sequence[Look], values: Sequence[str]) -> Iterator[str]:
    """Yield the expressions that show every cell of which one of the looks may tell."""
    is_text = column.kind is Kind.TEXT and not column_roles.is_area(column)
    key = _ADDRESS_KEY if is_text and column_roles.is_address(column) else _KEYS.get(column.kind)
    if key and sum(map(bool, map(re.compile(key).search, values))) <= FEW * len(values):
        asked = [look for look in asked if not look.has_key]
        yield key
    if asked:
        yield "|".join(f"(?:{look.shows})" for look in asked)


def looks(column: Column, values: Sequence[str]) -> Iterator[Look]:
    """Yield what to look for in a column, by what it holds."""
    if column.kind is Kind.EMPTY:
        return
    if column_roles.is_phone(column):
        yield Look(rf"{_PHONE}.*[、,，/／・;；\s(（].*\d", _has_phones, said.PHONES)
        if _CONTACT.search(column.key):
            # Of words in a column of telephone numbers D006 tells.
            yield from _usual(values, Look(rf"[^\d\s].*{_PHONE}", _is_named, said.CONTACT))
        return
    if column_roles.is_free_text(column):
        yield from _usual(values, Look(kinds.SHOWS_PHONE_BESIDE, kinds.has_phone_beside))
        return
    is_prose = column.kind is Kind.TEXT and _are_sentences(values)
    if column.kind in {Kind.DATE, Kind.TEXT} and not (is_prose or column_roles.is_address(column)):
        yield Look(kinds.SHOWS_DATES, kinds.are_dates, said.MANY if _is_run(values) else None)
    is_address = column_roles.is_address(column)
    if column.kind in {Kind.TIME, Kind.TEXT} and not (is_address or column_roles.is_class(column)):
        yield Look(kinds.SHOWS_TIMES, kinds.are_times, said.TIMES)
    if column.kind is not Kind.CODE and not column_roles.is_name(column):
        yield Look(kinds.SHOWS_REMARK, kinds.has_remark, said.REMARK)
    if column.kind in {Kind.DATE, Kind.TIME}:
        return
    yield Look(
        r"^(?:19|20)\d\d.*[-~〜～―–－]\s*(?:19|20)\d\d", partial(_fits, _YEARS), has_key=False
    )
    if column.kind is Kind.CODE:
        return
    if not is_prose:
        yield from _numbers(column)
    if column.kind is Kind.TEXT:
        yield from _texts(column, values)


def _are_sentences(values: Sequence[str]) -> bool:
    """Say whether most values tell something in sentences, in which dates and measures may stand."""
    told = sum("。" in text and len(_KANA.findall(text)) >= _LEAST_KANA for text in values)
    return told >= SENTENCES * max(len(values), 1)


def _numbers(column: Column) -> Iterator[Look]:
    if column_roles.is_address(column):
        return
    yield Look(_SHOWS_PAIR, _is_pair)
    yield Look(r"\d{2}[ 　]+\d{2,}[ 　]+\d{2}", partial(_fits, _MANY), said.MANY)
    yield Look(r"\d\s*[、，;；・]\s*\d+\s*[、，;；・]\s*\d", partial(_fits, _ROW), said.ROW)
    if column.kind is Kind.NUMBER:
        if is_quantity_name(column) and not column_roles.is_class(column):
            yield Look(kinds.SHOWS_RANGE, kinds.is_range, said.RANGE, has_key=False)
        yield Look(_SHOWS_NUMBERS, _is_numbers)
        yield Look(r"\D[0-9０-９].*[ 　][0-9０-９]", kinds.is_class_and_number)
        yield Look(kinds.SHOWS_BRACKETED, kinds.has_bracketed_remark, said.REMARK)
    if not column_roles.is_name(column):
        yield Look(_SHOWS_LABELLED, _is_labelled)
        yield Look(kinds.SHOWS_AMOUNTS, kinds.are_amounts)


def _texts(column: Column, values: Sequence[str]) -> Iterator[Look]:
    yield Look(kinds.SHOWS_POINT, kinds.is_point, said.POINT)
    is_address, is_name = column_roles.is_address(column), column_roles.is_name(column)
    if is_address or is_name or kinds.are_blocks(column.label):
        yield from _places(column, values)
    yield from _usual(
        values, Look(kinds.SHOWS_POSTAL, kinds.has_postal_number, said.POSTAL, has_key=False)
    )
    yield from _people(column)
    if not is_name or column_roles.is_person(column):
        yield Look(kinds.SHOWS_FIRMS, kinds.are_firms)
    if not is_name:
        yield Look(kinds.SHOWS_ITEMS, kinds.are_items)
    if not is_name and not is_address:
        yield Look(kinds.SHOWS_TITLED, kinds.has_titled_part)
        yield Look(kinds.SHOWS_DAYS, kinds.are_days, said.DAYS)
        if not re.search("曜", column.key):
            joined = Look(kinds.SHOWS_JOINED_DAYS, kinds.are_joined_days, said.DAYS, has_key=False)
            yield from _usual(values, joined)
        yield Look(kinds.SHOWS_GUESTS, kinds.are_guests)
        yield from _usual(values, Look(kinds.SHOWS_SIZE, kinds.are_sizes, has_key=False))
        yield from _usual(values, Look(kinds.SHOWS_SLASHED, kinds.is_slashed), share=0.05)
    if is_address and not column_roles.is_area(column):
        return
    if is_name and column_roles.is_prose(column):
        return
    if column_roles.is_keyword(column):
        yield Look(kinds.SHOWS_PARTED, kinds.are_parted, said.LIST)
    listing = Listing.of(values, is_name=is_name or is_address)
    if listing is not None:
        yield Look(listing.shows, listing.holds, said.LIST)
    if not is_name and not is_address and (words := _known(values)):
        known = partial(kinds.is_amount_of, words=words)
        yield Look(kinds.SHOWS_AMOUNT_OF, known, has_key=False)


def _people(column: Column) -> Iterator[Look]:
    if column_roles.is_person(column):
        yield Look(f"{kinds.SHOWS_PERSONS}|{kinds.SHOWS_OFFICER}", kinds.are_persons, said.PERSONS)
    if column_roles.is_of_people(column):
        yield Look(kinds.SHOWS_LISTED_PERSONS, kinds.are_listed_persons, said.PERSONS)


def _places(column: Column, values: Sequence[str]) -> Iterator[Look]:
    """Yield what may be several places; names of places are names, but for 〇〇町1～3丁目."""
    if column_roles.is_address(column):
        yield Look(kinds.SHOWS_LOTS, kinds.are_addresses, said.ADDRESSES)
    if column.key in _TOWNS or kinds.are_blocks(column.label):
        yield from _usual(values, Look(kinds.SHOWS_BLOCKS, kinds.are_blocks, said.BLOCKS))


def _usual(values: Sequence[str], look: Look, share: float = 0.2) -> Iterator[Look]:
    """Yield a look where so much of the column is so that it is no chance."""
    shown = filter(re.compile(look.shows).search, values)
    if sum(map(look.test, shown)) >= max(3, share * len(values)):
        yield look


def _known(values: Sequence[str]) -> frozenset[str]:
    return frozenset(text for text in values if len(text) <= WORD and not _DIGIT.search(text))


def _is_run(values: Sequence[str]) -> bool:
    return any(_MANY.fullmatch(value) for value in values)


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


def _is_named(text: str) -> bool:
    """Say whether the name of an office stands with its telephone number."""
    found = _NAMED.fullmatch(text)
    return found is not None and not _EXTENSION.search(text) and not _TITLE.match(text)


def _has_phones(text: str) -> bool:
    return not _EXTENSION.search(text) and _PHONES.search(text) is not None

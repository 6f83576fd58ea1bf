"""Several values of one kind in a cell: days, times, dates, amounts, places, people. Pure.

Each recogniser says of one trimmed text whether it surely reads so; what a column holds besides
is for the caller. `SHOWS_…` are expressions that show every text of which the recogniser may say
yes (no look-around: two engines run them).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from itertools import pairwise

from publisher.late_pattern import late
from publisher.rules.surnames import is_like_a_person
from publisher.tables.units import UNIT

_PARENS = re.compile(r"[(（〔\[][^()（）〔〕\[\]]*[)）〕\]]")
_SIGNS = re.compile(r"[、,，/／・;；|｜]|<br\s*/?>|[\s　]+")

SHOWS_POINT = r"^\s*[0-9]{1,3}\.[0-9]{2,}\s*[,，、 　]\s*[0-9]{1,3}\.[0-9]{2,}\s*$"

_RANGE = r"(?:[~〜～―－\-–]|から|より)"
_CLOCK = r"\d{1,2}\s*(?:[:;]\s*\d{2}|時(?:\s*\d{1,2}\s*分|半)?)"
_TIME = re.compile(rf"(?:午前|午後|AM|PM)?\s*{_CLOCK}")
_SPAN = re.compile(rf"{_TIME.pattern}\s*{_RANGE}\s*(?:翌日?)?\s*{_TIME.pattern}")
SHOWS_TIMES = r"[0-9０-９]\s*[:：;；時].*[0-9０-９]\s*[:：;；時]"

_DATE = re.compile(
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}月\d{1,2}日|(?<!\d)(?:19|20)\d{6}(?!\d))"
)
SHOWS_DATES = r"[0-9０-９][-/.年月][0-9０-９]{1,2}.+[0-9０-９][-/.年月][0-9０-９]{1,2}|[0-9]{8}[、,，・;；\s][0-9]{8}"

_DAY = re.compile(
    r"(?:毎週|毎月|隔週|原則|第)?(?:第?[1-5一二三四五](?:週目?)?の?)*(?:[月火水木金土日祝](?:曜日?|祝日?)?|土日祝?日?|祝祭日)[1-5]*(?:休み?)?"
    r"|祝日|祝祭日|国民の祝日|年末年始|年始|年末|お?盆|お盆期間|平日|日祝|土日祝?"
)
_NTH = re.compile(r"(?:毎月)?第?[1-5一二三四五](?:週)?")
_DAY_AND_DATE = re.compile(r"[隔毎]?週?[月火水木金土日]曜?日?\s*(?:19|20)\d{6}")
SHOWS_DAYS = (
    r"^[^0-9０-９]{0,6}[月火水木金土日祝盆末始1-5一二三四五１-５].*(?:[・、,，/／\s　>と]|及び|および).*[月火水木金土日祝盆始]"
    r"|[月火水木金土日][0-9]{8}"
)

_UNITS = "㎡|台|円|名|人|室|床|席|件|回|戸|棟|基|箱|枚|本|歳|才|か月|ヶ月|カ月|ヵ月|mm|cm|km|m2|m²|平方メートル|ha|kg|トン"
_UNIT = rf"(?:{_UNITS}|[tm](?![a-z]))"
_AMOUNT = re.compile(
    rf"([^\d\s、,，/／・;；|]{{0,12}}?)[:：]?\s*[¥￥]?\s*\d[\d,]*(?:\.\d+)?(?:\s*[~〜～\-]\s*\d[\d,]*)?\s*({_UNIT})"
)
_ONE_SPAN = tuple(
    {years, months} for years in ("歳", "才") for months in ("か月", "ヶ月", "カ月", "ヵ月")
)
"""Units of one age: 1歳6か月."""
_PRICED = re.compile(r"[¥￥]\s*\d")
SHOWS_AMOUNTS = (
    rf"[0-9０-９]\s*(?:{_UNITS}|[tmｔｍ㎜㎝㎞㎏])(?:.*[^0-9０-９])?[¥￥]?\s*[0-9０-９]|[¥￥].*[¥￥]"
    r"|[:：\s　][0-9０-９][0-9０-９,，]*\s*[、,，/／].*[:：\s　][0-9０-９,，]+$"
)
SHOWS_AMOUNT_OF = rf"[0-9０-９]\s*(?:{_UNITS}|[tmｔｍ㎜㎝㎞㎏])[)）]?\s*$"

_GUEST = re.compile(
    r"大人|小人|一般|大学生|高校生|中学生|小学生|子ども|こども|子供|学生|生徒|幼児|園児|シルバー|団体|シニア"
)
SHOWS_GUESTS = (
    r"(?:大人|小人|一般|学生|高校生|生徒|子ども|こども|子供|幼児|シルバー|団体)"
    r".*(?:大人|小人|一般|学生|高校生|生徒|子ども|こども|子供|幼児|園児|シルバー|シニア|団体)"
)

_SIZE = re.compile(r"\d+(?:\.\d+)?(?:\s*[×xX✕]\s*\d+(?:\.\d+)?){1,3}\s*(?:mm|cm|m)?")
SHOWS_SIZE = r"[0-9０-９]\s*[×xX✕ｘ]\s*[0-9０-９]"

_LABELLED = re.compile(r"(?:.*[^\d\s:])?[^\d\s:]\s*[:\s]\s*\d[\d,]*")

_POSTAL = re.compile(r"〒?\s*\d{3}[-－‐―]?\d{4}\s+\S*?[都道府県市区町村]\S+")
SHOWS_POSTAL = r"[0-9０-９]{3}[-－‐―]?[0-9０-９]{4}.*[\s　]"
_LOT = re.compile(r"(?:\S{1,20}?)?\d+(?:[-－‐―ー−]\d+)+(?:号|番地)?")
_TOWN = re.compile(r"\S{1,8}[町村]")
SHOWS_LOTS = r"[、，,／/・].*(?:[0-9０-９][-－‐‑―ー−﹣ｰ][0-9０-９]|[町村])"
_BLOCKS = re.compile(
    r"[0-9一二三四五六七八九十]+\s*(?:[~〜～・、,]|から)\s*[0-9一二三四五六七八九十]+\s*丁目"
)
SHOWS_BLOCKS = (
    r"[0-9０-９一二三四五六七八九十](?:[~〜～・、，,]|から)[0-9０-９一二三四五六七八九十]+丁目"
)

_FIRM = re.compile(r"\((?:株|有|合|資|一社|一財)\)|[㈱㈲]|株式会社|有限会社|合同会社|合資会社|JV")
_PERSON = late(
    r"[一-龥々ぁ-んァ-ヶー]{1,4}[ 　][一-龥々ぁ-んァ-ヶー]{1,4}(?:[(（][^()（）]*[)）])?"
)
_OFFICER = re.compile(
    r"\S[\s　]+(?:代表)?(?:理事長?|取締役(?:社長)?|会長|社長|代表者?|園長|院長|所長|組合長|管理者)[\s　]+\S{1,4}(?:[\s　]+\S{1,4})?$"
)
SHOWS_FIRMS = r"(?:[株有合資財社㈱㈲]|JV|ＪＶ).*[、,，/／・]|[、,，/／・].*(?:JV|ＪＶ)"
SHOWS_PERSONS = r"[一-龥々ぁ-んァ-ヶー][ 　][一-龥々ぁ-んァ-ヶー]+.*[、,，/／・]"
SHOWS_LISTED_PERSONS = r"^[一-龥々ヶぁ-んァ-ヶー 　]{2,12}[、，,・／/&＆][一-龥々ヶぁ-んァ-ヶー 　]"
_PEOPLE_SIGNS = re.compile("[、，,・／/&＆]")
SHOWS_RANGE = r"[0-9０-９][^0-9０-９]{0,4}[-~〜～‐–−－ー][ 　]*[0-9０-９]"
_FROM_TO = late(
    rf"(?P<low>\d[\d,]*(?:\.\d+)?)\s*(?:{UNIT})?\s*[-~〜～‐–−ー]\s*(?P<high>\d[\d,]*(?:\.\d+)?)\s*(?:{UNIT})?"
)
SHOWS_OFFICER = r"[\s　](?:代表)?(?:理事長?|取締役(?:社長)?|会長|社長|代表者?|園長|院長|所長|組合長|管理者)[\s　]"

_CIRCLED = re.compile(r"[①-⑳]")
_BULLET = re.compile(r"(?:^|<br\s*/?>|[\r\n])[\s　]*[◎●○■◆・※]")
SHOWS_ITEMS = r"[①-⑳].*[①-⑳]|<br|<>"
SHOWS_BRACKETED = r"^\s*[0-9０-９][^(（]*[(（][^0-9０-９]+$"
_BRACKETED = re.compile(r"\d[\d,.]*[^\d(]{0,4}\(([^\d()]{2,})\)")
SHOWS_JOINED_DAYS = r"^\s*[月火水木金土日]{2,3}\s*$"
SHOWS_REMARK = r"[^\s　]\s*※"
SHOWS_TITLED = r"\S.*【[^】]{1,10}】"
_TITLED = re.compile(
    r".*\S\s*【(?:定?休[館業園場]?日|電話|TEL|料金|時間|対象|定員|問い?合わ?せ先?)】", re.DOTALL
)
SHOWS_PHONE_BESIDE = r"(?:電話|TEL|Tel)\s*[:：]?\s*[0-9]{2,4}-[0-9]{2,4}"
_PHONE_BESIDE = re.compile(
    r"\d(?:丁目|番地?|号|[-－]\d+)\S*\s*(?:電話|TEL|Tel)\s*[:：]?\s*\d{2,4}-\d{2,4}"
)
SHOWS_PARTED = r"[^\s　][、，,|｜][\s　]*[^\s　]"
SHOWS_SLASHED = r"\S[\s　]+[/／][\s　]+\S"


def plain(text: str) -> str:
    """Return a text in one width, without what stands in brackets.

    The digits of ① and ㎡ are no numbers of the text.
    """
    text = _CIRCLED.sub("", text).replace("㎡", "平方メートル")
    text = unicodedata.normalize("NFKC", text)
    while (shorter := _PARENS.sub("", text)) != text:
        text = shorter
    return text.strip()


def is_point(text: str) -> bool:
    """Latitude and longitude: 34.35,133.99."""
    return re.fullmatch(SHOWS_POINT, text) is not None


def are_times(text: str) -> bool:
    """A beginning and an end (9:00～17:00), or several times (①10:00 ②14:00)."""
    text = plain(text)
    return bool(_SPAN.search(text)) or len(_TIME.findall(text)) >= 2


def are_dates(text: str) -> bool:
    """Two dates or a period: 2013-09-26、2020-10-09."""
    return len(_DATE.findall(plain(text))) >= 2


def are_days(text: str) -> bool:
    """Days of the week, or which of a month: 火・金, 月曜・第3日曜, 水2 水4, 隔水20160406."""
    text = re.sub(
        "及び|および|(?<=[曜日])と(?=[毎隔第月火水木金土日祝])", "・", plain(text)
    ).rstrip("。")
    text = re.sub(r"(第[1-5一二三四五]|毎週|毎月|隔週)\s+", r"\1", text)
    text = re.sub(r"年末[\s・、,]*年始", "年末年始", text)
    if _DAY_AND_DATE.fullmatch(text):
        return True
    parts = [part for part in _SIGNS.split(text) if part]
    if len(parts) < 2 or not _DAY.fullmatch(parts[-1]):
        return False
    return all(_DAY.fullmatch(part) or _NTH.fullmatch(part) for part in parts) or (
        all(_DAY.fullmatch(part) for part in parts[:2])
    )


def are_joined_days(text: str) -> bool:
    """Two or three days of the week in a row, as of collections: 月木. 月火水 is one span."""
    places = ["月火水木金土日".find(day) for day in text]
    return (
        len(places) in {2, 3}
        and -1 not in places
        and max(other - one for one, other in pairwise(places)) > 1
    )


def are_amounts(text: str) -> bool:
    """Amounts of several things: 大人300円・小人200円, 普10台/大型1台, 114室 402名."""
    text = plain(text)
    if len(_PRICED.findall(text)) >= 2 or _are_labelled(text):
        return True
    found = list(_AMOUNT.finditer(text))
    for one, other in pairwise(found):
        between = text[one.end() : other.start(1)]
        is_parted = bool(_SIGNS.search(between)) or not (between + other[1])
        is_other = one[1] != other[1] or one[2] != other[2]
        if is_parted and is_other and {one[2], other[2]} not in _ONE_SPAN:
            return True
    return False


def _are_labelled(text: str) -> bool:
    """Numbers behind their names: 1号認定 30、2・3号認定 144."""
    parts = [part.strip() for part in re.split(r"[、,，/／]", text)]
    return len(parts) >= 2 and all(_LABELLED.fullmatch(part) for part in parts)


def are_guests(text: str) -> bool:
    """Prices of several kinds of guests, one of them free: 大人300円・小人無料."""
    return len(set(_GUEST.findall(plain(text)))) >= 2 and bool(re.search(r"\d|無料|半額", text))


def are_sizes(text: str) -> bool:
    """Measures: 128×48×50."""
    return _SIZE.fullmatch(plain(text)) is not None


def has_postal_number(text: str) -> bool:
    """A postal number before an address: 〒060-0001 札幌市中央区北一条2-11."""
    return _POSTAL.fullmatch(plain(text)) is not None


def are_addresses(text: str) -> bool:
    """Several lots, several towns."""
    text = plain(text)
    parts = [part.strip() for part in re.split(r"[、,/・\n]", text) if part.strip()]
    if len(parts) < 2:
        return False
    if all(_TOWN.fullmatch(part) for part in parts[1:]) and parts[0][-1] in "町村":
        return True
    return all(_LOT.fullmatch(part) for part in parts)


def are_blocks(text: str) -> bool:
    """A range of blocks of a town: 青垣町１〜３丁目."""
    return _BLOCKS.search(unicodedata.normalize("NFKC", text)) is not None


def are_firms(text: str) -> bool:
    """Several firms, or a joint venture of several: 英進工業(株)・大杉建設(株)."""
    parts = list(_parts(unicodedata.normalize("NFKC", text)))
    return len(parts) >= 2 and bool(
        sum(1 for part in parts if _FIRM.search(part)) >= 2 or parts[-1].endswith("JV")
    )


def are_persons(text: str) -> bool:
    """Several persons, or a body with the title and name of its head."""
    if _OFFICER.search(text):
        return True
    parts = list(_parts(text))
    return len(parts) >= 2 and all(_PERSON.fullmatch(part) for part in parts)


def are_listed_persons(text: str) -> bool:
    """Several persons by surname and given name, whatever the column is called."""
    parts = [part.strip() for part in _PEOPLE_SIGNS.split(text)]
    return len(parts) >= 2 and all(map(is_like_a_person, parts))


def is_range(text: str) -> bool:
    """Two numbers, the smaller first: 10～20, 20-30人."""
    found = _FROM_TO.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return False
    low, high = (float(found[name].replace(",", "")) for name in ("low", "high"))
    return low < high


def are_items(text: str) -> bool:
    """Numbered or bulleted items, and parts that a system has joined with tags."""
    if len(_CIRCLED.findall(text)) >= 2 or len(_BULLET.findall(text)) >= 2:
        return True
    return "<>" in text and all(part.strip() for part in text.split("<>"))


def has_remark(text: str) -> bool:
    """A value and a remark behind it: 終日 ※冬季は施錠."""
    return re.search(SHOWS_REMARK, text) is not None and not text.startswith("※")


def is_amount_of(text: str, words: Container[str]) -> bool:
    """A known word with an amount behind it: 便所12㎡ where 便所 stands alone elsewhere."""
    found = _AMOUNT.fullmatch(plain(text))
    return found is not None and found[1].strip() in words


def has_bracketed_remark(text: str) -> bool:
    """A number with a remark in brackets: 19（休床中）. A unit in brackets is no remark."""
    found = _BRACKETED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return found is not None and re.fullmatch(UNIT, found[1]) is None


def is_class_and_number(text: str) -> bool:
    """In a column of numbers: a class with its own digits before the number (小4～6 280)."""
    return re.fullmatch(r"\D{1,6}\d.*\s\d[\d,.]*", plain(text)) is not None


def has_titled_part(text: str) -> bool:
    """Another fact under its own title: 9時から17時 【休館日】月曜日."""
    return _TITLED.match(text) is not None


def has_phone_beside(text: str) -> bool:
    """An address with the telephone number behind it."""
    return _PHONE_BESIDE.search(unicodedata.normalize("NFKC", text)) is not None


def are_parted(text: str) -> bool:
    """Keywords: 千枚通し，せんまいどおし. Not the ; of the standard datasets, no sentence."""
    return "。" not in text and len([part for part in re.split(r"[、，,|｜]", text) if part]) >= 2


def is_slashed(text: str) -> bool:
    """Parts between slashes that stand free: 会員制 / 1日 ￥100."""
    return re.search(SHOWS_SLASHED, text) is not None


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in re.split(r"[、,，/／・]", text) if part.strip())

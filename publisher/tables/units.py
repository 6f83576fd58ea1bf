"""Units of quantities as Japanese tables write them: behind a number, or in a column's name."""

from __future__ import annotations

import re
import unicodedata

from publisher.late_pattern import late

_COUNTS = (
    "人 名 世帯 戸 棟 件 台 個 本 枚 冊 回 校 園 施設 箇所 個所 か所 ヶ所 カ所 ケ所 ヵ所 床 室 席 食 匹 頭 羽 隻 "
    "種 点 票 議席 組 団体 社 店 区画 基 面 体 着 足 杯 袋 箱 通 題 課程 学級 クラス 路線 便 歳 才 "
    "か月 ヶ月 カ月 ケ月 ヵ月 箇月 週間 時間 日間 年間 分間 秒 度 ページ 頁"
)
_MONEY = "円 千円 万円 十万円 百万円 千万円 億円 ドル ユーロ"
_MEASURES = (
    "% ‰ パーセント ポイント 倍 ℃ ° m km cm mm メートル キロメートル キロ センチ ミリ m2 km2 cm2 m² km² "
    "平方メートル 平米 平方キロメートル ha a ヘクタール アール 坪 畳 m3 m³ 立方メートル L l kL kl mL ml リットル "
    "キロリットル kg g mg t kt トン キログラム グラム ミリグラム V kV W kW MW kWh MWh kVA A Hz dB ppm ppb "
    "μg mg/L mg/l ml/l μg/m3 mSv μSv μSv/h Bq Bq/kg kcal cal J MJ GJ hPa Pa kPa MPa m/s km/h mm/h lx "
    "人/km2 人/ha 分 秒 h min s dB(A) t-CO2 kg-CO2 tCO2 kB KB MB GB TB μS/cm mS/m mg/m3 MJ/m2 W/m2"
)
_SCALED = "千人 万人 百人 千世帯 千件 千台 千トン 万トン 千t 千kl 千冊 千戸 千ha 千m2 千km 千羽 千頭 千枚 千本 千回 千t-CO2 万t-CO2 人千"


def normal(text: str) -> str:
    """Return text as units are compared: one width, m2 for ㎡, °C for ℃, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def shown(unit: str) -> str:
    """Return a unit as people write it: ℃ for °C."""
    return unit.replace("°C", "℃")


_SPELLINGS = (
    "人 名",
    "箇所 個所 か所 ヶ所 カ所 ケ所 ヵ所",
    "か月 ヶ月 カ月 ケ月 ヵ月 箇月",
    "歳 才",
    "ページ 頁",
    "% パーセント",
    "m メートル",
    "km キロメートル",
    "m2 平方メートル 平米",
    "km2 平方キロメートル",
    "m3 立方メートル",
    "ha ヘクタール",
    "a アール",
    "l L リットル",
    "kl kL キロリットル",
    "ml mL ミリリットル",
    "t トン",
    "kg キログラム",
    "g グラム",
    "mg ミリグラム",
)
"""Ways to write one unit; 名 counts people, and nothing else, as 人 does."""
_SAME = {unit: spellings.split()[0] for spellings in _SPELLINGS for unit in spellings.split()}


def same(unit: str) -> str:
    """Return one spelling for all of a unit's, as `normal` returned it: 名 is 人, 平米 is m2."""
    return _SAME.get(unit, unit)


_BEHIND = frozenset(map(normal, f"{_COUNTS} {_MONEY} {_MEASURES} {_SCALED}".split()))
_LONGEST_FIRST = sorted((re.escape(unit) for unit in _BEHIND), key=len, reverse=True)
UNIT = f"(?:{'|'.join(_LONGEST_FIRST)})"
"""A unit behind a number, after NFKC; never what makes a number a name (階, 丁目, 号, 年, 月)."""
_BRACKETS = re.compile(r"[(\[{〔【《<]([^)\]}〕】》>]{1,16})[)\]}〕】》>]")
_IN_NAME = late(rf"(?:単位[:：]?)?\s*{UNIT}(?:[/・／,、]{UNIT})*(?:当たり|あたり|以上|/.{{1,4}})?")
_TAX = re.compile(r"^税[抜込]き?[・、,/:]?|[・、,/:]?税[抜込]き?$")
"""Of an amount with its unit: 金額（税抜・円）."""
_AFTER_KANJI = sorted(
    (
        re.escape(normal(unit))
        for unit in f"{_MONEY} {_MEASURES} {_SCALED}".split()
        if unit not in {"分", "秒", "倍", "坪", "畳", "人千", "センチ", "ミリ", "キロ", "ポイント"}
    ),
    key=len,
    reverse=True,
)
_TAIL = late(rf"[_・/]{UNIT}$|(?<=[^a-zA-Z0-9])(?:{'|'.join(_AFTER_KANJI)})$")
_WEIGHTED = re.compile(r"dB\([AC]\)")
"""Brackets within the brackets of a name: 騒音（dB(A)）."""
_WITH_UNIT = re.compile(r"(?P<name>.+)\((?P<unit>[^()]+)\)")
_OPEN = re.compile(
    r"(?:利用|使用|営業|開館|開園|開所|開庁|開店|開放|開設|受付|対応|診療|供用|稼働)(?:可能|できる)?時間"
)
_PER = re.compile(r"当たり|あたり|per[_ A-Z]")
_ENGLISH = re.compile(
    r"(?:[_ (]|(?<=[a-z]))(?:Yen|JPY|Percent|Pct|Met(?:er|re)s?|Kilomet(?:er|re)s?|Hectares?|Kg|Km2?|Ha|"
    r"Mm|Cm|Sqm|M2|M3|Celsius|Hours?|Minutes?)\)?$"
    r"|(?:^|[_ (])(?:yen|percent|pct|met(?:er|re)s?|km2?|ha|mm|cm|kg|m2|m3|m|t|hours?|minutes?)\)?$"
)


def said(label: str) -> str:
    """Return the one unit that a column's name states in brackets or at its end; else nothing."""
    name = normal(label)
    found = [
        inner.removeprefix("単位").lstrip(":")
        for inner in _BRACKETS.findall(name)
        if _IN_NAME.fullmatch(inner)
    ]
    if not found and (tail := _TAIL.search(name)):
        found = [tail[0].lstrip("_・/")]
    return found[0] if len(found) == 1 else ""


def parted(label: str) -> tuple[str, str]:
    """Return what `上限額（円）` is without the unit at its end, and that unit; else nothing."""
    found = _WITH_UNIT.fullmatch(normal(label))
    return (
        (found["name"], found["unit"]) if found and _IN_NAME.fullmatch(found["unit"]) else ("", "")
    )


def is_round_the_clock(label: str, number: str, unit: str) -> bool:
    """Say whether 24時間 tells when a place is open, below 利用時間, and not how much of anything."""
    return unit == "時間" and number == "24" and bool(_OPEN.search(normal(label)))


def has_unit(label: str) -> bool:
    """Say whether a column's name states the unit of its numbers."""
    name = _WEIGHTED.sub("dB", normal(label))
    if any(_IN_NAME.fullmatch(_TAX.sub("", found)) for found in _BRACKETS.findall(name)):
        return True
    return bool(_PER.search(name) or _TAIL.search(name) or _ENGLISH.search(label.strip()))

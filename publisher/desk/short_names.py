"""A short name in letters for what an officer calls in Japanese: proposed, for a person to change. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count

from publisher.words import mask_name

_WORDS = {
    "人口": "population",
    "世帯": "household",
    "地区別": "by_district",
    "町丁": "by_town",
    "年齢": "age",
    "公園": "park",
    "トイレ": "toilet",
    "便所": "toilet",
    "保育": "nursery",
    "幼稚園": "kindergarten",
    "こども園": "nursery_school",
    "学校": "school",
    "児童": "pupil",
    "生徒": "student",
    "学童": "after_school",
    "子育て": "childcare",
    "給食": "school_lunch",
    "図書館": "library",
    "図書": "book",
    "公民館": "community_center",
    "文化財": "cultural_property",
    "観光": "tourism",
    "イベント": "event",
    "行事": "event",
    "祭": "festival",
    "避難": "shelter",
    "防災": "disaster",
    "消防": "fire",
    "消火栓": "hydrant",
    "土のう": "sandbag",
    "AED": "aed",
    "医療": "medical",
    "病院": "hospital",
    "診療所": "clinic",
    "薬局": "pharmacy",
    "介護": "care",
    "福祉": "welfare",
    "障害": "disability",
    "健康": "health",
    "検診": "checkup",
    "予防接種": "vaccination",
    "感染": "infection",
    "ごみ": "waste",
    "ゴミ": "waste",
    "収集": "collection",
    "リサイクル": "recycling",
    "環境": "environment",
    "水道": "water",
    "下水": "sewer",
    "道路": "road",
    "橋": "bridge",
    "駐車場": "parking",
    "駐輪場": "bicycle_parking",
    "バス": "bus",
    "停留所": "stop",
    "時刻表": "timetable",
    "駅": "station",
    "予算": "budget",
    "決算": "accounts",
    "財政": "finance",
    "税": "tax",
    "入札": "tender",
    "契約": "contract",
    "補助金": "subsidy",
    "選挙": "election",
    "投票": "polling",
    "職員": "staff",
    "組織": "organization",
    "統計": "statistics",
    "調査": "survey",
    "農": "agriculture",
    "産業": "industry",
    "事業所": "business",
    "企業": "company",
    "商店": "shop",
    "飲食": "restaurant",
    "工事": "works",
    "住宅": "housing",
    "空き家": "vacant_house",
    "地価": "land_price",
    "犯罪": "crime",
    "交通事故": "traffic_accident",
    "街灯": "street_light",
    "防犯": "crime_prevention",
    "カメラ": "camera",
    "公共施設": "public_facility",
    "施設": "facility",
    "スポーツ": "sports",
    "体育": "sports",
    "プール": "pool",
    "利用": "use",
    "気象": "weather",
    "Wi-Fi": "wifi",
    "オープンデータ": "open_data",
}
_MOST = 3
"""Words in a name."""
_FOUND = re.compile("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))
_UNKNOWN = "data"


def proposed(text: str, taken: Container[str], prefix: str) -> str:
    """Return a short name for what is called `text` that is none of `taken` behind `prefix`.

    Empty where no word of it is known.
    """
    plain = unicodedata.normalize("NFKC", mask_name(text))
    words = list(dict.fromkeys(_WORDS[found] for found in _FOUND.findall(plain)))[:_MOST]
    return _free("_".join(words), taken, prefix) if words else ""


def unknown(taken: Container[str], prefix: str) -> str:
    """Return a name for what nobody can name: data_1. `opendata rename` gives a better one."""
    return _free(f"{_UNKNOWN}_1", taken, prefix)


def _free(name: str, taken: Container[str], prefix: str) -> str:
    base = name.removesuffix("_1")
    names = chain([name], (f"{base}_{number}" for number in count(2)))
    return next(item for item in names if f"{prefix}{item}" not in taken)


def near(said: str) -> str:
    """Return the letters of what was said as a name may have them; empty where it has none."""
    plain = unicodedata.normalize("NFKC", mask_name(said)).lower()
    letters = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return re.sub(r"^\d{6}(?:_|$)", "", letters)

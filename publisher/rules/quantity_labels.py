"""What the name of a numeric column tells: a count, a quantity that needs a unit, neither."""

from __future__ import annotations

import re

from publisher.tables.columns import Column
from publisher.tables.units import has_unit

LONG = 25
"""Characters of a name: more is a question or a sentence."""
_COUNT = re.compile(
    r"数$|数[(_合計男女総計※]|総数|人数|件数|世帯|戸数|台数|回数|人口|定員|者数|員数|口数|本数|児童|生徒|患者|合計|総計|小計|計$"
    r"|^計|男性?$|女性?$|^男|^女|総[人数]|件$|人$|日本人|外国人|数\d*$|席|病床|床$|収容|乗降客|入込客|投票者|有権者|出生|死亡|転入"
    r"|転出|歳(?:以上|以下|未満|代)?$|才$|検査|陽性|感染|退院|接種|count|number|num$|total$|capacity|population|[^a-z]?households?"
    r"|^(?:fe)?male$|^(?:wo)?m[ae]n\d*$|persons?|people|beds?|cases?|visitors?|(?:man|woman|total)$|restrooms?$|wide?$"
)
_DIMENSION = re.compile(
    r"面積|延床|敷地|金額|[^定全半高低多少]額$|単価|価格|料金|費$|費用|予算|決算|歳入|歳出|収入|支出|税収|売上|残高|補助金|所得|賃金"
    r"|率$|割合|比率|比$|構成比|前年比|増減率|距離|延長$|長さ|全長|幅$|幅員|高さ|標高|水位|水深|深さ|直径|口径|内径|重量|重さ|質量|体重"
    r"|身長|温度|気温|水温|湿度|降水量|雨量|降雪|積雪|風速|日照|濃度|線量|騒音|速度|[発消使排給取貯]?[電水油雨]?量$|発電|出力$|容量"
    r"|密度|所要時間|平均(?:年齢|寿命)|area$|amount|price|cost|fee$|budget|revenue|income|expense|rate$|(?:^|[^e])ratio$|percent|height"
    r"|length|width|distance|weight|depth|elevation|altitude|temperature|humidity|rainfall|volume|density|quantity|speed"
    r"|duration"
)
_PEOPLE = re.compile(
    r"人口(?:[_(・].*)?$|^(?:総数?)?(?:男性?|女性?|世帯|出生|死亡|転入|転出)$|population|headcount|capacity|^full$"
    r"|^(?:fe)?male$|^(?:wo)?m[ae]n\d*$|^(?:birth|death)s?(?:total|man|woman|men|women|male|female)?$"
)
"""Counts whose unit the name leaves open: people or thousands of them, places or litres. What
ends in 数 states its own. `full` is the capacity in the data of nurseries that many bodies share."""
_AGGREGATE = re.compile(r"(?<=.)(?:average|平均)$")
_BARE = re.compile(
    r"緯度|経度|座標|latitude|long[ti]+tude|^lat$|^lon$|^lng$|_lat$|_lon$|^[xy]$|順位|順番|順$|ランク|階級|階数|レベル|指数|偏差値|係数"
    r"|級$|等級|点数|得点|評価|満足度|ph$|シート|震度|^月$|^日$|^年$|month|^day$|weekday|rank|order|index|level|score|grade|year"
    r"|version|バージョン|回$|^第|年齢|^age|(?:^|[^0-9元])年度$|番号$|^(?:no|id)[.]?$"
)


def is_count(column: Column) -> bool:
    """Say whether the name tells what is counted, so that the unit is plain: 人数, 世帯数."""
    return bool(_COUNT.search(column.key))


def leaves_unit_open(column: Column) -> bool:
    """Say whether the name is a count or an average that does not say of what: 人口, capacity."""
    is_open = _PEOPLE.search(column.key) or _AGGREGATE.search(column.key)
    return bool(is_open) and not states_unit(column) and not is_bare(column)


def needs_unit(column: Column) -> bool:
    """Say whether the name is a quantity measured in some unit: 面積, 金額, 率."""
    is_name = len(column.key) <= LONG
    is_measured = is_name and bool(_DIMENSION.search(column.key))
    return is_measured and not states_unit(column) and not is_bare(column)


def is_bare(column: Column) -> bool:
    """Say whether numbers of that name have no unit: coordinates, ranks, years, indices."""
    return bool(_BARE.search(column.key))


def states_unit(column: Column) -> bool:
    """Say whether the name, or what the descriptor says of the column, states a unit."""
    field = column.field or {}
    said = " ".join(str(field.get(key) or "") for key in ("description", "title"))
    return has_unit(column.label) or bool(field.get("unit")) or bool(_SAID.search(said))


_SAID = re.compile(
    r"単位|unit|[（(](?:人|円|千円|百万円|件|世帯|%|％|m2?|㎡|km2?|㎢|ha|kg|t|℃|mm|cm|台|戸|歳|分|時間)[）)]",
    re.IGNORECASE,
)

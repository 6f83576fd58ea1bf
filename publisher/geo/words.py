"""What exactly is wrong with a geometry, in the officer's words."""

from __future__ import annotations

from publisher.words import Text

NOT_OBJECT = Text("まとまり（{{ }}）ではありません", "it is no object")
NO_TYPE = Text("「type」がありません", "it has no 'type'")
UNKNOWN_TYPE = Text("「type」が「{value}」です", "its 'type' is '{value}'")
TOPOLOGY = Text("GeoJSONではなくTopoJSONです", "it is TopoJSON, not GeoJSON")
ESRI = Text("GeoJSONではなくEsri（ArcGIS）のJSONです", "it is Esri's JSON, not GeoJSON")
NO_FEATURES = Text("「features」がありません", "it has no 'features'")
FEATURES_NOT_LIST = Text("「features」が並び（[ ]）ではありません", "'features' is no array")
NOT_FEATURE = Text("「type」が「Feature」ではありません", "its 'type' is not 'Feature'")
NO_MEMBER = Text("「{value}」がありません", "it has no '{value}'")
BAD_PROPERTIES = Text("「properties」が項目の集まりではありません", "'properties' is no object")
BAD_ID = Text("「id」が文字でも数でもありません", "its 'id' is neither text nor a number")
BAD_BBOX = Text("「bbox」が4つか6つの数ではありません", "'bbox' is not four or six numbers")
BBOX_ORDER = Text(
    "「bbox」の順が違います（西・南・東・北の順です）",
    "'bbox' is not in the order west, south, east, north",
)
BBOX_SWAPPED = Text(
    "「bbox」の緯度と経度が逆です（西・南・東・北の順です）",
    "'bbox' has latitudes before longitudes (the order is west, south, east, north)",
)
MISPLACED = Text("ここに「{value}」は置けません", "'{value}' has no place here")
TOO_DEEP = Text("図形の入れ子が深すぎます", "its geometries are nested too deeply")
NOT_LIST = Text("座標が並び（[ ]）になっていません", "the coordinates are no array")
DEPTH = Text(
    "座標のかっこ（[ ]）の深さが「{value}」に合いません",
    "the coordinates are not nested as a {value} needs",
)
TEXT_NUMBER = Text('座標の数が文字（" "）で書かれています', "a coordinate is written as text")
NOT_NUMBER = Text("座標に数でないものがあります", "a coordinate is no number")
NOT_FINITE = Text("座標の数が大きすぎます", "a coordinate is too large to be a number")
TOO_SHORT = Text("座標が1つの数しかありません", "a position has fewer than two numbers")
TOO_LONG = Text("座標に4つ以上の数があります", "a position has more than three numbers")
FEW_LINE = Text("線の点が2つより少ないです", "a line has fewer than two positions")
FEW_RING = Text("面の輪の点が4つより少ないです", "a ring has fewer than four positions")
OPEN_RING = Text(
    "面の輪の最初と最後の点が違います", "the first and the last position of a ring differ"
)
OUTER_CLOCKWISE = Text("外側の輪が時計回りです", "an outer ring runs clockwise")
INNER_COUNTERCLOCKWISE = Text("穴の輪が反時計回りです", "a hole runs counterclockwise")
SWAPPED = Text("緯度と経度が逆です（{value}）", "latitude and longitude are exchanged ({value})")
OUTSIDE = Text("日本の外の場所です（{value}）", "it is a place outside of Japan ({value})")
IMPOSSIBLE = Text("地球上にない場所です（{value}）", "it is no place on Earth ({value})")
CRS_SAME = Text("座標系が「{value}」と書かれています", "it states the system '{value}'")
REPEATED = Text("「{value}」が2回以上あります", "'{value}' stands there more than once")
NO_GEOMETRY = Text("場所がありません", "it has no place")
EMPTY = Text("データが1件もありません", "it holds not a single feature")
PARTIAL = Text(
    "配信元の上限で、途中までしか入っていません",
    "it holds a part only: the server says that there is more",
)
NAMES = Text(
    "項目の名前が{value}種類より多いです", "its features have more than {value} property names"
)

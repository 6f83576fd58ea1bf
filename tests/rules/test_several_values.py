"""L1-07's recognisers: each kind of several values, and what only looks like it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.rules import RULES
from publisher.rules import several_kinds as kinds
from publisher.rules.listing import Listing
from publisher.rules.several_kinds import are_days
from publisher.rules.watch import BREAK
from tests.publisher.examples import report_on_bytes

Test = Callable[[str], bool]
LEVEL1 = tuple(rule for rule in RULES if rule.level == 1)
KINDS: tuple[tuple[str, Test], ...] = (
    (kinds.SHOWS_POINT, kinds.is_point),
    (kinds.SHOWS_TIMES, kinds.are_times),
    (kinds.SHOWS_DATES, kinds.are_dates),
    (kinds.SHOWS_DAYS, kinds.are_days),
    (kinds.SHOWS_JOINED_DAYS, kinds.are_joined_days),
    (kinds.SHOWS_AMOUNTS, kinds.are_amounts),
    (kinds.SHOWS_GUESTS, kinds.are_guests),
    (kinds.SHOWS_SIZE, kinds.are_sizes),
    (kinds.SHOWS_POSTAL, kinds.has_postal_number),
    (f"{kinds.SHOWS_LOTS}|{BREAK}", kinds.are_addresses),
    (kinds.SHOWS_BLOCKS, kinds.are_blocks),
    (kinds.SHOWS_FIRMS, kinds.are_firms),
    (f"{kinds.SHOWS_PERSONS}|{kinds.SHOWS_OFFICER}", kinds.are_persons),
    (kinds.SHOWS_ITEMS, kinds.are_items),
    (kinds.SHOWS_REMARK, kinds.has_remark),
    (kinds.SHOWS_BRACKETED, kinds.has_bracketed_remark),
    (kinds.SHOWS_TITLED, kinds.has_titled_part),
    (kinds.SHOWS_PHONE_BESIDE, kinds.has_phone_beside),
    (kinds.SHOWS_SLASHED, kinds.is_slashed),
)
SEVERAL: tuple[tuple[Test, tuple[str, ...]], ...] = (
    (kinds.is_point, ("34.35,133.99", "34.350573, 134.051651")),
    (
        kinds.are_times,
        (
            "9:00～17:00",
            "6：15から22：00まで",
            "①10：00 ②14：00",
            "7:30※1号認定は8：30",
            "午前11時～午後2時30分，午後5時～午後10時",
            "8時～8時30分・18時30分～19時30分",
            "9:00～12;00、13:00～13:45",
        ),
    ),
    (
        kinds.are_dates,
        (
            "2013-09-26、2020-10-09",
            "8月5日（水）～8月16日（日）",
            "20250404 20250411 20250418",
            "1985-4-13、2013-9-26、2020-10-9",
        ),
    ),
    (
        kinds.are_days,
        (
            "月 木",
            "毎週火・金曜日",
            "第２・４月曜日",
            "水2 水4",
            "日・祝・年末年始",
            "土日祝、年末年始",
            "月曜・第3日曜",
            "隔水20160406",
            "月曜(祝日の場合は翌日休)・火曜(月２回)",
            "毎月第3日曜日及び祝日・年末年始（12/29～1/3）",
        ),
    ),
    (kinds.are_joined_days, ("月木", "水土")),
    (
        kinds.are_amounts,
        (
            "普10台/大型1台",
            "普通車：20台、大型車：2台",
            "一般300円、大学生150円、高校生以下無料",
            "114室　402名様収容",
            "137室450名様収容",
            "通行止め：連続雨量200mm以上、時間雨量50mm以上",
            "1号認定 30、2・3号認定 144",
            "大人 ￥310 / 小・中学生 ￥150",
        ),
    ),
    (kinds.are_guests, ("大人300円（市内在住無料）・小人無料",)),
    (kinds.are_sizes, ("128×48×50", "2.5 x 3 cm")),
    (
        kinds.has_postal_number,
        ("〒630-8114　奈良県奈良市芝辻町2-11-21",),
    ),
    (
        kinds.are_addresses,
        (
            "奈良市神功4-25-3、4-13-1",
            "高松市峰山町、室町、宮脇町",
        ),
    ),
    (kinds.are_blocks, ("青垣町１〜３丁目", "朝日町１・２丁目")),
    (kinds.are_firms, ("英進工業(株)・大杉建設(株)", "淺川・木下JV", "①(有)竹本組、②(株)坂井組")),
    (
        kinds.are_persons,
        ("山下　義人、大谷　早人", "社会福祉法人北会　理事長　田中　淑子"),
    ),
    (kinds.are_items, ("①１階受付②３階受付", "車椅子可<>エレベーター", "◎段差無<br>◎案内有")),
    (kinds.has_remark, ("終日　※冬季は施錠",)),
    (kinds.has_bracketed_remark, ("19（休床中）", "6台(幼児教室兼用)")),
    (kinds.has_titled_part, ("9時から17時 【休館日】毎週月曜日",)),
    (kinds.has_phone_beside, ("品川区東品川1-34-9電話:3472-5806",)),
)
SINGLE: tuple[tuple[Test, tuple[str, ...]], ...] = (
    (kinds.is_point, ("34.35", "1,234.5", "192.168,1")),
    (
        kinds.are_times,
        ("9:00", "20：15まで", "10:00:00", "17:00（LO.16:30）", "3時間", "2024-01-02"),
    ),
    (kinds.are_dates, ("2013-09-26", "1985-4-13（1990-1-1改）", "03-5733-6822", "8月5日（水）")),
    (
        kinds.are_days,
        (
            "月火水木金",
            "第3火曜日",
            "第2 火曜",
            "年末 年始",
            "月曜日（月曜日が祝日の場合は、翌平日）",
            "月～金",
            "日本、世界",
            "毎月、第3火曜日",
            "土・草・木の家",
        ),
    ),
    (kinds.are_joined_days, ("月火", "土日", "月火水", "水", "木金")),
    (
        kinds.are_amounts,
        (
            "300円",
            "２～３台",
            "1か月に1回",
            "1歳6か月",
            "徒歩5分",
            "元町2丁目3番",
            "第2・第3会議室",
            "30人以上",
            "国道42号",
        ),
    ),
    (kinds.are_guests, ("大人のための教室", "学生会館")),
    (kinds.are_sizes, ("128", "A4×2", "3x")),
    (
        kinds.are_addresses,
        ("奈良市神功4-25-3", "東町2丁目3、4番", "1-1 北棟", "630-8114", "元町・中華街"),
    ),
    (kinds.are_blocks, ("青垣町3丁目", "3、4番地", "１～３階")),
    (kinds.are_firms, ("(株)北・南建設", "文化・観光・スポーツ部", "JVCケンウッド")),
    (kinds.are_persons, ("山田 太郎", "文化・観光", "鶏肉　皮なし", "理事長賞")),
    (kinds.are_items, ("①", "第①号館", "a<b", "◎")),
    (kinds.has_remark, ("※印", "終日")),
    (kinds.has_bracketed_remark, ("30(人)", "12(3)", "2024（令和6）", "100（％）")),
    (kinds.has_titled_part, ("【休館日】月曜日", "名画【複製】")),
    (kinds.has_phone_beside, ("元町1-1-1", "電話:3472-5806")),
)


@pytest.mark.parametrize(
    ("test", "text"), [(test, text) for test, texts in SEVERAL for text in texts]
)
def test_several_values_are_told(test: Test, text: str) -> None:
    """Each kind as real files have it; the sieve shows it."""
    assert test(text)
    assert any(re.search(shows, text) for shows, kind in KINDS if kind is test)


@pytest.mark.parametrize(
    ("test", "text"), [(test, text) for test, texts in SINGLE for text in texts]
)
def test_one_value_is_left_alone(test: Test, text: str) -> None:
    """What only looks like several: one day, one time, a name with a sign of its own."""
    assert not test(text)


PIECES = st.sampled_from(
    (
        *(
            "9:00",
            "17時",
            "8月5日",
            "2020-10-09",
            "月曜",
            "火",
            "第3",
            "祝日",
            "年末年始",
            "～",
            "から",
            "及び",
        ),
        *(
            "20円",
            "3台",
            "×",
            "5",
            "大人",
            "小人",
            "無料",
            "34.35",
            "135.70",
            "北建設株式会社",
            "南組",
            "JV",
        ),
        *(
            "〒630-8114",
            "奈良市",
            "元町",
            "2-1",
            "1〜3丁目",
            "理事長",
            "山田",
            "太郎",
            "電話",
            "3472-5806",
        ),
        *("、", "・", "/", ",", ":", " ", "　", "<>", "※", "【休館日】"),
    )
)


@given(st.lists(PIECES, min_size=1, max_size=6).map("".join))
def test_what_is_told_is_shown(text: str) -> None:
    """The law of the sieve: an expression hides only what its recogniser would call single."""
    for shows, test in KINDS:
        if test(text.strip()):
            assert re.search(shows, text), (shows, text)


@pytest.mark.parametrize(
    ("values", "text", "expected"),
    [
        (("毛布・水・食料", "水・食料・電池", "毛布・水・電池"), "毛布・水・電池", True),
        (("洪水　地震　津波", "地震　津波", "洪水　地震"), "洪水　地震　津波", True),
        (("公園",) * 8 + ("公園・緑地",) * 2, "公園・緑地", False),
        (("農業、林業", "運輸業、郵便業", "建設業"), "農業、林業", False),
        (("内科、外科", "内科、眼科", "外科、眼科"), "内科、眼科", True),
        (("文化・観光・健康部", "観光・文化・健康課"), "文化・観光・健康部", False),
        (("発電機など", "毛布", "毛布・防水シートなど", "毛布"), "毛布・防水シートなど", False),
        (("須磨・垂水・舞子", "灘・東灘", "北神戸"), "須磨・垂水・舞子", False),
        (("缶・びん・ペットボトル", "紙・布", "臨時・粗大ごみ"), "缶・びん・ペットボトル", False),
        (("1階　保健室前", "1階　玄関", "2階　廊下"), "1階　玄関", False),
    ],
)
def test_lists_are_told_by_the_column(values: tuple[str, ...], text: str, expected: bool) -> None:
    """Parts that other cells hold too are values; those of one class only are its name."""
    listing = Listing.of(values, is_name=False)

    assert expected is (listing is not None and listing.holds(text))


ORDINARY = {
    "名称": ("図書会館", "南こども園・幼稚園", "せせらぎ（別館）", "Café いこま", "駅 北口"),
    "種別": ("公園", "広場", "公園・緑地", "公園", "児童遊園"),
    "業種": ("農業、林業", "建設業", "運輸業、郵便業", "卸売業、小売業", "製造業"),
    "所在地": ("東新町8-38", "鹿ノ台東1丁目10-1", "北新町10番36号 2階", "元町一丁目1番", "西町1"),
    "方書": ("1階", "本館・2階", "A棟1階", "", "メゾン 303"),
    "電話番号": ("0743-74-1111", "0743-75-5000（代表）", "(0743)70-1000", "0120-123-456", ""),
    "構造": ("RC造 地上5階、地下1階", "木造平屋建", "鉄骨造2階建", "RC造", "CB造"),
    "料金": ("無料", "大人200円", "無料（要予約）", "100円/回", "1時間300円"),
    "アクセス": ("駅から徒歩5分", "駅からバス10分、徒歩3分", "駅前", "車で10分", "徒歩2分"),
    "駐車場": ("有", "無", "有（20台）", "50台", "約30台"),
    "利用可能曜日": ("月火水木金", "土日", "月火水木金土", "水", "月火水木金土日"),
    "休み": ("月曜日", "第2 月曜日", "毎週水曜日", "年末年始", "月曜日（祝日の場合は翌日）"),
    "開始時間": ("9:00", "09:30", "8:30", "10:00", "7:00"),
    "利用可能日時特記事項": ("土日祝は9:00〜12:00、13:00〜17:00", "第1・第3月曜休", "", "", ""),
    "受入年齢": ("0歳～5歳", "1歳6か月～5歳", "満3歳～", "57日～", "6か月～"),
    "担当課": ("市長公室・広報広聴課", "文化・観光・スポーツ課", "総務部", "環境・水道部", "議会"),
    "代表者": ("山田 太郎", "林　豊", "理事長 山田太郎", "佐藤一郎", "園長 鈴木"),
    "事業者": ("株式会社生駒", "(株)A・Bサービス", "NPO法人いこま・まち", "生駒市", "南組"),
    "更新": ("1年に1回", "毎月", "年1回（4月）", "1か月に1回", "随時"),
    "品目": ("油（食用）", "衣類・布団", "植木鉢（陶器、プラ）", "鍋・やかん", "傘"),
    "路線名": ("国道168号", "県道 生駒停車場線", "近鉄奈良線・生駒線", "市道1号線", "農道"),
    "ファイル": ("data/2020/01.csv", "data/2021/01.csv", "data/2020/02.csv", "x.csv", "y.csv"),
    "備考": ("※要予約", "9:00〜17:00、月曜休", "大人200円、小人100円", "・注1", "特になし。"),
}
"""Columns as lists of facilities have them, one value in each cell."""


def test_an_ordinary_list_is_clean() -> None:
    """Commas, points, spaces, brackets and ranges within one value say nothing."""
    rows = zip(*ORDINARY.values(), strict=True)
    lines = [",".join(ORDINARY), *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    report = report_on_bytes("\n".join([*lines, ""]).encode(), rules=LEVEL1)

    assert [] == [(item.rule, item.place.column, item.message.ja) for item in report.findings]


def test_days_joined_by_words_are_several() -> None:
    """と, 及び and および part days as a dot does; inside of other words と parts nothing."""
    several = ("毎週月曜日と木曜日", "月曜日及び火曜日", "月曜日および第3日曜日")

    assert all(map(are_days, several))
    assert not any(map(are_days, ("月曜日", "月曜日ところにより休み", "日ごとに違う")))


def test_no_part_of_a_personal_number_is_shown() -> None:
    """Its first group stands for the cell in the message: that is a third of the number."""
    report = report_on_bytes("名称,値\nA,3\nB,12\nC,1234 5678 9018\n".encode(), rules=LEVEL1)
    told = [item.message.ja + item.message.en for item in report.findings if item.rule == "L1-07"]

    assert told
    assert not [text for text in told if "1234" in text or "5678" in text or "9018" in text]

"""The standards and headers of published files that several tests use.

The headers are facts about files published under CC BY 4.0 (焼津市, 高松市), CC BY 2.1 JP or MIT
(神戸市, Code for Nara); the files themselves are not here.
"""

from __future__ import annotations

from publisher import standards
from publisher.standards import Standard

STANDARDS = standards.load()


def standard(slug: str, edition: str) -> Standard:
    return next(item for item in STANDARDS if (item.slug, item.edition) == (slug, edition))


def names(slug: str, edition: str) -> list[str]:
    return [field["name"] for field in standard(slug, edition).fields]


TOILETS = standard("public_toilet", "2026-08")
HEADER = tuple(names("public_toilet", "2026-08"))

FOLLOWING = {
    "焼津市 子育て施設一覧 (コ―ド with a dash)": (
        ("preschool", "2020"),
        (
            "都道府県コ―ド又は市区町村コ―ド|NO|都道府県名|市区町村名|名称|名称_カナ|種別|住所|方書|緯度|経度|"
            "アクセス方法|駐車場情報|電話番号|内線番号|FAX番号|法人番号|団体名|認可等年月日|収容定員|受入年齢|"
            "利用可能曜日|開始時間|終了時間|利用可能日時特記事項|一時預かりの有無|URL|備考"
        ),
    ),
    "焼津市 焼津観光マップ (19 columns of its own)": (
        ("tourism", "2020"),
        (
            "都道府県コード又は市区町村コード|NO|都道府県名|市区町村名|名称|名称_カナ|名称_英語|POIコード|住所|方書|"
            "緯度|経度|利用可能曜日|開始時間|終了時間|利用可能日時特記事項|料金（基本）|料金（詳細）|説明|説明_英語|"
            "アクセス方法|駐車場情報|バリアフリー情報|連絡先名称|連絡先電話番号|連絡先内線番号|画像|画像_ライセンス|"
            "URL|備考|区分1|区分2|休業日|最大収容人数|バリアフリー対応|身障者用駐車場有り|車イスでの入店可能|"
            "車イストイレあり|多目的トイレあり|バリアフリーその他|バリアフリー詳細情報_他_備考|HP有無|焼津温泉|"
            "宿泊施設_部屋数|宿泊施設_温泉|タグ1|タグ2|タグ3|ふるさと納税|"
        ),
    ),
    "焼津市 イベント情報 (one column of its own)": (
        ("event", "2026-08"),
        (
            "全国地方公共団体コード|法人番号|ID|地方公共団体名|イベント名|言語コード|イベント通称|サブタイトル|"
            "イベント名_カナ|イベント名_英語|コンテンツURL|状態|キーワード|タグ|対象となる産業|開催パターン|開始日|"
            "終了日|開始時間|終了時間|開始日時特記事項|所要時間|掲載開始日|掲載終了日|概要|説明|サブイベント|"
            "イベント種類|料金(基本)|料金(詳細)|連絡先名称|連絡先電話番号|連絡先内線番号|主催者|共催団体|関連組織|"
            "対象者|対象者備考|場所名称|集合（受付）場所|所在地_全国地方公共団体コード|町字ID|所在地_連結表記|"
            "所在地_都道府県|所在地_市区町村|所在地_町字|所在地_番地以下|建物名等(方書)|緯度|経度|アクセス方法|"
            "駐車場情報|駐車場料金|駐輪場情報|Web開催|Web開催URL|ツール・環境|定員|定員備考|料金種別|決済種別|"
            "外国語対応|外国語対応備考|開催条件|参加申込終了日|参加申込終了時間|参加申込方法|申込開始日|"
            "申込開始時刻|申込URL|URL|授乳室|おむつ替えコーナー|飲食可否|ベビーカー貸出|ベビーカー利用|画像|"
            "画像_ライセンス|備考|イベントジャンル"
        ),
    ),
    "高松市 公衆トイレ (English names)": (
        ("public_toilet", "2020"),
        (
            "#property|latitude|longitude|prefCode|identification|pref|city|name|fullNameInKana|fullNameInRomaji|"
            "address|katagaki|installationPosition|totalMensRestroom|smallMensRestroom|japaneseMensRestroom|"
            "westernMensRestroom|totalWomanRestroom|japaneseWomanRestroom|westernWomanRestroom|sharedRestroom|"
            "japaneseSharedRestroom|westernSharedRestroom|multifunctionalRestroom|wheelchairRestroom|"
            "anInfantRestroom|ostomateRestroom|startTime|endTime|availableDateNote|image|iamgeLicense|note"
        ),
    ),
    "石川県 オープンデータ一覧 (another order, two spellings)": (
        ("open_data_list", "2026-08"),
        (
            "データセット_ID|全国地方公共団体コード|地方公共団体名|データセット_タイトル|データセット_サブタイトル|"
            "データセット_概要|データセット_キーワード|データセット_分類|データセット_ユニバーサルメニュー|"
            "データセット_公開日|データセット_最終更新日|データセット_バージョン|データセット_言語|データセット_URL|"
            "データセット_更新頻度|データセット_準拠する標準|データセット_関連ドキュメント|データセット_来歴情報|"
            "データセット_対象地域|データセット_対象期間|データセット_連絡先名称|"
            "データセット_連絡先メールアドレス|データセット_連絡先電話番号|データセット_連絡先内線番号|"
            "データセット_連絡先FormURL|データセット_連絡先備考（その他、SNSなど）|データセット_備考|"
            "ファイル_タイトル|ファイル_アクセスURL|ファイル_ダウンロードURL|ファイル_説明|ファイル形式|"
            "ファイル_ライセンス|ファイル_ステータス|ファイル_サイズ|ファイル_公開日|ファイル_最終更新日|"
            "ファイル_利用規約|ファイル_関連ドキュメント|ファイル_言語|ファイル_準拠する標準|"
            "ファイル_API対応有無"
        ),
    ),
    "十和田市 医療機関一覧 (columns left out, 市区町村コード)": (
        ("hospital", "2020"),
        (
            "市区町村コード|NO|都道府県名|市区町村名|名称|名称_カナ|医療機関の種類|住所|方書|緯度|経度|電話番号|"
            "法人番号|法人の名称|診療曜日|診療開始時間|診療終了時間|診療日時特記事項|時間外における対応|診療科目|"
            "病床数|URL|備考"
        ),
    ),
    "厚生労働省 介護サービス (its own names)": (
        ("care_service", "2020"),
        (
            "都道府県コード又は市町村コード|No|都道府県名|市区町村名|事業所名|事業所名カナ|サービスの種類|住所|"
            "方書（ビル名等）|緯度|経度|電話番号|FAX番号|法人番号|法人の名称|事業所番号|利用可能曜日|"
            "利用可能曜日特記事項|定員|URL|高齢者の方と障害者の方が同時一体的に利用できるサービス|"
            "介護保険の通常の指定基準を満たしている|障害福祉の通常の指定基準を満たしている|備考"
        ),
    ),
    "世田谷区 ごみの分別方法 (a prefix)": (
        ("garbage_separation", "2026-08"),
        (
            "ごみの分別方法_全国地方公共団体コード|ごみの分別方法_ID|ごみの分別方法_地方公共団体名|"
            "ごみの分別方法_品目|ごみの分別方法_分別区分|ごみの分別方法_注意点|ごみの分別方法_料金種別|"
            "ごみの分別方法_料金|ごみの分別方法_料金備考|ごみの分別方法_備考"
        ),
    ),
}
"""Published headers that follow a standard."""

RESEMBLING = {
    "高松市 オープンデータ一覧 (five columns dropped, English)": (
        "open_data_list",
        "#property|code|prefName|cityName|dataName|category|format|url|apiSupport|license|note",
    ),
    "高松市 AED (half of the columns, English)": (
        "aed",
        (
            "#property|latitude|longitude|name|address|installationPosition|telephoneNumber|availableDate|"
            "startTime|endTime|availableDateNote|equipmentForChildren"
        ),
    ),
}
"""Published headers that are like a standard, and no more."""

FOREIGN = {
    "焼津市 避難所一覧 (指定避難所 has no standard)": (
        "NO|市区町村コード|都道府県名|市区町村名|名称|名称_カナ|住所|方書|緯度|経度|UTMポイント|"
        "開設される災害の種類（地震・津波）|開設される災害の種類（風水害）|開設される災害の種類（土砂災害）|"
        "開設される災害の種類（南海トラフ地震臨時情報）|電話番号|避難所面積平方メートル|備考"
    ),
    "奈良市 保育施設 (a nursery list of its own)": (
        "施設種別|施設名称|受入開始年齢(歳)|定員(人)|開園時間(平日)|終園時間(平日)|開園時間(土曜日)|"
        "終園時間(土曜日)|延長保育|一時預かり|休日保育|夜間保育|病児保育|給食|受入状況|住所|電話番号|"
        "施設設置者|緯度|経度|公式サイトアドレス|備考"
    ),
    "神戸市 施設": (
        "施設ID|施設名|郵便番号|住所|方書|電話番号|FAX番号|緯度|経度|行政区コード|カテゴリリスト"
    ),
    "神戸市 公衆トイレ (its own layout)": (
        "番号|施設名|公共・民間／建物・交通|地域|設置場所|所在地|電話番号|緯度|経度|備考"
    ),
    "和歌山県 トイレ (its own layout)": (
        "市町村名|№|トイレ名|住所|緯度|経度|利用可能時間|一般利用者用駐車場・無料|"
        "多目的トイレ設備内容・洋式|一般トイレ設備内容・男性用トイレ・洋式|"
        "一般トイレ設備内容・女性用トイレ・洋式|設備備考"
    ),
    "焼津市 公園": "ID|公園名|住所（番地まで）|緯度|経度|面積（㎡）|供用開始年|トイレ詳細|駐車場詳細|施設等",
    "高松市 避難所 (its own layout)": (
        "#property|latitude|longitude|name|address|telephoneNumber|flood_L1|flood_L2|inundation|"
        "sedimentDisaster|stormSurge|tunami|fire|earthquake|evacuationSpace|jurisdiction|elevation|"
        "capacity|residentsAssociation"
    ),
    "敦賀市 年齢別人口 (long form)": (
        "population_statistics|調査年|標準地域コード|町丁字コード|都道府県名|市区町村名|行政区名|大字・町名|"
        "字・丁目名|最少年齢|最大年齢|人口|男性人口|女性人口|備考"
    ),
    "高松市 交流センター (of 公共施設一覧 only what others have too)": (
        "#property|都道府県コード又は\n市区町村コード|都道府県名|市区町村名|名称|名称_カナ|名称_通称|住所|緯度|"
        "経度|電話番号|利用可能曜日|開始時間|終了時間|利用可能時間特記事項|URL|←データの項目名を入力"
    ),
    "an address list": "名称|住所|緯度|経度",
    "an address list of the current edition": (
        "全国地方公共団体コード|ID|地方公共団体名|名称|名称_カナ|所在地_連結表記|所在地_都道府県|"
        "所在地_市区町村|緯度|経度|電話番号|備考"
    ),
    "a facility list of the 2020 edition without what tells one type": (
        "都道府県コード又は市区町村コード|NO|都道府県名|市区町村名|名称|名称_カナ|種別|住所|方書|緯度|経度|"
        "電話番号|備考"
    ),
    "monthly population": "年月|地域名|世帯数|総人口|男性|女性|備考",
    "nothing": "",
}
"""Headers that are no standard's."""


def split(header: str) -> list[str]:
    return header.split("|")

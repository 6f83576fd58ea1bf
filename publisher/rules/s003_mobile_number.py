"""S003: mobile telephone numbers, where the number of a post or place would stand."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.personal import SOME_MOBILE, has_mobile
from publisher.rules.examples import (
    BookExample,
    CsvExample,
    SheetExample,
    TreeExample,
    book,
    csv,
)
from publisher.rules.feed_hits import with_line
from publisher.rules.private_contact import checks
from publisher.rules.rule import Certainty, Rule
from publisher.words import Text

_IN_NAME = Text(
    "ファイルの名前に、携帯電話の番号があります（表示しません）。名前を変えてください。",
    "The file's name holds a mobile number (not shown). Rename the file.",
)
_IN_WORDS = Text(
    "データセットの説明や連絡先に、携帯電話の番号があります（表示しません）。課や施設のものに替えてください。",
    "What the dataset says of itself, or its contact, holds a mobile number (not shown). Give a post's.",
)
_IN_SHEET = Text(
    "シートの名前に、携帯電話の番号があります（表示しません）。名前を変えてください。",
    "The sheet's name holds a mobile number (not shown). Rename the sheet.",
)

_CHART = '<c:chart xmlns:c="c" xmlns:a="a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></c:chart>'


RULE = Rule(
    id="S003",
    name="mobile-number",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("携帯電話の番号", "A mobile telephone number"),
    why=Text(
        "個人の番号が公開されると、取り返しがつきません。",
        "A person's number cannot be taken back once it is public.",
    ),
    fix=Text(
        "課や施設の番号に替えるか、消してください。店などが公表している番号なら、理由を記録してください。",
        "Give the number of a post or place, or delete it; where the holder publishes it, record "
        "why.",
    ),
    message=Text(
        "携帯電話の番号があります（値は表示しません）。課や施設の番号に替えてください。",
        "There is a mobile number (not shown). Give the number of a post or place instead.",
    ),
    decides=Text(
        "070・080・090で始まる11けたの番号を見ます。ファイル・シート・項目の名前、データセットの説明、JSON、時刻表（GTFS）のzipの中も見ます。"
        "ブックでは、コメント・図形・グラフ・入力規則・ピボットテーブルの裏なども見ます。画像の中の文字と、埋め込まれたファイルは見ません。",
        "Looks for numbers of eleven digits that begin with 070, 080 or 090, in names of files, "
        "sheets and columns, in what the dataset says of itself, in JSON and in the files of a timetable's zip (GTFS), too. In workbooks "
        "comments, shapes, charts, choices and what pivot tables keep are looked at, too; "
        "words in pictures and embedded files are not.",
    ),
    bad=(
        csv("名称,電話番号\n自治会,090-1234-5678\n"),
        csv("名称,電話番号\n自治会,+81-90-1234-5678\n"),
        csv("名称,備考\n自治会,会長（０８０１２３４５６７８）へ\n"),
        csv("名称,担当（090-1234-5678）\n自治会,総務課\n"),
        csv("名簿（会長 080-1234-5678）,\n番号,名称\n1,自治会\n2,公民館\n"),
        CsvExample("名称\n自治会\n".encode(), "会長_090-1234-5678.csv"),
        CsvExample(b'[{"name": "a"}, {"name": "b", "tel": "090-1234-5678"}]\n', "facility.json"),
        with_line("stops.txt", "3_1,待合所（090-1234-5678）,34.7,135.7,0"),
        TreeExample(descriptor={"contactPoint": {"title": "総務課", "phone": "090-1234-5678"}}),
        book(
            ("名称",), ("自治会",), name="080 1234 5678", shows="シートの名前", shows_en="its name"
        ),
        book(
            ("名称",),
            ("公民館",),
            notes={"A2": "090-1234-5678 へ"},
            shows="コメント",
            shows_en="a comment",
        ),
        BookExample(
            sheets=(SheetExample(rows=(("名称",), ("公民館",))),),
            parts={"xl/charts/chart1.xml": _CHART.format("会長 090-1234-5678").encode()},
            shows="グラフの題",
            shows_en="the title of a chart",
        ),
    ),
    good=(
        BookExample(
            sheets=(SheetExample(rows=(("名称",), ("公民館",))),),
            parts={"xl/charts/chart1.xml": _CHART.format("相談 0120-090-000").encode()},
            shows="グラフの題は、窓口の番号",
            shows_en="a chart names the number of an office",
        ),
        csv("名称,電話番号\n市役所,0743-74-1111\n"),
        csv("名称,電話番号\n相談窓口,050-1234-5678\n"),
        csv("名称,電話番号\n市役所,+81-743-74-1111\n"),
        csv("名称,電話番号\n市役所,0120-090-000\n"),
        csv("名称,電話番号\n相談窓口,08001234567\n"),
        csv("名称,相談窓口（0120-090-000）\n市役所,総務課\n"),
        csv("地区,コード\n北,12-090-1234-5678\n"),
        with_line("stops.txt", "3_1,待合所（0120-090-000）,34.7,135.7,0"),
        CsvExample("名称\n市役所\n".encode(), "070_20190401_1200.csv"),
        csv("番号,管理番号\n1,819012345678\n2,818012345670\n3,817012345672\n4,819055556666\n"),
        csv("番号,管理番号\n1,109012345678\n2,209012345670\n3,309012345672\n"),
    ),
    check=checks(has_mobile, SOME_MOBILE, in_name=_IN_NAME, in_sheet=_IN_SHEET, in_words=_IN_WORDS),
)

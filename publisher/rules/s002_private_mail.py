"""S002: e-mail addresses of private providers, where a post's address would stand."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.personal import SOME_PRIVATE_MAIL, has_private_mail
from publisher.rules.examples import CsvExample, TreeExample, book, csv
from publisher.rules.feed_hits import feed
from publisher.rules.private_contact import checks
from publisher.rules.rule import Certainty, Rule
from publisher.words import Text

_IN_NAME = Text(
    "ファイルの名前に、個人のものらしいメールアドレスがあります（表示しません）。名前を変えてください。",
    "The file's name holds what looks like a private address (not shown). Rename the file.",
)
_IN_WORDS = Text(
    "データセットの説明や連絡先に、個人のものらしいメールアドレスがあります（表示しません）。課や施設のものに替えてください。",
    "What the dataset says of itself, or its contact, holds what looks like a private address (not shown). Give a post's.",
)
_IN_SHEET = Text(
    "シートの名前に、個人のものらしいメールアドレスがあります（表示しません）。名前を変えてください。",
    "The sheet's name holds what looks like a private address (not shown). Rename the sheet.",
)
AGENCY = (
    "agency_id,agency_name,agency_url,agency_timezone,agency_lang,agency_email\n"
    "9000020123456,たけのこ交通,https://bus.example.jp/,Asia/Tokyo,ja,{}\n"
)


RULE = Rule(
    id="S002",
    name="private-mail",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("個人のものらしいメールアドレス", "What looks like a private e-mail address"),
    why=Text(
        "個人の連絡先が公開されると、取り返しがつきません。担当が替わると届かなくもなります。",
        "A private address cannot be taken back, and fails once the person moves on.",
    ),
    fix=Text(
        "課や施設のアドレスに替えるか、消してください。団体が公表しているものなら、理由を記録してください。",
        "Give the address of a post or place, or delete it; where the body publishes it itself, "
        "record why.",
    ),
    message=Text(
        "個人向けサービスのメールアドレスがあります（値は表示しません）。課や施設のものに替えてください。",
        "There is an address of a private mail service (not shown). Give a post's address instead.",
    ),
    decides=Text(
        "無料メールや携帯電話会社のアドレスを見ます。ファイル・シート・項目の名前、データセットの説明、JSON、時刻表（GTFS）のzipの中も見ます。"
        "ブックでは、コメント・図形・グラフ・入力規則・ピボットテーブルの裏なども見ます。画像の中の文字と、埋め込まれたファイルは見ません。",
        "Looks for addresses of free and mobile providers, in names of files, sheets and columns, "
        "in what the dataset says of itself, in JSON and in the files of a timetable's zip (GTFS), too. In workbooks "
        "comments, shapes, charts, choices and what pivot tables keep are looked at, too; "
        "words in pictures and embedded files are not.",
    ),
    bad=(
        csv("名称,メール\n公民館,taro.yamada@gmail.com\n"),
        csv("名称,備考\n公民館,連絡先は hanako@docomo.ne.jp まで\n"),
        csv("名称,備考\n公民館,hanako@docomo.ne.jpへ\n"),
        csv("名称,担当（taro.yamada@gmail.com）\n公民館,総務課\n"),
        CsvExample("名称\n公民館\n".encode(), "一覧_taro.yamada@gmail.com.csv"),
        CsvExample(b'{"contact": ["taro.yamada@gmail.com"]}\n', "facility.json"),
        feed({"agency.txt": AGENCY.format("hanako@docomo.ne.jp")}),
        TreeExample(descriptor={"contactPoint": {"title": "総務課", "email": "taro@gmail.com"}}),
        book(
            ("名称",), ("公民館",), name="taro@gmail.com", shows="シートの名前", shows_en="its name"
        ),
        book(
            ("名称",),
            ("公民館",),
            notes={"A2": "taro@gmail.com へ"},
            shows="コメント",
            shows_en="a comment",
        ),
    ),
    good=(
        csv("名称,メール\n市役所,soumu@city.example.lg.jp\n"),
        csv("名称,備考\n公民館,gmail.com のアドレスは使えません\n"),
        csv("名称,メール\n公民館,info@example.or.jp\n"),
        csv("名称,メール\n公民館,info@gmail.company.example\n"),
        csv("名称,メール（gmail.com は不可）\n公民館,info@example.or.jp\n"),
        CsvExample(b'{"contact": ["soumu@city.example.lg.jp"]}\n', "facility.json"),
        feed({"agency.txt": AGENCY.format("info@bus.example.jp")}),
        CsvExample("名称\n公民館\n".encode(), "soumu@city.example.lg.jp.csv"),
    ),
    check=checks(
        has_private_mail,
        SOME_PRIVATE_MAIL,
        in_name=_IN_NAME,
        in_sheet=_IN_SHEET,
        in_words=_IN_WORDS,
    ),
)

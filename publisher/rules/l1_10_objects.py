"""L1-10: pictures, charts, shapes, text boxes, controls and comments over the cells."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.books.book import Sheet, Thing, ThingKind
from publisher.findings import Severity
from publisher.rules.examples import book, csv
from publisher.rules.rule import Hit, OfSheet, Rule, TableHead
from publisher.words import Text

_NAMES = {
    ThingKind.PICTURE: Text("画像", "A picture"),
    ThingKind.SHAPE: Text("図形", "A shape"),
    ThingKind.TEXT_BOX: Text("テキストボックス", "A text box"),
    ThingKind.CHART: Text("グラフ", "A chart"),
    ThingKind.EMBEDDED: Text("埋め込まれた文書", "An embedded document"),
    ThingKind.CONTROL: Text("ボタンやチェックボックス", "A button or check box"),
    ThingKind.NOTE: Text("メモ（コメント）", "A comment"),
    ThingKind.THREAD: Text("コメント", "A comment"),
}
_WRITTEN = Text(
    "{thing}「{text}」があります。大事な内容はセルかデータセットの説明に移し、消してください。",
    "{thing} says '{text}'. Move what matters into cells or the description and delete it.",
)
_MORE = Text(
    "このほかにも、図形やコメントが{count}個あります。",
    "{count} more {count:object or comment is|objects or comments are} there.",
)


def _check(sheet: Sheet, table: TableHead) -> Iterator[Hit]:  # noqa: ARG001  wherever they lie
    things = (*sheet.objects.first, *sheet.comments.first)
    for thing in things:
        yield _hit(thing)
    more = sheet.objects.total + sheet.comments.total - len(things)
    if more:
        yield Hit(message=_MORE, values={"count": more})


def _hit(thing: Thing) -> Hit:
    return Hit(
        address=thing.spot.address if thing.spot else None,
        message=_WRITTEN if thing.text.strip() else None,
        values={"thing": _NAMES[thing.kind], "text": thing.text},
    )


RULE = Rule(
    id="L1-10",
    name="objects",
    severity=Severity.ERROR,
    title=Text("図形・画像・グラフ・コメントがある", "Objects or comments over the cells"),
    official_title="【Excel】オブジェクトを使用していないか",
    numbers_2020=("1-8",),
    why=Text(
        "機械はセルの値しか読みません。図形やコメントの内容は失われます。",
        "Programs read cells only: what objects and comments say is lost.",
    ),
    fix=Text(
        "大事な内容はセルかデータセットの説明に移し、図形・画像・グラフ・コメントを消してください。",
        "Move what matters into cells or the description and delete objects and comments.",
    ),
    message=Text(
        "{thing}があります。大事な内容はセルかデータセットの説明に移し、消してください。",
        "{thing} lies over the cells. Move what matters into cells or the description, "
        "and delete it.",
    ),
    decides=Text(
        "図形・画像・グラフ・コメントがシートにあれば、確実な違反とします。",
        "An object or comment on the sheet is a certain violation.",
    ),
    bad=(
        book(
            ("地区", "人口"), ("北", 10), ("南", 20), chart="D2", shows="グラフ", shows_en="a chart"
        ),
        book(
            ("地区", "人口"),
            ("北", 10),
            ("南", 20),
            notes={"B2": "速報値"},
            shows="B2 にコメント「速報値」",
            shows_en="a comment on B2",
        ),
    ),
    good=(
        book(("地区", "人数", "備考"), ("北", 10, "速報値"), ("南", 20, "確定値")),
        csv("地区,人数\n北,10\n南,20\n"),
    ),
    check=OfSheet(_check),
)

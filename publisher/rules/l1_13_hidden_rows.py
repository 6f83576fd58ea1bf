"""L1-13: rows or columns of the table that are hidden, also by a folded group or a filter."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.books.book import Sheet, Span
from publisher.findings import Severity
from publisher.rules.examples import book, csv
from publisher.rules.rule import Hit, OfSheet, Rule, TableHead
from publisher.words import Text

_COLUMNS = Text(
    "{area}列が隠れています。いらない列なら消し、いる列なら表示に戻してください。",
    "Columns {area} are hidden. Delete them if they are not needed, else show them.",
)
_FILTERED = Text(
    "{area}行が絞り込み（フィルター）で隠れています。絞り込みを解除してください。",
    "Rows {area} are hidden by a filter. Clear the filter.",
)
_FOLDED = Text(
    "{area}行がたたまれて隠れています。グループを開き、いらない行なら消してください。",
    "Rows {area} are folded away. Open the group; delete rows that are not needed.",
)
_FOLDED_COLUMNS = Text(
    "{area}列がたたまれて隠れています。グループを開き、いらない列なら消してください。",
    "Columns {area} are folded away. Open the group; delete columns that are not needed.",
)
_MORE = Text(
    "このほかにも、隠れた行や列が{count}か所あります。",
    "{count} more {count:stretch|stretches} of rows or columns {count:is|are} hidden.",
)


def _check(sheet: Sheet, table: TableHead) -> Iterator[Hit]:  # noqa: ARG001  the sheet says it all
    for span in sheet.hidden_rows.first:
        if span.first <= sheet.rows:
            shown = Span(span.first, min(span.last, sheet.rows))
            yield Hit(
                address=shown.rows, message=_of_rows(sheet, span), values={"area": _area(shown)}
            )
    for span in sheet.hidden_columns.first:
        if span.first <= sheet.columns:
            shown = Span(span.first, min(span.last, sheet.columns))
            is_folded = _overlaps(span, sheet.grouped_columns.first)
            letters = shown.columns.split(":")
            yield Hit(
                address=shown.columns,
                message=_FOLDED_COLUMNS if is_folded else _COLUMNS,
                values={"area": "–".join(dict.fromkeys(letters))},
            )
    more = sum(item.total - len(item.first) for item in (sheet.hidden_rows, sheet.hidden_columns))
    if more:
        yield Hit(message=_MORE, values={"count": more})


def _of_rows(sheet: Sheet, span: Span) -> Text | None:
    if _overlaps(span, sheet.grouped_rows.first):
        return _FOLDED
    area = sheet.filter_area
    if sheet.is_filtered and area is not None and area.top < span.last <= area.bottom:
        return _FILTERED
    return None


def _overlaps(span: Span, others: tuple[Span, ...]) -> bool:
    return any(span.first <= other.last and other.first <= span.last for other in others)


def _area(span: Span) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}–{span.last}"


RULE = Rule(
    id="L1-13",
    name="hidden-rows",
    severity=Severity.ERROR,
    title=Text("隠れた行や列がある", "Hidden rows or columns"),
    official_title="【Excel】不要な行や列が非表示のまま残されていないか",
    why=Text(
        "見えない行や列も、公開すればだれでも読めます。見えている表とも合わなくなります。",
        "Whoever opens the published file can read them, and they disagree with what is shown.",
    ),
    fix=Text(
        "いらない行や列は消し、いるものは表示に戻してください。",
        "Delete what is not needed and show the rest.",
    ),
    message=Text(
        "{area}行が隠れています。いらない行なら消し、いる行なら表示に戻してください。",
        "Rows {area} are hidden. Delete them if they are not needed, else show them.",
    ),
    decides=Text(
        "値のある範囲に隠れた行や列があれば、確実な違反とします。たたんだグループ、絞り込み、幅や高さが0のものも同じです。"
        "表の外の行や列は見ません。",
        "Hidden rows or columns within the values are a certain violation, folded groups, "
        "filters and those of no width or height too. Beyond the last value nothing is looked at.",
    ),
    bad=(
        book(
            ("地区", "人口"),
            ("北", 10),
            ("南", 20),
            hidden_rows=(2,),
            shows="2行目が非表示",
            shows_en="row 2 is hidden",
        ),
        book(
            ("地区", "担当", "人口"),
            ("北", "総務課", 10),
            ("南", "市民課", 20),
            hidden_columns=("B",),
            shows="B列が非表示",
            shows_en="column B is hidden",
        ),
        book(
            ("地区", "人口"),
            ("北", 10),
            ("南", 20),
            hidden_rows=(2, 3),
            grouped_rows=(2, 3),
            shows="2〜3行目のグループがたたまれている",
            shows_en="rows 2-3 are a folded group",
        ),
    ),
    good=(
        book(
            ("地区", "人数"),
            ("北", 10),
            ("南", 20),
            hidden_rows=(4, 5),
            hidden_columns=("D",),
            shows="表の外だけが非表示",
            shows_en="only rows and columns beyond the table are hidden",
        ),
        book(
            ("地区", "人数"),
            ("北", 10),
            ("南", 20),
            grouped_rows=(2, 3),
            shows="グループはあるが、開いている",
            shows_en="a group that is open",
        ),
        csv("地区,人数\n北,10\n南,20\n"),
    ),
    check=OfSheet(_check),
)

"""L2-06: formulas where values are due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from publisher.books.book import NO_LEAP_DAY, UNSHOWN, Area, Places, Sheet, Spot
from publisher.findings import Severity
from publisher.rules.examples import book, csv
from publisher.rules.rule import Hit, OfSheet, Rule, TableHead
from publisher.words import Text

_EMPTY = Text(
    "{area} の数式は一度も計算されておらず、値がありません。"
    "表計算ソフトで開いて計算させ、値として貼り付けてください。",
    "The formulas in {area} were never calculated and have no value. Open the file in a "
    "spreadsheet, then paste the values.",
)
_ERROR = Text(
    "{area} の数式がエラー（{error}）になっています。正しい値を入れてください。",
    "The formula in {area} gives an error ({error}). Enter the right value.",
)
_UNSHOWN = Text(
    "{area} は、日付や数として表せない値です（「########」と表示されます）。正しい値を入れてください。",
    "{area} holds what is no date or number (it shows as ########). Enter the right value.",
)
_MORE = Text(
    "数式は、このほかにも{count}か所あります。すべて値に置き換えてください。",
    "{count} more {count:cell holds a formula|cells hold formulas}. Replace all of them with "
    "values.",
)


def _check(sheet: Sheet, table: TableHead) -> Iterator[Hit]:  # noqa: ARG001  formulas are formulas
    empty = set(sheet.formulas_without_value.first)
    # Of a day that never was D008 tells.
    errors = {item.spot: item.error for item in sheet.errors.first if item.error != NO_LEAP_DAY}
    plain = [spot for spot in sheet.formulas.first if spot not in empty and spot not in errors]
    for area in _areas(plain):
        yield Hit(address=area.address, values={"area": area.address})
    for area in _areas(empty):
        yield Hit(address=area.address, message=_EMPTY, values={"area": area.address})
    for spot, error in errors.items():
        if spot not in empty:
            said = {"area": spot.address, "error": error}
            message = _UNSHOWN if error == UNSHOWN else _ERROR
            yield Hit(address=spot.address, message=message, values=said)
    if more := _beyond(sheet.formulas):
        yield Hit(message=_MORE, values={"count": more})


def _areas(spots: Iterable[Spot]) -> list[Area]:
    """Return spots as areas: what stands below one another, and such runs side by side, is one."""
    by_column = sorted(spots, key=lambda spot: (spot.column, spot.row))
    joined: dict[tuple[int, int, int], Area] = {}
    for _, run in groupby(
        enumerate(by_column), key=lambda item: (item[1].column, item[1].row - item[0])
    ):
        cells = [spot for _, spot in run]
        top, bottom, column = cells[0].row, cells[-1].row, cells[0].column
        left = joined.pop((top, bottom, column - 1), None)
        joined[top, bottom, column] = Area(top, left.left if left else column, bottom, column)
    return sorted(joined.values())


def _beyond(places: Places[Spot]) -> int:
    return places.total - len(places.first)


RULE = Rule(
    id="L2-06",
    name="formula",
    severity=Severity.ERROR,
    official_title="【Excel】数式を使用している場合は、数値データに修正しているか",
    numbers_2020=("1-7",),
    title=Text("数式が残っている", "Formulas left in cells"),
    why=Text(
        "開くソフトによって値が変わったり、読めなかったりします。",
        "Other software shows other values, or none.",
    ),
    fix=Text(
        "数式のセルをコピーし、「値として貼り付け」で数値に置き換えてください。",
        "Copy the cells and paste them as values.",
    ),
    message=Text(
        "{area} に数式が入っています。「値として貼り付け」で数値に置き換えてください。",
        "{area} holds formulas. Paste them as values.",
    ),
    decides=Text(
        "数式の記録がファイルにあれば、確実な違反とします。",
        "A formula recorded in the file is a certain violation.",
    ),
    bad=(
        book(
            ("地区", "男", "女", "計"),
            ("北", 1, 2, "=B2+C2"),
            ("南", 3, 4, "=B3+C3"),
            shows="D2 と D3 が数式",
            shows_en="D2 and D3 are formulas",
        ),
    ),
    good=(
        book(("地区", "男性数", "女性数", "計"), ("北", 1, 2, 3), ("南", 3, 4, 7)),
        csv("地区,男性数,女性数,計\n北,1,2,3\n南,3,4,7\n"),
    ),
    check=OfSheet(_check),
)

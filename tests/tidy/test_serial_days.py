"""Days that lost their format (45383): asked about in columns of days, and nowhere else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.settings import EXAMPLES
from tests.tidy.drafts import column, draft, mended

DAYS = ("45383", "2024/5/1", "2023/4/1", "2020/12/1")


def table(name: str, *cells: str) -> list[list[str]]:
    return [["名称", name], *([f"施設{at}", cell] for at, cell in enumerate(cells))]


@pytest.mark.parametrize(
    ("name", "cells"),
    [("開設日", DAYS), ("終了する日", DAYS), ("登録年月日", ("45383", "40000"))],
)
def test_they_are_asked_about_and_stay_until_answered(name: str, cells: tuple[str, ...]) -> None:
    of = draft(*table(name, *cells))
    open_ = mended(of)
    done = mended(of, **{"serial-days": "date"})

    assert [f"serial-days::{name}"] == [question.id for question in open_.questions]
    assert "45383" == column(open_.drafts[0], 1)[0]
    assert "2024-04-01" == column(done.drafts[0], 1)[0]
    assert not done.questions


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        # Counts of a day, sums, codes; years and days as eight digits; too early, too late.
        ("平日", ("45383", "45000")),
        ("乗降客数（1日）", ("45383", "45000")),
        ("利用者数_土日", ("45383", "45000")),
        ("世界の日", ("45383", "45000")),
        ("延べ日数", ("45383", "2024/5/1", "2024/6/1")),
        ("番号", DAYS),
        ("開設日", ("20240401", "2024/5/1", "2024/6/1", "2024/7/1")),
        ("開設日", ("12345", "2024/5/1", "2024/6/1", "2024/7/1")),
        ("開設日", ("79999", "2024/5/1", "2024/6/1", "2024/7/1")),
        ("開設日", ("45383", "12", "31")),
    ],
)
def test_other_numbers_are_not_asked_about(name: str, cells: tuple[str, ...]) -> None:
    ids = [question.id for question in mended(draft(*table(name, *cells))).questions]

    assert not [item for item in ids if item.startswith("serial-days")]


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)), min_size=2, max_size=6))
def test_every_day_comes_back_as_spreadsheets_count_it(days: list[dt.date]) -> None:
    """Law: what a spreadsheet stores for a day is that day again."""
    from openpyxl.utils.datetime import to_excel

    of = draft(*table("開設年月日", *(str(int(to_excel(day))) for day in days)))

    assert [day.isoformat() for day in days] == column(
        mended(of, **{"serial-days": "date"}).drafts[0], 1
    )

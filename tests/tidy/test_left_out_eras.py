"""Years that leave out the era above them: asked about, and filled as they count on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.settings import EXAMPLES
from tests.tidy.drafts import column, draft, findings, mended


def of(name: str, *years: str) -> list[list[str]]:
    """The years as they are without an answer, and with it."""
    rows = [(year, str(at)) for at, year in enumerate(years)]
    subject = draft((name, "件数（件）"), *rows)
    return [
        column(mended(subject, **said).drafts[0], 0) for said in ({}, {"left_out_eras": "fill"})
    ]


@pytest.mark.parametrize(
    ("name", "years", "filled"),
    [
        ("年", ("平成30年", "令和元年", "2年", "3年"), (2018, 2019, 2020, 2021)),
        ("年", ("平成30年", "元年", "2年", "3年"), (2018, 2019, 2020, 2021)),
        ("年", ("令和3年", "2", "元", "平成30", "29"), (2021, 2020, 2019, 2018, 2017)),
        ("年次", ("平成30年", "〃", "令和元年", "2年"), (2018, 2018, 2019, 2020)),
    ],
)
def test_an_era_goes_on_only_where_a_person_says_so(
    name: str, years: tuple[str, ...], filled: tuple[int, ...]
) -> None:
    """Until then none of them is mended: below 2018年 nobody would know what 2年 is of."""
    open_, done = of(name, *years)

    assert [year if year != "〃" else "平成30年" for year in years] == open_
    assert [f"{year}年" for year in filled] == done


def test_fiscal_years_stay_fiscal() -> None:
    assert of("年度", "H29", "30", "R元", "2")[1] == [
        "2017年度",
        "2018年度",
        "2019年度",
        "2020年度",
    ]


@pytest.mark.parametrize(
    "years", [("1年", "2年", "3年"), ("2017", "30", "31"), ("平成2年", "休止", "3")]
)
def test_no_era_is_taken_from_nowhere(years: tuple[str, ...]) -> None:
    open_, done = of("年", *years)

    assert open_ == done


@settings(max_examples=EXAMPLES)
@given(start=st.integers(1990, 2024), count=st.integers(3, 40))
def test_every_year_comes_back(start: int, count: int) -> None:
    """Law: years of which only the first of each era is named come back as they were."""
    years = range(start, min(start + count, 2027))
    texts = [
        f"平成{year - 1988}年"
        if year == start and year < 2019
        else f"令和{'元' if year == 2019 else year - 2018}年"
        if year in {start, 2019}
        else f"{year - 1988 if year < 2019 else year - 2018}年"
        for year in years
    ]
    done = of("年", *texts)[1]

    assert done == [f"{year}年" for year in years]


def test_a_filled_column_has_no_such_finding() -> None:
    subject = draft(("年", "件数（件）"), ("平成30年", "1"), ("令和元年", "2"), ("2年", "3"))

    assert findings(subject, frozenset({"L2-02"})) == {"L2-02"}
    assert not findings(mended(subject, left_out_eras="fill").drafts[0], frozenset({"L2-02"}))

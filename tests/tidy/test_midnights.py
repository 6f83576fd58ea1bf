"""Times of 0:00 among days: removed where they are no times, asked about, or left alone."""

from __future__ import annotations

import pytest

from tests.tidy.drafts import column, draft, findings, mended
from tests.tidy.test_mends import rules


@pytest.mark.parametrize(
    "midnight", ["2024/4/2 0:00", "2024-04-02T00:00", "2024-04-02 00:00:00", "2024年4月2日 0:00"]
)
def test_midnight_among_days_is_no_time(midnight: str) -> None:
    """As databases and forms write a day: no other time stands there, and most cells are days."""
    subject = draft(["名称", "開設日"], ("A", "2024/4/1"), ("B", midnight), ("C", "2024/4/3"))
    result = mended(subject)

    assert ["2024-04-01", "2024-04-02", "2024-04-03"] == column(result.drafts[0], 1)
    assert () == result.questions
    assert not findings(result.drafts[0], rules("dates"))


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("開設日", ("2024-04-01T00:00", "2024-04-02T00:00", "2024-04-03")),
        ("開始日時", ("2024-04-01", "2024-04-02T00:00", "2024-04-03")),
    ],
)
def test_where_it_may_be_meant_a_person_is_asked(label: str, values: tuple[str, ...]) -> None:
    subject = draft(["名称", label], *zip("ABC", values, strict=True))
    asked = mended(subject)
    days = ["2024-04-01", "2024-04-02", "2024-04-03"]

    assert [f"midnights::{label}"] == [question.id for question in asked.questions]
    assert list(values) == column(asked.drafts[0], 1)
    assert days == column(mended(subject, midnights="day").drafts[0], 1)


@pytest.mark.parametrize(
    "values",
    [
        ("2024-04-01T00:00", "2024-04-02T10:00", "2024-04-03"),
        ("2024-04-01T00:00", "2024-04-02T00:00", "2024-04-03T00:00"),
        ("2024-04-01T00:00+09:00", "2024-04-02", "2024-04-03"),
    ],
)
def test_beside_another_time_midnight_stays(values: tuple[str, ...]) -> None:
    """Also where all cells say it, or a zone: nothing is uneven, or the moment is meant."""
    result = mended(draft(["名称", "開設日"], *zip("ABC", values, strict=True)))

    assert list(values) == column(result.drafts[0], 1)
    assert () == result.questions

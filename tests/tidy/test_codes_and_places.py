"""Codes that may be a club's, and places in degrees and minutes: proven or asked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.rules.d005_unusable_coordinates import in_degrees
from tests.tidy.drafts import cells, column, draft, findings, mended
from tests.tidy.test_mends import SOME

# --- whose codes ----------------------------------------------------------------------------

CLUBS = (("10201", "テニス協会"), ("10202", "卓球連盟"), ("10203", "剣道連盟"), ("11002", "茶道会"))


@pytest.mark.parametrize("more", [(), (("10999", "書道会"),)])
def test_codes_of_clubs_are_asked_about(more: tuple[tuple[str, str], ...]) -> None:
    """Every one of them is some city's code: without a city's name beside that proves nothing."""
    subject = draft(["団体コード", "団体名"], *CLUBS, *more)
    result = mended(subject)

    assert cells(subject) == cells(result.drafts[0])
    assert ["whose-codes::団体コード"] == [question.id for question in result.questions]
    after = column(mended(subject, whose_codes="municipality").drafts[0], 0)
    assert ["102016", "102024", "102032", "011002", *(code for code, _ in more)] == after


def test_one_value_that_is_no_municipality_makes_all_a_question() -> None:
    """Part of a column would come out in six digits and part in five."""
    subject = draft(["市区町村コード", "名称"], ("29209", "a"), ("29999", "b"), ("29201", "c"))
    result = mended(subject)

    assert cells(subject) == cells(result.drafts[0])
    assert ["whose-codes::市区町村コード"] == [question.id for question in result.questions]


def test_codes_with_their_names_beside_are_mended() -> None:
    """Blanks, marks and prefectures among them are no contradiction."""
    subject = draft(
        ["団体コード", "団体名"],
        ("10201", "前橋市"),
        ("29", "奈良県"),
        ("-", ""),
        ("29209", "生駒市"),
    )
    result = mended(subject)

    assert ["102016", "29", "-", "292095"] == column(result.drafts[0], 0)
    assert not result.questions


# --- degrees, minutes, seconds --------------------------------------------------------------


@SOME
@given(
    st.integers(24, 44), st.integers(123, 145), st.integers(0, 59), st.integers(0, 5999),
    st.sampled_from(["{d}°{m}′{s}″", "{d}度{m}分{s}秒", "北緯{d}度{m}分{s}秒", "{d}°{m}'{s}\""]),
)  # fmt: skip
def test_degrees_and_minutes_become_decimals(
    north: int, east: int, minutes: int, hundredths: int, form: str
) -> None:
    """To less than half of the last digit of the seconds; D005 finds nothing."""
    seconds = f"{hundredths // 100}.{hundredths % 100:02}"
    texts = [form.format(d=degrees, m=minutes, s=seconds) for degrees in (north, east)]
    rows = [("市役所", "34.6939", "135.6979"), ("館", texts[0], texts[1].replace("北緯", "東経"))]
    result = mended(draft(["名称", "緯度", "経度"], *rows))
    after = result.drafts[0].rows[1].cells[1:]

    for degrees, text in zip((north, east), after, strict=True):
        exact = degrees + (minutes + Decimal(seconds) / 60) / 60
        assert abs(Decimal(text) - exact) * 3600 < Decimal("0.005")
    assert not findings(result.drafts[0], frozenset({"D005"}))


def test_seconds_keep_their_digits() -> None:
    assert ["34.684722", "34.68475650", "34.683333"] == [
        in_degrees(text) for text in ("34°41′05″", "34度41分5.1234秒", "34°41′")
    ]


@pytest.mark.parametrize("text", ["34.41.05", "344105", "34:41:05"])
def test_what_no_sign_parts_is_asked_about(text: str) -> None:
    """34.41.05 may be a slip for 34.4105."""
    subject = draft(["名称", "緯度", "経度"], ("A", "34.6939", "135.6979"), ("B", text, "135.8"))
    result = mended(subject)

    assert text == column(result.drafts[0], 1)[1]
    assert ["sexagesimal::緯度"] == [question.id for question in result.questions]
    assert "34.684722" == column(mended(subject, sexagesimal="degrees").drafts[0], 1)[1]


@pytest.mark.parametrize("text", ["34.68.1", "34°71′05″", "34,68", "64°41′05″", "346939"])
def test_what_is_no_angle_of_japan_stays(text: str) -> None:
    subject = draft(["名称", "緯度", "経度"], ("A", "34.6939", "135.6979"), ("B", text, "135.8"))

    assert cells(subject) == cells(mended(subject).drafts[0])

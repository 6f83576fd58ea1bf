"""Signs, currencies, units and words around numbers: proven, asked, or left alone."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.tables.units import said, same
from publisher.tidy.fix import Result, tidy
from publisher.tidy.mend import Asked
from publisher.tidy.mends import scales
from tests.settings import EXAMPLES
from tests.tidy.drafts import cells, column, draft, findings, mended
from tests.tidy.test_mends import SOME

L2_01 = frozenset({"L2-01"})


def of(label: str, *values: str) -> list[str]:
    """The column as it comes out, its name first."""
    subject = draft(["科目", label], *((f"科目{n}", value) for n, value in enumerate(values)))
    result = mended(subject).drafts[0]
    return [result.columns[1].name, *column(result, 1)]


def asked(label: str, *values: str) -> list[str]:
    subject = draft(["科目", label], *((f"科目{n}", value) for n, value in enumerate(values)))
    return [question.id for question in mended(subject).questions]


# --- minus with a unit ----------------------------------------------------------------------


@SOME
@given(
    st.lists(st.integers(-(10**6), 10**6), min_size=3, max_size=6),
    st.sampled_from("▲△▼−–‐"),
    st.sampled_from(["円", "%", "％", "人", "千円", "㎡", "ポイント"]),
)
def test_a_sign_and_a_unit_leave_the_number(numbers: list[int], sign: str, unit: str) -> None:
    """△1,000円 in a column with one such sign is -1000, and 円 goes into the header: no L2-01."""
    texts = [f"{sign if number < 0 else ''}{abs(number):,}{unit}" for number in numbers]
    subject = draft(["科目", "増減"], *((f"科目{n}", text) for n, text in enumerate(texts)))
    result = mended(subject)

    assert [str(number) for number in numbers] == column(result.drafts[0], 1)
    assert result.drafts[0].columns[1].name.startswith("増減（")
    assert not findings(result.drafts[0], L2_01)


def test_two_signs_with_units_are_asked_about_and_the_unit_waits() -> None:
    """While a sign is in doubt nothing goes into the header: △0.5% below （%） would say % twice."""
    values = ["△0.5%", "▲1.2％", "3.0%"]

    assert ["増減率", *values] == of("増減率", *values)
    assert ["numbers-triangle::増減率"] == asked("増減率", *values)
    subject = draft(["町", "増減率"], *((f"町{n}", value) for n, value in enumerate(values)))
    answered = mended(subject, numbers_triangle="minus").drafts[0]
    assert [("町", "増減率（%）"), ("町0", "-0.5"), ("町1", "-1.2"), ("町2", "3.0")] == cells(
        answered
    )


def test_a_dash_that_may_be_none_is_asked_about() -> None:
    """ー is the key beside the minus, or a long vowel; the true hyphens beside it are mended."""
    values = ["‐3", "−2.0", "－１．５", "ー4", "5"]

    assert ["気温（℃）", "-3", "-2.0", "-1.5", "ー4", "5"] == of("気温（℃）", *values)
    assert ["numbers-triangle::気温（℃）"] == asked("気温（℃）", *values)


@pytest.mark.parametrize("text", ["(200)", "（200）", "1,000-"])
def test_what_accounts_write_for_minus_is_asked_about(text: str) -> None:
    """(200) is below zero in accounts, and a part of another number elsewhere."""
    values = [text, "300", "400", "500", "600"]
    subject = draft(["科目", "決算額（千円）"], *((f"科目{n}", v) for n, v in enumerate(values)))
    number = "1000" if "1" in text else "200"

    assert values == column(mended(subject).drafts[0], 1)
    assert f"-{number}" == column(mended(subject, numbers_account="minus").drafts[0], 1)[0]
    assert number == column(mended(subject, numbers_account="number").drafts[0], 1)[0]


# --- money ----------------------------------------------------------------------------------


@SOME
@given(
    st.lists(st.integers(0, 10**6), min_size=2, max_size=6),
    st.sampled_from(["¥", "￥", "\\", "¥ "]),
)
def test_yen_go_into_the_header(numbers: list[int], sign: str) -> None:
    """¥1,000 is 1000 円; CP932's yen sign is read as a backslash."""
    texts = [f"{sign}{number:,}" for number in numbers]

    assert ["金額（円）", *map(str, numbers)] == of("金額", *texts)


def test_yen_before_and_behind_are_one_unit() -> None:
    assert ["金額（円）", "1000", "2000", "-300"] == of("金額", "¥1,000", "2,000円", "¥▲300")
    assert ["金額（円）", "1000", "2000"] == of("金額（円）", "¥1,000", "￥2,000")


def test_yen_below_thousands_of_yen_are_asked_about() -> None:
    assert ["other-unit::金額（千円）"] == asked("金額（千円）", "¥1,000", "￥2,000")


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("商品コード", ["¥100", "¥200", "¥300"]),
        ("品名", ["¥100均一", "¥500均一", "花"]),
        ("電話番号", ["0743‐74‐1111", "0743‐74‐1112", "0743‐74‐1113"]),
        ("郵便番号", ["〒630-0257", "〒630-0258", "〒630-0259"]),
        ("地番", ["1‐2", "3‐4", "5‐6"]),
        ("順位変動", ["▲1", "→", "▼2", "×"]),
        ("区分", ["ー", "―", "○"]),
    ],
)
def test_signs_elsewhere_are_none(label: str, values: list[str]) -> None:
    """No sign of a code, a name, a telephone number or a rank becomes a minus or a currency."""
    after = of(label, *values)

    digits = ["".join(filter(str.isdecimal, value)) for value in values]

    assert label == after[0]
    assert digits == ["".join(filter(str.isdecimal, value)) for value in after[1:]]
    assert label == "郵便番号" or [len(value) for value in values] == [len(v) for v in after[1:]]
    assert not [value for value in after[1:] if value.startswith("-")]


# --- units ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (["3か月", "4ヶ月", "12か月"], "期間（か月）"),
        (["70名", "80人", "90名"], "期間（名）"),
        (["5㎡", "6m2", "7平方メートル"], "期間（m2）"),
    ],
)
def test_spellings_of_one_unit_are_one(values: list[str], name: str) -> None:
    """か月 and ヶ月, 人 and 名: the one that most cells have stands in the header."""
    after = of("期間", *values)

    assert name == after[0]
    assert all(value.isdecimal() for value in after[1:])


def test_a_unit_that_the_name_has_at_its_end_is_the_same() -> None:
    assert ["面積m2", "10.5", "100"] == of("面積㎡", "10.5㎡", "100㎡")
    assert ["other-unit::面積（km2）"] == asked("面積（km2）", "10.5m2", "100m2")
    assert ["定員（人）", "70", "80"] == of("定員（人）", "70名", "80名")


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("面積（㎡）", "m2"),
        ("面積㎡", "m2"),
        ("面積km2", "km2"),
        ("金額(単位：円)", "円"),
        ("名称", ""),
    ],
)
def test_what_unit_a_name_says(label: str, unit: str) -> None:
    assert unit == said(label)


def test_only_spellings_of_one_unit_are_the_same() -> None:
    """千円 is not 円, km2 is not m2, 戸 is not 世帯."""
    for one, other in (("千円", "円"), ("km2", "m2"), ("戸", "世帯"), ("度", "°C"), ("分", "秒")):
        assert same(one) != same(other)


def test_several_units_get_a_column_of_their_own_when_she_says_so() -> None:
    """3か月 and 2週間 cannot be one number: asked, then parted; nothing is converted."""
    subject = draft(["事業", "期間"], ("A", "3か月"), ("B", "2週間"), ("C", ""))

    assert ["several-units::期間"] == [question.id for question in mended(subject).questions]
    assert cells(subject) == cells(mended(subject).drafts[0])
    parted = mended(subject, several_units="split").drafts[0]
    assert [
        ("事業", "期間", "期間_単位"),
        ("A", "3", "か月"),
        ("B", "2", "週間"),
        ("C", "", ""),
    ] == cells(parted)
    assert cells(parted) == cells(mended(parted).drafts[0])


# --- words around numbers -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number", "words", "kind"),
    [
        ("約50", "50", "約", "rough"),
        ("50以上", "50", "以上", "rough"),
        ("約1,050以上", "1050", "約…以上", "rough"),
        ("19（休床中）", "19", "休床中", "remark"),
        ("100※1", "100", "※1", "footnote"),
        ("※100", "100", "※", "footnote"),
    ],
)
def test_words_around_a_number_are_asked_about(
    text: str, number: str, words: str, kind: str
) -> None:
    """With the number only the words are lost, so they may go into a column beside."""
    values = [text, "116", "90", "80", "70", "60"]
    subject = draft(["病院", "病床数"], *((f"院{n}", value) for n, value in enumerate(values)))
    result = mended(subject)

    assert values == column(result.drafts[0], 1)
    assert [f"numbers-{kind}::病床数"] == [question.id for question in result.questions]
    assert number == column(mended(subject, **{f"numbers_{kind}": "number"}).drafts[0], 1)[0]
    apart = mended(subject, **{f"numbers_{kind}": "apart"}).drafts[0]
    assert ("院0", number, words) == apart.rows[0].cells
    assert cells(apart) == cells(mended(apart, **{f"numbers_{kind}": "apart"}).drafts[0])
    assert "病床数_備考" == apart.columns[2].name
    assert not findings(apart, L2_01)


def test_a_rough_number_with_a_unit_keeps_it_for_the_header() -> None:
    """約50人 becomes 50人 by one answer, and then 人 is the unit of the whole column."""
    subject = draft(["所", "収容人数"], ("A", "100人"), ("B", "200名"), ("C", "約50人"))

    assert [("所", "収容人数（人）"), ("A", "100"), ("B", "200"), ("C", "50")] == cells(
        mended(subject, numbers_rough="number").drafts[0]
    )


def test_errors_of_formulas_are_asked_about_however_many() -> None:
    """A third of the cells failed: the others still show that these are numbers."""
    values = ["10", "20", "#DIV/0!", "30", "#REF!", "40"]
    subject = draft(["項目", "値"], *((f"項目{n}", value) for n, value in enumerate(values)))

    assert ["numbers-error::値"] == asked("値", *values)
    assert ["10", "20", "", "30", "", "40"] == column(
        mended(subject, numbers_error="blank").drafts[0], 1
    )


# --- a dataset's own columns, and hours that are no quantity ---------------------------------


def of_dataset(*values: str, field: str = "上限額（円）") -> Result:
    rows = ((f"補助{n}", value) for n, value in enumerate(values))
    schema = {"fields": [{"name": "名称", "type": "string"}, {"name": field, "type": "integer"}]}
    return tidy([draft(["名称", "上限額"], *rows)], Asked(schema=schema))


def test_a_unit_that_the_dataset_moved_into_the_name_goes_there_again_beside_words() -> None:
    """What add settled is not asked with each version: one cell of words stays as it is."""
    found = of_dataset("10,000円", "20,000円", "予算の範囲内", "30,000円")

    assert not found.questions
    assert found.drafts[0].columns[1].name == "上限額（円）"
    assert ["10000", "20000", "予算の範囲内", "30000"] == column(found.drafts[0], 1)


@pytest.mark.parametrize("field", ["上限額（千円）", "上限額"])
def test_another_columns_unit_is_not_moved(field: str) -> None:
    found = of_dataset("10,000円", "20,000円", "なし", "30,000円", "5,000円", field=field)

    assert column(found.drafts[0], 1)[0] == "10,000円"


@pytest.mark.parametrize("label", ["利用時間", "営業時間", "開館時間", "受付時間"])
@pytest.mark.parametrize("other", ["24時間", "9:00～17:00"])
def test_24_hours_of_opening_are_no_quantity(label: str, other: str) -> None:
    values = ["24時間", "24時間", other, "24時間", "24時間", "24時間"]

    assert [label, *values] == of(label, *values)
    assert not asked(label, *values)


def test_hours_that_are_counted_are_a_quantity() -> None:
    assert ["講習時間（時間）", "24", "8", "6"] == of("講習時間", "24時間", "8時間", "6時間")


def test_plus_minus_zero_is_zero() -> None:
    """±0 is what newspapers and tables of changes write for no change."""
    assert ["増減", "0", "-3", "5"] == of("増減", "±0", "▲3", "5")
    assert ["増減率（%）", "0.0", "-3.5", "0.0"] == of("増減率", "±0.0%", "▲3.5%", "± 0.0％")


@pytest.mark.parametrize(
    "cells", [("±0.5", "±0.3", "±1"), ("±0", "あり", "なし"), ("±10", "3", "4")]
)
def test_plus_minus_of_other_numbers_is_a_tolerance(cells: tuple[str, ...]) -> None:
    assert ["差", *cells] == of("差", *cells)


def test_plus_minus_zero_alone_keeps_its_unit_and_sign() -> None:
    """Where no other number has the unit, nothing says that the column is one of numbers."""
    assert ["開設年月日", *["±0.0%"] * 3] == of("開設年月日", *["±0.0%"] * 3)
    assert ["増減", "±0%", "5", "6"] == of("増減", "±0%", "5", "6")


SCALES = ("円", "千円", "百万円", "億円")


def test_units_of_one_kind_may_become_the_smallest() -> None:
    subject = draft(("事業", "予算額"), ("A", "1,200千円"), ("B", "0.5千円"), ("C", "350円"))
    (question,) = mended(subject).questions
    done = mended(subject, several_units="one").drafts[0]

    assert ["one", "split", "keep"] == [choice.value for choice in question.choices]
    assert ["1200000", "500", "350"] == column(done, 1)
    assert "予算額（円）" == done.columns[1].name


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("重さ", ("1.5t", "12人", "3t")),
        ("予算額", ("1,200千円", "350円", "20")),
        ("予算額（千円）", ("1,200千円", "350円", "20千円")),
    ],
)
def test_units_that_do_not_measure_one_thing_are_not_turned(
    name: str, texts: tuple[str, ...]
) -> None:
    """Of two kinds, beside a number of which nobody knows the unit, or against the name."""
    subject = draft(("事業", name), *(("x", text) for text in texts))

    for question in mended(subject).questions:
        assert "one" not in {choice.value for choice in question.choices}
    assert list(texts) == column(mended(subject, several_units="one").drafts[0], 1)


@settings(max_examples=EXAMPLES)
@given(
    numbers=st.lists(
        st.tuples(st.decimals(0, 10**9, places=4), st.sampled_from(SCALES)), min_size=1, max_size=20
    )
)
def test_no_amount_changes_with_its_unit(numbers: list[tuple[Decimal, str]]) -> None:
    """Law: number times unit is the same before and after, to the last digit."""
    for number, unit in numbers:
        kept = scales.turned(str(number), unit, "円")
        size = {"円": 1, "千円": 10**3, "百万円": 10**6, "億円": 10**8}[unit]

        assert Fraction(kept) == Fraction(number) * size
        assert "E" not in kept


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (("1O", "20", "30", "l2", "13", "11", "15", "16"), ("10", "12")),
        (("3l", "4", "5", "6", "7", "8", "9", "11"), ("31",)),
    ],
)
def test_no_letter_among_digits_is_left_out(texts: tuple[str, ...], meant: tuple[str, ...]) -> None:
    subject = draft(("施設", "台数"), *((chr(65 + at), text) for at, text in enumerate(texts)))
    result = mended(subject)
    done = mended(subject, numbers_letters="digits").drafts[0]

    assert list(texts) == column(result.drafts[0], 1)
    assert "numbers-letters::台数" in [question.id for question in result.questions]
    assert [text for text in column(done, 1) if text not in texts] == list(meant)
    assert "台数" == done.columns[1].name


def test_litres_are_no_digits() -> None:
    subject = draft(("池", "水量"), ("A", "3l"), ("B", "20l"), ("C", "30l"), ("D", "12"))

    assert ["missing-unit::水量"] == [question.id for question in mended(subject).questions]

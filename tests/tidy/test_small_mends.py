"""Marks among numbers, numbered blanks, dittos below blanks, widths: proven, asked, or left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.tidy.draft import Draft
from publisher.tidy.fix import tidy
from publisher.tidy.legend import no_values
from publisher.tidy.mend import KEEP_ERAS, Asked
from tests.tidy.drafts import cells, column, draft, findings, mended
from tests.tidy.test_mends import SOME


def of_people(*values: str) -> Draft:
    rows = [(f"地区{number}", value) for number, value in enumerate(values)]
    return draft(["地区", "人数（人）"], *rows)


# --- marks among numbers and days -----------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("-", "dashes-in-numbers"),
        ("－", "dashes-in-numbers"),
        ("ー", "dashes-in-numbers"),
        ("…", "dashes-in-numbers"),
        ("なし", "nil-in-numbers"),
        ("該当なし", "nil-in-numbers"),
        ("不明", "unknown-in-numbers"),
        ("未定", "unknown-in-numbers"),
    ],
)
def test_marks_among_numbers_are_asked_about(mark: str, kind: str) -> None:
    """One question for all of a kind; without an answer nothing changes, with one all do."""
    subject = of_people("12", mark, "30", "5", "8", "20", mark)
    result = mended(subject)

    assert cells(subject) == cells(result.drafts[0])
    assert [f"{kind}::人数（人）"] == [question.id for question in result.questions]
    assert 2 == result.questions[0].count
    assert ["12", "", "30", "5", "8", "20", ""] == column(
        mended(subject, **{kind.replace("-", "_"): "blank"}).drafts[0], 1
    )


def test_a_mark_may_mean_zero_but_unknown_does_not() -> None:
    """なし is 0 where the officer says so; 不明 has no such choice."""
    nil = of_people("12", "なし", "30", "5", "8", "20")
    unknown = of_people("12", "不明", "30", "5", "8", "20")

    assert "0" == column(mended(nil, nil_in_numbers="zero").drafts[0], 1)[1]
    assert "不明" == column(mended(unknown, unknown_in_numbers="zero").drafts[0], 1)[1]
    assert not findings(mended(nil, nil_in_numbers="zero").drafts[0], frozenset({"L2-01"}))


def test_marks_among_days_are_asked_about() -> None:
    """A column of days may hold marks too; of 0 nobody speaks there."""
    subject = draft(["名称", "廃止日"], ("A", "2020-04-01"), ("B", "-"), ("C", "2021-04-01"))
    (question,) = mended(subject).questions

    assert ["blank", "keep"] == [choice.value for choice in question.choices]
    assert "" == column(mended(subject, dashes_in_numbers="blank").drafts[0], 1)[1]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("電話番号", ("0743-74-1111", "-", "0743-74-2222")),
        ("施設ID", ("1", "-", "3")),
        ("番地", ("12", "-", "3")),
        ("備考", ("なし", "-", "あり")),
        ("人数（人）", ("-", "-", "-")),
        ("人数（人）", ("12", "-", "約30", "5", "8", "20")),
        ("洪水", ("○", "×", "-")),
    ],
)
def test_marks_elsewhere_are_nobodys_business(name: str, values: tuple[str, ...]) -> None:
    """Not in codes, texts and columns without a number, nor where other words stand too."""
    rows = [(f"施設{number}", value) for number, value in enumerate(values)]
    asked = mended(draft(["名称", name], *rows)).questions

    assert not [question for question in asked if question.id.startswith("dashes")]


def test_what_the_legend_says_is_not_asked() -> None:
    """「-」は該当なし stands below the table: add declares it as a missing value."""
    from dataclasses import replace

    subject = of_people("12", "－", "30", "5", "8", "20")

    assert not mended(replace(subject, notes=("「－」は該当なし",))).questions
    assert mended(replace(subject, notes=("「－」は0を表す",))).questions


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("「－」は該当なし", {"-"}),
        ("「-」:該当数値なし、「…」:不詳", {"-", "..."}),
        ("注)「x」は秘匿、「0」は単位未満", {"x"}),
        ("－ 該当なし", {"-"}),
        ("「-」該当なし", {"-"}),
        ("-：該当なし　…：不詳", {"-", "..."}),
        ("表中の「…」は資料がないもの。", {"..."}),
        ("「－」は皆無又は該当数値のないもの", set()),
        ("「-」は0を表す", set()),
        ("- 施設のない地区は該当なし", set()),
        ("- 令和4年は調査なし", set()),
        ("※ 値は人数です", set()),
        ("（注）施設のない地区は除く", set()),
    ],
)
def test_legends_define_marks(text: str, marks: set[str]) -> None:
    """Only a mark of its own that says "no value"; zero and less than a unit are numbers."""
    assert marks == no_values([text])


# --- rows that hold their number only -------------------------------------------------------


@SOME
@given(
    st.integers(1, 6), st.integers(0, 6), st.sampled_from(["番号", "No", "№", "#property", "ＮＯ"])
)
def test_numbered_blanks_at_the_end_go(filled: int, blank: int, name: str) -> None:
    """Rows with the next numbers and nothing else go, those with data stay; L1-03 is content."""
    rows = [(str(number + 1), f"施設{number}", "東新町") for number in range(filled)]
    blanks = [(str(filled + number + 1), "", " ") for number in range(blank)]
    result = mended(draft([name, "名称", "住所"], *rows, *blanks))

    assert filled == len(result.drafts[0].rows)
    assert not findings(result.drafts[0], frozenset({"L1-03"}))
    assert blank == sum(change.mend == "numbered-blanks" for change in result.changes)


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (["年度", "行事", "会場"], [("2024", "音楽祭", "北館"), ("2025", "", "")]),
        (["月", "行事", "会場"], [("1", "音楽祭", "北館"), ("2", "", "")]),
        (["番号", "名称", "住所"], [("1", "北館", "東新町"), ("5", "", "")]),
        (["番号", "名称", "住所"], [("1", "", ""), ("2", "北館", "東新町")]),
        (["番号", "名称", "住所"], [("1", "", ""), ("2", "", "")]),
        (["番号", "駅"], [("1", "生駒"), ("2", "")]),
        (["番号", "名称", "住所"], [("A", "北館", "東新町"), ("B", "", "")]),
    ],
)
def test_other_rows_of_one_cell_stay(names: list[str], rows: list[tuple[str, ...]]) -> None:
    """Years, months, numbers that do not follow, tables of two columns, and rows before the last."""
    subject = draft(names, *rows)

    assert cells(subject) == cells(mended(subject).drafts[0])


# --- dittos, widths, days -------------------------------------------------------------------


def test_a_ditto_below_a_blank_is_asked_about() -> None:
    """〃 below a blank is blank, or the value further up: a person knows."""
    subject = draft(["施設", "担当"], ("A", "総務課"), ("B", ""), ("C", "〃"), ("D", "〃"))
    result = mended(subject)

    assert ["総務課", "", "〃", "〃"] == column(result.drafts[0], 1)
    assert ["ditto-below-blank::担当"] == [question.id for question in result.questions]
    assert ["総務課", "", "総務課", "総務課"] == column(
        mended(subject, ditto_below_blank="last").drafts[0], 1
    )
    assert ["総務課", "", "", ""] == column(mended(subject, ditto_below_blank="blank").drafts[0], 1)


def test_names_of_columns_and_running_numbers_lose_their_width() -> None:
    """Ｎｏ and ＵＲＬ say what a column holds; ＮＴＴ may be a firm, and １号館 is a house."""
    subject = draft(
        ["Ｎｏ", "Ｔ Ｅ Ｌ", "ＮＴＴ", "１号館"], ("１", "a", "あ", "い"), ("２", "b", "う", "え")
    )

    assert [
        ("No", "TEL", "ＮＴＴ", "１号館"),
        ("1", "a", "あ", "い"),
        ("2", "b", "う", "え"),
    ] == cells(mended(subject).drafts[0])
    named = draft(["番号", "名称", "住所"], ("１", "北館", "東新町"), ("第２号", "南館", "東新町"))
    assert ["１", "第２号"] == column(mended(named).drafts[0], 0)


def test_a_unit_that_is_the_name_stays() -> None:
    """1組 is the name of a class: 組（組） would say nothing."""
    subject = draft(["組", "児童"], ("1組", "ア"), ("2組", "イ"), ("3組", "ウ"))

    assert cells(subject) == cells(mended(subject).drafts[0])


def test_a_byte_order_mark_inside_goes() -> None:
    """Two files put together leave one; with it the header repeated below is one again."""
    subject = draft(
        ["名称", "住所"], ("北館", "東新町"), ("\ufeff名称", "住所"), ("南館", "\ufeff西町")
    )

    assert [("名称", "住所"), ("北館", "東新町"), ("南館", "西町")] == cells(
        mended(subject).drafts[0]
    )


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["3/23/2021", "4/1/2021"], ["2021-03-23", "2021-04-01"]),
        (["23/3/2021", "4/1/2021"], ["2021-03-23", "2021-01-04"]),
        (["3/4/2021", "4/1/2021"], ["3/4/2021", "4/1/2021"]),
        (["23/3/2021", "3/23/2021"], ["23/3/2021", "3/23/2021"]),
    ],
)
def test_a_number_above_twelve_tells_the_month(texts: list[str], days: list[str]) -> None:
    """One such day settles its column; without, or with both orders, we ask."""
    result = mended(
        draft(["名称", "開設日"], *((f"施設{n}", text) for n, text in enumerate(texts)))
    )

    assert days == column(result.drafts[0], 1)
    assert (texts == days) == bool(result.questions)


@pytest.mark.parametrize(
    "text", ["昭和元年7月26日", "S1.07.26", "令和元年4月30日", "平成元年1月7日"]
)
def test_days_before_their_era_stay(text: str) -> None:
    """昭和 began on 25 December 1926; that very day is its first."""
    result = mended(draft(["名称", "開設日"], ("A", text), ("B", "昭和元年12月25日")))

    assert [text, "1926-12-25"] == column(result.drafts[0], 1)
    assert "D008" in findings(result.drafts[0], frozenset({"D008"}))


@pytest.mark.parametrize("name", ["開設日_和暦", "開設日（和暦）"])
def test_eras_are_not_kept_twice(name: str) -> None:
    """A table that has the column of eras gets no second one."""
    subject = draft(["名称", "開設日", name], ("A", "令和3年4月1日", "令和3年4月1日"))
    result = tidy([subject], Asked(wishes=frozenset({KEEP_ERAS})))

    assert ("名称", "開設日", name) == cells(result.drafts[0])[0]


def test_a_formula_that_only_says_a_text_becomes_the_text() -> None:
    """So people keep the zeros of codes; what would be a formula without it stays."""
    subject = draft(
        ['="名称"', "コード", "備考"], ("A", '="001"', '="=1+1"'), ("B", '="010"', "=1+1")
    )
    found = mended(subject).drafts[0]

    assert ["名称", "コード", "備考"] == [item.name for item in found.columns]
    assert ["001", "010"] == column(found, 1)
    assert ['="=1+1"', "=1+1"] == column(found, 2)

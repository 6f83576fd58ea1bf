"""Names of several levels written once each (款 | 項 | 目): filled where a person says that they go on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.tidy import nested
from publisher.tidy.draft import Draft
from publisher.tidy.fix import tidy
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED, cells, draft, mended

FILL = replace(ASKED, answers={"nested-names": "fill"})
NAMES = ("款", "項", "目", "予算額")


def filled(of: Draft) -> list[tuple[str, ...]]:
    return cells(tidy([of], FILL).drafts[0])[1:]


BUDGET = (
    ("議会費", "", "", "100"),
    ("", "議会費", "", "100"),
    ("", "", "議会費", "100"),
    ("総務費", "", "", "60"),
    ("", "管理費", "", "60"),
    ("", "", "一般管理費", "40"),
    ("", "", "文書費", "20"),
)


def test_names_in_steps_are_asked_about_once_and_filled() -> None:
    """One question for all levels; the name of a row itself stays where it is."""
    of = draft(NAMES, *BUDGET)
    (question,) = mended(of).questions

    assert ("nested-names::款", 5) == (question.id, question.count)
    assert "「款」から右の3列" in question.text.ja
    assert cells(mended(of).drafts[0]) == cells(of)
    assert [
        ("議会費", "", "", "100"),
        ("議会費", "議会費", "", "100"),
        ("議会費", "議会費", "議会費", "100"),
        ("総務費", "", "", "60"),
        ("総務費", "管理費", "", "60"),
        ("総務費", "管理費", "一般管理費", "40"),
        ("総務費", "管理費", "文書費", "20"),
    ] == filled(of)


def test_names_that_go_on_to_the_last_level_are_filled() -> None:
    of = draft(
        NAMES,
        ("議会費", "議会費", "報酬", "100"),
        ("", "", "給料", "90"),
        ("総務費", "管理費", "報酬", "1"),
        ("", "徴税費", "報酬", "2"),
    )

    assert [
        ("議会費", "議会費", "報酬", "100"),
        ("議会費", "議会費", "給料", "90"),
        ("総務費", "管理費", "報酬", "1"),
        ("総務費", "徴税費", "報酬", "2"),
    ] == filled(of)


@pytest.mark.parametrize("last", ["3", "4"])
def test_numbers_that_add_up_tell_steps_whatever_their_names(last: str) -> None:
    """A step's number is the sum of those below it, each one's; else nobody is asked."""
    rows = (
        ("北", "", "5"),
        ("", "甲町", "2"),
        ("", "乙町", "3"),
        ("南", "", "3"),
        ("", "丙町", last),
    )
    asked = [question.id for question in mended(draft(("地区", "内訳", "人口"), *rows)).questions]

    assert (["nested-names::地区"] if last == "3" else []) == asked


def test_of_what_a_total_is_nobody_knows_so_it_stays() -> None:
    """小計 is of its level; 計 may be of any."""
    rows = (*BUDGET, ("", "小計", "", "60"), ("", "", "計", "60"), ("合計", "", "", "160"))

    assert [("総務費", "小計", "", "60"), ("", "", "計", "60"), ("合計", "", "", "160")] == filled(
        draft(NAMES, *rows)
    )[-3:]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        # Optional columns: a name between blanks, or one row twice, or no level below.
        (NAMES, (("A", "", "x", "1"), ("", "B", "", "2"), ("C", "", "", "3"), ("", "", "D", "4"))),
        (NAMES, (*BUDGET, BUDGET[-1])),
        (
            ("名称", "愛称", "定員"),
            (("A", "", "1"), ("B", "", "2"), ("C", "", "3"), ("D", "", "4")),
        ),
        # Each row fills one of two or three: the numbers do not add up, or there are none.
        (
            ("施設名", "別名", "定員"),
            (("A", "", "9"), ("", "B", "5"), ("C", "", "8"), ("", "D", "2"), ("", "E", "3")),
        ),
        (
            ("主催", "共催", "会場"),
            (("A", "", "東館"), ("", "B", "西館"), ("C", "", "東館"), ("", "D", "北館")),
        ),
        (
            ("公立", "私立", "認可外", "定員"),
            (("A", "", "", "9"), ("", "B", "", "5"), ("", "", "C", "5"), ("D", "", "", "7")),
        ),
        # A level is left out, or the first one is missing.
        (NAMES, (BUDGET[0], BUDGET[2], *BUDGET[3:])),
        (NAMES, BUDGET[1:]),
        # Numbers are no names; rows of names alone are headings.
        (("年", "月", "件数"), (("6", "", "9"), ("", "4", "9"), ("7", "", "8"), ("", "5", "8"))),
        (NAMES, tuple((*row[:3], "") for row in BUDGET)),
    ],
)
def test_other_blanks_are_no_levels(
    names: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    assert nested.find(draft(names, *rows)) is None


TREES = st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=3), min_size=2, max_size=4)


@settings(max_examples=EXAMPLES, deadline=None)
@given(TREES, st.booleans())
def test_every_row_gets_its_own_names(tree: list[list[int]], are_steps: bool) -> None:
    """Law: of any tree, in both forms, each row comes out with its whole path, and twice is once."""
    written: list[tuple[str, ...]] = []
    whole: list[tuple[str, ...]] = []
    for one, below in enumerate(tree):
        paths = [(f"款{'いろはに'[one]}", "", "")] if are_steps else []
        for two, count in enumerate(below):
            middle = f"項{'いろは'[two]}"
            paths += [(paths[0][0], middle, "")] if are_steps else []
            paths += [
                (f"款{'いろはに'[one]}", middle, f"目{'いろは'[three]}") for three in range(count)
            ]
        before = ("", "", "")
        for path in paths:
            last = max(at for at, name in enumerate(path) if name)
            is_new = [path[: at + 1] != before[: at + 1] for at in range(3)]
            own = [at == last if are_steps else is_new[at] for at in range(3)]
            written.append(
                (*(n if is_own else "" for n, is_own in zip(path, own, strict=True)), "1")
            )
            whole.append((*path, "1"))
            before = path
    of = draft(NAMES, *written)
    if nested.find(of) is None:
        # Too small a table to tell: a level that no row begins.
        firsts = {next(at for at, name in enumerate(row) if name) for row in written}
        assert len(written) < 4 or firsts != {0, 1, 2}
        return
    done = tidy([of], FILL)

    assert whole == cells(done.drafts[0])[1:]
    assert not done.questions
    assert cells(tidy(done.drafts, FILL).drafts[0]) == cells(done.drafts[0])

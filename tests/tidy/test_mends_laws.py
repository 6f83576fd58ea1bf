"""The three laws of every mend, on tables of whatever officers write."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.tidy.draft import Draft
from publisher.tidy.fix import tidy
from publisher.tidy.mend import KEEP_ERAS, Asked
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED, cells, draft, mended, replayed

NAMES = (
    "名称", "氏　名", "人口（人）", "定員", "面積（㎡）", "開設年月日", "年度", "和暦", "団体コード",
    "市町村コード", "緯度", "経度", "備考\n（注）", "地区", "№", "名称_カナ", "", "住所", "増減", "区分",
    "電話番号", " 種別 ", "金額",
)  # fmt: skip
VALUES = (
    "", " ", "　", "1,234", "１２３", "▲5", "△3", "-2", "0", "12", "10²", "①", "①と②", "約100", "70名", "5円",
    "12.5%", "¥300", "#REF!", "調査中", "-", "…", "令和3年4月1日", "H9.11.25", "S64.1.8", "平成32年度",
    "R8.05.13", "2024/4/1", "2024-04-01", "2024年4月1日", "3/1/2021", "03/04/01", "2017.3.31", "明治5年1月1日",
    "11002", "29209", "292095", "011002", "1100", "34.69", "135.69", "〃", "同上", "同", "々", "奈　良　市",
    "合　計", "麻 布", "麻布", "　うち男", "男", "女", "市役所 ", "北館    2階", "北館\n2階", "末尾\n", "㈱生駒",
    "髙﨑 𠮷子", "ｷﾀｶﾝ", "か\u3099す", "神\ufa19", "Ⅲ", "A\u200bB", "\ufeff頭", "㎡", "No. 5", "名称", "地区",
    "1:30", "0743-74-1111", "https://example.jp", "=1+1", "\ue000",
)  # fmt: skip


@st.composite
def messy(drawing: st.DrawFn) -> Draft:
    names: list[str] = drawing(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6))
    pools = [drawing(st.lists(st.sampled_from(VALUES), min_size=1, max_size=4)) for _ in names]
    count = drawing(st.integers(0, 8))
    rows = [[drawing(st.sampled_from(pool)) for pool in pools] for _ in range(count)]
    if drawing(st.booleans()) and rows:
        rows.insert(drawing(st.integers(0, len(rows))), names)
    return draft(names, *rows)


LAWS = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAWS
@given(messy())
def test_twice_is_once(subject: Draft) -> None:
    """What was mended is left alone; the same questions stay open."""
    once = mended(subject)
    twice = tidy(once.drafts, ASKED)

    assert (cells(once.drafts[0]), ()) == (cells(twice.drafts[0]), tuple(twice.changes))
    assert once.questions == twice.questions
    assert not once.failed


@LAWS
@given(messy())
def test_the_diff_is_whole(subject: Draft) -> None:
    """The diff alone, carried out on the source, gives the mended table: no other cell differs."""
    once = mended(subject)

    assert cells(once.drafts[0]) == replayed(subject, once.changes)


@LAWS
@given(messy())
def test_eras_are_kept_on_request_and_once(subject: Draft) -> None:
    """With the era column kept, twice is once too, and it holds the source's texts."""
    asked = Asked(
        standards=ASKED.standards,
        municipalities=ASKED.municipalities,
        wishes=frozenset({KEEP_ERAS}),
    )
    once = tidy([subject], asked)
    twice = tidy(once.drafts, asked)

    assert cells(once.drafts[0]) == cells(twice.drafts[0])


@LAWS
@given(messy(), st.data())
def test_answers_come_to_an_end(subject: Draft, data: st.DataObject) -> None:
    """Whatever is answered, no such question is left, and twice is once."""
    answers: dict[str, str] = {}
    for _ in range(3):
        for question in mended(subject).questions:
            values = [choice.value for choice in question.choices]
            answers.setdefault(question.id, data.draw(st.sampled_from(values)))
    asked = Asked(standards=ASKED.standards, municipalities=ASKED.municipalities, answers=answers)
    once = tidy([subject], asked)
    twice = tidy(once.drafts, asked)

    assert cells(once.drafts[0]) == cells(twice.drafts[0])
    assert not {question.id for question in once.questions} & set(answers)


PROPER = (
    "髙﨑 𠮷子", "神\ufa19社", "㈱生駒", "ｷﾀｶﾝ", "Ⅲ号館", "①番館", "１号館", "北 館", "第１，２棟", "A\u200bB",
    "令和堂", "平成3年", "辻\U000e0100 豊", "　鷗外 ", "北館  別棟", "東\n館", "ﾊﾟﾝ屋", "№1食堂", "株式会社５円",
)  # fmt: skip


@LAWS
@given(st.lists(st.sampled_from(PROPER), min_size=1, max_size=8))
def test_proper_nouns_are_never_touched(names: list[str]) -> None:
    """In a column of names nothing changes but white space and characters nobody sees."""
    rows = [[str(number), name] for number, name in enumerate([*names, "市役所", "公民館"])]
    once = mended(draft(["番号", "氏名"], *rows))

    assert [_letters(name) for _, name in rows] == [
        _letters(row.cells[1]) for row in once.drafts[0].rows
    ]


def _letters(name: str) -> str:
    return re.sub("[\\s\u200b]", "", name)

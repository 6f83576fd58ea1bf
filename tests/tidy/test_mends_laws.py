"""The three laws of every mend, on tables of whatever officers write."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publisher.rules import find
from publisher.tidy.draft import Draft
from publisher.tidy.fix import tidy
from publisher.tidy.mend import KEEP_ERAS, Asked
from publisher.tidy.mends import MENDS
from publisher.tidy.mends.look import Look
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED, cells, draft, findings, mended, replayed

NAMES = (
    "名称", "氏　名", "人口（人）", "定員", "面積（㎡）", "開設年月日", "年度", "和暦", "団体コード",
    "市町村コード", "緯度", "経度", "備考\n（注）", "地区", "款", "項", "№", "名称_カナ", "", "住所", "増減", "区分",
    "電話番号", "市町村名", " 種別 ", "金額", "会計年度", "開設年", "基準日", "平日", "開催日時", "期間", "料金（円）", "増減率", "団体名",
    "自治体コード", "定員（人）", "決算額（千円）", "設置年度_和暦",
)  # fmt: skip
VALUES = (
    "", " ", "　", "1,234", "１２３", "▲5", "△3", "-2", "0", "12", "10²", "①", "①と②", "約100", "70名", "5円",
    "12.5%", "¥300", "#REF!", "調査中", "-", "…", "令和3年4月1日", "H9.11.25", "S64.1.8", "平成32年度",
    "R8.05.13", "2024/4/1", "2024-04-01", "2024年4月1日", "3/1/2021", "03/04/01", "2017.3.31", "明治5年1月1日",
    "2024/4/2 0:00", "2024-04-02T00:00", "2024-04-03T10:00", "なし", "大和 郡山市",
    "11002", "29209", "292095", "011002", "1100", "34.69", "135.69", "〃", "同上", "同", "々", "奈　良　市",
    "合　計", "麻 布", "麻布", "　うち男", "男", "女", "市役所 ", "北館    2階", "北館\n2階", "末尾\n", "㈱生駒",
    "髙﨑 𠮷子", "ｷﾀｶﾝ", "か\u3099す", "神\ufa19", "Ⅲ", "A\u200bB", "\ufeff頭", "㎡", "No. 5", "名称", "地区",
    "△0.5%", "▲1,000円", "△ 2,000円", "¥▲300", "￥2,000", "\\500", "$5", "‐3", "–3", "ー4", "―6", "(200)", "1,000-",
    "70人", "80名様", "3か月", "4ヶ月", "2週間", "1.5千円", "100円", "約50人", "50人以上", "19（休床中）", "100※1", "±0",
    "±0.0%", "± 0", "±0.5", "45383", "2.5億円",
    "34°41′05″", "34度41分", "34.41.05", "344138", "135°48′18″", "1354154", "34,68", "北緯34度41分5.5秒",
    "令和6年6月1日（月）", "令和6年6月1日（土）", "令和6年9月16日（月・祝）", "2024年6月1日(金)", "2024/6/1(土)", "令和6年6月（土）",
    "令和元年4月1日（月）", "平成32年6月1日（月）", "S63", "昭和63年度", "平成30", "R4", "R6.4", "昭和63年", "2018", "2018年",
    "6.4.1", "30.3.31", "6年4月1日", "4/15/24", "2018年度", "24/4/1", "99.12.31", "20240401", "2024040100", "令和6年4月末", "2024年4月末日", "令和6年度末", "H30末",
    "令和元年4月1日", "10201", "10999", "1", "テニス協会", "前橋市", "札幌市",
    '="001"', "1:30", "0743-74-1111", "〒630-0257", "0743‐74‐1111", "¥100均一", "https://example.jp", "=1+1", "\ue000",
)  # fmt: skip
HEADINGS = ("【北部】", "【南部】", "北部", "計", "合計", "（次ページへ続く）", "")


@st.composite
def messy(drawing: st.DrawFn) -> Draft:
    names: list[str] = drawing(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6))
    pools = [drawing(st.lists(st.sampled_from(VALUES), min_size=1, max_size=4)) for _ in names]
    count = drawing(st.integers(0, 8))
    rows = [[drawing(st.sampled_from(pool)) for pool in pools] for _ in range(count)]
    again = [
        names,
        [" ".join(name) for name in names],
        ["男女別"[at % 3] for at in range(len(names))],
    ]
    for row in again:
        if drawing(st.integers(0, 2)) == 0:
            rows.insert(drawing(st.integers(0, len(rows))), row)
    for text in drawing(st.lists(st.sampled_from(HEADINGS), max_size=4)):
        number = drawing(st.sampled_from(("", "12", "計")))
        row = [text, number, *[""] * len(names)][: len(names)]
        rows.insert(drawing(st.integers(0, len(rows))), row)
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


NAMING = ("number", "right", "proposal")
"""Values of a hit that say how the cell should be written."""
JUDGES = tuple(rule for name in ("L2-01", "L3-05", "D001", "D003", "D005") if (rule := find(name)))
MENDED = frozenset().union(*(mend.rules for mend in MENDS))


def is_plain(subject: Draft) -> bool:
    """Every column has a name, and no row repeats them: what is below would change its kind."""
    names = tuple(column.name for column in subject.columns)
    return all(map(str.strip, names)) and all(row.cells != names for row in subject.rows)


@LAWS
@example(draft(("会計年度", "名称"), ("女", "男"), *[("令和元年4月1日", "")] * 3))
@given(messy().filter(is_plain))
def test_what_a_rule_can_name_is_mended_or_asked(subject: Draft) -> None:
    """Where a rule says how a cell should be written, it is so afterwards, or its column is asked
    about: the law that no finding with a proposal is passed over in silence."""
    result = mended(subject)
    table = result.drafts[0]
    asked = {question.column for question in result.questions}
    left = {
        (rule.id, table.columns[column].original, table.rows[row].cells[column])
        for rule in JUDGES
        for row, column, hit in Look(table, ASKED).each(rule)
        if any(hit.values.get(name) for name in NAMING)
    }

    assert not {item for item in left if item[1] not in asked}


@settings(LAWS, max_examples=max(EXAMPLES // 10, 20))
@given(messy().filter(is_plain))
def test_mending_finds_nothing_new(subject: Draft) -> None:
    """No rule whose findings the mends take away finds anything that it did not find before."""
    assert findings(mended(subject).drafts[0], MENDED) <= findings(subject, MENDED)


PROPER = (
    "髙﨑 𠮷子", "神\ufa19社", "㈱生駒", "ｷﾀｶﾝ", "Ⅲ号館", "①番館", "１号館", "北 館", "第１，２棟", "A\u200bB",
    "令和堂", "平成3年", "¥100均一", "ー閑", "〒前町", "▲山荘", "50人会", "R6組", "(有)山田", "135度の会", "辻\U000e0100 豊", "　鷗外 ", "北館  別棟", "東\n館", "ﾊﾟﾝ屋", "№1食堂", "株式会社５円",
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

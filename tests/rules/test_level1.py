"""The official rules of level 1: what holds for all of them, and for every table."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.findings import Severity
from publisher.rules import RULES, known
from publisher.rules.hit import Certainty
from publisher.rules.rule import Interest, OfTable, Rule, TableHead, default_severity
from publisher.tables import columns
from publisher.tables.layout import Layout
from publisher.tables.record import Record
from publisher.verdicts import Status
from publisher.words import Text
from tests.publisher.examples import report_on, report_on_bytes

LEVEL1 = tuple(rule for rule in RULES if rule.level == 1)
TITLES = {
    "L1-01": "ファイル形式は機械が直接読み取れるExcelやCSV等となっているか",
    "L1-02": "１シート（ファイル）に複数の表が掲載されていないか",
    "L1-03": "データが分断されていないか",
    "L1-04": "データ本体と無関係な情報がないか",
    "L1-05": "すべての列に意味が推測できる項目名が存在するか",
    "L1-06": "スペースや改行等で体裁を整えていないか",
    "L1-07": "１セル１データとなっているか",
    "L1-08": "機種依存文字を使用していないか",
    "L1-09": "空白とゼロが明確に区別されているか",
    "L1-10": "【Excel】オブジェクトを使用していないか",
    "L1-11": "【Excel】書式でデータの違いを表現していないか",
    "L1-12": "【Excel】セルの結合をしていないか",
    "L1-13": "【Excel】不要な行や列が非表示のまま残されていないか",
    "L1-14": "【CSV】１行１データで表現されているか",
    "L1-15": "【CSV】文字列にカンマが含まれているフィールドの値はダブルコーテーション（“）で囲んでいるか",
}
NUMBERS = {
    "L1-01": "1-1", "L1-02": "2-2", "L1-03": "2-1", "L1-05": "1-6", "L1-06": "1-5", "L1-07": "1-2",
    "L1-08": "1-10", "L1-09": "1-13", "L1-10": "1-8", "L1-12": "1-4", "L1-14": "1-5",
}  # fmt: skip
WORDS = st.sampled_from(["市役所", "北館", "North Hall", "山田 太郎", "東新町8-38", "髙﨑", "あり"])
COUNTS = st.integers(min_value=0, max_value=99999).map(str)
CELLS = st.text(alphabet="ab1 \u3000\t\n,、・/;()（）①Ⅲ㈱ｱ㎡奈良市月\ue000\u3099-.", max_size=12)


def test_every_official_rule_of_level_1_is_there() -> None:
    """Fifteen rules with the words of the 2026 edition and the numbers of the 2020 edition."""
    assert TITLES == {rule.id: rule.official_title for rule in LEVEL1}
    assert NUMBERS == {rule.id: number for rule in LEVEL1 for number in rule.numbers_2020}
    assert all(rule.decides for rule in LEVEL1)


@pytest.mark.parametrize("rule", LEVEL1, ids=lambda rule: rule.id)
def test_severity_follows_certainty(rule: Rule) -> None:
    """Certain violations block and likely ones warn; a map or PDF (L1-01) never blocks."""
    expected = default_severity(1, rule.certainty)

    assert (Severity.WARNING if rule.id == "L1-01" else expected) == rule.severity


@pytest.mark.parametrize("rule", LEVEL1, ids=lambda rule: rule.id)
def test_sentences_are_short_and_in_both_languages(rule: Rule) -> None:
    """An officer reads sentences of at most sixty characters (PAGES.md)."""
    for text in (rule.title, rule.why, rule.fix, rule.decides, rule.message):
        assert text is None or (text.ja and text.en)
        for sentence in re.split(r"[。？]", text.ja if text else ""):
            assert len(re.sub(r"[「（(][^」）)]*[」）)]", "", sentence)) <= 60


@given(
    st.lists(st.tuples(WORDS, WORDS, COUNTS, COUNTS), min_size=1, max_size=12),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_clean_table_is_clean(rows: list[tuple[str, ...]], end: str) -> None:
    """No rule of level 1 says anything of a table of plain words and numbers."""
    lines = ["名称,所在地,利用者数,開館日数", *(",".join(row) for row in rows)]
    report = report_on_bytes(end.join([*lines, ""]).encode(), rules=LEVEL1)

    assert [] == [(item.rule, item.message.en) for item in report.findings]


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_no_table_breaks_a_rule(rows: list[list[str]]) -> None:
    """Whatever stands in the cells, every rule answers: X000 never comes."""
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    report = report_on_bytes("\n".join(["番号,名称,人数", *lines]).encode(), rules=LEVEL1)

    assert not [item for item in report.findings if item.rule == "X000"]


@given(st.lists(CELLS, min_size=1, max_size=20))
def test_both_engines_of_expressions_show_the_same_cells(cells: list[str]) -> None:
    """What a rule asks for by expression is found by Python's engine as by that of the frames."""
    for interest in interests():
        frame = pl.Series(cells).str.contains(interest.finds).to_list()

        assert [re.search(interest.finds, cell) is not None for cell in cells] == frame


def interests() -> Iterator[Interest]:
    """Yield what the rules ask of a table in which each of their kinds of columns occurs."""
    rows = (
        ("名称", "北館", "南館"),
        ("電話", "0743-74-1111", "0743-74-1112"),
        ("人数", "12", "13"),
        ("曜日", "月、水", "月"),
        ("計", "12", "13"),
        ("住所", "元町1-1", "南町2-1"),
        ("代表者", "山田 太郎", "林 豊"),
        ("指定日", "2026-01-02", "2026-01-03"),
        ("開始時間", "9:00", "10:00"),
        ("備考", "元町1-1電話:3472-5806", "南町2-1電話:3472-5807"),
        ("地名", "元町1～3丁目", "南町1・2丁目"),
        ("", "甲", "乙"),
    )
    labels, values, others = zip(*rows, strict=True)
    sample = tuple(
        Record(number, number, values if number % 2 else others) for number in range(2, 12)
    )
    table = TableHead(
        layout=Layout(header=Record(1, 1, labels)),
        columns=columns.judge(labels, sample),
        sample=sample,
    )
    for rule in LEVEL1:
        for check in rule.checks:
            if isinstance(check, OfTable):
                watch = check.watch()
                list(watch.start(table))
                yield from watch.interests()


def test_the_probe_of_expressions_has_something_to_probe() -> None:
    """The rules that look at cells ask for some in the table above."""
    assert len(list(interests())) >= 16


def test_kanji_of_names_are_not_changed_by_what_is_advised() -> None:
    """Only the loose mark is joined: 神 (U+FA19) is somebody's name."""
    content = "名称,備考\n北館,神\ufa19社か\u3099す管\n南館,なし\n".encode()
    (found,) = [
        item for item in report_on_bytes(content, rules=LEVEL1).findings if item.rule == "L1-08"
    ]

    assert "神\ufa19社がす管" in found.message.ja


def test_certainty_is_said_where_a_rule_knows_both() -> None:
    """A rule with certain and likely findings marks each of them."""
    content = "番号,列1,\n1,\ue000町,a\n2,①,b\n".encode()
    found = {
        (item.rule, item.certainty, item.severity)
        for item in report_on_bytes(content, rules=LEVEL1).findings
    }

    assert {
        ("L1-05", Certainty.CERTAIN.value, Severity.ERROR),
        ("L1-05", Certainty.LIKELY.value, Severity.WARNING),
        ("L1-08", Certainty.CERTAIN.value, Severity.ERROR),
        ("L1-08", Certainty.LIKELY.value, Severity.WARNING),
    } == found


def test_questions_hold_the_same_places_in_both_languages() -> None:
    """Every further sentence of the rules' modules agrees in its placeholders."""
    import publisher.rules as package

    texts = [
        value
        for name in vars(package)
        if name.startswith(("l1_", "several_words"))
        for value in vars(getattr(package, name)).values()
        if isinstance(value, Text)
    ]

    assert len(texts) >= 25
    for text in texts:
        assert sorted(re.findall(r"\{\w+\}", text.ja)) == sorted(re.findall(r"\{\w+\}", text.en))


def test_a_timetable_feed_is_readable_whatever_its_name_ends_in() -> None:
    """An archive is asked about (L1-01), but not where it was read as a timetable feed."""
    report = report_on(known("D042").good[0])

    assert "L1-01" not in {finding.rule for finding in report.questions}
    assert Status.FINE is report.files[0].rules["L1-01"]

"""What people read of a report: verdict first, three steps, places, nothing of the data as markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.findings import Finding, Place, Report, Severity
from publisher.render import report_github, report_markdown, report_text
from publisher.render.report_groups import groups, ranges
from publisher.render.report_sections import SHOWN, steps
from publisher.render.report_verdict import verdict
from publisher.render.width import folded, width
from publisher.verdicts import FileVerdict, NamedStandard, Status
from publisher.words import Text, things
from tests.labels.truth import OFFICIAL

NOTICE = Text("これは実演です。", "A demonstration.")
NOTHING = Text("", "")
HOSTILE = "a|b\n<script>@all [x](http://evil.example) `c` 100%"


def finding(
    rule: str = "type-error", *, severity: Severity = Severity.ERROR, **place: object
) -> Finding:
    where = {"path": "datasets/o/d/a.csv", **place}
    said = str(where.pop("said", "値が違います。"))
    return Finding(
        rule=rule,
        severity=severity,
        place=Place(**where),  # type: ignore[arg-type]  # keyword places of the test's own
        message=Text(said, "The value is wrong."),
    )


def asked(rule: str) -> Finding:
    return replace(finding(rule, severity=Severity.INFO), certainty="person")


def report(*findings: Finding, datasets: int = 1) -> Report:
    red = {item.place.path for item in findings if item.severity is Severity.ERROR}
    return Report(findings=findings, datasets=datasets, red=frozenset(red))


def text(subject: Report, *, is_bare: bool = False, room: int = 10_000) -> list[str]:
    return list(report_text.lines(subject, is_bare=is_bare, notice=NOTICE, room=room))


@pytest.mark.parametrize(
    ("subject", "is_bare", "expected"),
    [
        (report(datasets=0), False, "データセットはまだありません。"),
        (report(datasets=3), False, "✅ 公開できます（3件）。"),
        (report(), True, "✅ 直すところはありません。`opendata add` で加えられます。"),
        (
            report(finding("P004", severity=Severity.WARNING)),
            False,
            "🟨 公開できます。その前に1つ確認してください。",
        ),
        (
            report(finding("format-error", severity=Severity.INFO)),
            True,
            "🟨 中身を確かめられないファイルがあります。",
        ),
        (
            report(finding("format-error", severity=Severity.INFO)),
            False,
            "✅ 公開できます（1件）。参考が1つあります。",
        ),
        (
            report(finding("L3-04", severity=Severity.INFO), asked("L3-02")),
            True,
            "✅ 直すところはありません。参考が1つ、質問が1つあります。`opendata add` で加えられます。",
        ),
        (
            report(finding(line=2), finding(line=3)),
            False,
            "🟥 まだ公開できません。直すところが2か所あります。",
        ),
        (
            report(*(finding(line=number) for number in range(1000))),
            False,
            "🟥 まだ公開できません。直すところが1,000か所（1種類）あります。",
        ),
        (
            report(*(finding("L1-06", severity=Severity.WARNING, line=n) for n in range(143))),
            False,
            "🟨 公開できます。その前に143か所（1種類）を確認してください。",
        ),
        (
            report(finding("S001", line=2)),
            False,
            (
                "⛔ 止めました。個人番号の疑いが1件あります（値は表示しません）。"
                "🟥 まだ公開できません。直すところが1か所あります。"
            ),
        ),
        (
            report(finding("X000")),
            False,
            "🟥 確かめられませんでした。こちらの不具合です（X000）。データの直しは要りません。",
        ),
        (
            report(finding(), datasets=9),
            False,
            "🟥 9件のうち1件は、まだ公開できません。直すところが1か所あります。",
        ),
    ],
)
def test_the_verdict_comes_first(subject: Report, is_bare: bool, expected: str) -> None:
    assert expected == text(subject, is_bare=is_bare)[0]
    assert verdict(subject, is_bare=is_bare).en


@pytest.mark.parametrize(
    ("path", "is_taken"),
    [("A.CSV", True), ("a.geojson", True), ("a.json", False), ("a.zip", False)],
)
def test_only_what_can_be_added_is_said_to_be(path: str, is_taken: bool) -> None:
    """`add` refuses lists of JSON and timetables: nobody is sent there with one."""
    seen = FileVerdict(path=path, resource=None, rules={})
    said = verdict(replace(report(), files=(seen,)), is_bare=True)

    assert "✅ 直すところはありません。" in said.ja
    assert [is_taken] * 2 == ["opendata add" in text for text in (said.ja, said.en)]


def test_at_most_three_steps_of_the_worst_kind() -> None:
    """Warnings wait while there are errors; one rule is one step, in the rule's own words.

    What is dangerous comes first, then what cannot be read, then the national rules.
    """
    many = [
        finding(rule, line=number)
        for number, rule in enumerate(("L2-03", "L1-05", "L1-05", "type-error", "P001", "S001"))
    ]
    warning = finding("P004", severity=Severity.WARNING)

    assert ["（S001）", "（P001）", "（L1-05）"] == [
        step.ja[-len(end) :]
        for step, end in zip(
            steps(report(warning, *many)), ("（S001）", "（P001）", "（L1-05）"), strict=True
        )
    ]
    assert steps(report(*many, finding("L1-15")))[1].ja.endswith("（L1-15）")
    assert "数字だけ" in steps(report(finding("type-error")))[0].ja
    assert 1 == len(steps(report(warning)))
    assert [] == steps(report())
    assert [] == steps(report(replace(finding(), severity=Severity.INFO, accepted="正しい")))


def test_a_type_without_words_is_its_own_step() -> None:
    assert ["値が違います。（novel-error）"] == [
        step.ja for step in steps(report(finding("novel-error")))
    ]
    assert any("novel-error" in line for line in text(report(finding("novel-error"))))


def test_repeated_findings_are_one_line() -> None:
    """One group per rule and column, with its count and its lines as ranges."""
    many = [finding(column="人口", line=line, row=line) for line in (2, 3, 4, 9)]
    lines = text(report(*many))

    assert 1 == sum("値が違います。" in line for line in lines)
    assert any("2〜4、9行目・「人口」の列（4か所）：値が違います。" in line for line in lines)
    assert any("lines 2–4, 9, column '人口' (4 places): " in line for line in lines)


def test_words_of_one_place_that_stand_for_others_are_an_example() -> None:
    """Nobody is told that a value of line 2 stands in line 3 too."""
    found = [finding(column="人口", line=line, said=f"「{line}人」です。") for line in (2, 3)]

    assert any("（2か所）：例えば、「2人」です。" in line for line in text(report(*found)))
    assert not any("例えば" in line for line in text(report(found[0])))


def test_two_facts_of_one_cell_are_one_place() -> None:
    (group,) = groups(report(finding(line=2, row=2), finding(line=2, row=2)))["datasets/o/d/a.csv"]

    assert 1 == group.count


def test_a_rule_says_why_once_and_tells_no_more_than_can_be_read() -> None:
    """Thirty sheets with such a fault are one section: five places, then how many and where."""
    many = [finding("L1-12", sheet=f"{n}月", cell=f"A1:M{n}") for n in range(1, 31)]
    lines = text(report(*many))
    why = [line for line in lines if "なぜ：" in line]
    told = [line for line in lines if line.startswith("    ・シート")]

    assert 1 == len(why)
    assert SHOWN == len(told)
    assert any("ほかに25か所あります：『6月』、『7月』" in line for line in lines)
    assert any("セルが結合されている（L1-12／2020年版1-4） 30か所" in line for line in lines)


def test_sheets_that_say_the_same_are_one_place() -> None:
    """A workbook with a sheet a month tells a fault of all of them once."""
    many = [finding("L1-12", sheet=f"{month}月", cell="A1:M1") for month in range(1, 13)]
    (group,) = groups(report(*many, replace(many[0], rule="L1-10")))["datasets/o/d/a.csv"][:1]

    assert 12 == group.count
    assert "シート『1月』など12枚のA1:M1（12か所）" == group.place.ja
    assert "sheet '1月' and 11 more, A1:M1 (12 places)" == group.place.en


def test_files_with_the_worst_findings_come_first_and_not_all_are_told() -> None:
    """The operator's screen holds fifty files; what blocks is never among those left out."""
    advice = [finding("L3-04", severity=Severity.INFO, path=f"{n}.csv") for n in range(60)]
    lines = text(report(*advice, finding("L1-05", path="last.csv"), datasets=61))

    assert "last.csv" == next(line for line in lines if line.endswith(".csv"))
    assert any("ほかに11ファイルあります" in line for line in lines)


@pytest.mark.parametrize("room", [40, 80])
def test_lines_fit_the_terminal(room: int) -> None:
    """Japanese is counted double; no line begins with a full stop; nothing but a path is longer."""
    found = finding("L1-05", line=1, said="項目名がありません。" * 20 + "header " * 20)
    lines = text(report(found), room=room)

    assert all(width(line) <= room for line in lines if not line.endswith(".csv"))
    assert not any(line.strip().startswith(("。", "、", "」")) for line in lines)
    assert "".join(found.message.ja.split()) in "".join("".join(lines).split())


@given(st.text(alphabet=st.sampled_from("あ。「」a 1-,Ａ")), st.integers(1, 60))
def test_folding_loses_nothing(line: str, room: int) -> None:
    folded_lines = list(folded(line, room, "  "))

    assert "".join(line.split()) == "".join("".join(folded_lines).split())


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([], ""), ([5], "5"), ([3, 1, 2, 2], "1–3"), (range(1, 20, 2), "1, 3, 5, 7, 9…")],
)
def test_ranges(numbers: list[int], expected: str) -> None:
    assert expected == ranges((number, number) for number in numbers)


def test_places_that_are_only_counted_are_in_the_ranges() -> None:
    """A group says how many places there are, and where, however few are told one by one."""
    one = finding(sheet="一覧", cell="C2", column="人口", row=2)
    rest = replace(finding(sheet="一覧", column="人口"), rows=((3, 139), (141, 2000)))
    (group,) = groups(report(one, rest))["datasets/o/d/a.csv"]

    assert 1998 == group.count
    assert "シート『一覧』C列の2〜139、141〜2000行・「人口」の列（1,998か所）" == group.place.ja


def test_questions_and_accepted_findings_have_words_of_their_own() -> None:
    """A question is to be answered, an accepted finding shows its reason and nothing to do."""
    question = replace(finding("L3-02", severity=Severity.INFO), certainty="person")
    known = replace(finding("L1-07", severity=Severity.INFO), accepted="正式な名称です")
    lines = text(report(question, known))

    assert any(line.startswith("  【質問 question】") for line in lines)
    assert any(line.startswith("  【確認済み accepted】") for line in lines)
    assert any("正式な名称です" in line for line in lines)
    assert any("opendata accept" in line for line in lines)
    assert not any("opendata accept" in line for line in text(report(known)))


def test_places_are_the_officers() -> None:
    """A cell in a workbook, a column by its place where it has no name, a whole file by nothing."""
    places = [
        group.place
        for group in groups(
            report(
                finding(sheet="一覧", cell="B12", column="人口", row=12),
                finding(sheet="一覧", row=3, rule="blank-row"),
                finding(column="#3", line=1, rule="L1-05"),
                finding(column="人口", rule="bounded"),
                finding(rule="P003"),
            )
        )["datasets/o/d/a.csv"]
    ]

    assert [
        "シート『一覧』B12・「人口」の列",
        "シート『一覧』3行目",
        "1行目・3列目",
        "「人口」の列",
        "",
    ] == [place.ja for place in places]
    assert "sheet '一覧' row 3" == places[1].en


def test_places_in_geojson_are_counted_by_feature() -> None:
    """All of a file may stand in one line, so that the line says nothing."""
    many = [finding(path="a.geojson", column="住所", line=1, row=row) for row in (2, 3, 9)]
    (group,) = groups(report(*many))["a.geojson"]

    assert "1〜2、8件目のデータ・「住所」の列（3か所）" == group.place.ja
    assert "feature 1–2, 8, column '住所' (3 places)" == group.place.en


def test_facts_of_a_whole_file_are_not_merged() -> None:
    """Two refused keywords are two things to mend."""
    subject = report(finding("K002", said="水"), finding("K002", said="税"))

    assert 2 == len(groups(subject)["datasets/o/d/a.csv"])


def test_errors_stand_before_warnings() -> None:
    subject = report(finding("P004", severity=Severity.WARNING), finding("L1-05", line=1))
    labels = [line for line in text(subject) if line.startswith("  【")]

    assert ["  【直す mend】", "  【確認 look】"] == [
        line.partition("】")[0] + "】" for line in labels
    ]


def test_the_official_numbers_are_shown() -> None:
    assert any("L1-05／2020年版1-6" in line for line in text(report(finding("L1-05", line=1))))


def test_the_notice_closes_text_and_comment() -> None:
    comment = list(report_markdown.lines(report(), is_bare=False, notice=NOTICE))

    assert NOTICE.both() == text(report())[-1]
    assert comment[-1].startswith("> これは実演です。")
    assert "> " not in "".join(report_markdown.lines(report(), is_bare=False, notice=NOTHING))
    assert 2 == len(list(report_text.lines(report(), is_bare=False, notice=NOTHING)))


def test_nothing_of_the_data_is_markup_in_a_comment() -> None:
    """No table is broken, nobody is mentioned, no link is made by a value."""
    subject = report(finding(said=HOSTILE, column="x|y", line=2))
    rows = [
        line
        for line in report_markdown.lines(subject, is_bare=False, notice=NOTHING)
        if line.startswith("| 直す")
    ]

    assert 1 == len(rows)
    assert 5 == rows[0].replace("\\|", "").count("|") - 1
    for escaped in (r"\<script\>&#64;all", r"\[x\](http", r"\`c\`", r"a\|b", r"x\|y"):
        assert escaped in rows[0]


def test_a_comment_is_bounded() -> None:
    """What a comment cannot hold is counted: of a rule, and of a file."""
    of_one = [finding(column=f"c{number}", line=1) for number in range(150)]
    of_many = [finding(f"novel-{number}", line=1) for number in range(150)]

    def comment(*found: Finding) -> list[str]:
        return list(report_markdown.lines(report(*found), is_bare=False, notice=NOTHING))

    assert any("ほかに145か所あります" in line for line in comment(*of_one))
    assert any("50種類" in line for line in comment(*of_many))


def test_annotations_are_escaped() -> None:
    """A value can end neither its line nor its property, nor start a command of its own."""
    subject = report(
        finding("P004", severity=Severity.WARNING, path="a,b:c%.csv"),
        finding(said=HOSTILE, line=7),
        finding("format-error", severity=Severity.INFO),
    )
    lines = list(report_github.lines(subject, is_bare=False))

    assert ["::error", "::warning", "::notice"] == [line.split(" ")[0] for line in lines[:3]]
    assert "file=a%2Cb%3Ac%25.csv" in lines[1]
    assert "line=7" in lines[0]
    assert "100%25" in lines[0]
    assert "%0A<script>" in lines[0]
    assert all("\n" not in line for line in lines)
    assert lines[-1].startswith("🟥")


def test_annotations_say_what_was_accepted_and_why() -> None:
    """What a person looked at is told apart from what nobody did."""
    known = replace(finding("L1-07", severity=Severity.INFO), accepted="正式な名称です")
    lines = list(report_github.lines(report(known, finding("L1-08")), is_bare=False))

    told = ["【確認済み】理由 / reason: 正式な名称です" in line for line in lines]
    assert [False, True, False] == told


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, "レベル3（いちばん上）。"),
        ({"L3-08": Status.NEEDS_PERSON}, "レベル3までに、人が答える質問が1つ（L3-08）あります。"),
        (
            {"L1-06": Status.VIOLATED, "L1-09": Status.NEEDS_PERSON},
            "直すか確かめることが1つ（L1-06）、人が答える質問が1つ（L1-09）あります。",
        ),
        ({"L2-03": Status.VIOLATED}, "レベル1（全3段階）。レベル2までに、直すか"),
        ({"L1-02": Status.NOT_CHECKED}, "最後まで読めなかったので、まだ決められません。"),
        (dict.fromkeys(OFFICIAL, Status.NOT_APPLICABLE), "レベルは決まりません。"),
    ],
)
def test_what_stands_before_the_next_level_is_said(rules: dict[str, Status], expected: str) -> None:
    """Which rules are to be mended, and which questions are open; no level where nothing was seen."""
    kept = dict.fromkeys(OFFICIAL, Status.FINE)
    verdict = FileVerdict(path="a.csv", resource=None, rules=kept | rules)
    lines = text(replace(report(), files=(verdict,)))

    assert any(line.startswith("機械判読性：") and expected in line for line in lines)


def standard(slug: str = "aed", **said: bool) -> FileVerdict:
    how = {"is_sure": True, "edition_is_sure": True} | said
    title = Text("AED設置箇所一覧", "AED locations")
    found = NamedStandard(slug=slug, edition="2026-08", title=title, **how)
    return FileVerdict(path=f"{slug}.csv", resource=None, rules={}, standard=found)


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (standard(), "標準データセットの「AED設置箇所一覧」（2026年8月版）に沿っています。"),
        (
            standard(edition_is_sure=False),
            "標準データセットの「AED設置箇所一覧」に沿っています（2026年8月版に近い形）。",
        ),
        (
            standard(is_sure=False),
            "標準データセットの「AED設置箇所一覧」（2026年8月版）に似ています。",
        ),
    ],
)
def test_type_and_edition_of_a_standard_are_said(verdict: FileVerdict, expected: str) -> None:
    """One line says which standard dataset the file is, and how sure that is."""
    subject = replace(report(), files=(verdict,))
    comment = list(report_markdown.lines(subject, is_bare=True, notice=NOTHING))

    assert expected in text(subject)
    assert any(line.startswith(expected) for line in comment)
    assert not any("標準データセット" in line for line in text(report()))


def test_standards_of_many_files_are_counted() -> None:
    other = FileVerdict(path="b.csv", resource=None, rules={})
    subject = replace(report(), files=(standard(), standard(), standard(is_sure=False), other))

    assert (
        "標準データセット：AED設置箇所一覧（2026年8月版） 2件、AED設置箇所一覧（2026年8月版）に似た表 1件。"
        in text(subject)
    )


@pytest.mark.parametrize(("count", "ja"), [(1, "1つ"), (9, "9つ"), (10, "10個"), (1200, "1,200個")])
def test_the_counter_of_japanese_ends_at_nine(count: int, ja: str) -> None:
    """No officer says 17つ."""
    assert things(count) == ja

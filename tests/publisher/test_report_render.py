"""What people read of a report: verdict first, three steps, places, nothing of the data as markup."""

from __future__ import annotations

import pytest

from publisher.findings import Finding, Place, Report, Severity
from publisher.render import report_github, report_markdown, report_text
from publisher.render.report_groups import groups, ranges, steps
from publisher.render.report_verdict import verdict
from publisher.words import Text

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


def report(*findings: Finding, datasets: int = 1) -> Report:
    red = {item.place.path for item in findings if item.severity is Severity.ERROR}
    return Report(findings=findings, datasets=datasets, red=frozenset(red))


def text(subject: Report, *, is_bare: bool = False) -> list[str]:
    return list(report_text.lines(subject, is_bare=is_bare, notice=NOTICE))


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
            "✅ 公開できます（1件）。",
        ),
        (report(finding(), finding()), False, "🟥 まだ公開できません。直すところが2か所あります。"),
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


def test_at_most_three_steps_of_the_worst_kind() -> None:
    """Warnings wait while there are errors; one rule is one step; the words are the rule's fix."""
    many = [finding(rule) for rule in ("L1-05", "L1-05", "L2-03", "type-error", "P003")]
    warning = finding("P004", severity=Severity.WARNING)

    assert 3 == len(steps(report(warning, *many)))
    assert "項目名を書いてください" in steps(report(warning, *many))[0].ja
    assert "値の種類が違う" in steps(report(*many))[2].ja
    assert 1 == len(steps(report(warning)))
    assert [] == steps(report())


def test_a_type_without_words_is_its_own_step() -> None:
    assert ["値が違います。"] == [step.ja for step in steps(report(finding("novel-error")))]
    assert any("novel-error" in line for line in text(report(finding("novel-error"))))


def test_repeated_findings_are_one_line() -> None:
    """One group per rule and column, with its count and its lines as ranges."""
    many = [finding(column="人口", line=line, row=line) for line in (2, 3, 4, 9)]
    lines = text(report(*many))

    assert 1 == sum("type-error" in line for line in lines)
    assert any("2–4, 9行目・「人口」の列（4か所）：" in line for line in lines)
    assert any("lines 2–4, 9, column '人口' (4 places): " in line for line in lines)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([], ""), ([5], "5"), ([3, 1, 2, 2], "1–3"), (range(1, 20, 2), "1, 3, 5, 7, 9…")],
)
def test_ranges(numbers: list[int], expected: str) -> None:
    assert expected == ranges(numbers)


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


def test_facts_of_a_whole_file_are_not_merged() -> None:
    """Two refused keywords are two things to mend."""
    subject = report(finding("K002", said="水"), finding("K002", said="税"))

    assert 2 == len(groups(subject)["datasets/o/d/a.csv"])


def test_errors_stand_before_warnings() -> None:
    subject = report(finding("P004", severity=Severity.WARNING), finding("L1-05", line=1))
    labels = [line.split()[0] for line in text(subject) if line.startswith("  ") and "（" in line]

    assert ["直す", "確認"] == labels[-2:]


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
    """What a comment cannot hold is counted."""
    many = [finding(column=f"c{number}", line=1) for number in range(150)]
    lines = list(report_markdown.lines(report(*many), is_bare=False, notice=NOTHING))

    assert any("50種類" in line for line in lines)


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

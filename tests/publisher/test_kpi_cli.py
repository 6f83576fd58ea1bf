"""`opendata kpi` from the outside: its forms, its words for wrong calls, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publisher import contracts
from publisher.cli import main

TOML = """
[instance]
id = "6f2c9d1e-0000-4000-8000-000000000000"
title = "岸町のデータ"
notice = "これは試験用です。"
notice_en = "This is for tests."
"""
KPI = """
[kpi]
organization = "990019_kishi"
plan = "岸町計画"
plan_en = "Kishi Plan"
measure = "町の公開データセット数（累計）"
measure_en = "Datasets published by the town (cumulative)"
source = "岸町計画 1章"

[kpi.targets]
2020 = 10

[[kpi.opening_balance]]
organization = "990019_kishi"
date = "2019-02"
count = 3
source = "岸町計画 図1"
"""


def _instance(root: Path, toml: str = TOML + KPI, *, has_body: bool = True) -> None:
    (root / "opendata.toml").write_text(toml, encoding="utf-8")
    folder = root / "datasets" / "990019_kishi"
    folder.mkdir(parents=True)
    if has_body:
        (folder / "organization.json").write_text(
            json.dumps(
                {
                    "code": "990019",
                    "title": {"ja": "岸町", "en": "Kishi Town"},
                    "kana": "きしちょう",
                }
            ),
            encoding="utf-8",
        )


def _run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["kpi", *arguments])


def test_json_keeps_its_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _instance(tmp_path)

    result = _run(tmp_path, monkeypatch, "--as-of", "2021-03-31", "--format", "json")

    assert 0 == result.exit_code, result.output
    document = json.loads(result.stdout)
    assert [] == contracts.schema_errors(document, contracts.read("kpi.schema.json"))
    assert ("2021-03-31", 2020, 10, 3) == (
        document["as_of"],
        document["fiscal_year"],
        document["target"],
        document["cumulative"],
    )


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_text_says_the_headline_and_the_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    _instance(tmp_path)

    result = _run(tmp_path, monkeypatch, "--format", form)

    assert 0 == result.exit_code, result.output
    assert "3 件（2019年2月の基準値）＋ 0 件 ＝ 3 件。" in result.stdout
    assert result.stdout.rstrip().endswith("これは試験用です。 / This is for tests.")


def test_a_day_to_come_is_counted_from_what_is_recorded_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _instance(tmp_path)

    result = _run(tmp_path, monkeypatch, "--as-of", "9998-01-01", "--format", "json")

    assert "day-not-come" in [note["code"] for note in json.loads(result.stdout)["notes"]]


@pytest.mark.parametrize("text", ["2026-02-30", "today", "2026-03", "", "令和8年3月31日"])
def test_a_wrong_date_is_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    _instance(tmp_path)

    result = _run(tmp_path, monkeypatch, "--as-of", text)

    assert 2 == result.exit_code
    assert "日付を読めません" in result.stderr
    assert "This is not a date" in result.stderr
    assert "" == result.stdout


def test_an_instance_without_a_plan_is_told_what_to_add(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _instance(tmp_path, TOML)

    result = _run(tmp_path, monkeypatch)

    assert 2 == result.exit_code
    assert "[kpi]" in result.stderr
    assert "[[kpi.opening_balance]]" in result.stderr


def test_a_plan_for_an_undeclared_body_is_broken_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _instance(tmp_path, has_body=False)

    result = _run(tmp_path, monkeypatch)

    assert 5 == result.exit_code
    assert "990019_kishi" in result.stderr


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (KPI + KPI[KPI.index("[[kpi.opening_balance]]") :], "twice"),
        (KPI.replace("count = 3", "count = -3"), "below zero"),
        (KPI.replace('date = "2019-02"', 'date = "2019"'), "2019"),
        (KPI.replace('measure = "町の公開データセット数（累計）"\n', ""), "measure"),
    ],
)
def test_a_wrong_plan_says_which_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str, word: str
) -> None:
    _instance(tmp_path, TOML + wrong)

    result = _run(tmp_path, monkeypatch)

    assert 5 == result.exit_code
    assert word in result.stderr

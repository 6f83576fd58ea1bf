"""What a dataset declares of its columns is not given up in silence by a new version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from publisher.desk.answers import Question
from tests.publisher.desk_books import book
from tests.publisher.desk_instance import FOLDER, NAME, Town, init

HEADER = "番号,名称,台数,設置日\n"
LINES = [f"{n:03},第{n}公園,{n},2024-04-0{n}\n" for n in range(1, 7)]
ROWS = HEADER + "".join(LINES)


class Officer:
    """Gives one answer to every question that has it."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def ask(self, question: Question) -> str | None:
        self.asked.append(question.text.ja)
        return self.answer if self.answer in question.choices else None


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add(content=ROWS)
    return made


def update(town: Town, content: str, *more: str, expect: int = 0) -> str:
    source = town.source(content, "new.csv")
    return town.run("update", NAME, source, "--write", *more, expect=expect).output


def fields(town: Town) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = town.descriptor["resources"][0]["schema"]["fields"]
    return found


def declare(town: Town, place: int, **constraints: Any) -> None:
    document = town.descriptor
    document["resources"][0]["schema"]["fields"][place]["constraints"] = constraints
    path = town.root / FOLDER / "datapackage.json"
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")


def test_a_value_of_another_type_is_shown_with_its_row_and_refused(town: Town) -> None:
    before, old = town.table.read_bytes(), town.descriptor
    broken = ROWS.replace("第2公園,2,", "第2公園,不明,").replace("2024-04-03", "未定")
    shown = update(town, broken, expect=1)

    assert "「台数」は整数の列ですが、合わない値が1か所あります：3行目（002）「不明」" in shown
    assert "「設置日」は日付の列ですが、合わない値が1か所あります：4行目（003）「未定」" in shown
    assert "1 cell breaks it: line 3 (002) '不明'" in shown
    assert "--loosen" in shown
    assert town.table.read_bytes() == before
    assert town.descriptor == old


def test_it_is_loosened_as_said_and_holds_again_with_the_first_version_that_keeps_it(
    town: Town,
) -> None:
    was = fields(town)
    broken = ROWS.replace("第2公園,2,", "第2公園,不明,")
    shown = update(town, broken, "--loosen")
    assert "文字として扱います" in shown
    assert fields(town)[2]["type"] == "string"

    update(town, broken.replace("第3公園", "第3広場"))
    assert fields(town)[2]["type"] == "string"

    shown = update(town, ROWS.replace("第2公園,2,", "第2公園,20,"))
    assert "「台数」の値がすべてもとの決まりに合うので、決まりをもどしました" in shown
    assert fields(town) == was
    assert "loosened" not in town.descriptor["resources"][0]["intake"]


@pytest.mark.parametrize(
    ("rule", "value", "words"),
    [
        ({"maximum": 50}, "999", "いちばん大きい値を「50」と決めた列"),
        ({"minimum": 0}, "-3", "いちばん小さい値を「0」と決めた列"),
        ({"required": True}, "", "「空にしない」と決めた列"),
        (
            {"enum": ["1", "2", "3", "4", "5", "6"]},
            "7",
            "決まった語を「1、2、3、4、5、6」と決めた列",
        ),
    ],
)
def test_a_rule_of_the_dataset_is_its_own(
    town: Town, rule: dict[str, Any], value: str, words: str
) -> None:
    declare(town, 2, **rule)
    broken = ROWS.replace("第2公園,2,", f"第2公園,{value},")

    assert words in update(town, broken, expect=1)
    shown = update(town, broken, "--loosen")
    assert "この表の決まり" in shown
    assert "標準" not in shown.partition("この表の決まり")[0]


def test_what_the_present_version_breaks_is_not_held_against_the_new_one(town: Town) -> None:
    """The check names it, before and after."""
    declare(town, 2, maximum=5)

    assert update(town, ROWS.replace("第3公園", "第3広場"), expect=1)
    assert "第3広場" in town.table.read_text("utf-8-sig")


def test_on_a_terminal_it_is_asked(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A no leaves the values to be mended; a yes loosens."""
    broken = ROWS.replace("第2公園,2,", "第2公園,不明,")
    officer = Officer("no")
    monkeypatch.setattr("publisher.cli.update.asker", lambda: officer)
    assert "--loosen" in update(town, broken, expect=1)
    assert "「不明」。このまま入れて、この列の決まりをゆるめますか" in officer.asked[0]

    monkeypatch.setattr("publisher.cli.update.asker", lambda: Officer("yes"))
    update(town, broken)
    assert fields(town)[2]["type"] == "string"


def test_a_row_is_told_by_what_tells_it_from_others(town: Town) -> None:
    """Not by the code of the town, which every row has."""
    header = f"団体コード,{HEADER}"
    rows = header + "".join(f"011002,{line}" for line in LINES)
    update(town, rows, "--new-columns")
    shown = update(town, rows.replace("第2公園,2,", "第2公園,不明,"), expect=1)

    assert "3行目（002）「不明」" in shown


def test_set_refuses_it_too(town: Town) -> None:
    source = town.source(ROWS.replace("第2公園,2,", "第2公園,不明,"), "new.csv")
    before = town.files()
    assert "--loosen" in town.run("set", NAME, "--file", source, expect=1).output
    assert town.files() == before
    town.run("withdraw", NAME, "--reason=x")
    town.run("set", NAME, "--restore", "--file", source, expect=1)
    town.run("set", NAME, "--restore", "--file", source, "--loosen")


def test_rows_that_the_key_cannot_tell_apart_are_named(town: Town) -> None:
    town.run("set", NAME, "--primary-key=番号")
    twice = update(town, f"{ROWS}003,第7公園,7,2024-04-01\n", expect=1)
    same = update(town, ROWS + LINES[2], expect=1)
    blank = update(town, f"{ROWS},第7公園,7,2024-04-01\n", expect=1)

    assert "4行目と8行目の「番号」が、どちらも「003」です" in twice
    assert "4行目と8行目は、まったく同じ行です" in same
    assert "8行目（第7公園）の「番号」が空です" in blank
    assert "--primary-key" not in twice + same + blank


def test_what_a_spreadsheet_did_is_undone_and_told(town: Town) -> None:
    """Saved again from Excel: codes without zeros, days with slashes; the original goes beside it."""
    town.run("set", NAME, "--primary-key=番号")
    eaten = ROWS.replace("\n00", "\n").replace("2024-04-0", "2024/4/").replace("第3公園", "第3広場")
    shown = update(town, eaten)
    rows = town.table.read_text("utf-8-sig")

    assert "変わる行 / changed: 1" in shown
    assert "消えた先頭の0をもどす（6か所、1→001 など）" in shown
    assert rows.replace("\r\n", "\n") == ROWS.replace("第3公園", "第3広場")
    assert fields(town)[3]["type"] == "date"
    assert "消えた先頭の0をもどす（6か所）" in town.descriptor["origin"]["note"]
    assert (town.root / FOLDER / "aed_original.csv").read_text("utf-8") == eaten


def test_days_of_a_workbook_with_their_midnight(town: Town) -> None:
    rows = [line.strip().split(",") for line in LINES]
    cells = [[row[0], row[1], int(row[2]) + 1, f"{row[3]} 00:00:00"] for row in rows]
    source = book(town.root.parent / "new.xlsx", {"表": [HEADER.strip().split(","), *cells]})
    town.run("update", NAME, source, "--write")

    assert fields(town)[3]["type"] == "date"
    assert "第1公園,2,2024-04-01" in town.table.read_text("utf-8-sig")

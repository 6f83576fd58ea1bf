"""A new version whose columns are called or ordered otherwise: recognised, told, asked where unsure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.desk.answers import Question
from publisher.desk.matching import Versions, match
from tests.publisher.desk_books import book
from tests.publisher.desk_instance import Town, init

HEADER = ["名称", "住所", "電話番号", "面積"]
PLACES = "東西南北中"
DATA = [
    [f"{place}公園", f"札幌市中央区大通{at}", f"011-211-000{at}", f"{at}.50"]
    for at, place in enumerate(PLACES, start=1)
]
SAID = ("--slug=park", "--title=公園", "--description=市の公園", "--licence=CC0")
NAME = "011002_park"


class Officer:
    """Somebody at a terminal who answers by the choice's word, and was asked what."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def ask(self, question: Question) -> str | None:
        self.asked.append(question.text.ja)
        return self.answers.pop(0) if self.answers else None


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.run("add", made.source(csv(HEADER, DATA), "park.csv"), *SAID)
    words = "name,description\n面積,ヘクタール\n住所,代表の入口\n"
    made.run("set", NAME, "--dictionary", made.source(words, "words.csv"))
    return made


def csv(header: list[str], rows: list[list[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in [header, *rows])


def newer(town: Town, header: list[str], rows: list[list[str]], name: str = "new.csv") -> str:
    return town.source(csv(header, rows), name)


def table(town: Town) -> list[str]:
    path = town.root / "datasets/011002_sapporo" / NAME / "park.csv"
    return path.read_text("utf-8-sig").splitlines()


def entry(town: Town) -> dict[str, Any]:
    path = town.root / "datasets/011002_sapporo" / NAME / "datapackage.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["resources"][0]
    return found


def fields(town: Town) -> dict[str, dict[str, Any]]:
    return {item["name"]: item for item in entry(town)["schema"]["fields"]}


def test_other_names_in_another_order_are_read_as_the_datasets(town: Town) -> None:
    """By what names mean, by equal values; the dataset's order, names and dictionary stay."""
    before = entry(town)
    turned = [[row[3], row[0], row[2], row[1]] for row in DATA]
    turned.append(["9.50", "山公園", "011-211-0009", "札幌市中央区大通9"])
    path = newer(town, ["広さ", "公園名", "TEL", "所在地"], turned)
    shown = town.run("update", NAME, path, "--write").output

    assert "「所在地」の列を、今の「住所」の列として読みました（同じ意味の列名です）" in shown
    assert "「公園名」の列を、今の「名称」の列として読みました（5行のうち5行の値が同じ）" in shown
    assert "増える行 / added: 1" in shown
    assert "変わる行 / changed: 0" in shown
    assert table(town)[0] == ",".join(HEADER)
    assert table(town)[-1] == "山公園,札幌市中央区大通9,011-211-0009,9.50"
    assert entry(town)["schema"] == before["schema"]


def test_what_is_recognised_once_is_known_ever_after(town: Town) -> None:
    """Next year no value is as it was: the names that were recognised still are."""
    town.run("update", NAME, newer(town, ["公園名", *HEADER[1:]], DATA), "--write")
    other = [[f"{row[0]}跡", *row[1:]] for row in DATA]
    shown = town.run("update", NAME, newer(town, ["公園名", *HEADER[1:]], other), "--anyway").output

    assert "「公園名」の列を、今の「名称」の列として読みました" in shown


def test_a_new_column_is_refused_then_typed_and_put_where_it_stands(town: Town) -> None:
    rows = [[*row[:1], str(at), *row[1:]] for at, row in enumerate(DATA)]
    path = newer(town, ["名称", "開園年", *HEADER[1:]], rows)
    refused = town.run("update", NAME, path, "--write", expect=1).output
    shown = town.run("update", NAME, path, "--write", "--new-columns").output

    assert "増えた列: 開園年" in refused
    assert "別のデータのファイル" not in refused
    assert "増える列：開園年" in shown
    assert list(fields(town)) == ["名称", "開園年", *HEADER[1:]]
    assert fields(town)["開園年"]["type"] == "integer"
    assert fields(town)["面積"]["description"] == "ヘクタール"


def test_where_known_columns_are_turned_new_ones_go_to_the_end(town: Town) -> None:
    rows = [["x", row[1], row[0], *row[2:]] for row in DATA]
    path = newer(town, ["備考", "住所", "名称", *HEADER[2:]], rows)
    town.run("update", NAME, path, "--write", "--new-columns")

    assert table(town)[0] == ",".join([*HEADER, "備考"])


def test_the_new_names_are_taken_only_where_that_is_wished(town: Town) -> None:
    town.run("set", NAME, "primary_key=名称")
    path = newer(town, ["公園名", "所在地", *HEADER[2:]], DATA)
    shown = town.run("update", NAME, path, "--write", "--new-names").output

    assert "「住所」の列の名前が「所在地」に変わります" in shown
    assert "変わる行 / changed: 0" not in shown
    assert "行は変わりません" in shown
    assert fields(town)["所在地"]["description"] == "代表の入口"
    assert entry(town)["schema"]["primaryKey"] == ["公園名"]


def test_what_is_unsure_is_asked_on_a_terminal(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """One question per column and one on what comes and goes; a no writes nothing."""
    rows = [[*row[:3], f"{at}0"] for at, row in enumerate(DATA)]
    path = newer(town, [*HEADER[:3], "遊具の数"], rows)
    before = table(town)
    officer = Officer("other", "no")
    monkeypatch.setattr("publisher.cli.update.asker", lambda: officer)
    town.run("update", NAME, path, "--write", expect=1)
    assert officer.asked == [
        "「遊具の数」の列は、今の「面積」の列ですか",
        "列が変わります（増える列：遊具の数、なくなる列：面積）。これで正しいですか",
    ]
    assert table(town) == before

    officer = Officer("same")
    town.run("update", NAME, path, "--write")
    assert table(town)[1] == f"{','.join(DATA[0][:3])},00"
    officer = Officer()
    later = [[*row[:3], f"{at}5"] for at, row in enumerate(DATA)][1:]
    town.run("update", NAME, newer(town, [*HEADER[:3], "遊具の数"], later), "--write")
    assert officer.asked == []


def test_without_a_terminal_the_words_to_say_it_are_told(town: Town) -> None:
    rows = [[*row[:3], f"{at}0"] for at, row in enumerate(DATA)]
    path = newer(town, [*HEADER[:3], "広さ"], rows)
    refused = town.run("update", NAME, path, "--write", expect=1).output

    assert "--same '広さ=面積'" in refused
    town.run("update", NAME, path, "--write", "--same", "広さ=面積")
    town.run("update", NAME, path, "--same", "広さ", expect=2)
    town.run("update", NAME, newer(town, [*HEADER[:3], "広さ"], rows), "--same=広さ=幅", expect=2)
    assert table(town)[1].endswith(",00")


def test_columns_are_guessed_by_their_names_and_kinds_before_their_place() -> None:
    """A column that was put in moves the others on; words are no area, wherever they stand."""
    names, old = (
        ("番号", "名称", "面積", "住所"),
        [("1", "北", "10", "東町1"), ("2", "南", "20", "西町2")],
    )
    header = ("番号", "施設名称", "敷地面積", "所在する住所", "備考")
    rows = [("1", "甲", "99", "北1", "－"), ("2", "乙", "98", "北2", "－")]
    found = match(names, header, Versions(old=old, new=rows), (), {})
    pairs = found.guesses(names, header, Versions(old=old, new=rows))
    words = match(names[:3], ("番号", "名称", "色"), Versions(), (), {})
    other = Versions(old=[row[:3] for row in old], new=[("1", "北", "赤"), ("2", "南", "青")])

    assert pairs == (("施設名称", "名称"), ("敷地面積", "面積"), ("所在する住所", "住所"))
    inserted = ("番号", "地区", "施設名称", "所在する住所", "敷地面積")
    moved = match(names, inserted, Versions(), (), {})
    assert dict(moved.guesses(names, inserted, Versions())) == {
        "施設名称": "名称", "所在する住所": "住所", "敷地面積": "面積",
    }  # fmt: skip
    noted = ("番号", "メモ", "名称", "広さ", "住所")
    beside = match(names, noted, Versions(), (), {})
    assert beside.guesses(names, noted, Versions()) == (("広さ", "面積"),)
    assert words.guesses(names[:3], ("番号", "名称", "色"), other) == ()
    assert words.guesses(names[:3], ("番号", "名称", "色"), Versions()) == (("色", "面積"),)


def test_answers_on_cells_are_given_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of `add` too; next year's sheet has another name."""
    rows: list[list[Any]] = [["店", "場所"], ["甲", "札幌市\n中央区"], ["乙", "札幌市\n北区"]]
    said = ("--slug=mise", "--title=店", "--description=店の場所", "--licence=CC0")
    path = book(town.root / "R6.xlsx", {"R6": rows})
    town.run("add", path, *said, "--answer=line-breaks=space")
    officer = Officer()
    monkeypatch.setattr("publisher.cli.update.asker", lambda: officer)
    path = book(town.root / "R7.xlsx", {"R7一覧": [*rows, ["丙", "札幌市\n南区"]]})
    town.run("update", "011002_mise", path, "--write")
    text = (town.root / "datasets/011002_sapporo/011002_mise/mise.csv").read_text("utf-8-sig")

    assert officer.asked == []
    assert text.splitlines()[-1] == "丙,札幌市 南区"


def test_questions_on_cells_are_asked_on_a_terminal(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Officer("join")
    monkeypatch.setattr("publisher.cli.update.asker", lambda: officer)
    path = newer(town, HEADER, [*DATA, ["山公園", '"札幌市\n中央区"', "", ""]])
    town.run("update", NAME, path, "--write")

    assert len(officer.asked) == 1
    assert table(town)[-1] == "山公園,札幌市中央区,,"


def test_columns_without_a_name_can_be_named_in_an_update(town: Town) -> None:
    header, rows = [*HEADER, "", ""], [[*row, "1", "2"] for row in DATA]
    path = newer(town, header, rows)
    town.run("update", NAME, path, "--write", "--new-columns", expect=1)
    said = ("--column=E=遊具", "--column=F=水飲み場")
    town.run("update", NAME, path, "--write", "--new-columns", *said)
    assert table(town)[0] == ",".join([*HEADER, "遊具", "水飲み場"])

    town.run("update", NAME, newer(town, header, rows[1:]), "--write")
    assert table(town)[0] == ",".join([*HEADER, "遊具", "水飲み場"])


def test_zeros_that_spreadsheets_leave_out_are_no_change(town: Town) -> None:
    """But the column must be one of numbers: 1.10 may be a section."""
    rows = [[*row[:3], row[3].removesuffix("0")] for row in DATA]
    assert "行は変わりません" in town.run("update", NAME, newer(town, HEADER, rows)).output
    town.run("set", NAME, "--dictionary", town.source("name,type\n面積,string\n", "t.csv"))
    assert "changed: 5" in town.run("update", NAME, newer(town, HEADER, rows)).output


def test_rows_say_first_what_is_not_only_their_number(town: Town) -> None:
    """Numbered anew every row changes; the one that says more comes first, from where it differs."""
    header = ["番号", *HEADER]
    numbered = [[str(at), *row] for at, row in enumerate(DATA * 2)]
    for at, row in enumerate(numbered):
        row[1], row[2] = f"{row[1]}{at}", f"北海道札幌市中央区大通西{at}丁目1番地"
    town.run("update", NAME, newer(town, header, numbered), "--write", "--anyway", "--new-columns")
    again = [[str(at + 1), *row[1:]] for at, row in enumerate(numbered)]
    again[7][2] = again[7][2].replace("1番地", "2番地")
    shown = town.run("update", NAME, newer(town, header, again)).output

    first = next(line for line in shown.splitlines() if line.startswith("    ~"))
    assert "列ごと / by column: 番号 10、住所 1" in shown
    assert first.startswith(f"    ~ {numbered[7][1]}  住所")
    assert "2番地" in first


NAMES = st.lists(
    st.text("あいうえお名前", min_size=1, max_size=3), min_size=1, max_size=5, unique=True
)


@given(NAMES, st.randoms(use_true_random=False))
def test_a_column_is_never_read_as_two(names: list[str], random: Any) -> None:
    """Names in any order find themselves, and no column of either side is used twice."""
    header = random.sample(names, len(names))
    other = random.choices(names, k=2)
    found = match(names, [*header, "新"], Versions(), (), {"新": other[0], header[0]: other[1]})

    assert [header[found.places[name]] for name in names] == names
    assert len(set(found.places.values())) == len(names)
    assert found.lost == ()
    assert found.new == ("新",)


GRANTS = ["補助金名", "上限額"]


def grants(*amounts: str) -> list[list[str]]:
    return [
        [f"{at}の補助金", f'"{amount}"']
        for at, amount in zip("東西南北中上下", amounts, strict=True)
    ]


@pytest.fixture
def moved(town: Town) -> Town:
    """A dataset whose column 上限額 became 上限額（円）: all its cells had that unit."""
    rows = grants(*(f"{n}0,000円" for n in range(1, 8)))
    said = ("--slug=grant", "--title=補助金", "--description=市の補助金", "--licence=CC0")
    town.run("add", town.source(csv(GRANTS, rows), "grant.csv"), *said)
    return town


def test_a_unit_moved_by_add_is_moved_again_by_update(moved: Town) -> None:
    """One cell of words is what is refused; the amounts are as they were."""
    new = grants(
        "10,000円", "25,000円", "30,000円", "予算の範囲内", "50,000円", "60,000円", "70,000円"
    )
    source = newer(moved, GRANTS, new)
    refused = moved.run("update", "011002_grant", source, expect=1).output
    assert "予算の範囲内" in refused
    assert "25,000円" not in refused
    assert "1か所" in refused

    moved.run("update", "011002_grant", source, "--same=上限額=上限額（円）", "--loosen", "--write")
    path = moved.root / "datasets/011002_sapporo/011002_grant/grant.csv"
    text = path.read_text("utf-8-sig")
    assert "25000" in text
    assert "円\n" not in text


def test_numbers_without_the_unit_are_asked_about_and_the_answer_works(moved: Town) -> None:
    new = grants("10,000円", "25,000円", "30000", "40000", "50,000円", "60,000円", "70,000円")
    source = newer(moved, GRANTS, new)
    asked = moved.run("update", "011002_grant", source, expect=1).output
    answer = next(line.strip() for line in asked.splitlines() if "--answer" in line)
    given = answer.removeprefix("--answer ").strip("'")
    moved.run("update", "011002_grant", source, "--answer", given, "--write")

    path = moved.root / "datasets/011002_sapporo/011002_grant/grant.csv"
    assert "西の補助金,25000" in path.read_text("utf-8-sig")

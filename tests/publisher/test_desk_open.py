"""What stays open or was said before: questions left, answers nobody asked for, one more file, old names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from publisher import tree
from publisher.cli import main
from publisher.cli.desk import Terminal
from tests.publisher.desk_books import book
from tests.publisher.desk_instance import Town, init

BODY = "datasets/011002_sapporo"
SAID = ("--title=題", "--description=説明", "--licence=CC BY 4.0")
SIGNS = [["番号", "名称"], *([str(n), f"{name}①"] for n, name in enumerate("甲乙丙丁", 1))]
HALLS: list[list[Any]] = [["施設名", "住所"], ["中央館", "東町1"], ["北館", "西町2"]]
EVENTS: list[list[Any]] = [["行事", "開催日"], ["夏祭り", "7月"], ["文化祭", "11月"]]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    return made


def csv(rows: list[list[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


def document(town: Town, name: str = "011002_x") -> dict[str, Any]:
    path = town.root / BODY / name / "datapackage.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def put(town: Town, content: str, *more: str, expect: int = 0, name: str = "011002_x") -> str:
    source = town.source(content, "new.csv")
    return town.run("update", name, source, "--write", *more, expect=expect).output


def test_a_question_left_open_is_asked_again_only_when_its_cells_change(town: Town) -> None:
    """At `add` and at `update`; that it is open is told in one line."""
    town.run("add", town.source(csv(SIGNS), "x.csv"), *SAID)
    more = [*SIGNS, ["5", "戊"]]
    shown = put(town, csv(more))

    assert "【質問 question】「名称」" not in shown.split("✅")[0]
    assert "前に答えなかった質問が残っています：「名称」" in shown
    changed = [*more, ["6", "己②"]]
    assert "--answer 'machine-characters::名称=replace'" in put(town, csv(changed))
    assert "前に答えなかった質問" in put(town, csv([*changed, ["7", "庚"]]))
    put(town, csv([*changed, ["8", "辛"]]), "--answer", "machine-characters=keep")
    assert "前に答えなかった質問" not in put(town, csv([*changed, ["9", "壬"]]))
    assert "left" not in document(town)["resources"][0]["intake"]


def test_a_question_left_open_is_asked_again_when_its_last_cell_alone_is_another(
    town: Town,
) -> None:
    """As many cells and the same examples: only the fourth one is new. Another order is no change."""
    town.run("add", town.source(csv(SIGNS), "x.csv"), *SAID)
    moved = [SIGNS[0], *reversed(SIGNS[1:])]
    assert "前に答えなかった質問" in put(town, csv([*moved, ["5", "戊"]]))
    last = [*SIGNS[:-1], ["4", "丁②"]]

    assert "--answer 'machine-characters::名称=replace'" in put(town, csv(last))


@pytest.mark.parametrize("said", ["foo:bar=baz", "machine-characters=iso", "era-date=iso"])
def test_an_answer_that_nobody_asked_for_is_refused_with_those_that_there_are(
    town: Town, said: str
) -> None:
    source = town.source(csv(SIGNS), "x.csv")
    shown = town.run("add", source, *SAID, "--answer", said, expect=2).output

    assert "その質問か答えはありません" in shown
    assert "replace, keep" in shown if said.startswith("machine") else "machine-characters" in shown
    assert not (town.root / BODY / "011002_x").exists()
    town.run("add", source, *SAID, "--answer", "machine-characters=replace")
    assert "甲(1)" in (town.root / BODY / "011002_x/x.csv").read_text("utf-8-sig")


def test_an_answer_to_what_is_asked_after_another_is_known(town: Town) -> None:
    """Tables beside each other: of their cells nothing is asked before they are told apart."""
    rows = [[*a, None, *b] for a, b in zip(HALLS, EVENTS, strict=True)]
    rows = [rows[0], *([f"{row[0]}①", *row[1:]] for row in rows[1:])]
    source = book(town.root / "x.xlsx", {"表": rows})
    answers = ("--answer=tables-beside=one", "--answer=machine-characters=keep")
    town.run("add", source, *SAID, *answers)

    assert "中央館①" in (town.root / BODY / "011002_x/x.csv").read_text("utf-8-sig")


def test_one_more_file_has_the_terms_of_the_others_and_a_title_proposed(town: Town) -> None:
    """Only its title is to be said, which is proposed; the terms that were taken are told."""
    town.run("add", town.source(csv(SIGNS), "x.csv"), *SAID, "--licence-stated-by=札幌市")
    source = town.source(csv([*SIGNS, ["5", "戊"]]), "一覧2027年度.csv")
    lacking = town.run("add", source, "--to=011002_x", expect=2).output

    assert "--licence" not in lacking
    assert "--resource-title='一覧2027年度'" in lacking
    shown = town.run("add", source, "--to=011002_x", "--as-proposed").output
    new = document(town)["resources"][1]
    assert "ほかのファイルと同じ CC-BY-4.0（札幌市）にします" in shown
    assert new["licenses"] == document(town)["resources"][0]["licenses"]
    assert "2027年度" in new["title"]
    other = town.source(csv([*SIGNS, ["6", "己"]]), "一覧2028年度.csv")
    town.run("add", other, "--to=011002_x", "--as-proposed", "--licence=CC0")
    assert document(town)["resources"][2]["licenses"][0]["name"].startswith("CC0")
    third = town.source(csv([*SIGNS, ["7", "庚"]]), "一覧2029年度.csv")
    assert "--licence" in town.run("add", third, "--to=011002_x", expect=2).output


def population(year: int, *rows: int) -> list[list[Any]]:
    body = [[f"第{n}地区", count, count * 2 + 1] for n, count in enumerate(rows, 1)]
    return [[f"令和{year}年度 地区別人口"], ["地区", "世帯数", "人口"], *body]


def test_rows_of_a_year_that_were_to_be_added_are_refused_with_one_advice(town: Town) -> None:
    """--append, not another file; with it a title is proposed that tells all years, and none lost."""
    sheets = {f"R{year}": population(year, 11 * year, 20 + year) for year in (5, 6)}
    source = book(town.root / "jinko.xlsx", sheets)
    town.run("add", source, "--slug=jinko", "--title=令和6年度 地区別人口", *SAID[1:])
    new = book(town.root / "R7.xlsx", {"R7": population(7, 91, 33)})
    name = "011002_jinko"
    forgotten = town.run("update", name, new, "--write", expect=1).output
    assert "--append" in forgotten
    assert "add ファイル --to" not in forgotten
    shown = town.run("update", name, new, "--write", "--append").output

    assert document(town, name)["title"] == "令和6年度 地区別人口"
    assert 1 == shown.count(
        "title='地区別人口（2023年度〜2025年度）'".replace("resource_", "")
    ) or ("resource_title='地区別人口（2023年度〜2025年度）'" in shown)
    town.run("set", name, "title=地区別人口（2023〜2025年度）")


def test_a_title_that_changes_in_two_places_is_told_once(town: Town) -> None:
    rows = [["番号", "名称", "定員"], *([str(n), f"第{n}園", str(n)] for n in range(1, 9))]
    source = town.source("一覧（令和6年度）,,\n" + csv(rows), "en.csv")
    town.run("add", source, "--title=一覧（令和6年度）", *SAID[1:])
    more = "一覧（令和7年度）,,\n" + csv([*rows, ["9", "第9園", "9"]])
    shown = put(town, more, "--anyway", name="011002_en")

    assert 1 == shown.count("題名を変えます")


def test_at_a_terminal_update_asks_what_stands_beside_each_other(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And which of several tables is meant; nobody answered, it is refused as without a terminal."""
    beside = [[*a, None, *b] for a, b in zip(HALLS, EVENTS, strict=True)]
    town.run("add", book(town.root / "x.xlsx", {"表": HALLS}), *SAID)
    new = book(town.root / "y.xlsx", {"表": [*beside, ["南館", "南町", None, "市", "5月"]]})
    monkeypatch.setattr("publisher.cli.update.asker", Terminal)
    result = CliRunner().invoke(main, ["update", "011002_x", new], input="1\ny\n")

    assert result.exit_code == 0, result.output
    assert "別々の表ですか、1つの表ですか" in result.output
    assert "南館,南町" in (town.root / BODY / "011002_x/x.csv").read_text("utf-8-sig")


def test_at_a_terminal_update_asks_which_of_several_tables_is_meant(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version is one table: all of them are no answer. Nobody answered, it is refused."""
    town.run("add", book(town.root / "x.xlsx", {"表": HALLS}), *SAID)
    before = town.files()
    halls = {name: [*HALLS, [f"{name}館", "町"]] for name in ("甲", "乙")}
    both = book(town.root.parent / "z.xlsx", halls)
    monkeypatch.setattr("publisher.cli.update.asker", Terminal)
    left = CliRunner().invoke(main, ["update", "011002_x", both], input="\n")

    assert "どれを入れますか" in left.output
    assert "ぜんぶ" not in left.output
    assert left.exit_code == 1
    assert before == town.files()
    done = CliRunner().invoke(main, ["update", "011002_x", both], input="2\ny\n")
    assert done.exit_code == 0, done.output
    assert "乙館,町" in (town.root / BODY / "011002_x/x.csv").read_text("utf-8-sig")


def test_a_successor_is_called_as_it_is_called_now(town: Town) -> None:
    """Its page leads on; the line of the history stays as it was written."""
    for slug in ("old", "new"):
        rows = [["番号", "名称"], *([f"{slug}{n}", f"{slug}の{n}"] for n in range(3))]
        town.run("add", town.source(csv(rows), f"{slug}.csv"), *SAID)
    town.run("withdraw", "011002_old", "--reason=統合", "--successor=011002_new")
    town.run("rename", "011002_new", "011002_newer")
    found = next(item for item in tree.load(town.root).datasets if item.name == "011002_old")

    assert found.withdrawal is not None
    assert found.withdrawal.successor == "011002_newer"
    assert document(town, "011002_old")["history"][-1]["successor"] == "011002_new"


def test_characters_that_a_spreadsheet_lost_come_back_or_are_told(town: Town) -> None:
    """𠮷 saved as Shift_JIS is ?; what the present table does not know is refused, not published."""
    rows = [["番号", "名称"], ["1", "𠮷田公園"], ["2", "〜川公園"], ["3", "中央公園"]]
    town.run("add", town.source(csv(rows), "x.csv"), *SAID)
    table = town.root / BODY / "011002_x/x.csv"
    saved = csv([*rows, ["4", "北公園"]]).replace("𠮷", "?").replace("〜", "～")
    shown = put(town, saved)

    assert "Shift_JISで失われた文字や変わった記号をもどす" in shown
    assert "1,𠮷田公園" in table.read_text("utf-8-sig")
    assert "4,北公園" in table.read_text("utf-8-sig")
    before = table.read_bytes()
    lost = put(town, csv([*rows, ["5", "髙?橋公園"]]).replace("𠮷", "?"), expect=1)
    assert "保存のときに ? になったようです" in lost
    assert before == table.read_bytes()


def test_a_row_whose_number_is_hidden_is_told_by_what_stands_beside_it(town: Town) -> None:
    rows = [
        ["ID", "名称", "電話"],
        *([f"700000000000{n}", f"{n}会館", "-"] for n in range(5)),
    ]
    town.run("add", town.source(csv(rows), "x.csv"), *SAID, "--primary-key=ID")
    rows[3] = [*rows[3][:2], "22-1111"]
    shown = put(town, csv(rows))

    assert "~ ************、2会館" in shown
    assert "7000000000002" not in shown


def test_of_two_values_none_is_shown_where_one_may_be_a_persons_number(town: Town) -> None:
    rows = [["番号", "名称", "電話"], *([str(n), f"{n}会館", "22-1111"] for n in range(5))]
    rows[2][2] = "090-1234-5678"
    town.run("add", town.source(csv(rows), "x.csv"), *SAID)
    rows[2][2] = "9012345678"
    shown = put(town, csv(rows))

    assert "9012345678" not in shown.split("✅")[0].split("🟨")[0]


def test_what_a_spreadsheet_did_to_times_and_decimals_is_no_change(town: Town) -> None:
    """08:30 became 8:30, and coordinates lost their last digits: nothing of it is published."""
    rows = [["番号", "緯度", "経度", "開始"]]
    rows += [[str(n), f"34.69{n}0", f"135.{n}2345678901234567", f"0{n}:30"] for n in range(3, 9)]
    town.run("add", town.source(csv(rows), "x.csv"), *SAID)
    saved = [[n, lat.rstrip("0"), f"{float(lon):.15g}", t[1:]] for n, lat, lon, t in rows[1:]]
    assert "今と同じ内容です" in put(town, csv([rows[0], *saved]))
    put(town, csv([rows[0], *saved, ["9", "34.7", "135.9", "9:30"]]))
    table = (town.root / BODY / "011002_x/x.csv").read_text("utf-8-sig").splitlines()

    assert table[1:] == [*map(",".join, rows[1:]), "9,34.7,135.9,09:30"]

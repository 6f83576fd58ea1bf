"""`opendata fix`: shows before it writes, asks what it cannot prove, keeps a dataset whole."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from publisher import contracts
from publisher.cli import main
from publisher.cli.fix import command
from publisher.render.width import width
from tests.publisher.desk_instance import FOLDER, NAME, Town, init

SCHEMA = contracts.read("fix.schema.json")
MESSY = (
    "施設一覧,,,\n名称,開設年月日,定員,備考\n市役所 ,令和3年4月1日,70名,月曜\n"
    "公民館,H9.11.25,80名,㈱と①市\n図書館,S64.1.7,90名,なし\n"
)


def run(*arguments: str, expect: int = 0) -> Result:
    result = CliRunner().invoke(main, ["fix", *arguments])

    assert expect == result.exit_code, result.output
    return result


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "一覧.csv"
    path.write_bytes(MESSY.encode("cp932"))
    return path


def test_without_write_nothing_is_written(table: Path, tmp_path: Path) -> None:
    """The diff names cell, before and after, and why; the file stays byte for byte."""
    said = run(str(table)).output

    assert "3行目 / line 3「開設年月日」: 「令和3年4月1日」 → 「2021-04-01」" in said
    assert "なぜ安全か" in said
    assert "--write" in said
    assert [table] == list(tmp_path.iterdir())
    assert MESSY.encode("cp932") == table.read_bytes()


def test_write_then_nothing_is_left(table: Path) -> None:
    """After --write the same command finds nothing more to do; the title is kept beside."""
    said = run(str(table), "--write").output
    again = run(str(table)).output

    assert "✅" in said
    assert "自動で直すところはありません" in again
    assert "市役所,2021-04-01,70,月曜" in table.read_text(encoding="utf-8-sig")
    assert "施設一覧\n" == table.with_name("一覧_説明.txt").read_text(encoding="utf-8-sig")


def test_questions_are_answered_by_id_or_kind(table: Path) -> None:
    """㈱と①市 is asked about; both ways of answering do the same."""
    asked = json.loads(run(str(table), "--format", "json").output)
    question = asked["files"][0]["questions"][0]
    by_id = run(str(table), "--answer", f"{question['id']}=replace", "--format", "json").output
    by_kind = run(str(table), "--answer", "machine-characters=replace", "--format", "json").output

    assert ("machine-characters::備考", None) == (question["id"], question["answer"])
    assert json.loads(by_id) == json.loads(by_kind)
    assert [] == json.loads(by_id)["files"][0]["questions"]
    assert "replace" == json.loads(by_id)["files"][0]["answered"][0]["answer"]


def test_json_keeps_its_schema(table: Path) -> None:
    """Shown or written, what machines get is by schemas/fix.schema.json."""
    for arguments in ([], ["--keep-eras"], ["--write"], []):
        document = json.loads(run(str(table), "--format", "json", *arguments).output)
        jsonschema.validate(document, SCHEMA)


@pytest.mark.parametrize("answer", ["nothing=keep", "machine-characters=wrong", "no sign", "=keep"])
def test_a_wrong_answer_is_told(answer: str, table: Path) -> None:
    """What no question asks, or no choice of it, is a wrong call: nothing happens."""
    said = run(str(table), "--write", "--answer", answer, expect=2).output

    assert "--answer" in said
    assert MESSY.encode("cp932") == table.read_bytes()


def test_era_columns_stay_on_request(table: Path) -> None:
    run(str(table), "--write", "--keep-eras")

    assert "市役所,2021-04-01,令和3年4月1日,70,月曜" in table.read_text(encoding="utf-8-sig")


def test_another_folder_leaves_the_file(table: Path, tmp_path: Path) -> None:
    """With --to the tidy table goes there and the file stays as it is."""
    run(str(table), "--write", "--to", str(tmp_path / "tidy"))

    assert MESSY.encode("cp932") == table.read_bytes()
    assert (tmp_path / "tidy" / "一覧.csv").read_text(encoding="utf-8-sig").startswith("名称,")


def test_a_folder_is_all_its_tables_and_one_refusal_stops_no_other(table: Path) -> None:
    """What is no table is told at the end, with exit code 1; the others are shown."""
    table.with_name("写真.csv").write_bytes(b"%PDF-1.7\n")
    said = run(str(table.parent), expect=1).output

    assert "2021-04-01" in said
    assert "写真.csv" in said


def test_two_files_never_become_one(table: Path, tmp_path: Path) -> None:
    """Tables of one name into one folder would overwrite each other: nothing is written."""
    other = tmp_path / "b" / "一覧.csv"
    other.parent.mkdir()
    other.write_bytes(MESSY.replace("月曜", "火曜").encode())
    run(str(table), str(other), "--write", "--to", str(tmp_path / "out"), expect=2)

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("room", [60, 80])
def test_lines_fit_a_terminal(room: int, table: Path) -> None:
    """Only paths and commands to be copied are longer than the terminal is wide."""
    from publisher.desk import mending
    from publisher.render import fix_text
    from tests.tidy.drafts import ASKED

    lines = list(fix_text.lines([mending.prepare(table, ASKED)], room=room))

    assert not [
        line for line in lines if width(line) > room and "/" not in line and "--" not in line
    ]


def test_personal_numbers_are_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the diff, not in JSON, not in a question."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.csv"
    path.write_text("名称,備考\n北,番号は123456789018 \n南,なし\n東,同\n", encoding="utf-8")
    said = run(str(path)).output + run(str(path), "--format", "json").output

    assert "備考" in said
    assert "123456789018" not in said


def test_a_folder_that_cannot_be_written_is_told(table: Path, tmp_path: Path) -> None:
    """A path that cannot be made gives three lines and exit code 5; the file stays."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    said = run(str(table), "--write", "--to", str(tmp_path / "taken" / "in"), expect=5).output

    assert "場所" in said
    assert "次に" in said
    assert MESSY.encode("cp932") == table.read_bytes()


def test_a_datasets_file_keeps_its_description(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fields go with their columns, the note says what was mended, the history when and from what."""
    town: Town = init(tmp_path / "town")
    monkeypatch.chdir(town.root)
    town.add(
        "--primary-key=番号",
        content="番号,名称,緯度,定員,開設日\n01,北館,43.05,70,2021-04-01\n02,南館,43.06,80,1997-11-25\n",
    )
    _mess_up(town)
    before = town.descriptor
    path = str(Path(FOLDER) / "aed.csv")
    run(path)
    unchanged = town.descriptor
    run(path, "--write")
    after = town.descriptor
    fields = after["resources"][0]["schema"]["fields"]

    assert before == unchanged
    assert ["番号", "名称", "緯度", "定員", "開設日"] == [field["name"] for field in fields]
    assert ["番号"] == after["resources"][0]["schema"]["primaryKey"]
    assert [field["type"] for field in before["resources"][0]["schema"]["fields"]] == [
        field["type"] for field in fields
    ]
    assert [*before["history"]] == after["history"][:-1]
    assert "updated" == after["history"][-1]["event"]
    assert after["history"][-1]["ref"].startswith("sha256:")
    assert "和暦などの日付" in after["origin"]["note"]
    assert before["resources"][0]["id"] == after["resources"][0]["id"]
    assert "北館,43.05,70,2021-04-01" in town.table.read_text(encoding="utf-8-sig")
    town.run("check", NAME_FOLDER)
    run(path, "--write")
    assert after == town.descriptor


def test_a_datasets_titles_go_into_its_description_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file beside the table is named that is not written."""
    town: Town = init(tmp_path / "town")
    monkeypatch.chdir(town.root)
    town.add("--primary-key=番号", content="番号,名称,定員\n01,北館,70\n02,南館,80\n")
    town.table.write_text(
        "設置場所の一覧,,\n番号,名称,定員\n01,北館,70\n02,南館,80\n", encoding="utf-8"
    )
    said = run(str(Path(FOLDER) / "aed.csv"), "--write").output

    assert "_説明.txt" not in said
    assert "データセットの説明（datapackage.json）に入れました" in said
    assert "設置場所の一覧" in town.descriptor["resources"][0]["description"]
    assert not list(town.table.parent.glob("*.txt"))


def _mess_up(town: Town) -> None:
    """Leave a name of a column and two cells as somebody without our commands would."""
    table = town.table.read_text(encoding="utf-8-sig")
    for right, wrong in (
        ("定員", "定　員"),
        ("北館", "北館 "),
        ("2021-04-01", "令和3年4月1日"),
        ("1997-11-25", "H9.11.25"),
    ):
        table = table.replace(right, wrong)
    town.table.write_text(table, encoding="utf-8")
    descriptor = town.root / FOLDER / "datapackage.json"
    said = descriptor.read_text(encoding="utf-8").replace("定員", "定　員")
    descriptor.write_text(said, encoding="utf-8")


NAME_FOLDER = f"datasets/011002_sapporo/{NAME}"


def test_help_names_what_it_does() -> None:
    """The page names every option and the exit codes."""
    said = CliRunner().invoke(command, ["--help"]).output

    for word in ("--write", "--answer", "--keep-eras", "--to", "--format", "Exit codes"):
        assert word in said

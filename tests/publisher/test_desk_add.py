"""`opendata add` writes a whole dataset or nothing."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import shlex
from pathlib import Path

import pytest

from publisher import clock, instance
from publisher.desk.folder import place, replace, staging
from publisher.identity import derived_id
from tests.publisher.desk_instance import FOLDER, NAME, ROWS, SAID, Town, init

TODAY = clock.today("Asia/Tokyo").isoformat()


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    return made


def test_a_dataset_is_written_with_derived_ids_and_the_originals_digest(town: Town) -> None:
    content = ROWS.encode("cp932")
    result = town.add(content=content)
    document, here = town.descriptor, instance.load(town.root)

    assert "CP932" in result.output
    assert document["id"] == derived_id(here.id, NAME, "datapackage.json")
    assert document["resources"][0]["id"] == derived_id(here.id, NAME, "aed")
    assert document["history"] == [
        {
            "date": TODAY,
            "event": "registered",
            "ref": f"sha256:{hashlib.sha256(content).hexdigest()}",
        }
    ]
    assert [field["type"] for field in document["resources"][0]["schema"]["fields"]] == [
        "string",
        "string",
        "number",
    ]
    assert document["spatial"] == "011002"
    assert document["accrualPeriodicity"] == "UNKNOWN"
    assert document["origin"] == {"kind": "original"}
    assert town.table.read_bytes() == b"\xef\xbb\xbf" + ROWS.replace("\n", "\r\n").encode()


def test_an_original_that_is_published_as_it_is_has_no_digest(town: Town) -> None:
    town.add(content=b"\xef\xbb\xbf" + ROWS.replace("\n", "\r\n").encode())

    assert town.descriptor["history"] == [{"date": TODAY, "event": "registered"}]


def test_ids_are_the_same_on_a_fresh_tree(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.add()
    again = init(tmp_path / "again")
    settings = (town.root / "opendata.toml").read_bytes()
    (again.root / "opendata.toml").write_bytes(settings)
    monkeypatch.chdir(again.root)
    again.add()

    assert again.descriptor == town.descriptor


def test_adding_twice_is_refused_and_changes_nothing(town: Town) -> None:
    town.add()
    before = town.files()
    result = town.add(expect=2)

    assert "もうあります" in result.output
    assert town.files() == before


def test_a_command_that_runs_twice_makes_no_second_dataset(town: Town) -> None:
    """A proposed name that is taken would become another one; who names a dataset wants it."""
    source = town.source(name="011002_AED list.csv")
    said = [item for item in SAID if not item.startswith("--slug")]
    town.run("add", source, *said)
    before = town.files()
    result = town.run("add", source, *said, "--as-proposed", expect=1)

    assert "もう 011002_aed_list にあります" in result.output
    assert town.files() == before
    town.run("add", source, *said, "--slug=aed_copy")
    assert (town.root / "datasets/011002_sapporo/011002_aed_copy").is_dir()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--organization=999999",), "--organization"),
        (("--licence=WTFPL",), "CC-BY-4.0"),
        (("--frequency=SOMETIMES",), "ANNUAL"),
        (("--theme=ねこ",), "行財政"),
        (("--issued=2024-13-01",), "--issued"),
        (("--issued=2001-01-01",), "--published"),
        (("--seen=2024-01-01",), "--seen-ref"),
        (("--published-ref=https://example.jp/",), "--published"),
        (("--seen=2999-01-01", "--seen-ref=x"), "--seen"),
        (("--name=292010_aed",), "011002_"),
        (("--name=011002_AED",), "--name"),
        (("--origin=processed", "--origin-source=x"), "--origin-by"),
        (("--origin=stolen",), "--origin"),
        (("--contact-email=nobody",), "--contact-email"),
        (("--homepage=nowhere",), "--homepage"),
        (("--primary-key=無い",), "--primary-key"),
    ],
)
def test_a_wrong_answer_is_refused_by_name_and_nothing_is_written(
    town: Town, more: tuple[str, ...], said: str
) -> None:
    source = town.source()
    before = town.files()
    result = town.run("add", source, *SAID, *more, expect=2)

    assert said in result.output
    assert town.files() == before


@pytest.mark.parametrize("option", ["--title", "--description", "--licence"])
def test_a_missing_answer_without_a_terminal_names_its_option(town: Town, option: str) -> None:
    said = [item for item in SAID if not item.startswith(f"{option}=")]
    source = town.source()
    before = town.files()
    result = town.run("add", source, *said, expect=2)

    assert option in result.output
    assert town.files() == before


def test_all_missing_answers_are_named_at_once_with_a_line_to_run(town: Town) -> None:
    """The line, with what only a person knows put in, is run as it was printed."""
    source = town.source(name="公園.csv")
    shown = town.run("add", source, expect=2).output
    line = next(item for item in shown.splitlines() if " add " in item and "--licence=" in item)

    for option in ("--name", "--title", "--description", "--licence"):
        assert shown.count(f"・{option}：") == 1
    assert "--title=公園" in line.replace("'", "")
    said = line.replace("'データセットの名前'", "park").replace("'利用条件'", "CC0")
    town.run(*shlex.split(said)[1:])
    assert (town.root / "datasets/011002_sapporo/011002_park/park.csv").exists()


def test_what_files_lack_is_given_as_an_answers_file(town: Town) -> None:
    sources = [town.source("店,数\n甲,1\n", "店.csv"), town.source("駅,人\n東,3\n", "駅.csv")]
    shown = town.run("add", *sources, expect=2).output
    answers = town.root / "answers.toml"
    for number, (name, proposed) in enumerate(
        {"店": "データセットの名前", "駅": "station"}.items()
    ):
        block = f'["{name}.csv"]\n  name = "{proposed}"'
        assert block in shown
        shown = shown.replace(block, f'["{name}.csv"]\n  name = "no{number}"')
    told = shown[shown.index("(TOML):") + 7 :].replace("利用条件", "CC0")
    answers.write_text(told, encoding="utf-8")
    town.run("add", *sources, "--answers", str(answers))

    assert (town.root / "datasets/011002_sapporo/011002_no1/no1.csv").exists()


def test_answers_may_stand_in_a_file(town: Town) -> None:
    answers = town.root / "answers.toml"
    answers.write_text(
        'title = "題"\ndescription = "説明"\nlicence = "不明"\nslug = "aed"\n', "utf-8"
    )
    town.run("add", town.source(), "--answers", str(answers), "--title=別の題")

    assert town.descriptor["title"] == "別の題"
    assert town.descriptor["resources"][0]["licenses"][0]["name"] == "unstated"


def test_a_file_that_is_no_table_leaves_nothing(town: Town) -> None:
    source = town.source(b"%PDF-1.4")
    before = town.files()
    town.run("add", source, *SAID, expect=1)

    assert town.files() == before


def test_a_dry_run_shows_the_descriptor_and_writes_nothing(town: Town) -> None:
    source = town.source()
    before = town.files()
    result = town.run("add", source, *SAID, "--dry-run")

    assert '"name": "011002_aed"' in result.output
    assert town.files() == before


def test_evidence_becomes_history(town: Town) -> None:
    town.add(
        "--published=2019-01-15",
        "--published-ref=https://example.jp/",
        "--recognised=基準値にある",
        "--recognised-ref=計画 表1",
        "--origin=processed",
        "--origin-by=甲",
        "--origin-source=https://example.jp/list.csv",
    )

    assert town.descriptor["issued"] == "2019-01-15"
    assert town.kinds == ["registered", "published", "recognised"]
    assert town.descriptor["origin"]["by"] == "甲"


def test_errors_of_the_table_are_named_at_the_end(town: Town) -> None:
    result = town.add(content=ROWS + "0003,北公園,43.07,おまけ\n", expect=1)

    assert "4行目" in result.output
    assert town.table.is_file()


def test_a_second_file_joins_an_existing_dataset(town: Town) -> None:
    town.add()
    before = town.descriptor
    town.run(
        "add",
        town.source(name="aed_2025.csv"),
        f"--to={NAME}",
        "--resource-title=2025年",
        "--licence=CC0",
    )
    after = town.descriptor

    assert [item["name"] for item in after["resources"]] == ["aed", "aed_2025"]
    assert after["resources"][0] == before["resources"][0]
    assert town.kinds == ["registered", "updated"]
    assert (town.root / FOLDER / "aed_2025.csv").is_file()
    town.run(
        "add",
        town.source(name="aed_2025.csv"),
        f"--to={NAME}",
        "--resource-title=2025年",
        "--licence=CC0",
        expect=2,
    )


def test_what_was_mended_in_several_files_is_told_once(town: Town) -> None:
    """When one joins and when one is renewed; how often is no longer true of all."""
    town.add(content=ROWS.replace("中央公園", "中央公園 "))
    first = town.descriptor["origin"]["note"]
    more = (f"--to={NAME}", "--resource-title=2025年", "--licence=CC0")
    town.run("add", town.source(ROWS.replace("公園", "公園 "), "aed_2025.csv"), *more)
    joined = town.descriptor["origin"]["note"]
    renewed = town.source(ROWS.replace("43.06", "43.07 "), "aed_2025.csv")
    town.run("update", NAME, renewed, "--resource=aed_2025", "--write")

    assert "体裁のための空白を消す（1か所）" in first
    assert 1 == joined.count("公開のために表を整えました：「体裁のための空白を消す」。")
    assert joined == town.descriptor["origin"]["note"]


def test_what_was_mended_in_one_of_several_files_names_it(town: Town) -> None:
    """With the file of another sentence, where both are named; the first file was as it is."""
    town.add()
    for year in (2025, 2026):
        more = (f"--to={NAME}", f"--resource-title={year}年", "--licence=CC0")
        rows = ROWS.replace("公園", "公園 ").replace("0001", str(year))
        town.run("add", town.source(rows, f"aed_{year}.csv"), *more)
        note = town.descriptor["origin"]["note"]
        if year == 2025:
            assert "公開のために表（aed_2025.csv）を整えました：体裁のための空白を消す" in note

    assert 1 == note.count("公開のために")
    assert "表（aed_2025.csv、aed_2026.csv）を整えました：「体裁のための空白を消す」" in note


def test_a_name_is_proposed_from_the_file(town: Town) -> None:
    said = [item for item in SAID if not item.startswith("--slug")]
    town.run("add", town.source(name="011002_AED list.csv"), *said)

    assert (town.root / "datasets/011002_sapporo/011002_aed_list/aed_list.csv").is_file()


def test_a_file_named_in_japanese_needs_a_name(town: Town) -> None:
    said = [item for item in SAID if not item.startswith("--slug")]
    result = town.run("add", town.source(name="設置場所.csv"), *said, expect=2)

    assert "--name" in result.output


def test_a_file_whose_name_says_nothing_is_named_by_its_folder_only_where_that_is_wished(
    town: Town,
) -> None:
    said = [item for item in SAID if not item.startswith("--slug")]
    source = town.root / "aed_list" / "data.csv"
    source.parent.mkdir()
    source.write_text(ROWS, "utf-8")
    refused = town.run("add", str(source), *said, expect=2)
    assert "--name" in refused.output
    assert "aed_list" in refused.output

    town.run("add", str(source), *said, "--as-proposed")
    assert (town.root / "datasets/011002_sapporo/011002_aed_list/aed_list.csv").is_file()


def test_a_read_only_place_is_said_without_a_traceback(town: Town) -> None:
    blocked = town.root / ".opendata"
    if blocked.is_dir():
        blocked.rmdir()
    blocked.write_text("a file where the folder should be")
    result = town.add(expect=5)

    assert "読み書きできません" in result.output


def test_datasets_on_another_disk_are_written_whole(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the data is a volume of its own; and a read-only one is said in Japanese."""
    state, move = str(town.root / ".opendata/desk-"), Path.replace

    def across(self: Path, target: Path) -> Path:
        if str(self).startswith(state) and not str(target).startswith(state):
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(self))
        return move(self, target)

    monkeypatch.setattr(Path, "replace", across)
    town.add()
    town.run("update", NAME, town.source(ROWS + "0003,北,43.1\n", "b.csv"), "--write")
    names = sorted(item.name for item in town.table.parent.iterdir())

    assert names == ["aed.csv", "datapackage.json"]
    assert "0003,北" in town.table.read_text("utf-8-sig")

    def full(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "replace", full)
    shown = town.run("set", NAME, "title=題", expect=5).output
    assert "書き込みできない場所です" in shown


def test_an_interrupted_run_leaves_nothing_aside(town: Town) -> None:
    before = town.files()

    def interrupted() -> None:
        with staging(town.root / ".opendata") as aside:
            (aside / "half.csv").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert town.files() == before


def test_what_a_killed_run_left_aside_goes_with_the_next_and_a_living_ones_stays(
    town: Town,
) -> None:
    state = town.root / ".opendata"
    left = state / "desk-killed"
    left.mkdir(parents=True)
    (left / ".held").touch()
    (left / "text-0.csv").write_text("氏名\n")
    with staging(state) as living:
        with staging(state):
            assert living.is_dir()
        assert [item.name for item in state.glob("desk-*")] == [living.name]

    assert not list(state.glob("*-*"))


def test_an_interrupted_placing_leaves_nothing(town: Town) -> None:
    staged = town.root / ".opendata" / "staged"
    staged.mkdir(parents=True)
    (staged / "aed.csv").write_text("x")
    taken = town.root / FOLDER
    taken.mkdir(parents=True)
    (taken / "other").write_text("stands here")

    with pytest.raises(OSError, match="not empty"):
        place(staged, taken)

    assert [path.name for path in taken.iterdir()] == ["other"]


def test_an_interrupted_replacement_puts_back_what_stood_there(town: Town) -> None:
    town.add()
    before = town.files()
    aside = town.root / ".opendata" / "aside"
    aside.mkdir(parents=True, exist_ok=True)
    (aside / "new.csv").write_text("new")
    os.link(aside / "new.csv", aside / "keep.csv")

    with pytest.raises(FileNotFoundError):
        replace(
            town.root / FOLDER,
            {"aed.csv": aside / "new.csv", "more.csv": aside / "never-written.csv"},
            b"{}",
            aside,
        )

    for path in aside.iterdir():
        path.unlink()
    aside.rmdir()
    assert town.files() == before


def test_today_is_the_instances_day(town: Town) -> None:
    town.add()

    assert dt.date.fromisoformat(town.descriptor["history"][0]["date"]) <= clock.today("Asia/Tokyo")

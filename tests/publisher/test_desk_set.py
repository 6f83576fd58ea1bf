"""`opendata set` and `withdraw` keep ids and never edit past history."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.publisher.desk_books import book
from tests.publisher.desk_instance import NAME, ROWS, SAID, Town, init

NEW_ROWS = ROWS + "0003,北公園,43.07\n"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add()
    return made


def ids(town: Town) -> list[str]:
    document = town.descriptor
    return [document["id"], *(item["id"] for item in document["resources"])]


def test_words_change_and_the_history_tells_it(town: Town) -> None:
    """As what it is: `described`, not `updated`, which tells users of the rows to look."""
    before = town.descriptor
    town.run(
        "set",
        NAME,
        "title=新しい題",
        "keyword=救命,医療",
        "--contact-title=総務課",
        "frequency=annual",
    )
    after = town.descriptor

    assert after["title"] == "新しい題"
    assert after["keywords"] == ["救命", "医療"]
    assert after["contactPoint"] == {"title": "総務課"}
    assert after["accrualPeriodicity"] == "ANNUAL"
    assert after["history"][:-1] == before["history"]
    assert after["history"][-1]["event"] == "described"
    assert "題名" in after["history"][-1]["reason"]
    assert ids(town) == [before["id"], before["resources"][0]["id"]]


def test_an_empty_value_takes_an_optional_one_away(town: Town) -> None:
    town.run("set", NAME, "title_en=", "division=課")
    town.run("set", NAME, "division=")

    assert "translations" not in town.descriptor or "title" not in town.descriptor[
        "translations"
    ].get("en", {})
    assert "division" not in town.descriptor


@pytest.mark.parametrize("pair", ["title=", "origin="])
def test_what_a_dataset_cannot_be_without_stays(town: Town, pair: str) -> None:
    before = town.files()
    town.run("set", NAME, pair, expect=2)

    assert town.files() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("--licence=CC0",),
        ("spatial=011011",),
        ("temporal_start=2024-04-01",),
        ("--primary-key=番号",),
        ("--missing-value=―",),
    ],
)
def test_what_users_of_the_rows_must_know_is_an_event(
    town: Town, arguments: tuple[str, ...]
) -> None:
    past = town.descriptor["history"]
    town.run("set", NAME, *arguments)

    assert town.descriptor["history"][:-1] == past
    assert town.kinds[-1] == "updated"


def test_nothing_to_change_writes_nothing(town: Town) -> None:
    before = town.files()
    result = town.run("set", NAME, "title=AEDの場所")

    assert "変わるものがありません" in result.output
    assert town.files() == before


def test_a_dictionary_describes_columns_in_words(town: Town) -> None:
    columns = town.source("name,description\n名称,施設の名前\n", "columns.csv")
    town.run("set", NAME, "--dictionary", columns)

    assert town.descriptor["resources"][0]["schema"]["fields"][1]["description"] == "施設の名前"
    assert town.kinds == ["registered", "described"]


def test_a_type_that_the_rows_refute_is_not_taken(town: Town) -> None:
    columns = town.source("name,type\n名称,integer\n番号,integer\n", "columns.csv")
    result = town.run("set", NAME, "--dictionary", columns)
    types = [field["type"] for field in town.descriptor["resources"][0]["schema"]["fields"]]

    assert types == ["integer", "string", "number"]
    assert "名称" in result.output


def test_a_new_file_keeps_the_id_and_is_told(town: Town) -> None:
    before = ids(town)
    town.run("set", NAME, "--file", town.source(NEW_ROWS, "new.csv"))

    assert ids(town) == before
    assert "北公園" in town.table.read_text("utf-8-sig")
    assert town.kinds == ["registered", "updated"]
    assert town.descriptor["history"][-1]["ref"].startswith("sha256:")
    assert town.descriptor["modified"] == town.descriptor["history"][-1]["date"]


def test_a_new_file_shows_what_changes_and_is_refused_where_it_may_be_the_wrong_one(
    town: Town,
) -> None:
    """As `update` does, which is pointed to."""
    town.run("set", NAME, "--file", town.source(NEW_ROWS, "new.csv"))
    before = town.files()
    fewer = town.run("set", NAME, "--file", town.source(ROWS, "aed.csv"), expect=1).output
    example = town.source(NEW_ROWS + "9999,テスト,43.07\n", "test.csv")
    test = town.run("set", NAME, "--file", example, expect=1).output
    Path(example).unlink()

    assert "なくなる行" in fewer
    assert "同じファイルです。古いファイルではありませんか" in fewer
    assert "試しに入れたような行が1行" in test
    assert f"`opendata update {NAME} ファイル --anyway`" in test
    assert town.files() == before

    changed = town.run("set", NAME, "--file", town.source(NEW_ROWS + "0009,南,43\n", "new.csv"))
    assert "増える行 / added: 1" in changed.output


def test_the_same_file_again_changes_nothing(town: Town) -> None:
    before = town.files()
    source = town.source(ROWS)
    town.run("set", NAME, "--file", source)

    assert town.files() == before


def test_another_datasets_file_is_refused(town: Town) -> None:
    source = town.source("施設,住所\n甲,乙\n", "other.csv")
    before = town.files()
    result = town.run("set", NAME, "--file", source, expect=1)

    assert "緯度" in result.output
    assert town.files() == before
    wrong = town.run("set", NAME, "--file", source, "--new-columns", expect=1)

    assert f"`opendata update {NAME} ファイル --new-columns --anyway`" in wrong.output
    assert town.files() == before
    town.run("update", NAME, source, "--new-columns", "--anyway", "--write")


def test_the_first_day_is_set_once_and_never_changed(town: Town) -> None:
    town.run("set", NAME, "issued=2001-01-01", expect=2)
    town.run(
        "set", NAME, "issued=2001-01-01", "--event=published", "--date=2001-01-01", "--ref=官報"
    )
    town.run("set", NAME, "issued=2002-01-01", expect=2)

    assert town.descriptor["issued"] == "2001-01-01"
    assert town.kinds == ["registered", "published"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--event=recognised",),
        ("--reason=x",),
        ("--event=seen", "--date=昨日"),
        ("--event=withdrawn",),
        ("--event=updated", "--date=2999-01-01"),
        ("--event=seen", "--date=2020-01-01"),
        ("homepage=nowhere",),
        ("--file=nowhere.csv",),
        ("--resource=other", "credit=x"),
        ("--restore",),
        ("licence=WTFPL",),
    ],
)
def test_a_wrong_call_is_refused_and_nothing_is_written(
    town: Town, arguments: tuple[str, ...]
) -> None:
    before = town.files()
    town.run("set", NAME, *arguments, expect=2)

    assert town.files() == before


def test_an_unknown_dataset_is_refused(town: Town) -> None:
    town.run("set", "011002_none", "title=x", expect=2)
    town.run("withdraw", "011002_none", "--reason=x", expect=2)


def test_a_broken_descriptor_is_refused_and_left_alone(town: Town) -> None:
    (town.table.parent / "datapackage.json").write_text("{")
    before = town.files()
    town.run("set", NAME, "title=x", expect=1)

    assert town.files() == before


def test_a_withdrawn_dataset_keeps_its_page_and_comes_back_with_its_ids(town: Town) -> None:
    before, source = ids(town), town.source()
    town.run("withdraw", NAME, "--reason=施設の廃止")

    assert not town.table.exists()
    assert ids(town) == before
    assert town.descriptor["history"][-1]["reason"] == "施設の廃止"

    told = town.run("set", NAME, "title=新しい題名").output
    assert "公開は終わったままです" in told
    assert "公開できます" not in told
    town.run("set", NAME, "--file", source, expect=2)
    town.run("set", NAME, "--restore", expect=2)
    told = town.run("set", NAME, "--restore", "--file", source).output

    assert "公開にもどります" in told
    assert town.table.is_file()
    assert ids(town) == before
    assert town.kinds == ["registered", "withdrawn", "described", "restored"]


def test_withdrawing_twice_is_refused_and_an_unfinished_one_is_finished(town: Town) -> None:
    content = town.table.read_bytes()
    town.run("withdraw", NAME, "--reason=x")
    town.run("withdraw", NAME, "--reason=x", expect=2)
    town.table.write_bytes(content)  # as if killed between the event and the deletion
    town.run("withdraw", NAME, "--reason=x")

    assert not town.table.exists()
    assert town.kinds == ["registered", "withdrawn"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--reason= ",),
        ("--reason=x", "--successor=011002_none"),
        ("--reason=x", f"--successor={NAME}"),
        ("--reason=x", "--date=2999-01-01"),
    ],
)
def test_a_wrong_withdrawal_changes_nothing(town: Town, arguments: tuple[str, ...]) -> None:
    before = town.files()
    town.run("withdraw", NAME, *arguments, expect=2)

    assert town.files() == before


def test_a_successor_is_told(town: Town) -> None:
    said = [item for item in SAID if not item.startswith("--slug")]
    town.run("add", town.source(), "--slug=aed_new", *said)
    town.run("withdraw", NAME, "--reason=統合", "--successor=011002_aed_new")

    assert town.descriptor["history"][-1]["successor"] == "011002_aed_new"


def test_no_file_joins_a_withdrawn_dataset(town: Town) -> None:
    source = town.source(name="aed_2025.csv")
    town.run("withdraw", NAME, "--reason=x")
    before = town.files()
    result = town.run(
        "add", source, f"--to={NAME}", "--resource-title=x", "--licence=CC0", expect=2
    )

    assert "--restore" in result.output
    assert town.files() == before


def test_what_speaks_of_the_whole_dataset_does_not_go_with_one_more_file(town: Town) -> None:
    town.run("add", town.source(), f"--to={NAME}", "--title=x", expect=2)


def test_a_dataset_of_two_files_asks_which_is_meant(town: Town) -> None:
    more = town.source(name="aed_2025.csv")
    town.run("add", more, f"--to={NAME}", "--resource-title=x", "--licence=CC0")
    town.run("set", NAME, "credit=出典", expect=2)
    town.run("set", NAME, "credit=出典", "--resource=aed_2025")

    assert town.descriptor["resources"][1]["credit"] == "出典"
    source = town.source(NEW_ROWS, "new.csv")
    town.run("set", NAME, "--file", source, expect=2)
    town.run("set", NAME, "--file", f"aed_2025={source}")
    town.run("withdraw", NAME, "--reason=x")
    town.run("set", NAME, "--restore", "--file", f"aed={source}", expect=2)
    before = ids(town)
    town.run("set", NAME, "--restore", "--file", f"aed={source}", "--file", f"aed_2025={source}")

    assert ids(town) == before
    assert town.kinds[-2:] == ["restored", "updated"]


@pytest.mark.parametrize(
    ("pair", "ja"),
    [
        ("title=", "title（題名）は空にできません"),
        ("spatial=29209", "6けたの団体コード"),
        ("contact_email=nobody", "contact_email（メール）：「nobody」は、書き方が決まりと違います"),
        ("homepage=www.example.jp", "https:// から書いてください"),
        ("issued=2001-01-01", "--event published --date 2001-01-01 --ref"),
    ],
)
def test_a_wrong_value_is_named_by_its_key_and_how_to_write_it(
    town: Town, pair: str, ja: str
) -> None:
    before = town.files()

    assert ja in town.run("set", NAME, pair, expect=2).output
    assert before == town.files()


def test_a_withdrawal_is_not_called_ready_to_publish(town: Town) -> None:
    town.run("withdraw", NAME, "--reason=統合", "--date=2001-01-01", expect=2)
    shown = town.run("withdraw", NAME, "--reason=統合").output

    assert "公開を終えました" in shown
    assert "公開できます" not in shown


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (("temporal_start=2024-04-01", "temporal_end=2023-03-31"), "初日（2024-04-01）より前"),
        (("spatial=999999",), "団体コード 999999 はありません"),
        (("contact_title=総務課", "contact_phone=abc"), "電話番号ではありません"),
        (("contact_title=総務課", "contact_phone=12-34"), "電話番号ではありません"),
        (("contact_title=総務課", "contact_phone=011-211-2111 山田"), "電話番号ではありません"),
        (("origin_retrieved=2999-01-01",), "まだ来ていません"),
        (("licence=",), "利用条件は空にできません"),
    ],
)
def test_a_value_that_cannot_be_is_refused(town: Town, pairs: tuple[str, ...], words: str) -> None:
    before = town.files()
    result = town.run("set", NAME, *pairs, expect=2)

    assert words in result.output
    assert town.files() == before


def test_usual_ways_to_write_a_telephone_number_are_taken(town: Town) -> None:
    for phone in (
        "011-211-2111",
        "（011）211-2111（内線 123）",
        "０１１－２１１－２１１１",
        "0112112111",
        "011-211-2111(代)",
        "011−211−2111（代表）",
    ):
        town.run("set", NAME, "contact_title=総務課", f"contact_phone={phone}")


def test_the_first_day_can_be_moved_until_it_has_come(town: Town) -> None:
    town.run("set", NAME, "issued=2999-04-01")
    town.run("set", NAME, "issued=2999-05-01")

    assert town.descriptor["issued"] == "2999-05-01"


def test_that_a_first_day_cannot_change_does_not_advise_to_void_it(town: Town) -> None:
    """Voiding takes the dataset out of the count for ever."""
    today = town.descriptor["history"][0]["date"]
    town.run("set", NAME, f"issued={today}")
    shown = town.run("set", NAME, "issued=2999-05-01", expect=2).output

    assert "--event published" in shown
    assert "元に戻せません" in shown


def test_frequency_is_taken_in_the_words_of_its_question(town: Town) -> None:
    for word in ("毎年", "毎年更新"):
        town.run("set", NAME, f"frequency={word}")
        assert town.descriptor["accrualPeriodicity"] == "ANNUAL"
        town.run("set", NAME, "frequency=UNKNOWN")


def test_a_licence_holds_for_the_original_and_who_stated_the_old_one_is_told(town: Town) -> None:
    name = "011002_kasho"
    source = book(town.root.parent / "kasho.xlsx", {"表": [["名称", "数"], ["甲", 1], ["乙", 2]]})
    town.run("add", source, "--slug=kasho", "--title=箇所", *SAID[3:])
    shown = town.run("set", name, "licence=PDL1.0").output
    place = town.root / f"datasets/011002_sapporo/{name}/datapackage.json"
    entries = json.loads(place.read_text("utf-8"))["resources"]

    assert len(entries) == 2
    assert {entry["licenses"][0]["name"] for entry in entries} == {"PDL1.0"}
    assert "札幌市" in shown
    assert "licence_stated_by=" in shown


@pytest.mark.parametrize("command", ["set", "update"])
def test_an_original_is_neither_offered_nor_taken(town: Town, command: str) -> None:
    """It goes with its table: a new one comes beside the table's new version."""
    name = "011002_kasho"
    source = book(town.root.parent / "kasho.xlsx", {"表": [["名称", "数"], ["甲", 1], ["乙", 2]]})
    town.run("add", source, "--slug=kasho", "--title=箇所", *SAID[3:])
    arguments = [source] if command == "update" else ["resource_title=x"]
    for said in ("kasho_original", "nothing"):
        shown = town.run(command, name, *arguments, "--resource", said, expect=2).output
        assert f"ファイル「{said}」はありません" in shown
        assert "選んでください: kasho /" in shown


def test_history_and_terminal_name_what_changed_in_words(town: Town) -> None:
    """A citizen reads the history on the page: no key of the descriptor stands in it."""
    columns = town.source("name,description\n名称,施設の名前\n", "columns.csv")
    result = town.run("set", NAME, "description=場所", "title_en=AED", "--dictionary", columns)
    also = town.run("set", NAME, "--licence=CC0", "spatial=011011", "contact_title=総務課")
    last = [event["reason"] for event in town.descriptor["history"][-2:]]

    assert last[0] == "説明の変更: 説明、英語の題名や説明、列の説明や決まり"
    assert last[1] == "変更: 対象地域、利用条件"
    assert "を変えました（説明、英語の題名や説明、列の説明や決まり）" in result.output
    assert "を変えました（対象地域、連絡先、利用条件）" in also.output

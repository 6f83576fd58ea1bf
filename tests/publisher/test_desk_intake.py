"""`opendata add` takes what officers have: workbooks, old encodings, maps, several files, folders.

Laws: the file handed in is never changed; all is written or nothing; what is not certain is said.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from publisher.desk import adding, ages, folder
from publisher.desk.answers import Question
from publisher.tidy.difference import Version
from tests.books.biff_writer import XlsSheet, compound, xls
from tests.books.ods_writer import ods
from tests.publisher.desk_books import SAID, TITLED, book
from tests.publisher.desk_instance import Town, init

REPOSITORY = Path(__file__).resolve().parents[2]
BODY = "datasets/011002_sapporo"
SHOPS: list[list[Any]] = [
    ["店名", "電話番号"],
    ["甲商店", "011-211-0001"],
    ["乙商店", "011-211-0002"],
]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    return made


def document(town: Town, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (town.root / BODY / name / "datapackage.json").read_text("utf-8")
    )
    return found


def rows(town: Town, path: str) -> list[str]:
    return (town.root / BODY / path).read_text("utf-8-sig").splitlines()


def test_a_titled_sheet_becomes_a_tidy_table_with_its_original_beside_it(town: Town) -> None:
    source = book(town.root / "jinko.xlsx", {"4月": TITLED}, merges=("A1:C1",))
    before = Path(source).read_bytes()
    town.run("add", source, *SAID)

    assert rows(town, "011002_jinko/jinko.csv") == [
        "地区,世帯数,人口",
        "北町,1200,2345",
        "南町,800,1700",
    ]
    tidy, original = document(town, "011002_jinko")["resources"]
    assert tidy["sources"] == [{"title": "jinko.xlsx", "path": "jinko.xlsx"}]
    assert "※外国人を含みます。" in tidy["description"]
    assert [field["type"] for field in tidy["schema"]["fields"]] == ["string", "integer", "integer"]
    assert (original["path"], original["format"]) == ("jinko.xlsx", "xlsx")
    assert (town.root / BODY / "011002_jinko/jinko.xlsx").read_bytes() == before
    assert Path(source).read_bytes() == before
    whole = document(town, "011002_jinko")
    assert "表を整えました" in whole["origin"]["note"]
    assert whole["temporal"] == {"start": "2024-04-01", "end": "2024-04-01"}
    assert "ref" not in whole["history"][0]


def test_an_original_beside_its_table_is_judged_for_safety_only(town: Town) -> None:
    """Merged cells and title rows are why the table was made: they are not said again."""
    source = book(town.root / "jinko.xlsx", {"4月": TITLED}, merges=("A1:C1",))
    town.run("add", source, *SAID)
    report = json.loads(town.run("check", "--format=json").output)

    assert report["summary"]["errors"] == 0
    assert not [item for item in report["findings"] if item["resource"] == "jinko_original"]
    assert [item["resource"] for item in report["files"]] == ["jinko"]


def test_an_original_that_became_unsafe_is_found(town: Town) -> None:
    source = book(town.root / "jinko.xlsx", {"4月": TITLED})
    town.run("add", source, *SAID)
    book(town.root / BODY / "011002_jinko/jinko.xlsx", {"4月": TITLED}, author="山田太郎")
    report = json.loads(town.run("check", "--format=json").output)

    assert "S008" in {item["rule"] for item in report["findings"]}


@pytest.mark.parametrize(
    ("sheets", "is_kept"),
    [
        ({"4月": [*TITLED, [], ["作成者", "山田太郎"]]}, False),
        ({"4月": [["作成：総務課 山田"], *TITLED]}, False),
        ({"4月": TITLED, "控え": [["作成者", "山田太郎"], ["係", "数"], ["北", 1]]}, False),
        ({"4月": [["作成：総務課"], *TITLED]}, True),
        ({"4月": [*TITLED, ["担当：山田町"]]}, True),
    ],
)
def test_an_original_whose_cells_name_who_made_it_stays(
    town: Town, sheets: dict[str, list[list[Any]]], is_kept: bool
) -> None:
    """On whatever sheet, at `add` and at `update`: the tidy table does not name her either."""
    sheets = copy.deepcopy(sheets)
    source = book(town.root / "jinko.xlsx", sheets)
    chosen = ["--table=4月"] if len(sheets) > 1 else []
    result = town.run("add", source, *SAID, *chosen)
    next(row for row in sheets["4月"] if row[:1] == ["北町"])[1] = 1300
    new = town.run("update", "011002_jinko", book(town.root / "n.xlsx", sheets), "--write")
    whole = document(town, "011002_jinko")

    assert is_kept == (town.root / BODY / "011002_jinko/jinko.xlsx").exists()
    assert is_kept == ("もとのファイル（jinko.xlsx）も" in result.output)
    assert is_kept == ("sources" in whole["resources"][0])
    assert is_kept == ("ref" not in whole["history"][0])
    assert is_kept or "表を作った人などの名前が、セルに書かれています" in new.output
    assert "山田太郎" not in result.output + new.output + json.dumps(whole, ensure_ascii=False)


def test_an_original_with_a_name_in_its_properties_stays_and_leaves_its_digest(town: Town) -> None:
    source = book(town.root / "jinko.xlsx", {"4月": TITLED}, author="山田太郎")
    result = town.run("add", source, *SAID)
    whole = document(town, "011002_jinko")

    digest = hashlib.sha256(Path(source).read_bytes()).hexdigest()
    assert whole["history"][0]["ref"] == f"sha256:{digest}"
    assert [item["path"] for item in whole["resources"]] == ["jinko.csv"]
    assert not (town.root / BODY / "011002_jinko/jinko.xlsx").exists()
    assert "S008" in result.output
    assert "山田太郎" not in result.output


def test_an_original_whose_comment_names_its_author_stays(town: Town) -> None:
    """Her name goes out with the file, though the screen shows neither."""
    source = Path(book(town.root / "jinko.xlsx", {"4月": TITLED}))
    workbook = openpyxl.load_workbook(source)
    workbook["4月"]["A3"].comment = Comment("日付を確認", "山田太郎")
    workbook.save(source)
    result = town.run("add", str(source), *SAID)

    assert [item["path"] for item in document(town, "011002_jinko")["resources"]] == ["jinko.csv"]
    assert "S008" in result.output
    assert "山田" not in result.output


def test_an_original_with_macros_or_hidden_rows_stays(town: Town) -> None:
    hidden = Path(book(town.root / "rows.xlsx", {"4月": TITLED}))
    workbook = openpyxl.load_workbook(hidden)
    workbook["4月"].row_dimensions[5].hidden = True
    workbook.save(hidden)
    macros = Path(book(town.root / "macros.xlsm", {"4月": TITLED}))
    with zipfile.ZipFile(macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    for source, slug in ((hidden, "rows"), (macros, "macros")):
        result = town.run("add", str(source), *SAID, f"--slug={slug}")
        resources = document(town, f"011002_{slug}")["resources"]
        assert [item["path"] for item in resources] == [f"{slug}.csv"], result.output


def test_a_sheet_per_month_becomes_one_long_table(town: Town) -> None:
    months: dict[str, list[list[Any]]] = {
        f"R6.{month}.1": [["地区", "人口"], ["北町", 100 + month], ["南町", 200 + month]]
        for month in (4, 5, 6)
    }
    source = book(town.root / "jinko.xlsx", months)
    town.run("add", source, *SAID)

    assert rows(town, "011002_jinko/jinko.csv")[:4] == [
        "年月日,地区,人口",
        "2024-04-01,北町,104",
        "2024-04-01,南町,204",
        "2024-05-01,北町,105",
    ]
    assert document(town, "011002_jinko")["temporal"]["end"] == "2024-06-01"


def test_several_kinds_of_tables_in_one_book_are_listed_and_one_is_chosen(town: Town) -> None:
    source = book(town.root / "jinko.xlsx", {"人口": TITLED, "店": SHOPS})
    before = town.files()
    refused = town.run("add", source, *SAID, expect=1)

    assert "--table" in refused.output
    assert "2=" in refused.output
    assert town.files() == before
    town.run("add", source, *SAID, "--table=2", "--slug=shops")
    assert rows(town, "011002_shops/shops.csv")[0] == "店名,電話番号"
    town.run("add", source, *SAID, "--table=all", "--slug=both")
    paths = [item["path"] for item in document(town, "011002_both")["resources"]]
    assert paths == ["both_1.csv", "both_2.csv", "both.xlsx"]
    refused = town.run("add", source, *SAID, "--table=9", "--slug=other", expect=2)
    assert "--table" in refused.output


def test_a_sheet_of_examples_is_left_out_and_a_template_is_refused(town: Town) -> None:
    both = book(town.root / "jinko.xlsx", {"記入例": TITLED, "入力": TITLED})
    result = town.run("add", both, *SAID)
    assert "記入例" in result.output
    assert len(rows(town, "011002_jinko/jinko.csv")) == 3

    before = town.files()
    only = book(town.root / "form.xlsx", {"記入例": TITLED})
    before[Path(only).name] = Path(only).read_bytes()
    refused = town.run("add", only, *SAID, expect=1)
    assert "ひな形" in refused.output
    assert town.files() == before


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("番号,名称\n例,記入例\n", "記入例の行が1行"),
        ("番号,名称\n1,中央公園\n2,テスト\n", "試しに入れたような行が1行"),
        ("番号,名称\n1,中央公園\n2,あああ\n", "試しに入れたような行が1行"),
        ("青垣町1〜3丁目,C,4\n青野町,B,17\n青山1〜9丁目,B,1\n赤膚町,C,9\n", "1行目が項目名"),
    ],
)
def test_rows_that_are_no_data_are_a_doubt_that_only_a_person_lifts(
    town: Town, table: str, said: str
) -> None:
    source = town.source(table, name="parks.csv")
    before = town.files()
    result = town.run("add", source, *SAID, expect=1)

    assert said in result.output
    assert "--anyway" in result.output
    assert town.files() == before
    town.run("add", source, *SAID, "--anyway")


@pytest.mark.parametrize("name", ["テスト駅前公園", "例幣使街道", "サンプル館", "試験場"])
def test_names_that_only_resemble_tests_and_examples_are_data(town: Town, name: str) -> None:
    town.run("add", town.source(f"番号,名称\n1,{name}\n", name="parks.csv"), *SAID)


def test_another_municipalitys_file_is_a_doubt(town: Town) -> None:
    by_name = town.source("番号,名称\n1,中央公園\n", name="292010_parks.csv")
    by_rows = town.source(
        "名称,所在地\n" + "".join(f"園{n},愛知県名古屋市中区{n}丁目\n" for n in range(9)),
        name="parks.csv",
    )
    before = town.files()
    for source in (by_name, by_rows):
        result = town.run("add", source, *SAID, expect=1)
        assert "公開するのは札幌市" in result.output
    assert town.files() == before


def test_a_folder_gives_a_dataset_per_kind_and_says_what_it_left(town: Town) -> None:
    place = town.root / "hand"
    book(place / "jinko.xlsx", {"4月": TITLED})
    book(place / "shops.xlsx", {"店": SHOPS})
    (place / "again.xlsx").write_bytes((place / "shops.xlsx").read_bytes())
    (place / "map.pdf").write_bytes(b"%PDF-1.4")
    (place / "~$shops.xlsx").write_bytes(b"lock")
    result = town.run("add", str(place), "--as-proposed", "--licence=CC0", "--anyway", expect=2)

    names = sorted(item.name for item in (town.root / BODY).iterdir() if item.is_dir())
    assert names == ["011002_jinko"]
    assert "1件を加え、3件は加えていません" in result.output
    assert "map.pdf" in result.output
    assert "同じ中身" in result.output
    assert "指定が足りません：--title" in result.output
    assert "~$" not in result.output


def test_yearly_files_become_one_long_table_by_their_names(town: Town) -> None:
    for year in (2023, 2024):
        book(
            town.root / f"hand/人口{year}年.xlsx",
            {"Sheet1": [["地区", "人口"], ["北町", year], ["南町", 1]]},
        )
    town.run("add", str(town.root / "hand"), *SAID, "--slug=jinko")

    assert rows(town, "011002_jinko/jinko.csv")[1:3] == ["2023,北町,2023", "2023,南町,1"]
    paths = [item["path"] for item in document(town, "011002_jinko")["resources"]]
    assert paths == ["jinko.csv", "jinko_1.xlsx", "jinko_2.xlsx"]


def test_files_of_like_columns_without_a_time_are_files_of_one_dataset(town: Town) -> None:
    for name in ("north", "south"):
        town.source(f"番号,名称\n1,{name}公園\n", name=f"{name}.csv")
    town.run("add", "north.csv", "south.csv", *SAID, "--slug=parks")

    resources = document(town, "011002_parks")["resources"]
    assert [item["path"] for item in resources] == ["north.csv", "south.csv"]
    assert len({item["title"] for item in resources}) == 2


def test_one_of_several_datasets_that_cannot_be_placed_takes_the_others_back(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(town.root / "hand/jinko.xlsx", {"4月": TITLED})
    book(town.root / "hand/shops.xlsx", {"店": [["商店の一覧"], [], *SHOPS]})
    before = town.files()
    place, done = folder.place, list[Path]()

    def failing(staged: Path, target: Path) -> None:
        if done:
            raise OSError(28, "No space left on device")
        done.append(target)
        place(staged, target)

    monkeypatch.setattr(folder, "place", failing)
    town.run("add", "hand", "--licence=CC0", "--as-proposed", expect=5)

    assert len(done) == 1
    assert town.files() == before


def test_answers_may_speak_of_single_files(town: Town) -> None:
    book(town.root / "hand/jinko.xlsx", {"4月": TITLED})
    book(town.root / "hand/shops.xlsx", {"店": SHOPS})
    answers = town.root / "answers.toml"
    said = 'licence = "CC0"\n["shops.xlsx"]\ntitle = "商店の一覧"\nname = "stores"\n'
    answers.write_text(said, "utf-8")
    town.run("add", "hand", "--as-proposed", f"--answers={answers}")

    assert document(town, "011002_stores")["title"] == "商店の一覧"
    assert document(town, "011002_jinko")["title"] == "地区別人口（令和6年4月1日現在）"
    answers.write_text(said.replace("shops", "other"), "utf-8")
    refused = town.run("add", "hand", "--as-proposed", f"--answers={answers}", expect=2)
    assert "other.xlsx" in refused.output


def test_without_a_terminal_a_proposal_is_told_and_taken_only_when_asked(town: Town) -> None:
    source = book(town.root / "jinko.xlsx", {"4月": TITLED})
    refused = town.run("add", source, "--licence=CC0", expect=2)
    assert "地区別人口（令和6年4月1日現在）" in refused.output
    assert "--as-proposed" in refused.output

    town.run("add", source, "--licence=CC0", "--as-proposed")
    assert document(town, "011002_jinko")["title"] == "地区別人口（令和6年4月1日現在）"


def test_what_body_and_division_lay_down_is_not_asked(town: Town) -> None:
    record = town.root / BODY / "organization.json"
    whole = json.loads(record.read_text("utf-8"))
    whole["defaults"] = {"licence": "CC BY 4.0", "frequency": "ANNUAL"}
    whole["divisions"] = {"環境課": {"frequency": "MONTHLY", "contact_title": "環境課"}}
    record.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    source = book(town.root / "jinko.xlsx", {"4月": TITLED})
    told = town.run("add", source, "--as-proposed", "--division=環境課").output
    found = document(town, "011002_jinko")

    assert "organization.json の課" not in told
    assert (
        "organization.json の課（環境課）"
        in town.run("set", "011002_jinko", "division=環鏡課").output
    )

    assert found["resources"][0]["licenses"][0]["name"] == "CC-BY-4.0"
    assert found["accrualPeriodicity"] == "MONTHLY"
    assert found["contactPoint"] == {"title": "環境課"}
    assert found["division"] == "環境課"


class Officer:
    """Answers with what is proposed, the first choice, or words; 分からない where that is allowed."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, question: Question) -> str | None:
        self.asked.append(question.key.name)
        if question.proposed or question.choices:
            return question.proposed or question.choices[0]
        return None if question.if_unknown is not None else "kotoba"


def test_no_more_than_six_questions_are_asked_those_on_cells_included(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Officer()
    monkeypatch.setattr("publisher.cli.add.asker", lambda: officer)
    source = book(
        town.root / "設置場所.xlsx",
        {"Sheet1": [["場所", "備考"], ["北口\n改札前", "3 0人"], ["南口\n広場", "約20人"]]},
    )
    town.run("add", source)

    assert len(officer.asked) <= 6
    assert officer.asked[0] == "answer"
    assert {"name", "title", "licence"} <= set(officer.asked)
    assert "北口\n" not in (town.root / BODY / "011002_data_1/data_1.csv").read_text("utf-8")


def test_what_blocks_is_asked_before_contact_and_frequency(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a body and a division to be asked for, room is left for the one that blocks."""
    officer = Officer()
    monkeypatch.setattr("publisher.cli.add.asker", lambda: officer)
    for code, slug in (("013331", "chinai"), ("011002", "sapporo")):
        other = town.root / f"datasets/{code}_{slug}/organization.json"
        other.parent.mkdir(exist_ok=True)
        title = {"ja": slug, "en": slug}
        record = {"code": code, "title": title, "kana": "かな", "divisions": {"環境課": {}}}
        other.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    rows_ = [["場所", "備考"], ["北口\n改札前", "3 0人"], ["南口\n広場", "約20人"]]
    result = town.run("add", book(town.root / "設置場所.xlsx", {"Sheet1": rows_}))

    asked = ["organization", "answer", "division", "name", "title", "licence"]
    assert officer.asked == asked
    assert "連絡先の部署、更新頻度" in result.output
    assert "contact_title=部署名 frequency=ANNUAL description=…`" in result.output


def test_contact_and_frequency_are_asked_before_what_is_proposed_or_does_not_block(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Officer()
    monkeypatch.setattr("publisher.cli.add.asker", lambda: officer)
    rows_ = [["場所", "名称"], ["北口\n改札前", "①ビル"], ["南口\n広場", "②ビル"]]
    result = town.run("add", book(town.root / "設置場所.xlsx", {"Sheet1": rows_}))

    assert ["answer", "name", "title", "licence", "contact_title", "frequency"] == officer.asked
    assert "--answer machine-characters=" in result.output
    assert "説明は「設置場所の表です（2行）" in result.output
    assert document(town, "011002_data_1")["description"].startswith("設置場所の表です（2行）")


def test_the_description_tells_the_title_that_was_answered(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Renaming(Officer):
        def ask(self, question: Question) -> str | None:
            return "救護所" if question.key.name == "title" else super().ask(question)

    monkeypatch.setattr("publisher.cli.add.asker", Renaming)
    town.run("add", book(town.root / "設置場所.xlsx", {"4月": TITLED}))

    assert document(town, "011002_data_1")["description"].startswith("救護所の表です")


def test_what_nobody_said_is_told_without_a_terminal_too(town: Town) -> None:
    source = book(town.root / "aed.xlsx", {"4月": TITLED})
    lacking = town.run("add", source, expect=2).output
    dry = town.run("add", source, "--as-proposed", "--licence=CC0", "--dry-run").output
    result = town.run("add", source, "--as-proposed", "--licence=CC0").output

    assert "分かれば：--contact-title（連絡先の部署）、--frequency（更新頻度）" in lacking
    assert "`--contact-title=部署名 --frequency=ANNUAL` で書けます" in dry
    assert "分からないまま：連絡先の部署、更新頻度。" in result
    assert "`opendata set 011002_aed contact_title=部署名 frequency=ANNUAL`" in result

    town.run("set", "011002_aed", "contact_title=部署名", "frequency=ANNUAL")
    assert document(town, "011002_aed")["contactPoint"] == {"title": "部署名"}


def test_what_is_laid_down_or_said_is_not_told_as_unknown(town: Town) -> None:
    source = book(town.root / "aed.xlsx", {"4月": TITLED})
    said = ("--as-proposed", "--licence=CC0", "--frequency=ANNUAL", "--contact-email=a@city.lg.jp")
    result = town.run("add", source, *said).output

    assert "分からないまま" not in result


def test_what_all_files_of_a_hand_in_share_is_asked_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Officer()
    monkeypatch.setattr("publisher.cli.add.asker", lambda: officer)
    other = town.root / "datasets/013331_chinai/organization.json"
    other.parent.mkdir()
    record = {"code": "013331", "title": {"ja": "知内町", "en": "Shiriuchi"}, "kana": "しりうち"}
    other.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    for name in ("jinko", "setai"):
        rows_ = [*TITLED[:2], ["町名", name], *TITLED[3:5]]
        book(town.root / f"hand/{name}.xlsx", {"4月": [row[:2] for row in rows_]})
    town.run("add", "hand")

    assert officer.asked.count("organization") == 1
    assert officer.asked.count("licence") == 1
    assert officer.asked.count("title") == 2
    assert officer.asked.index("title", officer.asked.index("title") + 1) <= 6


def test_every_format_that_officers_have_is_taken(town: Town) -> None:
    table = "番号,名称\n0001,髙橋公園\n0002,中央公園\n"
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    lines = [line.split(",") for line in table.splitlines()]
    inner = "".join(
        f"<table:table-row>{''.join(map(cell.format, line))}</table:table-row>" for line in lines
    )
    sheet = f"<table:table table:name='一覧'>{inner}</table:table>"
    point = {"type": "Point", "coordinates": [141.35, 43.06]}
    feature = {"type": "Feature", "properties": {"名称": "髙橋公園"}, "geometry": point}
    collection = {"type": "FeatureCollection", "features": [feature]}
    contents = {
        "a.csv": table.encode("utf-16"),
        "b.csv": table.replace("髙", "高").encode("euc_jp"),
        "c.tsv": table.replace(",", "\t").encode(),
        "d.ods": ods(sheet).open().read(),
        "e.xls": xls(XlsSheet(name="一覧", rows=lines)).open().read(),
        "f.geojson": json.dumps(collection, ensure_ascii=False).encode(),
    }
    for name, content in contents.items():
        slug = name[0] * 2
        (town.root / name).write_bytes(content)
        town.run("add", name, *SAID, f"--slug={slug}")
        found = rows(town, f"011002_{slug}/{slug}.csv")
        if name.endswith("geojson"):
            assert found == ["名称,緯度,経度", "髙橋公園,43.06,141.35"]
        else:
            assert found == table.replace("髙", "高" if name == "b.csv" else "髙").splitlines()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "locked.xlsx",
            compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000}),
            "パスワード",
        ),
        (
            "letter.csv",
            "各位\n平素よりお世話になっております。\n以上です。\n".encode(),
            "letter.csv",
        ),
        ("map.pdf", b"%PDF-1.4", "map.pdf"),
        ("empty.xlsx", b"", "空"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "photo.csv"),
        ("page.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "ウェブページ"),
    ],
)
def test_what_is_no_table_is_refused_with_the_next_step(
    town: Town, name: str, content: bytes, said: str
) -> None:
    (town.root / name).write_bytes(content)
    before = town.files()
    result = town.run("add", name, *SAID, expect=1)

    assert said in result.output
    assert "次に" in result.output
    assert town.files() == before


def test_nothing_is_left_aside_by_an_interrupted_run(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book(town.root / "jinko.xlsx", {"4月": TITLED})
    before = town.files()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(adding, "_write", interrupted)
    town.run("add", source, *SAID, expect=130)

    assert town.files() == before


def test_a_workbook_joins_an_existing_dataset(town: Town) -> None:
    town.run("add", book(town.root / "jinko.xlsx", {"4月": TITLED}), *SAID)
    source = book(town.root / "jinko_2025.xlsx", {"4月": TITLED[:4]})
    town.run("add", source, "--to=011002_jinko", "--resource-title=2025年", "--licence=CC0")
    paths = [item["path"] for item in document(town, "011002_jinko")["resources"]]

    assert paths == ["jinko.csv", "jinko.xlsx", "jinko_2025.csv", "jinko_2025.xlsx"]


def test_a_run_killed_between_two_datasets_is_finished_by_the_same_command(town: Town) -> None:
    """What stood there already is left as it is; the other is added as if nothing had happened."""
    book(town.root / "hand/jinko.xlsx", {"4月": TITLED})
    book(town.root / "hand/shops.xlsx", {"店": [["商店の一覧"], [], *SHOPS]})
    command = ("add", "hand", "--licence=CC0", "--as-proposed")
    town.run(*command)
    whole = town.files()
    shutil.rmtree(town.root / BODY / "011002_shops")
    result = town.run(*command)

    assert "011002_jinko はもう同じ表です" in result.output
    assert "011002_shops を加えました" in result.output
    assert town.files() == whole


def test_digests_of_all_originals_that_stay_are_known_to_an_update(town: Town) -> None:
    """An old file is told from the new one also where the dataset was made of several."""
    for year in (2023, 2024):
        rows_: list[list[Any]] = [["地区", "人口"], ["北町", year], ["南町", 1]]
        book(town.root / f"hand/人口{year}年.xlsx", {"Sheet1": rows_}, author="山田太郎")
    town.run("add", "hand", *SAID, "--slug=jinko")
    whole = document(town, "011002_jinko")
    old = town.root / "hand/人口2023年.xlsx"
    digest = hashlib.sha256(old.read_bytes()).hexdigest()

    assert f"sha256:{digest}" in whole["history"][0]["ref"].split()
    assert len(whole["history"][0]["ref"].split()) == 2
    newer = {"event": "updated", "reason": "ファイルを差し替え: jinko.csv", "ref": "sha256:0"}
    whole["history"].append({**newer, "date": whole["history"][0]["date"]})
    assert ages.former(whole, whole["resources"][0], digest, Version((), ())) is not None


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_cannot_show_japanese_ends_as_any_other(town: Town, encoding: str) -> None:
    """The words are lost there, not the work; the English beside them stays."""
    source = book(town.root / "jinko.xlsx", {"4月": TITLED})
    done = subprocess.run(
        [sys.executable, "-c", "from publisher.cli import main; main()", "add", source, *SAID],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert b"Added 011002_jinko" in done.stdout
    assert document(town, "011002_jinko")["title"] == "地区別人口"

"""What a file itself says: its title, terms and page from the lines above its table, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher import vocabularies
from publisher.desk.terms import licence, licence_of_address
from tests.publisher.desk_instance import NAME, Town, init

ROWS = (
    "名称,区分,収集日,時間,場所,備考\n東新町,可燃,月曜,朝,集積所,なし\n"
    "北新町,可燃,火曜,朝,集積所,なし\n南町,不燃,水曜,朝,集積所,あり\n"
)
METADATA = (
    "#LINK,,,,,\n#attribution_name,緑市,,,,\n"
    "#license,http://creativecommons.org/licenses/by/3.0/deed.ja,,,,\n"
    "#download_from,https://data.example.jp/garbage,,,,\n"
)
SAID = ("--description", "説明です。", "--slug", "aed", "--as-proposed")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    return made


def test_lines_for_programs_are_no_title_but_terms(town: Town) -> None:
    """#license is the licence, #attribution_name who stated it, #download_from the page."""
    path = town.root / "garbage.csv"
    path.write_text(METADATA + ROWS, encoding="utf-8")
    lacking = town.run("add", str(path), *SAID, expect=2)
    town.run("add", str(path), *SAID, "--title", "ごみの収集日")
    document = town.descriptor

    assert "--title" in lacking.output
    assert "--licence" not in lacking.output.partition("\n")[0]
    assert "CC-BY-3.0" == document["resources"][0]["licenses"][0]["name"]
    assert "緑市" == document["resources"][0]["licenses"][0]["statedBy"]
    assert "緑市" == document["resources"][0]["credit"]
    assert "https://data.example.jp/garbage" == document["homepage"]


def test_a_plain_title_is_proposed_all_the_same(town: Town) -> None:
    """A title beside such lines is the title."""
    path = town.root / "garbage.csv"
    path.write_text(f"ごみの収集日一覧,,,,,\n{METADATA}{ROWS}", encoding="utf-8")
    town.run("add", str(path), *SAID)

    assert "ごみの収集日一覧" == town.descriptor["title"]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://creativecommons.org/licenses/by/3.0/deed.ja", "CC-BY-3.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("https://www.creativecommons.org/licenses/by/2.1/jp/deed.en", "CC-BY-2.1-JP"),
        ("https://creativecommons.org/publicdomain/zero/1.0/legalcode", "CC0-1.0"),
        ("https://creativecommons.org/licenses/by/9.9/", None),
        ("https://example.jp/", None),
        ("", None),
    ],
)
def test_terms_are_known_by_their_address(address: str, found: str | None) -> None:
    """Whatever the scheme and the language of the page; an unknown address is none."""
    known = vocabularies.load()
    terms = licence_of_address(address, known)

    assert found == (terms.id if terms else None)
    if found:
        assert found == licence(address, known).id


def test_marks_that_became_blanks_are_told_in_the_dictionary(town: Town) -> None:
    """A reader learns what a blank means; the numbers are numbers."""
    path = town.root / "people.csv"
    path.write_text("地区,人数（人）\n北,10\n南,-\n東,20\n西,30\n中,5\n", encoding="utf-8")
    said = (*SAID, "--title", "人数", "--licence", "CC-BY-4.0")
    town.run("add", str(path), *said, "--answer", "dashes-in-numbers=blank")
    field = town.descriptor["resources"][0]["schema"]["fields"][1]

    assert "integer" == field["type"]
    assert "空欄は、もとの表で「-」です（値なし）" == field["description"]
    assert "南,\r\n".encode() in town.table.read_bytes()
    assert NAME == town.descriptor["name"]


def test_what_is_called_a_table_is_called_so_once(town: Town) -> None:
    """収集日の表 is described as 収集日の表です, not as a table of a table."""
    path = town.root / "garbage.csv"
    path.write_text(f"ごみの収集日の表,,,,,\n{ROWS}", encoding="utf-8")
    said = [item for item in SAID if item not in {"--description", "説明です。"}]
    town.run("add", str(path), *said, "--licence", "CC BY 4.0")

    assert town.descriptor["description"].startswith("ごみの収集日の表です（3行）")

"""What officers hand in by mistake: `add`, `update` and `fix` say what it is, and touch nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.books.biff_writer import compound
from tests.publisher.desk_books import book
from tests.publisher.desk_instance import NAME, SAID, Town, init

HEADER: list[Any] = ["番号", "名称", "緯度"]
DATA: list[list[Any]] = [HEADER, [1, "中央公園", 43.05], [2, "北公園", 43.06], [3, "南公園", 43.07]]
LETTER = [
    ["各課長　様"],
    [],
    ["　このことについて、下記のとおり提出をお願いします。"],
    ["　なお、期限は11月30日とします。"],
    ["担当：総務課　山田太郎　090-1234-5678"],
]
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x01\x02\x00" * 900


def bytes_of(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def sheets(said: dict[str, list[list[Any]]]) -> Callable[[Path], object]:
    return lambda path: book(path, said)


def word(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")


MISTAKES: dict[str, tuple[Callable[[Path], object], str]] = {
    "地図.pdf": (bytes_of(b"%PDF-1.7\n"), "PDFは表として読めません"),
    "地図.csv": (bytes_of(b"%PDF-1.7\n\xe2\xe3"), "PDF"),
    "依頼.docx": (word, "文書のファイルで、表ではありません"),
    "依頼.xlsx": (sheets({"Sheet1": LETTER}), "表ではなく文章のようです"),
    "写真.jpg": (bytes_of(PHOTO), "写真や図のファイルで、表ではありません"),
    "写真.xlsx": (bytes_of(PHOTO), "名前はExcelですが、中身は画像です"),
    "写真.csv": (bytes_of(PHOTO), "画像"),
    "表.zip": (bytes_of(b"PK\x03\x04"), "開いて、中の表を使ってください"),
    "秘密.xlsx": (
        bytes_of(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000})),
        "パスワードを外して保存し直してください",
    ),
    "例だけ.xlsx": (sheets({"一覧": [HEADER], "入力例": DATA}), "例"),
}


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add()
    return made


def commands(path: Path) -> dict[str, tuple[str, ...]]:
    said = ("--slug=x", "--title=題", "--description=説明", "--licence=CC0")
    return {
        "add": ("add", str(path), *said),
        "update": ("update", NAME, str(path), "--write"),
        "fix": ("fix", str(path), "--write"),
    }


@pytest.mark.parametrize("name", MISTAKES)
def test_what_is_no_table_is_named_and_nothing_is_touched(town: Town, name: str) -> None:
    """In both languages, with the place and the next step; no value of the file is printed."""
    make, words = MISTAKES[name]
    path = town.root / name
    make(path)
    before = town.files()
    for arguments in commands(path).values():
        shown = town.run(*arguments, expect=1).output

        assert words in shown
        assert f"場所 / where: {path}" in shown
        assert "もとのファイルはそのままです" in shown
        assert "The file is as it was" in shown
        assert "090-1234" not in shown
        assert town.files() == before


def test_rows_that_show_how_to_fill_it_in_are_no_data(town: Town) -> None:
    """（例）○○公園 is a template's; 一〇〇円市場 and a rating ○○ are data."""
    template = book(town.root / "a.xlsx", {"一覧": [HEADER, [1, "（例）○○公園", 43.05]]})
    before = town.files()
    for command in ("add", "update"):
        shown = town.run(*commands(Path(template))[command], expect=1).output

        assert "記入例だけのひな形のようです" in shown
        assert town.files() == before
    real = [
        HEADER,
        *([at, name, 43.05] for at, name in enumerate(("一〇〇円市場", "○○", "例外課"))),
    ]
    town.run("add", book(town.root / "b.xlsx", {"一覧": real}), *SAID[1:], "--slug=real")


def test_a_sheet_of_examples_is_not_mended_either(town: Town) -> None:
    path = Path(book(town.root / "表/a.xlsx", {"一覧": DATA, "入力例": DATA[:2]}))
    shown = town.run("fix", str(path), "--write").output

    assert "『入力例』記入例なので、書きません" in shown
    assert sorted(item.name for item in path.parent.iterdir()) == ["a.csv", "a.xlsx"]


def test_macros_stay_with_the_officer_and_the_table_goes_out(town: Town) -> None:
    plain, path = Path(book(town.root / "a.xlsx", {"一覧": DATA})), town.root / "a.xlsm"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for item in old.namelist():
            new.writestr(item, old.read(item))
        new.writestr("xl/vbaProject.bin", compound({"VBA": b"x" * 5000}))
    shown = town.run("update", NAME, str(path), "--write").output

    assert "マクロが入っている" in shown
    assert [item.name for item in town.table.parent.iterdir() if item.suffix == ".xlsm"] == []
    assert "南公園" in town.table.read_text("utf-8-sig")
    assert town.descriptor["history"][-1]["ref"].startswith("sha256:")


def test_of_several_tables_one_is_chosen_for_an_update(town: Town) -> None:
    """The choices are named in both languages, and the choice is not asked again."""
    sheets = {"甲": DATA, "乙": [HEADER, *([at, f"{at}番地", 43.1] for at in range(4))]}
    path = book(town.root / "a.xlsx", sheets)
    shown = town.run("update", NAME, path, "--write", expect=1).output

    assert "1=甲（3行×3列）、2=乙（4行×3列）" in shown
    assert "1=甲 (3×3), 2=乙 (4×3)" in shown
    assert "--table all" not in shown
    town.run("update", NAME, path, "--table=2", "--write", "--anyway")
    assert "3番地" in town.table.read_text("utf-8-sig")
    sheets["乙"].append([9, "新しい番地", 43.2])
    town.run("update", NAME, book(town.root / "b.xlsx", sheets), "--write")
    assert "新しい番地" in town.table.read_text("utf-8-sig")


def test_a_table_like_one_that_is_there_is_pointed_to(town: Town) -> None:
    shown = town.run("add", town.source(name="b.csv"), *SAID[1:], "--slug=b").output

    assert f"`opendata update {NAME} ファイル`" in shown

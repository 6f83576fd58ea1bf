"""No command ever shows an individual number: typed, in a file, or in what a dataset says."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from publisher.cli import main
from tests.publisher.desk_books import TITLED, book
from tests.publisher.desk_instance import FOLDER, NAME, SAID, Town, init

NUMBER = "123456789018"
BODY = FOLDER.rpartition("/")[0]
WRITTEN = (
    NUMBER,
    "1234–5678–9018",
    "1234/5678/9018",
    "123,456,789,018",
    "1234\u00a05678\u00a09018",
)
IN_CELLS = (
    "1234\n5678\n9018",
    "1234\t5678\t9018",
    "12345678\u200b9018",
    "1234\u00ad5678\u00ad9018",
    "(1234)5678-9018",
    "1.23456789018E+11",
    "①②③④⑤⑥⑦⑧⑨⓪①⑧",
)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    return made


def _said(*arguments: str) -> str:
    """Return everything that a command writes, whatever it comes to."""
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return f"{result.output}{result.stderr}"


def _is_shown(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).replace("E+11", "")
    return NUMBER in re.sub(r"[^0-9A-Za-zぁ-んァ-ヺ一-龠\n]", "", plain)


@pytest.mark.parametrize("written", WRITTEN)
def test_what_was_typed_is_not_echoed(town: Town, written: str) -> None:
    """Wrong options, keys, dates, names of datasets and of files."""
    town.add()
    source = town.source("名称\n北\n", "b.csv")
    commands = (
        ("check", written),
        ("check", f"{written}.csv"),
        ("fix", written),
        ("add", source, f"--issued={written}"),
        ("add", source, f"--frequency={written}", *SAID[1:]),
        ("add", source, f"--title={written}", f"--organization={written}"),
        ("add", source, f"--to={written}"),
        ("add", source, f"--{written}"),
        ("add", source, f"--title={written}"),
        ("add", source, f"--title={written}", "--description=a", "--licence=CC0 1.0", "--dry-run"),
        ("set", NAME, f"{written}=1"),
        ("set", NAME, f"issued={written}"),
        ("set", NAME, f"title={written}"),
        ("set", written, "title=a"),
        ("rename", NAME, written),
        ("accept", NAME, written, "--reason=a"),
        ("accept", NAME, "L1-07", f"--column={written}", "--reason=a"),
        ("update", written, source),
        ("update", NAME, source, f"--resource={written}"),
        ("withdraw", written, "--reason=a"),
        ("withdraw", NAME, f"--reason={written}"),
        (written,),
    )
    for command in commands:
        said = _said(*command)
        assert said
        assert not _is_shown(said), command


@pytest.mark.parametrize("written", [*WRITTEN, *IN_CELLS])
def test_what_a_table_holds_is_not_shown(town: Town, written: str) -> None:
    """Added, mended, renewed: rows that come and go, doubts and questions."""
    town.add()
    rows = "".join(f"000{row},公園{row},43.0{row}\n" for row in range(3, 6))
    content = f'番号,名称,緯度\n"{written}","{written} ","{written}"\n{rows}'
    source = town.source(content, "aed2.csv")
    for command in (
        ("check", source),
        ("fix", source),
        ("add", source, *SAID[1:], "--slug=b"),
        ("update", NAME, source),
        ("update", NAME, source, "--write", "--anyway"),
        ("update", NAME, town.source(), "--write", "--anyway"),
        ("check",),
    ):
        said = _said(*command)
        assert said
        assert not _is_shown(said), command


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_dataset_says_is_not_shown(
    town: Town, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder, name, title and texts: in a check, a plan and the KPI."""
    monkeypatch.delenv("CKAN_URL", raising=False)
    town.add()
    folder = town.root / FOLDER
    named = folder.with_name(f"011002_{NUMBER}")
    folder.rename(named)
    path = named / "datapackage.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document |= {"name": named.name, "title": "1234-5678-9018", "description": NUMBER}
    document["resources"][0] |= {"name": f"r{NUMBER}", "title": NUMBER}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    for command in ("check", "plan", "kpi"):
        said = _said(command, f"--format={form}")
        assert said
        assert not _is_shown(said), command


def test_names_that_we_give_hold_no_number(town: Town) -> None:
    """Of datasets, their files and titles: from names of files and of sheets. Mail and numbers in
    names of columns are not shown."""
    sheets: dict[str, list[list[object]]] = {
        NUMBER: [["番号", "taro@gmail.com"], [1, "北"]],
        "一覧": [["名称", "定員", "住所"], ["北館", 100, "北1"]],
    }
    source = book(town.root / f"roster_{NUMBER}.xlsx", sheets)
    said = _said("add", source, "--table=all", *SAID[1:], "--as-proposed")
    said += _said("fix", source, "--to", str(town.root / "out"), "--write")
    said += _said("add", town.source("番号,taro@gmail.com\n2,南\n", f"b{NUMBER}.csv"), *SAID[1:])
    said += _said("add", book(town.root / f"c_{NUMBER}.xlsx", {"一覧": TITLED}), *SAID[1:])
    inside = "".join(path.read_text("utf-8") for path in town.root.rglob("datapackage.json"))
    made = sorted(path.name for path in (town.root / BODY).rglob("*"))

    assert {"011002_roster", "roster_1.csv", "011002_b", "b.csv", "011002_c", "c.csv"} <= set(made)
    assert f"roster_{NUMBER}_sheet1.csv" in {path.name for path in (town.root / "out").iterdir()}
    assert "説明のない列が2列あります（番号、************" in said
    for text in (said, inside, *made):
        assert not _is_shown(text)
    assert "taro@" not in said


def test_a_headless_file_is_told_how_its_columns_get_names(town: Town) -> None:
    book(
        town.root / "a.xlsx", {"一覧": [["青垣町", "C", 4], ["青野町", "C", 5], ["赤膚町", "C", 6]]}
    )

    assert "`opendata add ファイル --column A=名前`" in _said("fix", str(town.root / "a.xlsx"))


def _line(said: str) -> str:
    """Return the command line that is to be run again, without the program's own name."""
    lines = said.splitlines()
    at = next(at for at, line in enumerate(lines) if "Fill in what follows" in line)
    return lines[at + 1].split(maxsplit=1)[1]


def test_the_line_to_run_again_finds_the_file_without_telling_its_number(town: Town) -> None:
    """What the shell makes of it is the very file that was given."""
    source = town.source("番号,名称\n1,北\n", f"公園の 一覧_{NUMBER}.csv")
    said = _said("add", source, "--slug=aed")
    given = subprocess.run(
        ["sh", "-c", f'printf "%s\\n" {_line(said)}'], capture_output=True, check=True, text=True
    ).stdout.splitlines()

    assert not _is_shown(said)
    assert "このまま貼り付けて実行できます" in said
    assert ["add", source, "--slug=aed"] == given[:3]


@pytest.mark.parametrize("more", [("--title", NUMBER), ("--slug", "aed")])
def test_a_line_that_cannot_be_pasted_says_so(town: Town, more: tuple[str, str]) -> None:
    """A value is hidden, or the sign would stand for another file too."""
    source = town.source("番号,名称\n1,北\n", f"a_{NUMBER}.csv")
    town.source("番号,名称\n1,南\n", "a_b.csv")
    said = _said("add", source, *more)

    assert not _is_shown(said)
    assert "この行はこのままでは使えません" in said

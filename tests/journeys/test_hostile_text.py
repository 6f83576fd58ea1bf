"""Hostile text through the command line: a clear finding, no traceback, no hang, bounded memory."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.checking import SECONDS, Said, check
from tests.towns import OPENDATA, Town, environment

MEMORY = 500 << 20
"""Bytes of memory beyond which a check of a large file has taken it whole."""


def put(folder: Path, content: bytes, name: str = "一覧.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


HEAD = "名称,住所\n"
ROW = "市役所,東新町\n"
PAIR = "\ud83d\ude00".encode("utf-8", "surrogatepass")


HOSTILE: Mapping[str, tuple[bytes, str, int | None]] = {
    "workbook.csv": (workbook(), "P018", None),
    "pdf.csv": (b"%PDF-1.7\n\xff\xfe", "P018", None),
    "page.csv": (b"<!DOCTYPE html><html><body>404</body></html>", "P018", None),
    "nul.csv": ("名称,数\n市役所,\0\n".encode(), "P018", 2),
    "quote.csv": ('名称,備考\n市役所,"火曜休み\n公民館,\n'.encode(), "P019", 2),
    "cp932_in_utf8.csv": (HEAD.encode() + ROW.encode("cp932"), "P001", 2),
    "utf8_in_cp932.csv": ((HEAD + ROW).encode("cp932") + ROW.encode(), "P001", 1),
    "surrogates.csv": (f"{HEAD}市役所,".encode() + PAIR + b"\n", "P001", 2),
    "cut_in_a_character.csv": (f"{HEAD}市役所,東新町".encode()[:-1], "P001", 2),
    "utf16_without_mark.csv": ((HEAD + ROW).encode("utf-16-le"), "P001", 1),
    "iso2022jp.csv": ((HEAD + ROW).encode("iso2022_jp"), "P001", 1),
    "mark_in_the_middle.csv": (f"{HEAD}{ROW}\ufeff{ROW}".encode(), "P021", 3),
    "mixed_line_ends.csv": ("名称,住所\r\n市役所,東新町\n公民館,北新町\n".encode(), "P040", 2),
    "carriage_returns.csv": ("名称,住所\r市役所,東新町\r".encode(), "P040", 1),
    "empty.csv": (b"", "source-error", None),
    "mark_alone.csv": (b"\xef\xbb\xbf", "source-error", None),
    **{
        f"{name}.{ending}": (text.encode(), "P017", line)
        for ending in ("json", "geojson")
        for name, text, line in (
            ("nan", '{\n"a": NaN}', 2),
            ("infinity", '{"a":\n[1,\n-Infinity]}', 3),
            ("cut", '{"a": 1', 1),
            ("deep", "[" * 100_000, 1),
            ("long_number", '{"a": ' + "1" * 5000 + "}", 1),
        )
    },
}
"""What is said of each, and on which line."""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """All of them in one run."""
    folder = tmp_path_factory.mktemp("hostile")
    return check(*(put(folder, content, name) for name, (content, _, _) in HOSTILE.items()))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_named(said: Said, name: str) -> None:
    """One finding says what it is and where, in both languages."""
    _, rule, line = HOSTILE[name]
    found = [item for item in said.about(name) if item["rule"] == rule]

    assert [line] == [item["line"] for item in found]
    assert found[0]["message"]["ja"] != found[0]["message"]["en"]


def test_a_header_alone_is_no_crash(tmp_path: Path) -> None:
    said = check(put(tmp_path, "名称,住所\n".encode()))

    assert not said.of("source-error")


def test_half_a_character_in_json_can_be_reported(tmp_path: Path) -> None:
    """A lone surrogate in a name and a value: the report can be written."""
    text = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
        '{"a\\ud800": "b\\udc00"}, "geometry": {"type": "Point", "coordinates": [135.7, 34.7]}}]}'
    )
    said = check(put(tmp_path, text.encode(), "map.geojson"))

    assert said.of("P021")


# --- large ----------------------------------------------------------------------------------------


def test_a_lone_quote_in_a_large_file(tmp_path: Path) -> None:
    """64 MB after an open quote: found at its line, without reading all of it into a cell."""
    row = "市役所,東新町8-38,0743-74-1111\n".encode()
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.write("名称,住所,電話番号\n".encode() + row * 10 + '"公民館,北新町,\n'.encode())
        for _ in range(64):
            stream.write(row * ((1 << 20) // len(row)))
    said = check(path, seconds=120)

    assert [12] == [finding["line"] for finding in said.of("P019") + said.of("source-error")]
    assert said.peak < MEMORY


def test_one_line_of_twenty_megabytes(tmp_path: Path) -> None:
    """One cell beyond reason: named with its line, and nothing hangs."""
    said = check(put(tmp_path, b"a,b\n" + b"x" * (20 << 20) + b"\n"))

    assert [2] == [finding["line"] for finding in said.of("source-error")]
    assert said.peak < MEMORY


def test_a_large_file_without_any_line_break(tmp_path: Path) -> None:
    """A million cells in one record: more columns than anything opens, said at once."""
    said = check(put(tmp_path, b"ab," * (1 << 20)))

    assert [1] == [finding["line"] for finding in said.of("source-error")]
    assert said.peak < MEMORY


# --- what is no file ------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_never_waited_for(tmp_path: Path) -> None:
    """A named pipe as a bare file is wrong usage; as a dataset's file it blocks the dataset."""
    os.mkfifo(tmp_path / "pipe.csv")
    bare = subprocess.run(
        [*OPENDATA, "check", "pipe.csv"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    town = Town(tmp_path / "town")
    folder = town.add("good")
    (folder / "good.csv").unlink()
    os.mkfifo(folder / "good.csv")
    done = town.run("check", "--format", "json", timeout=SECONDS)

    assert 2 == bare.returncode
    assert 1 == done.returncode
    assert "P011" in {finding["rule"] for finding in json.loads(done.stdout)["findings"]}


@pytest.mark.parametrize("declared", ["martian", "cp932", 8])
def test_a_wrong_declared_encoding_does_not_garble(tmp_path: Path, declared: Any) -> None:
    """The file is read as what it is, whatever its descriptor says."""
    town = Town(tmp_path / "town")
    town.add("good")
    town.change("good", resources=[town.resource(town.name("good"), "good", encoding=declared)])
    done = town.run("check", "--format", "json")

    assert "Traceback" not in done.stderr
    assert "X000" not in done.stdout
    assert "encoding-error" not in done.stdout

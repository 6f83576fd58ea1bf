"""Hostile text through the command line: a clear finding, no traceback, no hang, bounded memory."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.towns import OPENDATA, Town, environment

SECONDS = 60
"""For any file of a few bytes; what is large says its own."""
MEMORY = 1200 << 20
"""Bytes of address space beyond which a check of a large file has taken it whole."""


@dataclass(frozen=True)
class Said:
    """What `opendata check --format json` answered."""

    code: int
    findings: list[dict[str, Any]]
    peak: int
    """Bytes of memory at most."""

    def of(self, rule: str) -> list[dict[str, Any]]:
        return [finding for finding in self.findings if finding["rule"] == rule]

    @property
    def rules(self) -> set[str]:
        return {finding["rule"] for finding in self.findings}


_MEASURED = (
    "import resource, subprocess, sys\n"
    "done = subprocess.run(sys.argv[1:], check=False)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\n"
    "sys.exit(done.returncode)\n"
)


def check(path: Path, *, seconds: float = SECONDS) -> Said:
    """Run the command as a person would, and hold it to what every answer must keep."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *OPENDATA, "check", path.name, "--format", "json"],
        cwd=path.parent,
        env=environment(),
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    errors = done.stderr.decode()
    assert "Traceback" not in errors, errors
    assert done.returncode in {0, 1}, errors
    findings = json.loads(done.stdout.decode())["findings"]
    assert "X000" not in {finding["rule"] for finding in findings}
    unit = 1 if sys.platform == "darwin" else 1024
    return Said(done.returncode, findings, int(errors.split()[-1]) * unit)


def put(folder: Path, content: bytes, name: str = "一覧.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


PAIR = "\ud83d\ude00".encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        (workbook(), "P018", None),
        (b"%PDF-1.7\n\xff\xfe", "P018", None),
        (b"<!DOCTYPE html><html><body>404</body></html>", "P018", None),
        ("名称,数\n市役所,\0\n".encode(), "P018", 2),
        ('名称,備考\n市役所,"火曜休み\n公民館,\n'.encode(), "P019", 2),
        ("名称,住所\n".encode() + "市役所,東新町\n".encode("cp932"), "P001", 2),
        ("名称,住所\n市役所,東新町\n".encode("cp932") + "公民館,北新町\n".encode(), "P001", 1),
        ("名称,住所\n市役所,".encode() + PAIR + b"\n", "P001", 2),
        ("名称,住所\n市役所,東新町".encode()[:-1], "P001", 2),
        ("名称,住所\n市役所,東新町\n".encode("utf-16-le"), "P001", 1),
        ("名称,住所\n市役所,東新町\n".encode("iso2022_jp"), "P001", 1),
        ("名称,住所\n市役所,東新町\n\ufeff公民館,北新町\n".encode(), "P021", 3),
        ("名称,住所\r\n市役所,東新町\n公民館,北新町\n".encode(), "P040", 2),
        ("名称,住所\r市役所,東新町\r".encode(), "P040", 1),
        (b"", "source-error", None),
        (b"\xef\xbb\xbf", "source-error", None),
    ],
    ids=[
        "a workbook",
        "a PDF",
        "a web page",
        "NUL",
        "a lone quote",
        "CP932 in UTF-8",
        "UTF-8 in CP932",
        "surrogates",
        "cut in a character",
        "UTF-16 without a mark",
        "ISO-2022-JP",
        "a mark in the middle",
        "mixed line ends",
        "carriage returns",
        "empty",
        "a mark alone",
    ],
)
def test_hostile_text_is_named(tmp_path: Path, content: bytes, rule: str, line: int | None) -> None:
    """One finding says what it is and where, in both languages."""
    said = check(put(tmp_path, content))

    assert said.of(rule), said.rules
    assert line == said.of(rule)[0]["line"]
    assert said.of(rule)[0]["message"]["ja"] != said.of(rule)[0]["message"]["en"]


def test_a_header_alone_is_no_crash(tmp_path: Path) -> None:
    said = check(put(tmp_path, "名称,住所\n".encode()))

    assert not said.of("source-error")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{\n"a": NaN}', 2),
        ('{"a":\n[1,\n-Infinity]}', 3),
        ('{"a": 1', 1),
        ("[" * 100_000, 1),
        ('{"a": ' + "1" * 5000 + "}", 1),
    ],
    ids=["NaN", "Infinity", "cut", "deep", "long number"],
)
@pytest.mark.parametrize("ending", ["json", "geojson"])
def test_json_that_is_none_says_its_line(tmp_path: Path, ending: str, text: str, line: int) -> None:
    said = check(put(tmp_path, text.encode(), f"map.{ending}"))

    assert (1, [line]) == (said.code, [finding["line"] for finding in said.of("P017")])


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
    """A line beyond reason is a finding, or a table of one record: nothing hangs."""
    said = check(put(tmp_path, b"a,b\n" + b"x" * (20 << 20) + b"\n"), seconds=120)

    assert 1 == said.code
    assert said.peak < MEMORY


def test_a_large_file_without_any_line_break(tmp_path: Path) -> None:
    """Five million cells in one record: a finding or a header, in bounded time and memory."""
    said = check(put(tmp_path, b"ab," * (1 << 20)), seconds=180)

    assert said.peak < 2 * MEMORY


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

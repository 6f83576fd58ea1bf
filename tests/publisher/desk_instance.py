"""A town made with `opendata init`, and the desk's commands run in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from publisher.cli import main

NAME = "011002_aed"
FOLDER = f"datasets/011002_sapporo/{NAME}"
ROWS = "番号,名称,緯度\n0001,中央公園,43.05\n0002,㈱髙橋ビル①,43.06\n"
SAID = (
    "--slug=aed",
    "--title=AEDの場所",
    "--title-en=AEDs",
    "--description=市内のAEDの場所",
    "--licence=CC BY 4.0",
    "--licence-stated-by=札幌市",
)


@dataclass(frozen=True)
class Town:
    """An instance's folder, with one body."""

    root: Path

    def run(self, *arguments: str, expect: int = 0) -> Result:
        result = CliRunner().invoke(main, list(arguments))

        assert result.exit_code == expect, result.output
        return result

    def source(self, content: str | bytes = ROWS, name: str = "aed.csv") -> str:
        path = self.root / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def add(self, *more: str, content: str | bytes = ROWS, expect: int = 0) -> Result:
        return self.run("add", self.source(content), *SAID, *more, expect=expect)

    @property
    def descriptor(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(
            (self.root / FOLDER / "datapackage.json").read_text(encoding="utf-8")
        )
        return document

    @property
    def kinds(self) -> list[str]:
        return [event["event"] for event in self.descriptor["history"]]

    @property
    def table(self) -> Path:
        return self.root / FOLDER / "aed.csv"

    def files(self) -> dict[str, bytes]:
        """Everything in the tree, hidden left-overs included."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }


def init(folder: Path) -> Town:
    result = CliRunner().invoke(
        main,
        [
            "init",
            str(folder),
            "--code=011002",
            "--name=札幌市",
            "--kana=さっぽろし",
            "--name-en=Sapporo City",
        ],
    )

    assert result.exit_code == 0, result.output
    return Town(folder)

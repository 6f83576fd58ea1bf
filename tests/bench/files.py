"""Generated files of known size: the same bytes for the same arguments."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PREFECTURES = ("北海道", "青森県", "奈良県", "大阪府", "京都府", "兵庫県", "東京都", "沖縄県")
SCHEMA: dict[str, Any] = {
    "missingValues": ["", "-"],
    "primaryKey": ["id"],
    "fields": [
        {
            "name": "id",
            "type": "integer",
            "constraints": {"required": True, "unique": True, "minimum": 1},
        },
        {
            "name": "code",
            "type": "string",
            "constraints": {"required": True, "unique": True, "pattern": "C[0-9]{8}"},
        },
        {"name": "name", "type": "string", "constraints": {"minLength": 2, "maxLength": 30}},
        {"name": "prefecture", "type": "string", "constraints": {"enum": list(PREFECTURES)}},
        {"name": "address", "type": "string"},
        {
            "name": "day",
            "type": "date",
            "constraints": {"minimum": "2000-01-01", "maximum": "2030-12-31"},
        },
        {"name": "opened", "type": "date", "format": "%Y/%m/%d"},
        {"name": "count", "type": "integer", "constraints": {"minimum": 0, "maximum": 10000000}},
        {"name": "amount", "type": "number", "constraints": {"minimum": 0}},
        {"name": "lat", "type": "number", "constraints": {"minimum": 20, "maximum": 46}},
        {"name": "lon", "type": "number", "constraints": {"minimum": 122, "maximum": 154}},
        {"name": "flag", "type": "boolean"},
    ],
}
NAMES = [field["name"] for field in SCHEMA["fields"]]
# Column (from 0) and what is put there: every way of being wrong that the schema knows.
FLAWS: tuple[tuple[int, str], ...] = (
    (0, ""), (0, "x"), (0, "0"), (0, "-3"), (0, "1.5"), (0, "１２３x"), (0, "1,000"),
    (1, ""), (1, "C1"), (1, "D00000001"), (1, "c00000001"),
    (2, "あ"), (2, "長" * 31), (3, "奈良"), (3, "nara"),
    (5, "2024-13-01"), (5, "1999-12-31"), (5, "2031-01-01"), (5, "令和6年"), (5, "2024/01/01"), (5, " 2024-01-01"),
    (6, "2024-01-01"), (6, "2024/02/30"), (6, "0000/01/01"),
    (7, "-1"), (7, "10000001"), (7, "1e3"), (7, "三"), (7, "12人"),
    (8, "-0.01"), (8, "NaN"), (8, "1,5"), (8, "¥100"), (9, "135.8"), (9, "19.999"), (10, "34.6"),
    (10, "東経"), (11, "yes"), (11, "True "), (11, "2"),
)  # fmt: skip
HARMLESS: tuple[tuple[int, str], ...] = (
    (0, " {id}"), (7, "007"), (7, "+5"), (8, "0"), (8, "1e3"), (9, "20"), (9, "４０"), (11, "TRUE"),
    (5, "2024-1-5"), (2, "-"), (7, "１２"),
)  # fmt: skip
"""Odd but valid: what a predicate must not take for wrong."""


def rows(count: int, *, is_dirty: bool) -> Iterator[list[str]]:
    """Yield rows; dirty ones have a flaw in one of a hundred, an oddity in as many."""
    draw = random.Random(count)  # noqa: S311 - the same file every time
    for number in range(1, count + 1):
        row = _row(number, draw)
        if is_dirty and draw.random() < 0.012:
            row = _spoilt(row, number, draw)
        yield row


def _row(number: int, draw: random.Random) -> list[str]:
    address = f"大字{draw.randrange(999)}番地{draw.randrange(99)}"
    chance = draw.random()
    if chance < 0.05:
        address = f'"{address},2階"'
    elif chance < 0.051:
        address = f'"{address}\n別館"'
    return [
        str(number),
        f"C{number:08d}",
        f"施設{draw.randrange(10**6)}",
        draw.choice(PREFECTURES),
        address,
        f"20{draw.randrange(10, 25)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}",
        f"19{draw.randrange(50, 99)}/{draw.randrange(1, 13):02d}/{draw.randrange(1, 29):02d}",
        str(draw.randrange(10**7)),
        str(draw.randrange(10**6) / 100),
        f"{33.9 + draw.random() * 0.8:.6f}",
        f"{135.5 + draw.random() * 0.7:.6f}",
        draw.choice(("true", "false", "")),
    ]


def _spoilt(row: list[str], number: int, draw: random.Random) -> list[str]:
    kind = draw.randrange(100)
    if kind < 2:
        return []
    if kind < 4:
        return [""] * len(row)
    if kind < 6:
        return row[: draw.randrange(1, len(row))]
    if kind < 8:
        return [*row, "余り", ""]
    if kind < 11:
        # Another row's key.
        return [str(draw.randrange(1, number + 1)), *row[1:]]
    if kind < 14:
        return [row[0], f"C{draw.randrange(1, number + 1):08d}", *row[2:]]
    place, cell = draw.choice(FLAWS if kind < 90 else HARMLESS)
    row[place] = cell.format(id=number) if place == 0 else cell
    if "," in row[place]:
        row[place] = f'"{row[place]}"'
    return row


def write_csv(path: Path, count: int, *, is_dirty: bool) -> None:
    """Write a CSV of `count` rows and twelve columns, UTF-8, CRLF."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(NAMES) + "\r\n")
        for row in rows(count, is_dirty=is_dirty):
            file.write(",".join(row) + "\r\n")


def write_big(path: Path, size: int) -> None:
    """Write a CSV of `size` bytes whose keys hardly repeat: one in a hundred thousand does."""
    tails = [",".join(row[2:]) for row in rows(50_000, is_dirty=False)]
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(NAMES) + "\r\n")
        while file.tell() < size:
            lines = [
                f"{number + at},C{number + at:08d},{tail}\r\n" for at, tail in enumerate(tails, 1)
            ]
            if number:
                lines[7] = f"7,C{number + 8:08d},{tails[7]}\r\n"
            file.write("".join(lines))
            number += len(lines)


def write_packages(folder: Path, count: int) -> None:
    """Write `count` packages of fifty rows and six columns; every twentieth has one bad cell."""
    fields = [SCHEMA["fields"][place] for place in (0, 2, 3, 5, 7, 8)]
    schema = {"missingValues": ["", "-"], "primaryKey": ["id"], "fields": fields}
    names = [field["name"] for field in fields]
    for number in range(count):
        place = folder / f"{number:05d}"
        place.mkdir(parents=True)
        resource = {"name": "data", "path": "data.csv", "encoding": "utf-8", "schema": schema}
        package = {"name": f"package-{number}", "resources": [resource]}
        (place / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        draw = random.Random(number)  # noqa: S311 - the same file every time
        lines = [",".join(names)]
        rows_of_it = [_row(one, draw) for one in range(1, 51)]
        lines += [",".join(row[at] for at in (0, 2, 3, 5, 7, 8)) for row in rows_of_it]
        if number % 20 == 0:
            lines[7] = lines[7].rsplit(",", 2)[0] + ",三,1.0"
        (place / "data.csv").write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")


def write_xlsx(path: Path, count: int) -> None:
    """Write a workbook of `count` rows and twelve columns of text, numbers, dates, booleans."""
    import datetime as dt

    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.append(NAMES)
    draw = random.Random(count)  # noqa: S311 - the same file every time
    for number in range(1, count + 1):
        row: list[Any] = [*_row(number, draw)]
        row[4] = row[4].strip('"')
        row[5] = dt.date.fromisoformat(row[5])
        row[6] = dt.date.fromisoformat(row[6].replace("/", "-"))
        row[0], row[7], row[8] = int(row[0]), int(row[7]), float(row[8])
        row[9], row[10] = float(row[9]), float(row[10])
        # Never blank: frictionless takes a blank last cell of a sheet for a missing one.
        row[11] = row[11] == "true"
        if number % 97 == 0:
            row[7] = "三"
        sheet.append(row)
    book.save(path)

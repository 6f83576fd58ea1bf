"""Tables of several files joined to one: columns are told apart by more than their names."""

from __future__ import annotations

from pathlib import Path

from publisher.desk.originals import Original
from publisher.desk.together import Piece, grouped
from publisher.files import DiskFile
from publisher.tidy.draft import Draft, DraftColumn, DraftRow


def piece(file: str, names: tuple[str, ...], *rows: tuple[str, ...]) -> Piece:
    """A table of one file, whose first column joining has made."""
    made, *own = names
    columns = [DraftColumn(name=made, position=None)]
    columns += [DraftColumn(name=name, position=at) for at, name in enumerate(own, start=1)]
    draft = Draft(
        columns=tuple(columns),
        rows=tuple(DraftRow(at, at, cells) for at, cells in enumerate(rows, start=2)),
    )
    path = Path(file)
    return Piece(draft=draft, originals=(Original(path=path, file=DiskFile(path, 1, file)),))


def rows(found: Piece) -> list[tuple[str, ...]]:
    return [row.cells for row in found.draft.rows]


def test_columns_of_one_name_keep_their_own_values() -> None:
    """Neither value is written over the other, and a made column is none of the file's own."""
    ((found,),) = grouped(
        [
            piece("b.csv", ("年", "年", "人数", "人数"), ("2025", "令和7", "3", "4")),
            piece("a.csv", ("年", "年", "人数", "人数"), ("2024", "令和6", "1", "2")),
        ]
    )

    assert [("2024", "令和6", "1", "2"), ("2025", "令和7", "3", "4")] == rows(found)


def test_names_that_differ_in_width_only_are_one_column() -> None:
    ((found,),) = grouped(
        [
            piece("a.csv", ("年", "人口（人）", "地区"), ("2024", "1", "北")),
            piece("b.csv", ("年", "地区", "人口(人)"), ("2025", "北", "3")),
        ]
    )

    assert [("2024", "1", "北"), ("2025", "3", "北")] == rows(found)


def test_a_table_with_a_column_twice_is_another_kind() -> None:
    found = grouped(
        [
            piece("a.csv", ("年", "人数"), ("2024", "1")),
            piece("b.csv", ("年", "人数", "人数"), ("2025", "2", "3")),
        ]
    )

    assert 2 == len(found)

"""Which table of a file is the new version of a dataset's: by what was said, by its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from publisher.desk import naming, together
from publisher.desk.intake import (
    Table,
    chosen_of,
    pieces_of,
    plain_of,
    several,
    table_of,
)
from publisher.desk.naming import Said
from publisher.desk.reading import Found
from publisher.standards import key
from publisher.tidy.mend import Asked
from publisher.words import Text, things

_AS_BEFORE = Text(
    "名前のない列の名前は、今の表のものを使いました。",
    "Columns without a name have those of the present table.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What is known of the table that a new version of a file must hold."""

    names: tuple[str, ...]
    """The dataset's columns."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Other names of these, as they were answered before."""
    columns: tuple[Said, ...] = ()
    """Names of columns that have none."""
    table: str = ""
    """Which of several tables, by number or sheet."""
    sheet: str = ""
    """The sheet that was chosen before."""


def one(item: Found, asked: Asked, aside: Path, version: Version) -> Table:
    """Return the one table of a file that is a version of a dataset's, or its only one.

    Columns that have no name there, beside others that are the same, have the dataset's. Raises
    DataRefused where it holds several and none, or more than one, may be meant.
    """
    if not item.drafts:
        return plain_of(item)
    said = version.columns
    if said:
        naming.check(said, item.drafts)
    pieces = list(pieces_of(item, asked, said))
    is_joining = not _is_joined_anew(pieces, version)
    if not is_joining:
        pieces = list(pieces_of(item, asked, said, is_joining=False))
    chosen = _meant(item, pieces, version)
    if known := naming.known(chosen.draft, version.names):
        place = pieces.index(chosen)
        chosen = list(pieces_of(item, asked, known, is_joining=is_joining))[place]
        chosen = replace(chosen, notices=(*chosen.notices, _AS_BEFORE))
    if len(pieces) > 1:
        chosen = replace(chosen, notices=(*chosen.notices, _taken_of(pieces, chosen)))
    return table_of(item, together.timed(chosen, version.names), aside)


def _is_joined_anew(pieces: Sequence[together.Piece], version: Version) -> bool:
    """Say whether sheets were joined under a column that the dataset has not: it is one of them."""
    known = {key(name) for name in version.names}
    made = [c.name for piece in pieces for c in piece.draft.columns if c.position is None]
    return any(key(name) not in known for name in made)


def _meant(item: Found, pieces: Sequence[together.Piece], version: Version) -> together.Piece:
    """Return the table that is meant: said, alone, or alone in having the dataset's columns."""
    if version.table:
        found = chosen_of(item, list(pieces), (version.table,))
        if len(found) > 1:
            raise several(item.original, found)
        return found[0]
    if len(pieces) == 1:
        return pieces[0]
    wanted = {key(name) for name in version.names}
    others = {key(given): key(name) for given, name in version.same.items()}
    like = [
        piece
        for piece in pieces
        if {others.get(key(c.name), key(c.name)) for c in piece.draft.columns} == wanted
        or naming.known(piece.draft, version.names)
    ] or _nearest(pieces, wanted)
    named = [piece for piece in like if version.sheet and piece.draft.sheet == version.sheet]
    found = named if len(named) == 1 else like
    if len(found) != 1:
        raise several(item.original, pieces, is_update=True)
    return found[0]


def _nearest(pieces: Sequence[together.Piece], wanted: set[str]) -> list[together.Piece]:
    """Return the tables that have the most of these columns, and more than half of them."""
    shares = [len(wanted & {key(column.name) for column in p.draft.columns}) for p in pieces]
    most = max(shares)
    return [
        piece
        for piece, share in zip(pieces, shares, strict=True)
        if share == most and share * 2 > len(wanted)
    ]


def _taken_of(pieces: Sequence[together.Piece], chosen: together.Piece) -> Text:
    (name,) = together.names([chosen])
    return Text(
        f"{things(len(pieces))}の表のうち「{name}」を使いました。ほかの表は使っていません。",
        f"Of {len(pieces)} tables '{name}' was taken, the others were not.",
    )

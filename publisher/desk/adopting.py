"""A new version's columns put as the dataset has them: its names, its order, its dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from publisher.desk import fields, remembering
from publisher.desk.infer import Wishes, infer
from publisher.desk.matching import SEEN, Matched, Versions, match, names_alike
from publisher.desk.table import Conversion, reordered, written
from publisher.desk.together import TIMES
from publisher.errors import DataRefused, UsageError
from publisher.model import File
from publisher.standards import Standard, key
from publisher.tables.units import parted
from publisher.words import Text, cut

_IN_ORDER = Text(
    "列の並びが今のファイルと違うので、今の並びにそろえました。",
    "The columns came in another order; they were put in the dataset's order.",
)
NOWHERE = -1
"""The place of a column that the new file has not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What was said of columns that differ from the dataset's."""

    may_change: bool = False
    """Columns may come and go."""
    may_rename: bool = False
    """They are called as the new file calls them."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Name in the new file → the dataset's column that it is."""
    standards: tuple[Standard, ...] = ()
    is_of_one_file: bool = False
    """All that is said is of one new file."""
    keeps_all: bool = False
    """Columns that are not in the new file stay, blank in its rows: others have them."""


class OtherColumns(DataRefused):
    """The new file has other columns than the dataset; a person may know which is which."""

    def __init__(
        self,
        matched: Matched,
        guesses: tuple[tuple[str, str], ...],
        source: Path,
        *,
        knows_rows: bool = False,
    ) -> None:
        """Name what came and went; `guesses` are pairs of columns that may be one.

        `knows_rows`: a column that is known names the same things as before.
        """
        self.matched = matched
        self.knows_rows = knows_rows
        self.guesses = guesses
        lost, new = matched.lost, matched.new
        read = "".join(item.words.ja for item in matched.renamed)
        read_en = " ".join(item.words.en for item in matched.renamed)
        options = [f"--same '{given}={name}'" for given, name in guesses[:SHOWN]]
        ja = f"名前が変わっただけなら {' '.join(options)} を付けます。" if options else ""
        en = f"Where only names changed, add {' '.join(options)}. " if options else ""
        if self.is_foreign:
            # Of another dataset's columns none is one of these under another name.
            ja, en = "ファイルを確かめてください。", "Check the file. "
        elif pair := next(matched.of_other_units(), None):
            label, name = (cut(of, 30) for of in pair)
            ja = f"「{label}」は「{name}」と単位が違います。今の列に入れるなら、値と列の名前を今の単位にします。{ja}"
            en = f"'{label}' is of another unit than '{name}': convert its values and name. {en}"
        elif time := next((name for name in lost if name in TIMES), ""):
            ja = f"「{time}」は、表の上か、シートやファイルの名前に書くと読みます。{ja}"
            en = f"'{time}' is read from a title, or from the sheet's or file's name. {en}"
        super().__init__(
            Text(
                f"列が今のファイルと違います（なくなった列: {cut('、'.join(lost)) or 'なし'}、"
                f"増えた列: {cut('、'.join(new)) or 'なし'}）。{read}"
                + ("別のデータのファイルではありませんか。" if self.is_foreign else ""),
                f"Other columns than before (gone: {cut(', '.join(lost)) or 'none'}; "
                f"new: {cut(', '.join(new)) or 'none'}). {read_en}"
                + ("Is it another dataset's file?" if self.is_foreign else ""),
            ),
            where=str(source),
            next_step=Text(
                f"{ja}列を変えるのが正しいときは --new-columns を付けます。",
                f"{en}Where the change of columns is right, add --new-columns.",
            ),
        )

    @property
    def is_foreign(self) -> bool:
        """Say whether so few columns are known that it is hardly a version of the dataset."""
        return not self.knows_rows and len(self.matched.places) <= len(self.matched.lost)


SHOWN = 4
"""Pairs of columns that a refusal shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A table with the dataset's columns."""

    conversion: Conversion
    notices: tuple[Text, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    """Columns that have another name from now on, by the one they had."""
    given: Mapping[str, str] = field(default_factory=dict)
    """What the new file calls the dataset's columns, by their name from now on."""


def adopt(
    conversion: Conversion,
    staged: Path,
    entry: dict[str, Any],
    columns: Columns,
    present: File | None,
    source: Path,
) -> Adopted:
    """Return a table with the dataset's columns in their order, and its schema in `entry`.

    The written file `staged` is rewritten where they stood otherwise. Raises DataRefused where
    columns come or go and nobody said that they may.
    """
    schema = entry.get("schema", {})
    names = [item["name"] for item in schema.get("fields", [])]
    header = conversion.shape.header
    _there(columns, header, source)
    if not names or list(header) == names:
        _known(columns.same, header, names)
        entry["schema"] = fields.of_header(schema, header, {})
        return Adopted(conversion=conversion)
    _known(columns.same, header, names)
    if conversion.shape.ragged:
        return _unmoved(conversion, entry, columns, source)
    said = {**remembering.of(entry).columns, **columns.same}
    rows = _versions(present, names, conversion)
    found = match(names, header, rows, columns.standards, said)
    if not columns.may_change and (found.lost or found.new):
        knows_rows = names_alike(names, rows, found)
        raise OtherColumns(found, found.guesses(names, header, rows), source, knows_rows=knows_rows)
    is_renaming = columns.may_rename and not columns.keeps_all
    anew = {i.name: i.given for i in found.renamed if is_renaming and i.given not in columns.same}
    order, now = _order(found, names, header, anew, keeps_all=columns.keeps_all)
    notices = [item.words for item in found.renamed if item.name not in anew]
    notices += [_called(name, given) for name, given in anew.items()]
    notices += _come_and_gone(found, is_kept=columns.keeps_all)
    places = [place for place in order if place != NOWHERE]
    if places != sorted(places):
        notices.append(_IN_ORDER)
    remembering.put(entry, columns={i.given: i.name for i in found.renamed if i.name not in anew})
    if order != list(range(len(header))) or now != header:
        conversion = reordered(conversion, staged, order, now)
    new = _fields(conversion, columns) if found.new else {}
    entry["schema"] = fields.of_header(fields.renamed(schema, anew), now, new)
    given = {anew.get(name, name): header[place] for name, place in found.places.items()}
    return Adopted(conversion=conversion, notices=tuple(notices), called=anew, given=given)


def _there(columns: Columns, header: Sequence[str], source: Path) -> None:
    """Raise UsageError where a column is said to be another and is not in the only file.

    上限額 is there as 上限額（円） once its unit was moved: both were said, and are one.
    """
    there = set(map(key, header))
    there |= {key(name) for label in header if (name := parted(label)[0])}
    for given, name in columns.same.items() if columns.is_of_one_file else ():
        if key(given) not in there:
            raise UsageError(
                Text(
                    f"新しいファイルに列「{cut(given)}」はありません。",
                    f"The new file has no column '{cut(given)}'.",
                ),
                where=f"--same {cut(given)}={cut(name)} ({source})",
                next_step=Text(
                    f"新しいファイルの列はこのどれかです: {cut('、'.join(header), 300)}",
                    f"The new file's columns are: {cut(', '.join(header), 300)}",
                ),
            )


def _known(same: Mapping[str, str], header: Sequence[str], names: Sequence[str]) -> None:
    """Raise UsageError where a column of the file is said to be one that the dataset has not."""
    there, own = set(map(key, header)), set(map(key, names))
    for given, name in same.items():
        if key(given) in there and key(name) not in own:
            raise UsageError(
                Text(f"列「{cut(name)}」はありません。", f"There is no column '{cut(name)}'."),
                where=f"--same {cut(given)}={cut(name)}",
                next_step=Text(
                    f"今の列の名前はこのどれかです: {cut('、'.join(names), 300)}",
                    f"The dataset's columns are: {cut(', '.join(names), 300)}",
                ),
            )


def _order(
    found: Matched,
    names: list[str],
    header: tuple[str, ...],
    anew: Mapping[str, str],
    *,
    keeps_all: bool,
) -> tuple[list[int], tuple[str, ...]]:
    """Return the places of the new columns and what they are called.

    New columns stay where they stand. Where known ones come in another order, they get the
    dataset's and new ones go to the end; but a table that calls its columns anew keeps its own
    order: it is of another standard or edition.
    """
    own = {place: anew.get(name, name) for name, place in found.places.items()}
    known = [found.places[name] for name in names if name in found.places]
    if keeps_all and found.lost:
        new = [place for place in range(len(header)) if place not in own]
        order = [*(found.places.get(name, NOWHERE) for name in names), *new]
        return order, (*names, *(header[place] for place in new))
    order = list(range(len(header)))
    if not anew and known != sorted(known):
        order = [*known, *(place for place in order if place not in own)]
    return order, tuple(own.get(place, header[place]) for place in order)


def _unmoved(
    conversion: Conversion, entry: dict[str, Any], columns: Columns, source: Path
) -> Adopted:
    """Return a table whose rows are too uneven for its columns to be moved."""
    schema, header = entry.get("schema", {}), conversion.shape.header
    names = [item["name"] for item in schema.get("fields", [])]
    found = match(names, header, Versions(), (), {})
    if not columns.may_change and (found.lost or found.new):
        raise OtherColumns(found, (), source)
    called = {name: header[place] for name, place in found.places.items()}
    entry["schema"] = fields.of_header(fields.renamed(schema, called), header, {})
    return Adopted(conversion=conversion)


def _versions(present: File | None, names: Sequence[str], conversion: Conversion) -> Versions:
    """Return the rows of both versions; none of the old where others than its columns stand there.

    An officer may have saved over the dataset's file: then its rows are no version of it.
    """
    old = written(present).records() if present is not None else iter(())
    new = conversion.table.records()
    header = next(old, None)
    next(new, None)
    is_old = header is not None and list(map(str, header.cells)) == list(names)
    return Versions(
        old=[tuple(map(str, item.cells)) for item in islice(old, SEEN)] if is_old else (),
        new=[tuple(map(str, item.cells)) for item in islice(new, SEEN)],
    )


def _fields(conversion: Conversion, columns: Columns) -> dict[str, Mapping[str, Any]]:
    """Return what the rows and the standards tell of columns, by their name."""
    header = conversion.shape.header
    found = infer(conversion.table, header, columns.standards, Wishes(dictionary={}))
    return {item["name"]: item for item in found.schema["fields"]}


def _come_and_gone(found: Matched, *, is_kept: bool) -> Iterator[Text]:
    new, lost = cut("、".join(found.new), 200), cut("、".join(found.lost), 200)
    if new:
        yield Text(f"増える列：{new}", f"New columns: {new}")
    if lost and is_kept:
        yield Text(f"新しい行で空になる列：{lost}", f"Columns that are blank in new rows: {lost}")
    elif lost:
        yield Text(f"なくなる列：{lost}", f"Columns that go: {lost}")


def _called(name: str, given: str) -> Text:
    return Text(
        f"「{cut(name, 30)}」の列の名前が「{cut(given, 30)}」に変わります（説明は引き継ぎます）。",
        f"Column '{cut(name, 30)}' is called '{cut(given, 30)}' from now on; its words stay.",
    )

"""The columns of a table that its standard dataset has a rule for, and the cells to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from publisher.findings import Severity
from publisher.rules.hit import Cell, Hit, NotApplicable, Outcome
from publisher.rules.watch import Interest, TableHead, Watch
from publisher.standards import How, Recognition, edition_text
from publisher.words import Text


def followed(table: TableHead) -> Recognition | None:
    """Return the standard that the table may be held to, None where it is only like one."""
    found = table.standard
    return found if table.has_header and found is not None and found.is_sure else None


def held(table: TableHead) -> Recognition | None:
    """Return the standard that values and order are held to.

    A table under machine names (nameKana) has the standard's columns and not its form: what its
    cells should look like is said once they bear the standard's names, or once it is declared.
    """
    found = followed(table)
    if found is None or (table.descriptor or {}).get("standard"):
        return found
    machine = sum(1 for item in found.renamed if item.how is How.MACHINE)
    return None if machine * 2 > sum(1 for field in found.fields if field) else found


def title_of(found: Recognition) -> Text:
    """Return the standard's name with its edition, as a message says it."""
    title, edition = found.standard.title, edition_text(found.standard.edition)
    return Text(f"{title.ja}（{edition.ja}）", f"{title.en} ({edition.en})")


def names_text(names: tuple[str, ...], shown: int = 5) -> Text:
    """Return column names in a row, the first few of many."""
    first = names[:shown]
    more = len(names) - len(first)
    return Text(
        "、".join(f"「{name}」" for name in first) + (f"ほか{more}列" if more else ""),
        ", ".join(f"'{name}'" for name in first) + (f" and {more} more" if more else ""),
    )


class StandardColumns(Watch):
    """Looks at the columns whose standard says that they have one of `forms`."""

    forms: ClassVar[frozenset[str]]
    constraint: ClassVar[str]
    """What the descriptor declares where it holds the column to the same rule."""

    def start(self, table: TableHead) -> Iterator[Outcome]:
        """See which columns there are."""
        found = held(table)
        schema = table.properties.get("schema")
        missing = schema.get("missingValues") if isinstance(schema, Mapping) else None
        self.missing = frozenset(map(str, missing)) if isinstance(missing, list) else frozenset()
        self.declared = {column.position: column.field or {} for column in table.columns}
        self.kinds = {column.position: column.kind for column in table.columns}
        self.columns: dict[int, Mapping[str, Any]] = {
            position: field
            for position, field in enumerate(found.fields if found else (), start=1)
            if field is not None and field.get("form") in self.forms
        }
        if not self.columns:
            yield NotApplicable()

    def fine(self, field: Mapping[str, Any]) -> str:
        """Return the expression of the values that are certainly fine."""
        raise NotImplementedError

    def interests(self) -> Iterator[Interest]:
        """Ask for what is not certainly fine."""
        for position, field in self.columns.items():
            yield Interest(columns=frozenset({position}), unless=self.fine(field))

    def cell(self, cell: Cell) -> Iterator[Hit]:
        """Judge a cell, unless it holds nothing or what the descriptor calls nothing."""
        text = _plain(cell)
        if text and cell.text not in self.missing:
            yield from self.judge(cell, text, self.columns[cell.position])

    def judge(self, cell: Cell, text: str, field: Mapping[str, Any]) -> Iterator[Hit]:
        """Yield what is wrong with a value."""
        raise NotImplementedError

    def severity(self, cell: Cell) -> Severity | None:
        """Return an error where the descriptor itself demands what the standard says."""
        field = self.declared.get(cell.position, {})
        constraints = field.get("constraints")
        is_declared = isinstance(constraints, Mapping) and self.constraint in constraints
        return Severity.ERROR if is_declared else None


def _plain(cell: Cell) -> str:
    """Return a value trimmed; a workbook's whole number without its decimal point."""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return cell.text.strip()

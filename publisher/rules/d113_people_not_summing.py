"""D113: a standard population table whose parts do not make its totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.findings import Severity
from publisher.rules.rule import Hit, NotApplicable, OfTable, Outcome, Rule, TableHead, Watch
from publisher.rules.standard_columns import followed
from publisher.rules.standard_examples import table
from publisher.tables.record import Record, text_of
from publisher.words import Text

_SEXES = ("男性", "女性")
_AGES = Text(
    "年齢ごとの{sex}を足すと{sum}人で、{sex}の{total}人より多くなります。どちらが正しいか確かめてください。",
    "The {sex} of all ages are {sum}, more than the total of {total}. See which is right.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        found = followed(table)
        if found is None or found.standard.slug != "population":
            yield NotApplicable()
            return
        self.wants_rows = True  # one row per area and day: small
        names = [field["name"] if field else "" for field in found.fields]
        self.at = {name: position for position, name in enumerate(names) if name}
        self.ages = {
            sex: [self.at[name] for name in names if name.endswith(f"の{sex}")] for sex in _SEXES
        }

    def row(self, record: Record) -> Iterator[Hit]:
        total, men, women = (
            self._number(record, self.at.get(name)) for name in ("総人口", *_SEXES)
        )
        if total is not None and men is not None and women is not None and men + women != total:
            yield Hit(
                record=record,
                position=self.at["総人口"] + 1,
                values={"men": men, "women": women, "sum": men + women, "total": total},
            )
        for sex, whole in zip(_SEXES, (men, women), strict=True):
            ages = self._sum(record, self.ages[sex])
            # Fewer is no contradiction: people of unknown age are in the total only.
            if whole is not None and ages is not None and ages > whole:
                yield Hit(
                    record=record,
                    position=self.at[sex] + 1,
                    message=_AGES,
                    values={
                        "sex": Text(sex, "men" if sex == "男性" else "women"),
                        "sum": ages,
                        "total": whole,
                    },
                )

    def _sum(self, record: Record, positions: Sequence[int]) -> int | None:
        numbers = [self._number(record, position) for position in positions]
        known = [number for number in numbers if number is not None]
        return sum(known) if known and len(known) == len(numbers) else None

    def _number(self, record: Record, position: int | None) -> int | None:
        """Return a count, None where the cell holds none or a mark (X, *, -) instead."""
        if position is None or position >= len(record.cells):
            return None
        text = text_of(record.cells[position]).replace(",", "").removesuffix(".0")
        return int(text) if re.fullmatch("[0-9]+", text) else None


RULE = Rule(
    id="D113",
    name="people-not-summing",
    severity=Severity.WARNING,
    title=Text("男性と女性を足しても総人口にならない", "Men and women do not make the population"),
    why=Text(
        "どの数が正しいか、使う人には分かりません。",
        "Nobody can tell which of the numbers is right.",
    ),
    fix=Text("元の資料を見て、数を確かめてください。", "Check the numbers against the source."),
    message=Text(
        "男性{men}人と女性{women}人を足すと{sum}人で、総人口の{total}人と合いません。"
        "数を確かめてください。",
        "{men} men and {women} women make {sum}, not the {total} of the total. Check the numbers.",
    ),
    decides=Text(
        "足し算なので確かです。年齢が分からない人がいるため、年齢ごとの数は多いときだけ言います。",
        "Certain, as it is a sum. As some ages are not known, age groups are named only where "
        "they make more than the total.",
    ),
    bad=(table("population", {"総人口": "39"}), table("population", {"0-4歳の男性": "5"})),
    good=(
        table("population"),
        table("population", {"85歳以上の女性": "1"}),
        table("population", {"女性": "", "総人口": "38"}),
    ),
    check=OfTable(_Watch),
)

"""Columns without a name of their own: the officer names them, and only them.

Laws: a name that was said changes nothing but names; what is named is listed; a column with a name
of its own keeps it; without names a table with such columns is refused with nothing written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.desk import naming
from publisher.desk.answers import Question
from publisher.errors import UsageError
from publisher.tidy.draft import Draft, DraftColumn, DraftRow
from tests.publisher.desk_books import SAID, book
from tests.publisher.desk_instance import Town, init

BODY = "datasets/011002_sapporo"
BLANK: list[list[Any]] = [
    ["番号", "名称", None],
    [1, "甲公園", "北口"],
    [2, "乙公園", "南口"],
]
REPEATED: list[list[Any]] = [
    ["停留所", "便", "便"],
    ["駅前", "7:00", "8:00"],
    ["港", "7:10", "8:10"],
]
HEADLESS = "".join(
    f"{street},C,{day}\n" for day, street in enumerate(("青垣町", "青野町", "赤膚町"), 4)
)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    return made


def rows(town: Town, path: str) -> list[str]:
    return (town.root / BODY / path).read_text("utf-8-sig").splitlines()


class Officer:
    """Answers the questions after names with `names`, the others as proposed or with words."""

    def __init__(self, names: str | None) -> None:
        self.names = names
        self.asked: list[Question] = []

    def ask(self, question: Question) -> str | None:
        self.asked.append(question)
        if question.key.name == "column":
            return self.names
        return question.proposed or next(iter(question.choices), "総務課")


@pytest.mark.parametrize("said", ["3=場所", "C=場所", "c=場所"])
def test_a_column_without_a_name_is_named_by_its_place(town: Town, said: str) -> None:
    source = book(town.root / "parks.xlsx", {"一覧": BLANK})
    before = town.files()
    refused = town.run("add", source, *SAID, expect=1)
    assert "C列に名前がありません（値の例：「北口」）" in refused.output
    assert "--column C=名前" in refused.output
    assert town.files() == before

    town.run("add", source, *SAID, f"--column={said}")
    assert rows(town, "011002_parks/parks.csv")[:2] == ["番号,名称,場所", "1,甲公園,北口"]
    path = town.root / BODY / "011002_parks/datapackage.json"
    assert (
        "名前のない列に、名前を付ける（1か所）"
        in json.loads(path.read_text("utf-8"))["origin"]["note"]
    )


def test_repeated_names_are_numbered_where_that_is_wished(town: Town) -> None:
    source = book(town.root / "bus.xlsx", {"時刻": REPEATED})
    refused = town.run("add", source, *SAID, expect=1)
    assert "列の名前「便」が2回以上あります" in refused.output
    assert "--as-proposed" in refused.output

    town.run("add", source, *SAID, "--as-proposed")
    assert rows(town, "011002_bus/bus.csv")[0] == "停留所,便,便_2"
    town.run("add", source, *SAID, "--slug=range", "--column=B-C=第", expect=0)
    assert rows(town, "011002_range/range.csv")[0] == "停留所,第1,第2"


def test_a_text_without_a_header_keeps_its_first_row_when_its_columns_are_named(town: Town) -> None:
    source = town.source(HEADLESS, name="streets.csv")
    named = ("--column=1=町", "--column=2=区分", "--column=3=日")
    part = town.run("add", source, *SAID, *named[:2], "--anyway", expect=1)
    assert "C列に名前がありません" in part.output

    town.run("add", source, *SAID, *named)
    assert rows(town, "011002_streets/streets.csv") == ["町,区分,日", *HEADLESS.splitlines()]


def test_names_may_stand_in_the_answers_for_one_file(town: Town) -> None:
    book(town.root / "hand/parks.xlsx", {"一覧": BLANK})
    book(town.root / "hand/bus.xlsx", {"時刻": REPEATED})
    said = (
        'licence = "CC0"\n["parks.xlsx"]\ntitle = "公園"\ndescription = "公園"\ncolumn = ["3=場所"]\n'
        '["bus.xlsx"]\ntitle = "バス"\ndescription = "バス"\ncolumn = ["C=便2"]\n'
    )
    (town.root / "answers.toml").write_text(said, "utf-8")
    town.run("add", "hand", "--answers=answers.toml")

    assert rows(town, "011002_parks/parks.csv")[0] == "番号,名称,場所"
    assert rows(town, "011002_bus/bus.csv")[0] == "停留所,便,便2"


@pytest.mark.parametrize(
    "said", ["場所", "=場所", "3=", "0=場所", "C-A=場所", "名称=場所", "1=通し番号", "9=場所"]
)
def test_a_name_that_fits_no_column_is_wrong_usage(town: Town, said: str) -> None:
    source = book(town.root / "parks.xlsx", {"一覧": BLANK})
    before = town.files()
    result = town.run("add", source, *SAID, f"--column={said}", expect=2)

    assert "--column" in result.output
    assert town.files() == before


def test_one_question_names_all_columns_of_a_file_within_the_six(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Officer("場所、備考")
    monkeypatch.setattr("publisher.cli.add.asker", lambda: officer)
    more = (("面積", None), (10, "x\ny"), (20, "z\nw"))
    table = [[*row, *cells] for row, cells in zip(BLANK, more, strict=True)]
    town.run("add", book(town.root / "parks.xlsx", {"一覧": table}))

    assert rows(town, "011002_parks/parks.csv")[0] == "番号,名称,場所,面積,備考"
    names = [question.key.name for question in officer.asked]
    assert names[0] == "column"
    assert names.count("column") == 1
    assert len(names) <= 6


@pytest.mark.parametrize(("names", "expect"), [(None, 1), ("場所、備考", 2)])
def test_an_answer_that_names_too_few_or_too_many_writes_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch, names: str | None, expect: int
) -> None:
    monkeypatch.setattr("publisher.cli.add.asker", lambda: Officer(names))
    source = book(town.root / "parks.xlsx", {"一覧": BLANK})
    before = town.files()
    town.run("add", source, expect=expect)

    assert town.files() == before


def test_next_years_file_has_the_names_that_were_given_this_year(town: Town) -> None:
    town.run("add", book(town.root / "parks.xlsx", {"一覧": BLANK}), *SAID, "--column=C=場所")
    new = book(town.root / "parks2027.xlsx", {"一覧": [*BLANK, [3, "丙公園", "西口"]]})
    result = town.run("update", "011002_parks", new, "--write")

    assert "今の表のもの" in result.output
    assert rows(town, "011002_parks/parks.csv")[0] == "番号,名称,場所"
    assert rows(town, "011002_parks/parks.csv")[-1] == "3,丙公園,西口"


NAMES = st.lists(st.sampled_from(["", "甲", "乙", "丙"]), min_size=1, max_size=6)


@given(names=NAMES, said=st.lists(st.sampled_from(["丁", "戊"]), max_size=6))
def test_naming_changes_names_only_and_only_where_one_is_wanted(
    names: list[str], said: list[str]
) -> None:
    columns = tuple(DraftColumn(name=name, position=at) for at, name in enumerate(names, 1))
    draft = Draft(columns=columns, rows=(DraftRow(2, 2, tuple("x" * len(names))),))
    given_ = tuple(naming.Said(at, at, name) for at, name in enumerate(said, 1))
    result, changes = naming.named(draft, given_)

    assert result.rows == draft.rows
    for column, before in zip(result.columns, names, strict=True):
        if before and names.count(before) == 1:
            assert column.name == before
    assert len(changes) == sum(
        one.name != other for one, other in zip(result.columns, names, strict=True)
    )
    for change in changes:
        with pytest.raises(UsageError):
            naming.check([naming.Said(99, 99, change.after)], [draft])


def test_numbering_names_every_repeated_column_apart() -> None:
    draft = Draft(
        columns=tuple(DraftColumn(name="便", position=at) for at in range(1, 5)),
        rows=(DraftRow(2, 2, ("1", "2", "3", "4")),),
    )
    wanted = naming.Wanted(path=Path("x.xlsx"), columns=naming.unnamed(draft))
    (said,) = naming.proposed([wanted]).values()
    result, _ = naming.named(draft, said)

    assert [column.name for column in result.columns] == ["便", "便_2", "便_3", "便_4"]

"""Files are judged once per content and rules, on all processors, always with the same result."""

from __future__ import annotations

import errno
import io
import json
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from publisher.checks import memory as memories
from publisher.checks.judging import Judged, one_by_one
from publisher.checks.memory import Memory
from publisher.checks.pool import FEW, Pool
from publisher.checks.source import Looking, Source
from publisher.cli.progress import Watched
from publisher.errors import SurroundingsError
from publisher.files import SmallFile
from publisher.rules import RULES
from publisher.rules.rule import OfTextFile
from publisher.rules.standard_examples import table
from tests.publisher.examples import ENGINE, STANDARDS
from tests.publisher.test_check import broken_rule, explode


@dataclass(frozen=True, slots=True)
class Deadly(SmallFile):
    """A file over which the process that reads it dies: the memory is full, a library crashes."""

    def open(self) -> io.BytesIO:
        if multiprocessing.parent_process() is not None:
            os._exit(9)
        return io.BytesIO(self.content)


@dataclass(frozen=True, slots=True)
class Failing(SmallFile):
    """A file on a disk that fails."""

    def open(self) -> io.BytesIO:
        raise OSError(errno.EIO, "the disk")


LOOKING = Looking(rules=RULES, engine=ENGINE, standards=STANDARDS)


class Counting:
    """A judge that knows how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, sources: Sequence[Source], looking: Looking) -> Iterator[Judged]:
        self.asked += len(sources)
        return one_by_one(sources, looking)


def source(number: int = 0, content: bytes | None = None, **changes: object) -> Source:
    text = content or f"名称,人口\n町{number},x\n村{number},2\n".encode()
    fields = [{"name": "名称"}, {"name": "人口", "type": "integer"}]
    made = Source(
        file=SmallFile(text),
        form="csv",
        path=f"datasets/o/d{number}/a.csv",
        resource="a",
        properties={"schema": {"fields": fields}},
        descriptor={"name": f"d{number}"},
        body="292095",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields of the test's own


def asked(folder: Path, sources: Sequence[Source]) -> int:
    """Return how many files were judged anew, after proving that the result is the fresh one."""
    inner = Counting()
    found = list(Memory(folder, inner)(sources, LOOKING))

    assert list(one_by_one(sources, LOOKING)) == found
    return inner.asked


def test_an_unchanged_file_is_not_judged_again(tmp_path: Path) -> None:
    sources = [source(number) for number in range(3)]

    assert 3 == asked(tmp_path, sources)
    assert 0 == asked(tmp_path, sources)
    assert 1 == asked(tmp_path, [*sources, source(3)])


@pytest.mark.parametrize(
    "changes",
    [
        {"content": b"\xe5\x90\x8d\xe7\xa7\xb0,b\n1,2\n"},
        {"properties": {}},
        {"descriptor": {"name": "d0", "title": "新しい題"}},
        {"body": "290009"},
        {"path": "datasets/o/d0/b.csv"},
        {"siblings": (source(1),)},
    ],
)
def test_whatever_a_judgement_depends_on_makes_it_new(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    asked(tmp_path, [source()])

    assert 1 == asked(tmp_path, [source(**changes)])  # type: ignore[arg-type]  # as above


def test_new_code_makes_everything_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(tmp_path, [source()])
    monkeypatch.setattr(memories, "_code", lambda: "another")
    assert 1 == asked(tmp_path, [source()])


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"findings": 3, "verdict": {}}', "\x00"])
def test_a_broken_memory_costs_only_time(tmp_path: Path, content: str) -> None:
    asked(tmp_path, [source()])
    for path in tmp_path.glob("*/*.json"):
        path.write_text(content, encoding="utf-8")

    assert 1 == asked(tmp_path, [source()])
    assert 0 == asked(tmp_path, [source()])


def test_a_memory_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "check").write_bytes(b"")

    assert 1 == asked(tmp_path / "check", [source()])


def test_a_memory_of_a_read_only_tree_is_read_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(tmp_path, [source(1), source(2)])
    before = sorted(tmp_path.rglob("*"))

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refused)
    monkeypatch.setattr("publisher.files.write", refused)
    memory = Memory(tmp_path, one_by_one)
    found = list(memory([source(1), source(3)], LOOKING))
    memory.forget_others()

    assert 2 == len(found)
    assert before == sorted(tmp_path.rglob("*"))


def test_our_own_fault_is_not_remembered(tmp_path: Path) -> None:
    looking = replace(LOOKING, rules=(broken_rule(OfTextFile(explode)), *RULES))
    inner = Counting()
    for _ in range(2):
        list(Memory(tmp_path, inner)([source()], looking))

    assert 2 == inner.asked


def test_what_a_run_did_not_use_is_forgotten(tmp_path: Path) -> None:
    asked(tmp_path, [source(1), source(2)])
    memory = Memory(tmp_path, one_by_one)
    list(memory([source(1)], LOOKING))
    memory.forget_others()

    assert 1 == len(list(tmp_path.glob("*/*.json")))
    assert 0 == asked(tmp_path, [source(1)])


def test_no_personal_number_is_remembered(tmp_path: Path) -> None:
    asked(
        tmp_path, [source(content="氏名,個人番号\n山田,123456789018\n鈴木,123456789018\n".encode())]
    )
    kept = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*/*.json"))

    assert json.loads(kept)
    assert "123456789018" not in kept


def test_many_files_are_judged_in_parallel_with_the_same_result() -> None:
    """Other processes, same judgements, same order; how far it is, is told."""
    told: list[int] = []
    sources = [source(number) for number in range(FEW)]

    assert list(one_by_one(sources, LOOKING)) == list(Pool(told.append)(sources, LOOKING))
    assert list(range(1, FEW + 1)) == told


def test_reading_is_told_byte_by_byte() -> None:
    """A watched file is the same file, and its reading adds up."""
    told: list[int] = []
    watched = Watched(SmallFile(b"a,b\n1,2\n"), told.append)
    with watched.open() as stream:
        lines = io.TextIOWrapper(stream, encoding="utf-8").readlines()

    assert ["a,b\n", "1,2\n"] == lines
    assert watched.size == sum(told)
    assert SmallFile(b"a,b\n1,2\n").sha256 == watched.sha256


def test_what_is_remembered_names_the_standard(tmp_path: Path) -> None:
    """Type, edition and how sure they are come out of the memory as they went in."""
    hydrant = source(content=table("fire_hydrant").content, properties={}, descriptor=None)

    assert 1 == asked(tmp_path, [hydrant])
    assert 0 == asked(tmp_path, [hydrant])
    (again,) = Memory(tmp_path, Counting())([hydrant], LOOKING)
    assert again.verdict.standard is not None
    assert "fire_hydrant" == again.verdict.standard.slug


def test_what_is_remembered_names_the_rule_that_tells(tmp_path: Path) -> None:
    """Which finding says why another rule is violated comes out of the memory, too."""
    torn = source(content="名称,,住所\n市役所,,東新町\n公民館,,北新町\n".encode(), properties={})

    assert 1 == asked(tmp_path, [torn])
    assert 0 == asked(tmp_path, [torn])
    (again,) = Memory(tmp_path, Counting())([torn], LOOKING)
    assert {"L1-05": "L1-03"} == again.verdict.told_by


def test_a_file_that_kills_the_process_is_our_fault_and_the_others_are_judged() -> None:
    """X000 for that file alone, in its place; a rule of ours cannot end the run by dying."""
    sources = [source(number) for number in range(FEW)]
    sources[40] = source(40, file=Deadly(b"a,b\n1,2\n"))
    told: list[int] = []
    found = list(Pool(told.append)(sources, LOOKING))

    assert ["X000"] == [item.rule for item in found[40].findings]
    assert "not_checked" == found[40].verdict.rules["L2-03"].value
    assert list(one_by_one(sources[:40], LOOKING)) == found[:40]
    assert list(one_by_one(sources[41:], LOOKING)) == found[41:]
    assert list(range(1, FEW + 1)) == told


def test_a_disk_that_fails_under_another_process_is_said_as_such() -> None:
    """The words come across whole, not as the end of a process."""
    sources = [source(number) for number in range(FEW)]
    sources[40] = source(40, file=Failing(b"a,b\n1,2\n"))

    with pytest.raises(SurroundingsError) as raised:
        list(Pool(lambda _number: None)(sources, LOOKING))

    assert ("datasets/o/d40/a.csv (the disk)", 5) == (raised.value.where, raised.value.exit_code)
    assert "ディスク" in raised.value.next_step.ja

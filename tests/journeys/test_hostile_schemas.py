"""Hostile definitions of columns, and a rule of ours that raises, through the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from publisher import cli, rules
from publisher.check import check_files
from publisher.findings import Severity
from publisher.rules.rule import OfTable, Rule, TableHead, Watch
from publisher.words import Text
from tests.towns import Town

LONG = f"名称,人口\n{'a' * 50_000}!,1\n新町,2\n"
SECONDS = 60
"""For forty tables of two rows."""


def schema(constraints: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    text = {"name": "名称", "type": "string", "constraints": constraints or {}}
    return {"fields": [text, {"name": "人口", "type": "integer"}], **more}


def reference(*fields: str) -> dict[str, Any]:
    return {"fields": list(fields), "reference": {"resource": "", "fields": []}}


HOSTILE: Mapping[str, tuple[object, str]] = {
    "nested": (schema({"pattern": "(a+)+$"}), "constraint-error"),
    "choice": (schema({"pattern": "(a|aa)+$"}), "constraint-error"),
    "many": (schema({"pattern": "(.*a){20}$"}), "constraint-error"),
    "back": (schema({"pattern": r"(a|aa)+\1(b*)*c"}), "schema-error"),
    "ahead": (schema({"pattern": r"x(?=(a+)+b)a*"}), "schema-error"),
    "huge": (schema({"pattern": "a{4000000000}"}), "constraint-error"),
    "open": (schema({"pattern": "("}), "schema-error"),
    "no_length": (schema({"minLength": 10, "maxLength": 2}), "P041"),
    "no_word": (schema({"enum": []}), "P041"),
    "no_word_fits": (schema({"enum": ["本町"], "pattern": "新.*"}), "P041"),
    "length_in_words": (schema({"minLength": "長い"}), "field-error"),
    "key_of_none": (schema(primaryKey=["ない"]), "schema-error"),
    "reference_of_none": (schema(foreignKeys=[reference("ない")]), "schema-error"),
    "two_of_one_name": ({"fields": [{"name": "名称"}, {"name": "名称"}]}, "schema-error"),
    "no_type": ({"fields": [{"name": "名称", "type": "文字"}]}, "field-error"),
    "null": ({"fields": [None]}, "schema-error"),
    "list": ([], "P009"),
}
"""Patterns that would not end, definitions that contradict themselves: what is said of each."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[dict[str, Any]]]:
    """The errors by dataset, of one run over all of them; fifty thousand letters in each."""
    town = Town(tmp_path_factory.mktemp("town"))
    town.add("good")
    for name, (declared, _) in HOSTILE.items():
        town.add(name, LONG)
        town.change(name, resources=[town.resource(town.name(name), name, schema=declared)])
    done = town.run("check", "--format", "json", timeout=SECONDS)
    assert (1, "") == (done.returncode, done.stderr)
    errors = [item for item in json.loads(done.stdout)["findings"] if item["severity"] == "error"]
    return {
        name: [item for item in errors if f"/{town.name(name)}/" in f"{item['path']}/"]
        for name in ("good", *HOSTILE)
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_definition_is_named(
    found: Mapping[str, list[dict[str, Any]]], name: str
) -> None:
    """As what it is, in both languages, in sentences that can be read."""
    assert HOSTILE[name][1] in {item["rule"] for item in found[name]}
    assert all(len(item["message"]["ja"]) < 300 for item in found[name])
    assert all(item["message"]["ja"] != item["message"]["en"] for item in found[name])


def test_the_other_datasets_are_judged(found: Mapping[str, list[dict[str, Any]]]) -> None:
    assert [] == found["good"]


class _Raising(Watch):
    def start(self, table: TableHead) -> list[Any]:
        raise ZeroDivisionError(table.path)


BROKEN = Rule(
    id="Z999",
    name="raises",
    severity=Severity.ERROR,
    title=Text("試験", "A test"),
    why=Text("試験", "A test"),
    fix=Text("試験", "A test"),
    message=Text("試験", "A test"),
    bad=(),
    good=(),
    check=OfTable(_Raising),
)


def test_a_rule_of_ours_that_raises_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X000 says that it is our fault; all other rules judge all files."""
    with_broken = partial(check_files, rules=(BROKEN, *rules.RULES))
    monkeypatch.setattr("publisher.check.check_files", with_broken)
    monkeypatch.chdir(tmp_path)
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("名称,名称\n本町,\n", encoding="utf-8")
    done = CliRunner().invoke(cli.main, ["check", "a.csv", "b.csv", "--format", "json"])
    report = json.loads(done.stdout)

    assert ["a.csv", "b.csv"] == [x["path"] for x in report["findings"] if x["rule"] == "X000"]
    assert ["a.csv", "b.csv"] == [x["path"] for x in report["findings"] if x["rule"] == "L2-03"]
    assert {"Z999": "not_checked"}.items() <= report["files"][0]["rules"].items()
    assert "Traceback" not in done.output

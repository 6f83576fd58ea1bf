"""Generated pages: written, compared, complete."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from publisher import docgen
from publisher.cli import COMMANDS, main, reference
from publisher.docgen import Page
from publisher.render import rules_page
from publisher.rules import RULES
from publisher.tables.fault_words import WORDS

PAGES = (Page("docs/a.md", lambda: ["# a", "x"]), Page("b.md", lambda: ["b"]))


def test_pages_are_written_and_then_agree(tmp_path: Path) -> None:
    assert 1 == docgen.main(["--check"], tmp_path, PAGES)
    assert 0 == docgen.main([], tmp_path, PAGES)
    assert 0 == docgen.main(["--check"], tmp_path, PAGES)
    assert "# a\nx\n" == (tmp_path / "docs/a.md").read_text(encoding="utf-8")


def test_an_edited_page_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check names the page and what to run."""
    docgen.write(tmp_path, PAGES)
    (tmp_path / "b.md").write_text("edited", encoding="utf-8")

    assert 1 == docgen.main(["--check"], tmp_path, PAGES)
    said = capsys.readouterr().err
    assert "b.md" in said
    assert "a.md" not in said
    assert "make docs" in said


def test_a_wrong_word_is_wrong_usage(tmp_path: Path) -> None:
    assert 2 == docgen.main(["--chek"], tmp_path, PAGES)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_id_that_a_report_can_hold_is_on_the_page(language: rules_page.Language) -> None:
    """Our rules and frictionless's types, each with why and how to mend it."""
    page = "\n".join(rules_page.lines(language))

    for rule in RULES:
        assert f"### {rule.id} " in page
        assert (rule.why.ja if language == "ja" else rule.why.en) in page
        assert (rule.fix.ja if language == "ja" else rule.fix.en) in page
    for kind in WORDS:
        assert f"`{kind}`" in page
    assert page.count("```") % 2 == 0


def test_numbers_of_both_editions_are_on_the_page() -> None:
    assert "2026年版 L2-03 · 2020年版 1-6" in "\n".join(rules_page.lines("ja"))


def test_the_commands_page_does_not_depend_on_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each command of the group has its section, whatever COLUMNS says."""

    @click.group()
    def group() -> None:
        """The group."""

    @group.command()
    @click.option("--base", help="word " * 40)
    def check(base: str) -> None:
        """Check."""

    pages = []
    for columns in ("40", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        pages.append("\n".join(reference.lines(group, "opendata")))

    assert pages[0] == pages[1]
    assert "## opendata check" in pages[0]


def test_the_pages_are_the_registered_ones() -> None:
    """RULES.md for officers, rules.md in English, and the commands of the group."""
    assert {"datasets/RULES.md", "docs/rules.md", "docs/cli.md"} <= {
        page.path for page in docgen.PAGES
    }
    assert "check" in COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained_in_both_languages(name: str) -> None:
    """An officer reads what a command is for, and what each option does, in Japanese."""
    context = click.Context(main)
    command = main.get_command(context, name)
    assert command is not None
    spoken = {"what it is for": command.help} | {
        option.name: option.help for option in command.params if isinstance(option, click.Option)
    }

    assert [] == [
        what
        for what, words in spoken.items()
        if not re.search("[ぁ-んァ-ヶ一-龠]", words or "") or not re.search("[a-z]{2}", words or "")
    ]


def test_what_a_dataset_remembers_is_told_key_by_key() -> None:
    """The page on it names every key of `intake` that the descriptor's schema knows."""
    root = Path(__file__).parents[2]
    page = (root / "docs/decisions/0008-what-a-dataset-remembers.md").read_text("utf-8")
    schema = json.loads((root / "schemas/dataset.schema.json").read_bytes())
    intake = schema["properties"]["resources"]["items"]["properties"]["intake"]["properties"]

    assert [] == [key for key in intake if f"`{key}`" not in page]

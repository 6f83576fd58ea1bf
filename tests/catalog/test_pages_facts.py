"""The "about" lines of a dataset page that the publisher's extras fill."""

from __future__ import annotations

import pytest

from catalog.pages import vocabulary
from catalog.pages.dataset_facts import facts_of
from catalog.pages.language import Language


def shown(extras: dict[str, str], language: Language) -> dict[str, str]:
    descriptor = {"standard": {"slug": "public_toilet", "edition": "2026-08"}}
    facts = facts_of(descriptor, extras, None, vocabulary.load(), language)
    return {fact.label: fact.value.value for fact in facts}


@pytest.mark.parametrize(
    ("level", "ja", "en"),
    [
        ("0", "レベル1に届いていません（国のルール2026年版、全3段階）", "below level 1 of 3"),
        ("2", "レベル2（国のルール2026年版、全3段階）", "level 2 of 3"),
        ("3", "レベル3（国のルール2026年版、3段階のいちばん上）", "level 3 of 3"),
    ],
)
def test_the_level_of_machine_readability_is_told(level: str, ja: str, en: str) -> None:
    """Level 0 is a fact too; what is not known (a foreign dataset, another word) is left out."""
    extras = {"machine_readability": level}

    assert ja == shown(extras, Language.JA)["機械判読性"]
    assert shown(extras, Language.EN)["Machine-readability"].startswith(en)
    for unknown in ({}, {"machine_readability": "high"}):
        assert "機械判読性" not in shown(unknown, Language.JA)


def test_the_edition_of_a_standard_is_told_as_a_month() -> None:
    assert "公衆トイレ一覧（2026年8月版）" == shown({}, Language.JA)["標準データセット"]

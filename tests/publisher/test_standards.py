"""Recognising standard datasets by their header."""

from __future__ import annotations

import re

import pytest

from publisher import standards
from publisher.standards import Standard, recognise

STANDARDS = standards.load()
TOILETS = next(item for item in STANDARDS if item.slug == "public_toilet")
HEADER = tuple(field["name"] for field in TOILETS.fields)


def test_the_standard_has_its_39_columns_described_and_typed() -> None:
    assert len(HEADER) == 39
    for field in TOILETS.fields:
        assert field["type"] in {"string", "number", "integer"}
        assert field["description"]
        assert field["translations"]["en"]["title"]
        assert field["requirement"] in {"◎", "○", ""}
        re.compile(field.get("constraints", {}).get("pattern", ""))


def test_the_standards_own_header_is_exact() -> None:
    found = recognise(HEADER, STANDARDS)

    assert found is not None
    assert found.is_exact
    assert found.standard is TOILETS


def test_width_brackets_and_spaces_of_a_header_do_not_count() -> None:
    seen = [name.replace("（", "(").replace("）", ")").replace("ID", "ＩＤ ") for name in HEADER]
    found = recognise(seen, STANDARDS)

    assert found is not None
    assert found.is_exact


def test_another_order_is_not_exact() -> None:
    found = recognise((HEADER[1], HEADER[0], *HEADER[2:]), STANDARDS)

    assert found is not None
    assert not found.in_order
    assert (found.missing, found.extra) == ((), ())


def test_missing_and_extra_columns_are_named() -> None:
    found = recognise((*HEADER[:-1], "駐車場"), STANDARDS)

    assert found is not None
    assert found.missing == ("備考",)
    assert found.extra == ("駐車場",)
    assert not found.is_exact


@pytest.mark.parametrize(
    ("seen", "name"),
    [
        ("女性トイレ数", "女性トイレ総数"),
        ("1.名称", "名称"),
        ("所在地_連結標記", "所在地_連結表記"),
    ],
)
def test_a_known_alias_is_named_and_not_exact(seen: str, name: str) -> None:
    found = recognise([seen if label == name else label for label in HEADER], STANDARDS)

    assert found is not None
    assert found.renamed == ((seen, name),)
    assert not found.is_exact


def test_a_header_that_shares_little_is_no_standard() -> None:
    assert recognise(("名称", "緯度", "経度"), STANDARDS) is None
    assert recognise((), STANDARDS) is None


def test_of_two_editions_that_fit_the_later_is_taken() -> None:
    later = Standard(
        slug=TOILETS.slug,
        edition="2099-01",
        title=TOILETS.title,
        tags=TOILETS.tags,
        fields=TOILETS.fields,
        aliases={},
    )
    found = recognise(HEADER, (TOILETS, later))

    assert found is not None
    assert found.standard is later

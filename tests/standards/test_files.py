"""Laws of schemas/standards: every file is what the publisher, the engine and people expect."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import frictionless
import pytest

from publisher import contracts
from publisher.errors import SurroundingsError
from publisher.standards import Basis, Standard, load, recognise, requirement_of
from publisher.standards.labels import fold
from tests.standards.samples import STANDARDS, TOILETS, standard

FILES = contracts.standards()
SCHEMA = contracts.read("standard.schema.json")
IN_2020 = {
    "aed", "care_service", "cultural_property", "evacuation_space", "event", "fire_hydrant",
    "hospital", "open_data_list", "population", "preschool", "public_facility", "public_toilet",
    "public_wireless_lan", "tourism",
}  # fmt: skip
each = pytest.mark.parametrize("item", STANDARDS, ids=lambda item: f"{item.edition}-{item.slug}")


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_to_its_contract_and_its_name(name: str) -> None:
    """Each file keeps standard.schema.json, and lies where its slug and edition say."""
    document = contracts.read(name)

    assert [] == contracts.schema_errors(document, SCHEMA)
    assert name == f"standards/{document['edition']}/{document['slug']}.json"


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_written_for_people(name: str) -> None:
    """Readable Japanese, two spaces, no escapes: the files are changed by hand, in PRs."""
    text = (Path(contracts.__file__).parent.parent / "schemas" / name).read_text(encoding="utf-8")

    assert "\\u" not in text
    assert text.startswith('{\n  "slug": ')
    assert text.endswith("}\n")


@pytest.mark.parametrize("name", FILES)
def test_a_schema_is_a_table_schema(name: str) -> None:
    """frictionless takes every schema, patterns and bounds included."""
    report = frictionless.Schema.validate_descriptor(contracts.read(name)["schema"])

    assert report.valid, report.flatten(["note"])


@each
def test_columns_and_seenare_told_apart(item: Standard) -> None:
    """No key leads to two columns of a standard, else a header could not be read one way."""
    names = [field["name"] for field in item.fields]
    keys = Counter(fold(name) for name in names)
    others = Counter(
        fold(other)
        for known in (item.aliases, item.spellings)
        for column, seen in known.items()
        for other in seen
        if known is item.aliases or fold(other) != fold(column)
    )
    machine = Counter(
        name for field in item.fields for name in {fold(name) for name in field.get("names", ())}
    )

    assert not [key for key, count in keys.items() if count > 1]
    assert not [key for key, count in others.items() if count > 1 or key in keys]
    assert not [key for key, count in machine.items() if count > 1]
    assert set(item.aliases) | set(item.spellings) <= set(names)


@each
def test_what_is_seen_is_an_alias_or_a_spelling(item: Standard) -> None:
    """The places where names were seen speak of names that are there."""
    document = contracts.read(f"standards/{item.edition}/{item.slug}.json")
    known = {
        other
        for names in (item.aliases, item.spellings)
        for column in names.values()
        for other in column
    }

    assert set(document.get("seen", {})) <= known


@each
def test_a_form_agrees_with_its_type(item: Standard) -> None:
    """A column's form, type and constraints say the same thing."""
    for field in item.fields:
        constraints = field.get("constraints", {})
        match field.get("form"):
            case "presence":
                assert constraints["enum"] == ["有", "無"]
            case "flag":
                assert constraints["enum"] == ["1"]
            case "choice":
                assert len(constraints["enum"]) > 1
            case "date":
                assert field["type"] == "date"
            case "latitude" | "longitude":
                assert field["type"] == "number"
                assert {"minimum", "maximum"} <= set(constraints)
            case "time" | "weekdays" | "municipality-code" | "postal-code":
                assert constraints["pattern"]
            case "kana" | "list" | "telephone":
                assert field["type"] == "string"
            case _:
                pass


@each
def test_examples_keep_their_own_columns_rules(item: Standard) -> None:
    """What the book gives as an example passes the pattern that is made of the book."""
    for field in item.fields:
        pattern, example = field.get("constraints", {}).get("pattern"), field.get("example")
        if pattern and example:
            assert re.fullmatch(pattern, example), (field["name"], example)


def test_both_editions_are_there() -> None:
    """The 14 types of 2020, and every one of them in the current edition too."""
    slugs = {
        edition: {item.slug for item in STANDARDS if item.edition == edition}
        for edition in ("2020", "2026-08")
    }

    assert slugs["2020"] >= IN_2020
    assert slugs["2026-08"] >= slugs["2020"]
    assert len(slugs["2026-08"]) == 20


@pytest.mark.parametrize(
    ("slug", "edition", "columns"),
    [
        ("aed", "2020", 22),
        ("population", "2020", 47),
        ("evacuation_space", "2020", 26),
        ("cultural_property", "2020", 34),
        ("public_toilet", "2026-08", 39),
        ("evacuation_space", "2026-08", 39),
        ("open_data_list", "2026-08", 42),
        ("preschool", "2026-08", 53),
        ("public_wireless_lan", "2026-08", 28),
        ("fire_hydrant", "2026-08", 16),
        ("garbage_separation", "2026-08", 10),
        ("population", "2026-08", 46),
    ],
)
def test_a_standard_has_the_columns_that_sources_count(
    slug: str, edition: str, columns: int
) -> None:
    """The number of columns is the one that definitions and published files have."""
    assert len(standard(slug, edition).fields) == columns


@each
def test_official_columns_carry_their_mark(item: Standard) -> None:
    """Where the definition is known, every column says whether it must be there."""
    if item.basis is Basis.OFFICIAL:
        assert all(requirement_of(field) is not None for field in item.fields)


def test_hazard_flags_must_be_there_and_may_be_empty() -> None:
    """A required column is not a required value: no hazard is an empty cell."""
    for edition in ("2020", "2026-08"):
        flags = [
            field
            for field in standard("evacuation_space", edition).fields
            if field.get("form") == "flag"
        ]

        assert len(flags) == 9
        assert all(field["requirement"] == "◎" for field in flags)
        assert not any("required" in field["constraints"] for field in flags)


def test_the_toilets_keep_the_books_words() -> None:
    """The one definition that is known word for word is here word for word."""
    for field in TOILETS.fields:
        assert field["description"]
        assert field["translations"]["en"]["title"]
        assert field["requirement"] in {"◎", "○", ""}


@pytest.mark.parametrize(
    "content", ["[]", "{}", '{"slug": 1', '{"slug": "own", "edition": "2026-08", "basis": "guess"}']
)
def test_an_instances_broken_file_is_named(tmp_path: Path, content: str) -> None:
    """A council's own standard that cannot be read is said so, with the place; no traceback."""
    own = tmp_path / "schemas/standards/2026-08/own.json"
    own.parent.mkdir(parents=True)
    own.write_text(content, encoding="utf-8")

    with pytest.raises(SurroundingsError) as refused:
        load(tmp_path)

    assert refused.value.where == "schemas/standards/2026-08/own.json"


def test_an_instances_own_standard_comes_beside_ours(tmp_path: Path) -> None:
    """A council may define a type of its own, and its files are recognised by it."""
    document = contracts.read("standards/2026-08/fire_hydrant.json")
    fields = [
        {**field, "name": f"県独自_{field['name']}"} for field in document["schema"]["fields"]
    ]
    own = {
        **document,
        "slug": "own",
        "schema": {"fields": fields},
        "aliases": {},
        "spellings": {},
    }
    target = tmp_path / "schemas/standards/2026-08/own.json"
    target.parent.mkdir(parents=True)
    target.write_text(json.dumps(own), encoding="utf-8")
    known = load(tmp_path)
    found = recognise([field["name"] for field in fields], known)

    assert len(known) == len(STANDARDS) + 1
    assert found is not None
    assert found.standard.slug == "own"

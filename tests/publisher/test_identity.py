"""Ids and digests: made from names alone, and telling exactly when a source changed."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from publisher import tree
from publisher.identity import dataset_digest, derived_id, organization_digest
from tests.towns import Town

texts = st.text(min_size=1, max_size=20)


@given(texts, texts, texts)
def test_derived_ids_are_version_4_uuids_and_stable(instance: str, name: str, part: str) -> None:
    """The same three names give the same id; it passes clients that insist on version 4."""
    found = uuid.UUID(derived_id(instance, name, part))

    assert 4 == found.version
    assert str(found) == derived_id(instance, name, part)
    assert str(found) != derived_id(instance, name, part + "x")


def test_a_known_id_never_changes() -> None:
    """Citizens link to it: a change of the derivation would break every new link."""
    assert "015e2e1c-bf57-4354-bdba-7b980bc361e4" == derived_id("i", "d", "r")


def test_the_digest_follows_descriptor_files_and_organization(tmp_path: Path) -> None:
    """Each part of the source changes the digest; reading it twice does not."""
    town = Town(tmp_path / "town")
    folder = town.add("towns")

    def digest() -> str:
        loaded = tree.load(town.root)
        return dataset_digest(loaded.datasets[0], loaded.organizations[0])

    seen = [digest()]
    assert seen[0] == digest()
    town.change("towns", title="別の題")
    seen.append(digest())
    (folder / "towns.csv").write_text("名称,人口\r\n", encoding="utf-8")
    seen.append(digest())
    path = folder / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    seen.append(digest())  # downloads are byte for byte: so white space counts
    organization = tree.load(town.root).organizations[0]
    moved = replace(organization, kana="べつ")

    assert len(set(seen)) == len(seen)
    assert organization_digest(organization) != organization_digest(moved)
    assert all(item.startswith("1:") for item in seen)

"""Text read in a wrong encoding is known for what it was, and no real name is taken for such."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from publisher.municipalities import load
from publisher.rules.surnames import SURNAMES
from publisher.tables.garbled import SHOWS, original
from tests.publisher.examples import report_on_bytes

JAPANESE = st.text(
    st.sampled_from("奈良県生駒市東新町中央公民館あいうえおアイウエオ名称住所備考、。"),
    min_size=2,
    max_size=20,
)


@given(text=JAPANESE)
def test_what_was_read_in_a_western_encoding_comes_back(text: str) -> None:
    """Every byte is still there: it comes back whole, and the search shows it."""
    garbled = text.encode().decode("latin-1")
    assert original(garbled) == text
    assert re.search(SHOWS, garbled)


@given(text=JAPANESE)
def test_what_was_read_in_cp932_comes_back_where_no_byte_was_lost(text: str) -> None:
    """What comes back is the text but for what was lost; nothing else is made of it."""
    garbled = text.encode().decode("cp932", "replace")
    found = original(garbled)
    if "\ufffd" not in garbled:
        assert found == text
        assert re.search(SHOWS, garbled)


def test_names_of_people_and_towns_are_as_they_are() -> None:
    """Rare kanji stand in them, and kanji that garbled text begins with."""
    towns = {town.name for town in load().all}
    assert len(towns) > 1500
    assert [name for name in {*SURNAMES, *towns, "螂", "驛館", "鬮山"} if original(name)] == []


def test_garbled_text_gets_no_advice_on_its_characters() -> None:
    """Half-width kana in it were never written: only that it is garbled is said."""
    report = report_on_bytes("名称\n荳ｭ螟ｮ蜈ｬ豌鷹､ｨ\n".encode(), "a.csv")
    assert {finding.rule for finding in report.findings} >= {"P021"}
    assert "L1-08" not in {finding.rule for finding in report.findings}

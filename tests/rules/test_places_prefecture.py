"""D004 in a prefecture: a place should be in the municipality that its address names."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.rules import homes
from publisher.rules.coordinates import Pair
from publisher.rules.whereabouts import Elsewhere
from tests.rules.test_places import KNOWN, NARA_PREF, said

OTHERS = [item for item in KNOWN.all if item.code.startswith("29")]
KASHIHARA = "奈良県橿原市八木町1-1-18"
TENRI = "34.5970,135.8370"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (f"奈良県天理市川原城町605,{TENRI},", "where its address is"),
        (f"天理市川原城町605,{TENRI},", "without the prefecture"),
        (f",{TENRI},", "without an address"),
        (f"八木町1-1-18,{TENRI},", "an address without a municipality"),
        (f"奈良県,{TENRI},", "an address of the prefecture only"),
        (f"東京都千代田区平河町2-6-3,{TENRI},", "an address in another prefecture"),
        (f"奈良県橿原市・天理市,{TENRI},", "a place in both"),
        (f"{KASHIHARA},{TENRI},天理市川原城町", "another address says so"),
        ("奈良県奈良市二名1,34.6950,135.7180,", "less than two kilometres beyond the border"),
        (f"{KASHIHARA},,,", "without a place"),
    ],
)
def test_places_of_a_prefecture_that_are_fine(row: str, what: str) -> None:
    """Near to what its address names, or nobody knows what that is."""
    assert not said(f"名称,住所,緯度,経度,連絡先住所\n施設,{row}\n", NARA_PREF, "D004"), what


@pytest.mark.parametrize("address", [KASHIHARA, "橿原市八木町1", "〒634-8586　奈良県橿原市八木町1"])
def test_a_place_of_a_prefecture_away_from_its_address(address: str) -> None:
    """Likely: whose place the address names, and where it is instead."""
    (found,) = said(f"名称,住所,緯度,経度\n施設,{address},{TENRI}\n", NARA_PREF, "D004")
    assert (found.place.line, found.certainty) == (2, "likely")
    assert "住所の橿原市の外（天理市、約" in found.message.ja


def test_an_address_of_somebody_does_not_tell_where_a_place_is() -> None:
    """Whoever manages it sits elsewhere."""
    assert not said(f"名称,管理者住所,緯度,経度\n施設,{KASHIHARA},{TENRI}\n", NARA_PREF, "D004")


def test_most_places_in_another_municipality_are_seen() -> None:
    """The office of each of the prefecture, with the address of each other."""
    pairs = [(one, other) for one in OTHERS for other in OTHERS if one is not other]
    rows = "".join(
        f"施設,奈良県{one.name}1番地,{other.latitude},{other.longitude}\n" for one, other in pairs
    )
    found = said(f"名称,住所,緯度,経度\n{rows}", NARA_PREF, "D004")
    told = sum(1 if not item.rows else sum(b - a + 1 for a, b in item.rows) for item in found)
    assert told > 0.9 * len(pairs)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [*(f"奈良県{item.name}1" for item in OTHERS[:6]), "", "東新町1", "奈良市"]
            ),
            st.sampled_from(
                [f"{item.latitude},{item.longitude}" for item in OTHERS[:6]] + [",", "x,1"]
            ),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_what_a_frame_spares_is_not_told_of_rows(cells: list[tuple[str, str]]) -> None:
    """The predicate shows every row that is told where rows are looked at one by one."""
    its = homes.of(NARA_PREF, KNOWN)
    assert its is not None
    values = [(address, *point.split(",")) for address, point in cells]
    frame = pl.DataFrame(values, schema=dict.fromkeys("123", pl.String), orient="row")
    shown = Elsewhere(its.towns, Pair(2, 3), (1,))(frame)
    rows = "".join(f"{address},{point}\n" for address, point in cells)
    told = said(f"住所,緯度,経度\n{rows}", NARA_PREF, "D004")
    assert {(item.place.line or 0) - 2 for item in told if "住所の" in item.message.ja} <= set(
        shown
    )


def test_a_million_places_of_a_prefecture_are_not_looked_at_one_by_one() -> None:
    """Those near to what their addresses name are spared in a frame, and one that is not is found."""
    rows = "".join(
        f"奈良県生駒市東新町{n},34.69{n % 100:02},135.69{n % 100:02}\n" for n in range(60_000)
    )
    text = f"住所,緯度,経度\n{rows}{KASHIHARA},{TENRI}\n"
    (found,) = said(text, NARA_PREF, "D004")
    assert found.place.line == 60_002

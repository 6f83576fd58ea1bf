"""Where places should be: D004 and C002 by areas, on small tables and on frames."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import files, municipalities
from publisher.checks.judging import judged
from publisher.checks.source import Looking, Source
from publisher.engine.engine import CompiledEngine
from publisher.findings import Finding
from publisher.municipalities import Municipalities
from publisher.rules import d004_distant_coordinates as d004
from publisher.rules import known
from publisher.rules.coordinates import Pair, number_of
from publisher.rules.hit import Cell
from publisher.rules.whereabouts import Outside, told_by

KNOWN = municipalities.load()
IKOMA, NARA_PREF, TAKAMATSU, KOBE = "292095", "290009", "372013", "281000"
TOKYO, HOKKAIDO, NAGOYA, KYOTO = "130001", "010006", "231002", "261009"
MINATO = "131032"
PLAIN = "名称,緯度,経度\n市役所,34.6939,135.6979\n"


def said(
    text: str, body: str | None, *rules: str, register: Municipalities = KNOWN
) -> list[Finding]:
    looking = Looking(
        rules=tuple(known(rule) for rule in rules or ("D003", "D004", "D005")),
        engine=CompiledEngine(),
        municipalities=register,
    )
    file = files.SmallFile(text.encode())
    return list(judged(Source(file=file, form="csv", path="a.csv", body=body), looking).findings)


def one(body: str | None, latitude: float, longitude: float, address: str = "") -> list[Finding]:
    return said(f"名称,住所,緯度,経度\n施設,{address},{latitude},{longitude}\n", body)


# --- D004 where the publisher is known ----------------------------------------------------


@pytest.mark.parametrize(
    ("body", "latitude", "longitude", "address", "what"),
    [
        (IKOMA, 34.6939, 135.6979, "", "the city hall"),
        (IKOMA, 34.6800, 135.7330, "", "a kilometre beyond the border"),
        (
            IKOMA,
            34.5970,
            135.8370,
            "奈良県天理市川原城町605",
            "the address tells that it is outside",
        ),
        (IKOMA, 35.6795, 139.7400, "東京都千代田区平河町2-6-3", "an office in Tokyo"),
        (NARA_PREF, 34.5970, 135.8370, "", "a prefecture's anywhere in it"),
        (NARA_PREF, 34.0500, 135.9700, "", "far from every office, still in the prefecture"),
        (TAKAMATSU, 34.4200, 134.0600, "", "an island of the city"),
        (TAKAMATSU, 34.3560, 134.0480, "", "a pier"),
        (TAKAMATSU, 34.4050, 134.1300, "", "a reef at sea"),
        (KOBE, 34.6330, 135.2240, "", "an airport on land won from the sea"),
        (KYOTO, 35.2200, 135.8000, "", "a ward of the city, far from its middle"),
        ("134210", 24.2830, 153.9830, "", "1,900 km from the village's office"),
        (TOKYO, 30.4840, 140.3030, "", "an island in no municipality"),
        (HOKKAIDO, 44.0300, 145.8600, "", "the northern islands"),
        (
            "463043",
            31.5930,
            130.5610,
            "鹿児島県鹿児島市泉町14-15",
            "the village's office in a city",
        ),
        (IKOMA, 0, 0, "", "D005's"),
        (IKOMA, 135.6979, 34.6939, "", "D003's"),
    ],
)
def test_places_that_are_fine(
    body: str, latitude: float, longitude: float, address: str, what: str
) -> None:
    """What a town really publishes is not doubted."""
    rules = [item.rule for item in one(body, latitude, longitude, address)]
    assert "D004" not in rules, what


@pytest.mark.parametrize(
    ("body", "latitude", "longitude", "address", "message"),
    [
        (IKOMA, 34.5970, 135.8370, "", "34.59700, 135.83700）は、生駒市の外（天理市、約11km先）"),
        (IKOMA, 34.5970, 135.8370, "奈良県生駒市東新町8", "生駒市の外（天理市、約11km先）"),
        (IKOMA, 34.6900, 135.7600, "", "生駒市の外（奈良市、約3km先）"),
        (IKOMA, 34.5970, 135.8370, "大阪府東大阪市荒本北1", "東大阪市の外（天理市、約16km先）"),
        (IKOMA, 34.5970, 135.8370, "栄町1-1", "生駒市の外（天理市、約11km先）"),
        (IKOMA, 34.5500, 135.2500, "", "生駒市の外（約40km先）"),
        (IKOMA, 52.52, 13.405, "", "日本の外です"),
        (NARA_PREF, 34.6937, 135.5023, "", "奈良県の外（大阪市、約15km先）"),
        (TAKAMATSU, 34.2894, 133.7977, "", "高松市の外（丸亀市、約12km先）"),
        (KOBE, 34.4100, 135.3100, "", "神戸市の外（泉佐野市、約25km先）"),
    ],
)
def test_places_that_are_doubted(
    body: str, latitude: float, longitude: float, address: str, message: str
) -> None:
    """Said once, with whose place it is and how far outside, where that can be told."""
    found = one(body, latitude, longitude, address)

    assert [item.rule for item in found] == ["D004"]
    assert message in found[0].message.ja


def at_home(rows: int) -> str:
    """Return rows of places in the city; 24,000 and more are wide enough to come in frames."""
    return "".join(f"{'施設' * 20}{n},34.69{n % 90:02},135.69{n % 97:02}\n" for n in range(rows))


@pytest.mark.parametrize("rows", [30, 24_000])
def test_one_place_outside_is_found_among_any_number_inside(rows: int) -> None:
    """Small tables come record by record, large ones in frames: the findings are the same."""
    body = at_home(rows)
    odd = "図書館, 34.6010 ,１３５．８３８０\n空,,\n片方,34.6,\n"
    found = said(f"{PLAIN}{body}公園,34.6010,135.8380\n{odd}", IKOMA)

    assert [(item.rule, item.place.line) for item in found] == [
        ("D004", rows + 3),
        ("D004", rows + 4),
    ]


def test_a_number_of_files_cells_stay_with_their_rules() -> None:
    """Where an area is known, nothing, swapped and abroad are each one finding, as elsewhere."""
    rows = {"135.6979,34.6939": "D003", "0,0": "D005", "52.52,13.405": "D004", "34.6,999": "D005"}
    for row, rule in rows.items():
        assert [item.rule for item in said(f"{PLAIN}駅,{row}\n", IKOMA)] == [rule], row


def test_where_no_area_is_known_the_distance_decides(tmp_path: Path) -> None:
    """A body that the vocabulary lacks: 60 km from its office, as for every area unknown."""
    folder = tmp_path / "schemas" / "vocabularies"
    folder.mkdir(parents=True)
    (folder / "areas.json").write_text(json.dumps({"areas": []}), encoding="utf-8")
    register = municipalities.load(tmp_path)

    assert not said(f"{PLAIN}図書館,34.6010,135.8380\n", IKOMA, register=register)
    (found,) = said(f"{PLAIN}図書館,35.6895,139.6917\n", IKOMA, register=register)
    assert "生駒市から381km離れています" in found.message.ja


@pytest.mark.parametrize(
    ("prefecture", "town", "latitude", "longitude", "count"),
    [
        ("奈良県", "生駒市", 34.597, 135.837, 1),
        ("奈良県", "", 34.597, 135.837, 1),
        ("奈良県", "天理市", 34.597, 135.837, 0),
        ("東京都", "", 35.6795, 139.74, 0),
        ("東京都", "千代田区", 35.6795, 139.74, 0),
        ("東京都", "八王子市", 35.6795, 139.74, 1),
    ],
)
def test_a_prefecture_beside_its_town_excuses_nothing(
    prefecture: str, town: str, latitude: float, longitude: float, count: int
) -> None:
    """The standard's columns tell prefecture and municipality apart; the narrower one counts."""
    text = "名称,所在地_都道府県,所在地_市区町村,緯度,経度\n"
    found = said(f"{text}施設,{prefecture},{town},{latitude},{longitude}\n", IKOMA)
    assert len(found) == count


# --- D004 where nobody publishes the file yet ---------------------------------------------

HEAD = "名称,住所,緯度,経度\n"
AT_HOME = "".join(f"園{n},生駒市東新町{n},34.69{n},135.69{n}\n" for n in range(1, 9))


def test_addresses_tell_whose_file_it_is() -> None:
    """Nine in ten addresses, with which the points agree, stand for the publisher."""
    (found,) = said(f"{HEAD}{AT_HOME}新園,,34.6010,135.8380\n", None)
    assert "生駒市の外（天理市、約11km先）" in found.message.ja


def test_addresses_of_a_whole_prefecture_tell_the_prefecture() -> None:
    """A point outside of it is doubted, unless its address says so."""
    towns = (("生駒市", 34.69, 135.69), ("天理市", 34.59, 135.83), ("橿原市", 34.51, 135.79))
    rows = "".join(
        f"園{n},奈良県{name}本町{n},{latitude + n / 1000},{longitude}\n"
        for n in range(4)
        for name, latitude, longitude in towns
    )
    (found,) = said(f"{HEAD}{rows}駅,奈良県天理市川原城町,34.7100,135.4000\n", None)
    assert "天理市の外（尼崎市、約37km先）" in found.message.ja
    assert not said(f"{HEAD}{rows}駅,兵庫県尼崎市,34.7100,135.4000\n", None)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("名称,住所,緯度,経度", "園,生駒市東新町1,34.691,135.691\n駅,,34.60,135.838\n"),
        ("名称,管理者住所,緯度,経度", f"{AT_HOME}園,,34.60,135.838\n"),
        ("名称,住所,緯度,経度", AT_HOME.replace(",34.", ",33.") + "園,,34.60,135.838\n"),
        ("名称,住所,緯度,経度", AT_HOME.replace("生駒市東", "東") + "園,,34.60,135.838\n"),
    ],
)
def test_addresses_that_tell_too_little_decide_nothing(header: str, rows: str) -> None:
    """Too few, somebody's own, those the points do not agree with, those that name no town."""
    assert not said(f"{header}\n{rows}", None, "D004")


def test_a_ward_that_many_cities_have_is_taken_for_the_one_where_the_points_are() -> None:
    """港区 is Tokyo's, Nagoya's and Osaka's."""
    rows = "".join(f"園{n},港区港明{n},35.10{n},136.88{n}\n" for n in range(1, 9))
    (found,) = said(f"{HEAD}{rows}園,,35.6581,139.7514\n", None)
    assert "名古屋市の外（港区" in found.message.ja


# --- C002 ---------------------------------------------------------------------------------


def test_coordinates_tell_another_municipality_s_file() -> None:
    """Where no address tells it; not with one place at home, nor with places all over."""
    places = [f"34.34{n},134.04{n}" for n in range(1, 8)]
    spread = ["34.597,135.837", "35.6795,139.74", "34.6937,135.5023", "35.0,135.76", "34.05,135.97"]
    for rows, count in ((places, 1), ([*places, "34.69,135.69"], 0), (spread, 0), (places[:4], 0)):
        text = "名称,緯度,経度\n" + "".join(f"園,{row}\n" for row in rows)
        found = said(text, IKOMA, "C002")
        assert len(found) == count, rows
        assert all("緯度・経度が高松市の中ばかり" in item.message.ja for item in found)
        assert not said(text, "370002" if rows is places else NARA_PREF, "C002") or rows != spread


@pytest.mark.parametrize(("body", "count"), [(NAGOYA, 0), (MINATO, 0), (IKOMA, 0), (TAKAMATSU, 0)])
def test_a_ward_without_its_city_tells_nobody(body: str, count: int) -> None:
    """A city's own ward is not taken for Tokyo's; whose 港区 it is only the city's name tells."""
    text = "名称,所在地\n" + "".join(f"園{n},港区港明{n}\n" for n in range(8))
    assert len(said(text, body, "C002")) == count
    named = text.replace("港区", "東京都港区")
    assert len(said(named, body, "C002")) == (body != MINATO)


def test_what_an_address_tells() -> None:
    """Quarters tell nobody, wards alone everybody who has one."""
    assert told_by("栄町1-1", KNOWN) == ()
    assert told_by("印旛郡栄町1-1", KNOWN) == ("123293",)
    assert told_by("港区芝1", KNOWN) == (MINATO, "231118", "271071")
    assert told_by("東京都港区芝1", KNOWN) == (MINATO,)


# --- frames -------------------------------------------------------------------------------

IKOMA_NEAR = KNOWN.near(IKOMA)
NUMBERS = st.one_of(
    st.floats(34.5, 34.9).map(str),
    st.floats(135.5, 136.0).map(str),
    st.decimals(-200, 200, places=3, allow_nan=False).map(str),
    st.sampled_from(
        ["", " ", "0", "１３５．７", "nan", "inf", "-inf", "1e3", "3.47e1", "x", "1e308"]
    ),
    st.sampled_from([f"{135.7 + step * 1e5 / 160}" for step in (-1, 1)]),
)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=20))
def test_what_a_frame_spares_lies_inside(cells: list[tuple[str, str]]) -> None:
    """The predicate may only spare what has no latitude or certainly lies in the area."""
    assert IKOMA_NEAR is not None
    frame = pl.DataFrame(cells, schema={"1": pl.String, "2": pl.String}, orient="row")
    shown = Outside(IKOMA_NEAR, Pair(1, 2))(frame)

    assert shown == sorted(set(shown))
    for index in set(range(len(cells))) - set(shown):
        latitude, longitude = (number_of(text) for text in cells[index])
        if latitude is not None and longitude is not None:
            assert IKOMA_NEAR.holds(latitude, longitude)
        else:
            assert cells[index][0] == ""


def test_a_frame_spares_every_plain_place_inside() -> None:
    """Else a million clean rows would be looked at one by one."""
    assert IKOMA_NEAR is not None
    inside = [(f"34.{n:03}", f"135.{m:03}") for n in range(640, 780) for m in range(650, 740)]
    inside = [item for item in inside if IKOMA_NEAR.holds(float(item[0]), float(item[1]))]
    frame = pl.DataFrame(inside, schema={"1": pl.String, "2": pl.String}, orient="row")

    assert len(inside) > 5_000
    assert Outside(IKOMA_NEAR, Pair(1, 2))(frame) == []


def test_a_million_places_at_home_are_not_looked_at_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a frame a rule is shown only the rows that its look at both columns leaves."""
    seen: list[int] = []
    look = d004._Watch._is_home

    def counted(watch: d004._Watch, cell: Cell) -> bool:
        seen.append(cell.number)
        return look(watch, cell)

    monkeypatch.setattr(d004._Watch, "_is_home", counted)
    found = said(f"{PLAIN}{at_home(24_000)}公園,34.6010,135.8380\n", IKOMA, "D004")

    assert [item.place.line for item in found] == [24_003]
    assert len(seen) < 5_000
    assert seen[-1] == 24_003


def test_a_look_at_several_columns_that_crashes_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """X000 is said, and the other rules go on."""

    def crash(finder: Outside, columns: pl.DataFrame) -> list[int]:
        raise ZeroDivisionError

    monkeypatch.setattr(Outside, "__call__", crash)
    rules = {item.rule for item in said(f"{PLAIN}{at_home(24_000)}駅,135.6979,34.6939\n", IKOMA)}

    assert rules == {"X000", "D003"}

"""Golden queries: what a citizen types and what must be found, in a catalog of a few datasets."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.app import create_app
from catalog.settings import Settings
from catalog.text.folding import fold
from catalog.text.grams import runs
from tests.catalog.conftest import SITE, TOKEN, Clock, Desk, Front

TOILETS = "名称,所在地\r\n高山竹林園,生駒市高山町3440番\r\nＨＯＳ生駒,生駒市高山町166\r\n"
DESCRIPTOR: dict[str, Any] = {
    "translations": {"en": {"title": "Public toilets", "description": "Where to find them"}},
    "resources": [
        {
            "schema": {
                "fields": [
                    {"name": "男性トイレ総数", "title": "Men", "description": "車椅子は別"},
                    "broken",
                ]
            }
        }
    ],
}


@pytest.fixture(scope="module")
def town(front: Front, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("golden")
    (root / "token").write_text(TOKEN, encoding="utf-8")
    settings = Settings(
        site=replace(SITE, url=front.url),
        host="127.0.0.1",
        port=0,
        store=root / "store",
        token_file=root / "token",
    )
    with front.serving(create_app(settings, Clock())):
        publisher = Desk(front.url, {"Authorization": TOKEN})
        _fill(publisher)
        yield Desk(front.url, {})


def _fill(publisher: Desk) -> None:
    for name, title, kana in [
        ("292095_ikoma", "生駒市", "いこまし"),
        ("290009_nara", "奈良県", "ならけん"),
    ]:
        publisher("organization_create", name=name, title=title,
                  extras=[{"key": "kana", "value": kana}, {"key": "code", "value": name[:6]}])  # fmt: skip

    def add(name: str, title: str, owner: str = "292095_ikoma", **more: Any) -> None:
        publisher("package_create", name=name, title=title, owner_org=owner, **more)

    add(
        "toilets",
        "公衆トイレ一覧",
        notes="市内の公衆便所。",
        tags=[{"name": "施設"}],
        resources=[{"name": "表", "url": ""}, {"name": "記述", "url": ""}],
    )
    publisher.revise(
        {"name": "toilets"},
        files={
            0: ("toilets.csv", TOILETS.encode("cp932")),
            1: ("datapackage.json", json.dumps(DESCRIPTOR).encode()),
        },
    )
    add("water", "水道水の水質検査（令和６年度）", extras=[{"key": "theme", "value": '["生活"]'}])
    add("budget", "2024年度予算", owner="290009_nara")
    add("gas", "都市ガス供給区域", notes="髙橋・渡邊両氏の調査による。")
    add("wifi", "公衆無線LAN（Wi-Fi）アクセスポイント", notes="コンピューター用")
    add("battle", "関ヶ原の古戦場")
    add("population", "人口 町丁目別")
    add("mentions", "別の題", notes="公衆トイレ一覧にもある。")


EVERYTHING = {"toilets", "water", "budget", "gas", "wifi", "battle", "population", "mentions"}
GOLDEN = {
    # width, kana, case
    "トイレ": {"toilets", "mentions"},
    "ﾄｲﾚ": {"toilets", "mentions"},
    "といれ": {"toilets", "mentions"},
    "ｗｉｆｉ": {"wifi"},
    "WI-FI": {"wifi"},
    "wi fi": {"wifi"},
    "lan": {"wifi"},
    # old kanji, long vowels, small kana, ヶ
    "高橋": {"gas"},
    "髙橋": {"gas"},
    "渡辺": {"gas"},
    "コンピュータ": {"wifi"},
    "関が原": {"battle"},
    "関ケ原": {"battle"},
    "關ヶ原": {"battle"},
    # one character, and words inside words
    "水": {"water"},
    "園": {"toilets"},
    "別": {"mentions", "population", "toilets"},
    "質検": {"water"},
    "イレ一": {"toilets", "mentions"},
    "丁目": {"population"},
    # AND, OR, NOT, phrases
    "公衆 トイレ": {"toilets", "mentions"},
    "公衆　一覧": {"toilets", "mentions"},
    "公衆 無線": {"wifi"},
    "公衆 -トイレ": {"wifi"},
    "ガス OR 人口": {"gas", "population"},
    "公衆 (無線 OR 便所)": {"wifi", "toilets"},
    '"公衆トイレ"': {"toilets", "mentions"},
    '"人口 町丁目"': {"population"},
    '"町丁目 人口"': set(),
    '"口 町"': {"population"},
    # eras in both directions
    "令和6年": {"water", "budget"},
    "2024年": {"water", "budget"},
    "R6年度": {"water", "budget"},
    "令和六年度 水道": {"water"},
    "令和6年度予算": {"budget"},
    "2024": {"water", "budget"},
    "2023年": set(),
    # tags, organizations with reading and code, columns, English, cells, themes, names
    "施設": {"toilets"},
    "奈良県": {"budget"},
    "ならけん": {"budget"},
    "290009": {"budget"},
    "男性トイレ総数": {"toilets"},
    "車椅子": {"toilets"},
    "public toilets": {"toilets"},
    "竹林": {"toilets"},
    "hos": {"toilets"},
    "生活": {"water"},
    "battle": {"battle"},
    # fields
    "organization:290009_nara": {"budget"},
    "tags:施設": {"toilets"},
    "title:トイレ": {"toilets"},
    "notes:トイレ": {"mentions"},
    "name:bat*": {"battle"},
    "res_format:CSV": {"toilets"},
    "extras_theme:生活": {"water"},
    "theme:生活": {"water"},
    "extras_theme:*": {"water"},
    "name:[battle TO budget]": {"battle", "budget"},
    "name:{battle TO budget}": set(),
    "title:[都市 TO 都市ガス供給区域]": {"gas"},
    "title:公衆*": {"toilets", "wifi"},
    "metadata_modified:[2026-11-21 TO *] +name:gas": {"gas"},
    "metadata_modified:[* TO 2026-11-21]": set(),
    "metadata_created:* -title:ス": EVERYTHING - {"gas", "wifi"},
    "text:竹林": {"toilets"},
    "notes:[a TO b]": set(),
    "metadata_modified:[2030-01-01 TO *]": set(),
    # nothing and everything
    "存在しない": set(),
    "トイレット": set(),
    "http://example.org": set(),
}


@pytest.mark.parametrize("query", GOLDEN)
def test_a_query_finds_exactly(town: Desk, query: str) -> None:
    assert GOLDEN[query] == set(town.found(query))


@pytest.mark.parametrize("query", ["", "*:*", "ー", "・・・", "()"])
def test_what_asks_for_nothing_finds_everything(town: Desk, query: str) -> None:
    assert EVERYTHING == set(town.found(query))


def test_a_title_counts_more_than_a_description(town: Desk) -> None:
    assert ["toilets", "mentions"] == town.found("トイレ")


def test_without_words_the_newest_comes_first(town: Desk) -> None:
    assert "mentions" == town.found("")[0]
    assert sorted(EVERYTHING) == town.found("", sort="name asc")
    assert sorted(EVERYTHING, reverse=True) == town.found("", sort="name desc")


def test_a_time_as_search_shows_it_finds_its_dataset(town: Desk) -> None:
    fields = {"fq": "name:gas", "fl": ["metadata_modified"]}
    (shown,) = town("package_search", **fields)["results"]

    assert ["gas"] == town.found(f'metadata_modified:"{shown["metadata_modified"]}"')


def test_an_unknown_sort_field_is_no_reason_to_fail(town: Desk) -> None:
    assert sorted(EVERYTHING) == town.found("", sort="views_recent desc")
    assert "water" == town.found("", sort="extras_theme asc")[0]


@given(st.data())
def test_every_part_of_a_title_finds_it(town: Desk, data: st.DataObject) -> None:
    titles = {
        "toilets": "公衆トイレ一覧",
        "water": "水道水の水質検査（令和６年度）",
        "wifi": "公衆無線LAN（Wi-Fi）アクセスポイント",
        "battle": "関ヶ原の古戦場",
    }
    name = data.draw(st.sampled_from(sorted(titles)))
    title = titles[name]
    start = data.draw(st.integers(0, len(title) - 1))
    end = data.draw(st.integers(start + 1, len(title)))

    assert name in town.found(f'"{title[start:end]}"')


@given(
    words=st.lists(
        st.text("公衆トイレ一覧無線水道ガス人口高橋予算12 a", min_size=1, max_size=4),
        min_size=1,
        max_size=3,
    )
)
def test_search_is_folded_substring_and(town: Desk, words: list[str]) -> None:
    """The truth: every word stands in the title, folded; here over titles only."""
    wanted = [run for word in words for run in runs(fold(word))]
    results = town("package_search", rows=1000, fl=["name", "title"])["results"]
    expected = {
        result["name"]
        for result in results
        if all(word in fold(f"{result['title']}\n{result['name']}") for word in wanted)
    }
    query = " ".join(f'title:"{word}"' for word in wanted) or "*:*"

    assert expected == set(town.found(query))


def test_a_huge_query_is_answered_or_refused(town: Desk) -> None:
    assert town.ask("package_search", q=" ".join(["あ"] * 5000)).status_code == 200
    assert town.ask("package_search", q=" OR ".join(["あい"] * 5000)).status_code == 200
    many = " OR ".join(f"id:{uuid.uuid4()}" for _ in range(100))
    assert town.ask("package_search", fq=many).status_code == 200
    assert town.ask("package_search", fq=f"{many} OR {many}").status_code == 409


def test_search_words_of_broken_files_are_no_reason_to_fail(
    add: Callable[..., Any], publisher: Desk
) -> None:
    add("broken", "壊れた", resources=[{"name": "a"}, {"name": "b"}, {"name": "c"}])
    files = {
        0: ("a.csv", b'"never closed\xff\xfe' + b"\x00" * 10),
        1: ("datapackage.json", b"[" * 5000),
        2: ("b.csv", ("長い" * 5000 + "\r\n").encode() * 50),
    }
    shown = publisher.revise({"name": "broken"}, files=files)

    assert 3 == len(shown["resources"])
    assert ["broken"] == publisher.found("長い")

"""The search page: its state lives in the address, chips take back exactly one choice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from catalog.errors import SearchFailed
from catalog.pages.language import Language
from catalog.pages.nearness import nearest
from catalog.pages.results import Segment, excerpt_of, segments_of
from catalog.pages.search_page import count_sentence, pages_of
from catalog.pages.search_query import SearchQuery, parse_query, quoted
from tests.catalog.pages_fixtures import Client, FakeCatalog, app_of, sample


@pytest.fixture
def catalog(tmp_path: Path) -> FakeCatalog:
    return sample(tmp_path)


@pytest.fixture
def client(catalog: FakeCatalog) -> Client:
    return Client(app_of(catalog))


def test_an_address_read_and_written_again_is_the_same_search() -> None:
    query = parse_query(
        [
            ("q", "トイレ"),
            ("organization", "a"),
            ("res_format", "CSV"),
            ("sort", "title"),
            ("page", "3"),
        ]
    )

    address = query.address("/en")

    assert address == (
        "/en/dataset?q=%E3%83%88%E3%82%A4%E3%83%AC&organization=a&res_format=CSV&sort=title&page=3"
    )
    assert query == SearchQuery(
        words="トイレ", chosen=(("organization", "a"), ("res_format", "CSV")), sort="title", page=3
    )


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "²", "99999999"])
def test_a_page_number_out_of_bounds_is_one_within(page: str) -> None:
    assert 1 <= parse_query([("page", page)]).page <= 1000


def test_unknown_parameters_and_too_many_choices_are_left_out() -> None:
    query = parse_query(
        [("x", "1"), *[("tags", str(number)) for number in range(50)], ("sort", "x")]
    )

    assert len(query.chosen) == 10
    assert query.sort == ""


def test_links_made_for_a_ckan_keep_their_order() -> None:
    assert parse_query([("sort", "metadata_modified desc")]).sort == "modified"


def test_a_quote_in_a_value_cannot_leave_its_phrase() -> None:
    assert quoted("{!x") == '"\\{!x"'
    assert quoted('a" OR x:"b\\') == '"a\\" OR x:\\"b\\\\"'


def test_a_chip_takes_back_exactly_its_own_choice(client: Client) -> None:
    page = client.get(
        "/dataset?q=一覧&organization=292095_ikoma&res_format=CSV&res_format=XLSX"
    ).text
    chips = re.findall(r'<ul class="chips".*?</ul>', page, re.DOTALL)[0]

    addresses = [unescape(address) for address in re.findall(r'href="([^"]+)"', chips)]

    words = "/dataset?q=%E4%B8%80%E8%A6%A7"
    assert addresses == [
        f"{words}&res_format=CSV&res_format=XLSX",
        f"{words}&organization=292095_ikoma&res_format=XLSX",
        f"{words}&organization=292095_ikoma&res_format=CSV",
    ]
    assert "団体：生駒市" in chips


def test_the_words_found_are_marked_in_title_and_description(client: Client) -> None:
    page = client.get("/dataset?q=トイレ").text

    assert "公衆<mark>トイレ</mark>一覧" in page
    assert "『トイレ』を含むデータは2件です。" in page
    assert 'value="トイレ"' in page


def test_a_result_says_body_formats_rows_and_freshness(client: Client) -> None:
    page = client.get("/dataset?q=公衆トイレ一覧&organization=292095_ikoma").text
    result = re.findall(r'<li class="result">.*?</li>', page, re.DOTALL)[0]

    for words in ("生駒市", "CSV・XLSX", "3行", "更新", "2026年4月10日 (令和8年)", "最新"):
        assert words in result
    assert "JSON" not in result


def test_a_result_says_when_the_catalog_computed_it(client: Client) -> None:
    listed = client.get("/dataset").text
    english = client.get("/en/dataset").text

    assert listed.count("この目録が計算したデータ") == 1
    assert english.count("Computed by this catalog") == 1
    computed = listed[listed.index("/dataset/290009_opendata_kpi") :]
    assert "この目録が計算したデータ" in computed[: computed.index("</li>")]


def test_facets_narrow_and_count(client: Client) -> None:
    page = client.get("/en/dataset").text

    assert re.search(
        r'href="/en/dataset\?organization=292052_kashihara"[^>]*>Kashihara City</a>', page
    )
    assert re.search(r"theme=[^>]+>Social security and health</a> <span class=\"count\">2<", page)
    assert re.search(r"standard=[^>]+>Public toilets</a> <span class=\"count\">2<", page)


def test_withdrawn_datasets_are_not_found_by_searching(client: Client) -> None:
    assert "AED設置場所" not in client.get("/dataset").text


def test_nothing_found_leads_on(client: Client) -> None:
    page = client.get("/dataset?q=カモシカ トイレ").text

    assert "『カモシカ トイレ』を含むデータは見つかりませんでした" in page
    assert "『トイレ』だけでさがす" in page
    assert "名前が近いデータ" in page
    assert re.search(r"公衆トイレ一覧</a>：(生駒市|橿原市)", page)
    assert 'href="/organization"' in page


def test_nothing_found_without_any_words_tells_to_remove_a_condition(client: Client) -> None:
    page = client.get("/dataset?res_format=SHP").text

    assert "あてはまるデータはありません" in page
    assert "上の条件を外すと" in page


def test_a_page_beyond_the_last_shows_the_last(tmp_path: Path) -> None:
    catalog = FakeCatalog(tmp_path)
    for number in range(23):
        catalog.add(f"d{number}", f"データ{number}")
    page = Client(app_of(catalog)).get("/dataset?page=99").text

    assert "23件中の21〜23件目" in page
    assert page.count('<li class="result">') == 3
    assert re.search(r'page=3" aria-current="page">3<', page)


class Strict(FakeCatalog):
    """Refuses signs of the search syntax, as a CKAN does with local parameters."""

    def call(self, action: str, parameters: Mapping[str, Any]) -> Any:
        if "{!" in str(parameters.get("q", "")) or "{!" in str(parameters.get("fq", "")):
            raise SearchFailed("local parameters")
        return super().call(action, parameters)


def test_signs_that_cannot_be_read_are_searched_as_nothing(tmp_path: Path) -> None:
    catalog = Strict(tmp_path)
    catalog.add("a", "公衆トイレ")
    client = Client(app_of(catalog))

    assert 'href="/dataset/a"' in client.get("/dataset?q={!トイレ").text
    assert "見つかりませんでした" in client.get("/dataset?q={!").text
    assert "あてはまるデータはありません" in client.get("/dataset?theme={!").text


@pytest.mark.parametrize(
    ("query", "count", "japanese", "english"),
    [
        (SearchQuery(words="水"), 1, "『水』を含むデータは1件です", "1 dataset contains “水”"),
        (
            SearchQuery(words="水"),
            1200,
            "『水』を含むデータは1,200件です",
            "1,200 datasets contain “水”",
        ),
        (
            SearchQuery(words="水"),
            0,
            "『水』を含むデータは見つかりませんでした",
            "No dataset contains “水”",
        ),
        (SearchQuery(), 3, "公開しているデータは3件です", "3 datasets published"),
        (SearchQuery(chosen=(("tags", "x"),)), 1, "あてはまるデータは1件です", "1 dataset fits"),
        (
            SearchQuery(chosen=(("tags", "x"),)),
            0,
            "あてはまるデータはありません",
            "No dataset fits",
        ),
    ],
)
def test_the_count_is_a_sentence(
    query: SearchQuery, count: int, japanese: str, english: str
) -> None:
    assert count_sentence(query, count, Language.JA) == japanese
    assert count_sentence(query, count, Language.EN) == english


def test_paging_names_first_last_and_neighbours() -> None:
    pages = pages_of(SearchQuery(page=6), 200, Language.JA)

    assert [page.words for page in pages] == ["前へ", "1", "4", "5", "6", "7", "8", "20", "次へ"]
    assert pages_of(SearchQuery(), 10, Language.JA) == ()


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), (Segment("abcdef"),)),
        (((1, 3),), (Segment("a"), Segment("bc", True), Segment("def"))),
        (((0, 2), (1, 9)), (Segment("ab", True), Segment("cdef", True))),
        (((-5, -1),), (Segment("abcdef"),)),
    ],
)
def test_marks_never_lose_or_repeat_a_letter(
    marks: tuple[tuple[int, int], ...], expected: tuple[Segment, ...]
) -> None:
    segments = segments_of("abcdef", marks)

    assert segments == expected
    assert "".join(segment.text for segment in segments) == "abcdef"


def test_an_excerpt_begins_shortly_before_the_first_mark() -> None:
    value = "あ" * 300 + "トイレ" + "い" * 300

    excerpt, shift = excerpt_of(value, 300)

    assert excerpt[300 - shift : 303 - shift] == "トイレ"
    assert excerpt.startswith("…")
    assert len(excerpt) <= 101


def test_the_nearest_title_comes_first_and_far_ones_not_at_all() -> None:
    titles = [("a", "公衆トイレ一覧"), ("b", "公衆便所"), ("c", "人口")]

    assert nearest("公衆便所一覧", titles, str.lower) == (
        ("b", "公衆便所"),
        ("a", "公衆トイレ一覧"),
    )

"""Laws of every page: it answers in both languages, is one document, and leads nowhere that fails."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from catalog.pages.rendering import SECURITY_HEADERS
from tests.catalog.pages_fixtures import SITE, Client, app_of, sample, uuid

PATHS = (
    "/",
    "/dataset",
    "/dataset?q=トイレ",
    "/dataset?q=どこにもない",
    "/dataset/292095_public_toilet",
    "/dataset/292052_public_toilet",
    "/dataset/290009_population",
    "/dataset/292095_aed_old",
    "/dataset/290009_opendata_kpi",
    "/organization",
    "/organization/292095_ikoma",
    "/organization/294535_higashiyoshino",
    "/kpi",
    "/about",
)


class Page(HTMLParser):
    """Collects what the laws speak of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.language = ""
        self.labelled: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        if tag == "html":
            self.language = values["lang"]
        if "id" in values:
            self.ids.append(values["id"])
        if "aria-labelledby" in values:
            self.labelled.append(values["aria-labelledby"])
        for key in ("href", "src", "action"):
            if key in values:
                self.links.append(values[key])


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(app_of(sample(tmp_path)))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_one_document_with_one_heading_and_the_notice(
    client: Client, path: str, prefix: str
) -> None:
    answer = client.get(f"{prefix}{path}")
    page = Page(answer.text)

    assert answer.status_code == 200
    assert page.tags.count("h1") == 1
    assert page.tags.count("main") == 1
    assert (SITE.notice_en if prefix else SITE.notice) in answer.text
    assert page.language == ("en" if prefix else "ja")
    assert answer.headers["content-language"] == page.language
    assert len(page.ids) == len(set(page.ids))
    assert set(page.labelled) <= set(page.ids)


@pytest.mark.parametrize("path", PATHS)
def test_no_page_needs_scripts_cookies_or_anything_from_elsewhere(
    client: Client, path: str
) -> None:
    answer = client.get(path)

    assert "<script" not in answer.text
    assert " style=" not in answer.text
    assert "set-cookie" not in answer.headers
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value


def test_the_language_switch_keeps_path_and_query(client: Client) -> None:
    japanese = client.get("/dataset?q=トイレ&res_format=CSV").text

    address = re.search(r'<li class="switch"><a href="([^"]+)"', japanese)

    assert address
    assert address[1].startswith("/en/dataset?q=")
    assert "res_format=CSV" in address[1]
    assert '<html lang="en">' in client.get(address[1].replace("&amp;", "&")).text


def test_accept_language_changes_nothing(client: Client) -> None:
    plain = client.get("/dataset").text

    assert client.get("/dataset", headers={"Accept-Language": "en"}).text == plain


def test_every_internal_link_leads_to_something(client: Client) -> None:
    waiting, seen = ["/", "/en/"], {"/", "/en/"}
    while waiting:
        path = waiting.pop()
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        if "html" not in answer.headers["content-type"]:
            continue
        page = Page(answer.text)
        for link in page.links:
            target = urlsplit(urljoin(f"{SITE.url}{path}", link))
            if target.scheme not in {"http", "https"} or target.netloc != urlsplit(SITE.url).netloc:
                continue
            if target.fragment and target.path == urlsplit(path).path:
                assert target.fragment in page.ids, (path, link)
            address = target.path + (f"?{target.query}" if target.query else "")
            if address not in seen:
                seen.add(address)
                waiting.append(address)

    assert len(seen) > 60


def test_the_style_sheet_may_be_kept_for_ever_under_its_own_hash(client: Client) -> None:
    address = re.search(r'href="(/static/pages\.css\?v=[0-9a-f]+)"', client.get("/").text)

    assert address
    exact = client.get(address[1])
    assert exact.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert exact.headers["content-type"].startswith("text/css")
    assert len(exact.content) <= 25_000
    assert "immutable" not in client.get("/static/pages.css?v=old").headers["cache-control"]
    assert client.get("/static/secret.css").status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "ページが見つかりません"),
        ("/en/nothing", 404, "Page not found"),
        ("/dataset/none", 404, "ページが見つかりません"),
        ("/dataset/292095_public_toilet/resource/none", 404, "ページが見つかりません"),
        ("/organization/none", 404, "ページが見つかりません"),
        ("/crash", 500, "こちらの不具合です"),
    ],
)
def test_a_failure_is_a_page_in_words(client: Client, path: str, status: int, words: str) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert f"<h1>{words}</h1>" in answer.text
    assert SITE.notice in answer.text or SITE.notice_en in answer.text
    assert "content-security-policy" in answer.headers


def test_ids_lead_to_names_and_resources_to_their_line(client: Client) -> None:
    by_id = client.get(f"/en/dataset/{uuid(100)}", follow_redirects=False)
    resource = client.get(f"/dataset/{uuid(100)}/resource/{uuid(101)}", follow_redirects=False)
    body = client.get("/organization/id-292095_ikoma", follow_redirects=False)

    assert (by_id.status_code, by_id.headers["location"]) == (
        302,
        "/en/dataset/292095_public_toilet",
    )
    assert resource.headers["location"] == f"/dataset/292095_public_toilet#file-{uuid(101)}"
    assert f'id="file-{uuid(101)}"' in client.get("/dataset/292095_public_toilet").text
    assert body.headers["location"] == "/organization/292095_ikoma"


def test_robots_may_read_datasets_but_not_every_combination_of_facets(client: Client) -> None:
    robots = client.get("/robots.txt")

    assert robots.headers["content-type"].startswith("text/plain")
    assert "Disallow: /dataset?" in robots.text


def test_home_lists_every_body_and_says_what_is_known_of_those_without_data(
    client: Client,
) -> None:
    home = client.get("/").text

    assert re.search(
        r'<li><a href="/organization/292095_ikoma">生駒市</a> <span class="count">1件', home
    )
    assert re.search(r'class="none"><a[^>]+>東吉野村</a> <span class="count">資料に記載なし', home)
    assert "最後の更新：" in home
    assert "2026年11月21日 2:12" in home


def test_links_to_foreign_words_stay_underlined(client: Client) -> None:
    style = re.search(r'rel="stylesheet" href="([^"]+)"', client.get("/en/").text)
    assert style
    rules = client.get(style[1]).text

    # An underline does not reach into an inline block: the words' own span must not be one.
    assert '<span lang="ja">' in client.get("/en/").text
    assert ".examples > span" in rules
    assert ".examples span" not in rules


def test_example_searches_on_the_home_page_find_something(client: Client) -> None:
    home = client.get("/").text
    examples = re.findall(r'<p class="examples">(.*?)</p>', home, re.DOTALL)[0]

    addresses = re.findall(r'href="([^"]+)"', examples)

    assert addresses
    for address in addresses:
        assert "見つかりませんでした" not in client.get(address).text


def test_a_body_tells_its_data_its_generated_data_and_its_withdrawn_data_apart(
    client: Client,
) -> None:
    ikoma = client.get("/organization/292095_ikoma").text
    prefecture = client.get("/organization/290009_nara_pref").text

    assert "この目録で1件のデータを公開しています。" in ikoma
    assert "公開を終えたデータ" in ikoma
    assert "275件（2019年2月）" in ikoma
    assert "この目録が計算したデータ（件数に入れません）" in prefecture

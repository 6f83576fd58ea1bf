"""The dataset page: the answer first, every key optional, nothing of the data becomes markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.catalog.pages_fixtures import (
    HOSTILE,
    Client,
    FakeCatalog,
    app_of,
    sample,
    toilet_descriptor,
)


def shown(catalog: FakeCatalog, path: str) -> str:
    answer = Client(app_of(catalog)).get(path)
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def catalog(tmp_path: Path) -> FakeCatalog:
    return sample(tmp_path)


def test_the_first_screen_answers_in_the_order_of_the_questions(catalog: FakeCatalog) -> None:
    page = shown(catalog, "/dataset/292095_public_toilet")

    order = [
        "<h1>公衆トイレ一覧",
        ">加工</a>",
        ">生駒市</a>",
        "生駒市にある公衆トイレの場所と設備です。",
        "表をExcelで開く（CSV、3行、1\N{NO-BREAK SPACE}KB）",
        "公衆トイレ一覧（Excel）",
        "2026年4月10日 (令和8年)",
        "●</span> 最新",
        "毎年更新（次の予定：2027年4月）",
        "出典を書けば自由に使えます",
        "生駒市「公衆トイレ一覧」を加工して作成（CC BY 4.0）",
        "表の中身",
        "列の意味",
        "ファイル",
        "このデータについて",
        "これまでの経過",
        "プログラムで使う",
    ]

    position = page.index("<main")
    for words in order:
        position = page.index(words, position)


def test_english_uses_the_translation_and_says_where_only_japanese_exists(
    catalog: FakeCatalog,
) -> None:
    translated = shown(catalog, "/en/dataset/292095_public_toilet")
    japanese = shown(catalog, "/en/dataset/292052_public_toilet")

    assert "<h1>Public toilets</h1>" in translated
    assert "Open the table in Excel (CSV, 3 rows, 1\N{NO-BREAK SPACE}KB)" in translated
    assert ">Ikoma City</a>" in translated
    assert "10 April 2026" in translated
    assert 'Stated by: <span lang="ja">生駒市</span>' in translated
    assert (
        '<h1><span lang="ja">橿原市_公衆トイレ一覧</span> <span class="only">Japanese only'
        in japanese
    )


def test_the_table_shows_the_stored_rows_with_headers_for_rows_and_columns(
    catalog: FakeCatalog,
) -> None:
    page = shown(catalog, "/dataset/292095_public_toilet")
    table = page[page.index('id="table-caption"') : page.index("</table>")]

    assert "公衆トイレ一覧：全3行" in table
    assert '<th scope="col">全国地方公共団体コード</th>' in table
    assert '<td class="number">34.69197697</td>' in table
    assert table.count('<th scope="row">292095</th>') == 3
    assert "\N{ZERO WIDTH NO-BREAK SPACE}" not in page


def test_columns_count_their_blanks(catalog: FakeCatalog) -> None:
    page = shown(catalog, "/dataset/292095_public_toilet")

    row = re.search(r'<th scope="row" lang="ja">備考</th>.*?</tr>', page, re.DOTALL)

    assert row
    assert "2／3行" in row[0]


def test_markdown_becomes_text_and_lists_but_no_second_heading(catalog: FakeCatalog) -> None:
    page = shown(catalog, "/dataset/292052_public_toilet")

    assert '<p class="lead">橿原市が管理する公衆トイレの一覧です。</p>' in page
    assert "<strong>公衆トイレ</strong>" in page
    assert "<li>毎年更新</li>" in page
    assert '<a href="https://example.jp/" rel="nofollow noopener">出典</a>' in page
    assert page.count("<h1") == 1


def test_a_withdrawn_dataset_says_so_first_and_has_no_files(catalog: FakeCatalog) -> None:
    page = shown(catalog, "/dataset/292095_aed_old")
    english = shown(catalog, "/en/dataset/292095_aed_old")
    words = re.sub(r"<[^>]+>", "", page[page.index("<article>") : page.index("<h1>")]).strip()

    assert words == (
        "2026年4月1日に公開を終了しました。理由：新しい一覧に統合したため。後継：公衆トイレ一覧。"
    )
    assert "/download/" not in page
    assert 'class="button"' not in page
    assert 'Withdrawn on 1 April 2026. Reason: <span lang="ja">' in english


def test_a_dataset_without_a_descriptor_is_shown_from_the_dictionary(catalog: FakeCatalog) -> None:
    page = shown(catalog, "/dataset/290009_population")

    assert "<h1>奈良県の人口</h1>" in page
    assert "毎月の推計人口。" in page
    assert "毎月更新" in page
    assert "クリエイティブ・コモンズ 表示 4.0 国際" in page
    assert "奈良県「奈良県の人口」（" in page
    assert 'class="kind"' not in page


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"title": 5, "origin": "x", "history": [1, {"date": None}], "resources": {"a": 1}},
        {"translations": [], "contactPoint": 3, "temporal": "2020", "standard": [], "themes": "x"},
        {"resources": [{"schema": {"fields": [{"name": {}}, 4]}, "licenses": [None]}]},
        {"accrualPeriodicity": "NONSENSE", "modified": "someday", "spatial": 292095},
    ],
)
def test_whatever_a_descriptor_holds_the_page_answers(
    tmp_path: Path, broken: dict[str, object]
) -> None:
    catalog = FakeCatalog(tmp_path)
    catalog.add("x", "題名", files=[("a.csv", "CSV", "a,b\n1,2\n")], descriptor=broken)

    assert "<h1>題名</h1>" in shown(catalog, "/dataset/x")
    assert "題名" in shown(catalog, "/en/dataset/x")


def test_nothing_of_the_data_becomes_markup(tmp_path: Path) -> None:
    catalog = FakeCatalog(tmp_path)
    descriptor = toilet_descriptor()
    descriptor |= {
        "title": HOSTILE,
        "description": f"{HOSTILE}\n\n[x](javascript:alert(1)) ![i](https://evil.example/x.png)",
        "translations": {"en": {"title": HOSTILE, "description": HOSTILE}},
        "division": HOSTILE,
        "contactPoint": {"title": HOSTILE, "email": "a@b?bcc=x", "url": "javascript:alert(1)"},
        "origin": {"kind": "compiled", "by": HOSTILE, "source": "javascript:alert(1)"},
        "history": [{"date": HOSTILE, "event": HOSTILE, "reason": HOSTILE, "ref": "javascript:x"}],
        "themes": [HOSTILE],
    }
    descriptor["resources"][0]["credit"] = HOSTILE
    descriptor["resources"][0]["licenses"] = [{"name": HOSTILE, "path": "javascript:x"}]
    cell = HOSTILE.replace('"', '""')
    dataset = catalog.add(
        "hostile",
        HOSTILE,
        notes=HOSTILE,
        files=[("a.csv", "CSV", f'"{cell}",b\n"{cell}",2\n')],
        descriptor=descriptor,
        tags=[HOSTILE],
    )
    dataset["resources"].append(
        {"id": "x", "name": HOSTILE, "format": HOSTILE, "url": "javascript:x"}
    )

    for path in ("/dataset/hostile", "/en/dataset/hostile", "/dataset?q=a", "/", "/en/"):
        page = shown(catalog, path)
        assert "<script" not in page
        assert "<img" not in page
        assert 'href="javascript:' not in page
        assert "mailto:a@b" not in page
    assert "&lt;script&gt;alert(1)" in shown(catalog, "/dataset/hostile")


def test_a_hostile_query_is_text_in_the_field_and_in_the_sentence(catalog: FakeCatalog) -> None:
    page = Client(app_of(catalog)).get("/dataset", params={"q": HOSTILE}).text

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_long_cell_is_cut_and_only_twenty_rows_are_shown(tmp_path: Path) -> None:
    catalog = FakeCatalog(tmp_path)
    rows = "".join(f"{index},{'あ' * 500}\n" for index in range(1000))
    catalog.add("long", "長い表", files=[("a.csv", "CSV", f"番号,文\n{rows}")])

    page = shown(catalog, "/dataset/long")

    assert "1,000行のうち、はじめの20行" in page
    assert "あ" * 200 not in page
    assert "あ" * 199 + "…" in page
    assert page.count('<th scope="row">') < 40


def test_a_table_in_another_encoding_is_read_where_the_descriptor_says_so(tmp_path: Path) -> None:
    catalog = FakeCatalog(tmp_path)
    data = "名称\n市役所\n".encode("cp932")
    catalog.add(
        "sjis",
        "表",
        files=[("a.csv", "CSV", data)],
        descriptor={"resources": [{"encoding": "cp932"}]},
    )
    catalog.add("unknown", "表", files=[("a.csv", "CSV", data)])

    assert "市役所" in shown(catalog, "/dataset/sjis")
    assert "この表はここでは表示できません" in shown(catalog, "/dataset/unknown")


def test_a_day_nobody_stated_is_called_the_catalogs_and_judges_nothing(tmp_path: Path) -> None:
    catalog = FakeCatalog(tmp_path)
    catalog.add("x", "題名", extras={"frequency": "DAILY"}, modified="2020-01-01T20:00:00")

    page = shown(catalog, "/dataset/x")

    assert "目録の更新" in page
    assert "2020年1月2日 (令和2年)" in page
    assert "更新遅れ" not in page

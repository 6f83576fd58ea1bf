"""The dataset page: the answer first, every key optional, nothing of the data becomes markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalog.pages.row_name import row_name
from catalog.pages.tables import Table
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
    assert table.count("<td>292095</td>") == 3
    assert "\N{ZERO WIDTH NO-BREAK SPACE}" not in page


def test_the_column_that_names_the_rows_is_the_one_held_on_a_phone(catalog: FakeCatalog) -> None:
    page = shown(catalog, "/dataset/292095_public_toilet")
    table = page[page.index('id="table-caption"') : page.index("</table>")]

    assert re.findall(r'<th scope="row">(.*?)</th>', table) == [
        "生駒市役所",
        "HOS生駒北スポーツセンター",
        "高山竹林園",
    ]
    assert re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)[:3] == [
        "名称",
        "全国地方公共団体コード",
        "ID",
    ]
    columns = page[page.index('id="columns"') : page.index('id="files"')]
    assert columns.index(">全国地方公共団体コード<") < columns.index(">名称<"), (
        "the file's own order"
    )


@pytest.mark.parametrize(
    ("header", "rows", "kind", "named"),
    [
        (("コード", "市町村"), (("292010", "奈良市"), ("292028", "大和高田市")), "string", 1),
        (("種別", "施設"), (("認可", "甲園"), ("認可", "乙園"), ("認可", "丙園")), "string", 1),
        (("id", "name"), (("a1", "Town Hall"), ("a2", "Library")), "string", 1),
        (("年度", "備考"), (("2019", "はじめの年"), ("2020", "次の年")), "year", 0),
        (("年度", "目標"), (("2019", "100"), ("2020", "120")), "integer", 0),
        (("コード", "名称"), (("1", "甲"), ("2", "")), "string", 0),
        (("コード", "名称"), (("1", "甲"),), "string", 0),
        (("コード", "説明"), (("1", "あ" * 80), ("2", "い" * 80)), "string", 0),
        (("コード", "名称"), (), "string", 0),
    ],
)
def test_names_are_told_from_codes_years_and_remarks(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], kind: str, named: int
) -> None:
    table = Table(header=header, rows=rows, row_count=len(rows), blanks=None)

    assert row_name(table, [{"name": header[0], "type": kind}]) == named


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


def test_the_description_for_machines_is_explained_in_the_pages_language(
    catalog: FakeCatalog,
) -> None:
    for dataset in catalog.datasets:
        for resource in dataset["resources"]:
            resource["description"] = "両方の言語 / In both languages"

    japanese = shown(catalog, "/dataset/292095_public_toilet")
    english = shown(catalog, "/en/dataset/292095_public_toilet")

    assert "このデータセットの説明書（Frictionless Data Package）" in japanese
    assert "The description of this dataset for machines" in english
    assert 'lang="ja">The description' not in english
    assert "両方の言語" not in japanese + english, "the descriptor speaks for its own files"


def test_a_withdrawal_is_told_once_though_the_notes_tell_it_too(catalog: FakeCatalog) -> None:
    notes = (
        "2026年4月1日に公開を終了しました。理由：統合 / Withdrawn on 2026-04-01. Reason: 統合\n\n"
        "市内のAEDの一覧です。\n\nAEDs of the city.\n\nもとの案内は2026-04-01まで。"
    )
    catalog.add("292095_aed_notes", "AED一覧", notes=notes, extras={"withdrawn": "2026-04-01"})
    catalog.add(
        "292095_aed_kept",
        "AED一覧",
        notes="市の説明。\n\n続き。",
        extras={"withdrawn": "2026-04-01"},
    )

    page = shown(catalog, "/dataset/292095_aed_notes")
    other = shown(catalog, "/dataset/292095_aed_kept")

    assert page.count("公開を終了しました") == 1
    assert '<p class="lead">市内のAEDの一覧です。</p>' in page
    assert "もとの案内は2026-04-01まで。" in page
    assert '<p class="lead">市の説明。</p>' in other, "only the line that tells it is left out"

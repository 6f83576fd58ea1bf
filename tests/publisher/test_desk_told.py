"""What an update tells beside the officer's changes: lost zeros, newer mends, rows of hidden keys."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.codes import corporate_check_digit
from publisher.desk import rewritten
from publisher.render import difference_text
from publisher.rules.d002_corporate_number import is_public
from publisher.tidy.difference import Version, compare
from tests.publisher.desk_books import book
from tests.publisher.desk_instance import NAME, SAID, Town, init

HEADER = "名称,電話番号,席数\n"
ROWS = [f"会館{name},0743-22-100{at},{at * 3}\n" for at, name in enumerate("あいうえお", 1)]
TABLE = HEADER + "".join(ROWS)
_LOST = "先頭の0が消えていた"
_WRITTEN = "書き方だけが変わるところ"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add(content=TABLE)
    return made


def shown(town: Town, content: str, *more: str) -> str:
    return town.run("update", NAME, town.source(content, "new.csv"), *more).output


def _older(town: Town, *pairs: tuple[str, str]) -> None:
    """Make the present table what an older version would have written."""
    text = town.table.read_bytes().decode("utf-8-sig")
    for now, before in pairs:
        assert now in text
        text = text.replace(now, before)
    town.table.write_bytes(text.encode("utf-8-sig"))


def test_zeros_that_the_file_lost_are_told_where_nothing_else_changed(town: Town) -> None:
    """They are put back; unless she hears of it her original stays without them."""
    told = shown(town, TABLE.replace("0743", "743"))
    assert "同じ内容" in told
    assert f"「電話番号」：ファイルでは{_LOST}" in told
    assert "5か所、「743-22-1001」→「0743-22-1001」など" in told


def test_zeros_that_the_file_lost_are_told_beside_changes(town: Town) -> None:
    told = shown(
        town, TABLE.replace("0743", "743").replace("会館う", "会館う（旧会館）"), "--write"
    )
    assert told.count(_LOST) == 1
    assert "変わる行 / changed: 1" in told


def test_a_file_with_its_zeros_says_nothing_of_them(town: Town) -> None:
    for content in (
        TABLE,
        TABLE.replace("会館う", "新会館"),
        TABLE.replace("0743-22", "０７４３-22"),
    ):
        assert _LOST not in shown(town, content)


def test_numbers_of_persons_are_not_shown_where_their_zero_was_lost(town: Town) -> None:
    told = shown(town, TABLE.replace("0743-22-", "90-1234-"))
    assert _LOST in told
    assert "1234-1001" not in told


def test_newer_mends_are_not_the_officers_changes(town: Town) -> None:
    """An older version wrote these cells as they came: today's mends are told apart."""
    _older(town, ("0743", "743"), (",9\r\n", ",９\r\n"))
    new = TABLE.replace("会館え,", "会館エ,").replace("0743", "743").replace(",9\n", ",９\n")
    told = shown(town, new)
    assert "変わる行 / changed: 1\n" in told
    assert (
        f"{_WRITTEN}：「電話番号」5か所（「743-22-1001」→「0743-22-1001」など）、「席数」1か所"
        in told
    )

    town.run("update", NAME, "new.csv", "--write")
    assert "0743-22-1001" in town.table.read_text("utf-8-sig")
    assert town.kinds[-1] == "updated"


def test_an_answer_that_changes_a_column_is_told_apart_from_her_changes(town: Town) -> None:
    """She answers what was left open: the cells that it writes hide no change of hers."""
    _older(town, *((f"0743-22-100{at}", f"743-22-100{at}") for at in (1, 2, 4, 5)))
    content = town.table.read_text("utf-8-sig").replace("会館え,", "会館エ,")
    told = shown(town, content, "--answer", "lost-zeros=zero")
    assert "変わる行 / changed: 1\n" in told
    assert f"{_WRITTEN}：「電話番号」4か所" in told


def test_what_no_mend_makes_is_her_change(town: Town) -> None:
    told = shown(town, TABLE.replace(",9\n", ",10\n"))
    assert _WRITTEN not in told
    assert "席数「9」→「10」" in told


def test_what_she_mended_herself_is_her_change(town: Town) -> None:
    """The present column lost its zeros; she put them back but for one, which is as it was."""
    _older(town, ("0743", "743"))
    told = shown(town, TABLE.replace("0743-22-1001", "743-22-1001"))
    assert "変わる行 / changed: 4\n" in told
    assert _WRITTEN not in told


def test_cells_that_both_hold_as_they_were_are_no_change(town: Town) -> None:
    """Mended alone the present column gets all its zeros; in the new one a number keeps none."""
    _older(town, ("0743", "743"))
    new = TABLE.replace("0743-22-1001", "743-22-1001").replace(",9\n", ",９\n")
    told = shown(town, new)
    assert "「0743-22-1001」→" not in told
    assert f"{_WRITTEN}：「電話番号」4か所" in told


_CELLS = st.sampled_from(["", "1", "01", "１", "a"])
_TABLES = st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=5)


@given(_TABLES, st.data())
def test_only_what_a_mend_makes_and_the_new_version_holds_is_written_otherwise(
    rows: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Each cell is the present one or its mended one; the same as the new one never changes."""
    cells = st.tuples(_CELLS, _CELLS)
    mended = data.draw(st.lists(cells, min_size=len(rows), max_size=len(rows)))
    header = ("x", "y")
    old, new = Version(header, tuple(rows)), Version(header, tuple(data.draw(_TABLES)))
    today = rewritten.as_today(old, Version(header, tuple(mended)), new)
    for was, made, now in zip(rows, mended, today.rows, strict=True):
        for at, cell in enumerate(now):
            held = {row[at] for row in new.rows}
            assert cell == was[at] or (cell == made[at] and cell in held and was[at] not in held)
    assert rewritten.as_today(old, old, new) is old
    assert rewritten.as_today(old, Version(("x",), ()), new) is old


_KEYED = st.dictionaries(st.sampled_from("甲乙丙丁"), st.tuples(_CELLS, _CELLS), min_size=1)


@given(_KEYED, _KEYED, st.data())
def test_each_cell_that_differs_is_told_once(
    before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]], data: st.DataObject
) -> None:
    """As her change or as only written otherwise; of rows that stay nothing is left out."""
    made = {name: data.draw(st.tuples(_CELLS, _CELLS)) for name in before}
    old, mended, new = (
        Version(("id", "x", "y"), tuple((name, *cells) for name, cells in rows.items()))
        for rows in (before, made, after)
    )
    today = rewritten.as_today(old, mended, new)
    found = compare(today, new, {"primaryKey": ["id"]})
    changed = [(row.key[0], column) for row in found.changed for column, _, _ in row.cells]
    differ = [
        (name, column, was, now)
        for name, cells in before.items()
        for column, was, now in zip("xy", cells, after.get(name, cells), strict=True)
        if was != now
    ]
    assert len(set(changed)) == len(changed)
    words = "".join(text.ja for text in rewritten.told(old, today, new, found))
    counts = Counter(column for name, column, _, _ in differ if (name, column) not in changed)
    assert all(f"「{column}」{count}か所" in words for column, count in counts.items())
    assert words.count("か所") == len(counts)


def _corporate(number: int) -> str:
    base = f"{number:012d}"
    return corporate_check_digit(base) + base


OPEN = [n for n in map(_corporate, range(20290009, 20290409, 7)) if is_public(n)][:6]


def _lines(label: str, numbers: list[str]) -> str:
    rows = tuple((number, str(at)) for at, number in enumerate(numbers))
    old = Version((label, "金額"), rows[:5])
    new = Version((label, "金額"), ((rows[0][0], "99"), *rows[1:4], *rows[5:]))
    return "\n".join(difference_text.lines("a.csv", compare(old, new, {"primaryKey": [label]})))


def test_corporate_numbers_tell_rows_apart() -> None:
    told = _lines("法人番号", OPEN)
    assert f"~ {OPEN[0]}  金額「0」→「99」" in told
    assert f"- {OPEN[4]}、4" in told
    assert f"+ {OPEN[5]}、5" in told
    assert "行目" not in told


@pytest.mark.parametrize("label", ["番号", "個人番号", "法人番号の有無"])
def test_elsewhere_long_numbers_are_hidden_and_their_rows_told_by_line(label: str) -> None:
    told = _lines(label, OPEN)
    assert not any(number in told for number in OPEN)
    assert "（新しい表の2行目 / line 2 of the new table）" in told
    assert "（今の表の6行目 / line 6 of the present table）" in told
    assert "（新しい表の6行目 / line 6 of the new table）" in told


def test_what_is_called_a_corporate_number_and_is_none_is_hidden() -> None:
    wrong = [f"{(int(number[0]) % 9) + 1}{number[1:]}" for number in OPEN]
    told = _lines("法人番号", [*wrong[:5], "123456789018"])
    assert not any(number in told for number in (*wrong, "123456789018"))


AMOUNTS = ("1774", "5713", "4437", "7941", "2745", "3120")
GRANTS = "補助金名,交付額（千円）,課\n" + "".join(
    f"補助金{name},{amount},第{name}課\n"
    for name, amount in zip("甲乙丙丁戊己", AMOUNTS, strict=True)
)
_SCALED = "単位（円・千円など）が変わったのではありませんか"


@pytest.fixture
def grants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add(content=GRANTS)
    return made


def _with_amounts(amounts: list[str]) -> str:
    """Return the table with other amounts; the last may stay as they are."""
    content = GRANTS
    for was, now in zip(AMOUNTS, amounts, strict=False):
        content = content.replace(f",{was},", f",{now},")
    return content


@pytest.mark.parametrize(
    "amounts",
    [
        [f"{amount}000" for amount in AMOUNTS],
        ["1774211", "5713004", "4436500", "7940999", "2745480", "3119701"],
        [f"{int(amount) / 10000}" for amount in AMOUNTS],
        ["1774000", "5713000", "4437000"],
    ],
)
def test_values_of_another_unit_are_refused(grants: Town, amounts: list[str]) -> None:
    """円 below 千円 looks like any other number, and nobody sees it once it is out."""
    before = grants.files()
    source = grants.source(_with_amounts(amounts), "aed.csv")
    assert _SCALED in grants.run("update", NAME, source, "--write", "--loosen", expect=1).output
    assert grants.table.read_bytes() == before[grants.table.relative_to(grants.root).as_posix()]


@pytest.mark.parametrize(
    "amounts",
    [
        ["1774000", "5713", "4437", "7941", "2745", "3120"],
        ["17740", "5900", "40210", "8021", "29", "3120"],
        ["0", "0", "0", "0", "0", "0"],
        [str(int(amount) * 2) for amount in AMOUNTS],
    ],
)
def test_ordinary_changes_of_amounts_pass(grants: Town, amounts: list[str]) -> None:
    assert _SCALED not in shown(grants, _with_amounts(amounts))


PLACES = "名称,緯度\n" + "".join(f"会館{at},43.0{at}1234\n" for at in range(1, 8))


@pytest.mark.parametrize(
    ("was", "now", "is_refused"),
    [
        ("1234\n", "\n", True),
        ("1234\n", "1\n", True),
        ("1234\n", "12\n", False),
        ("1234\n", "2235\n", False),
        ("x", "x", False),
    ],
)
def test_decimals_that_all_rows_lost_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: str, now: str, *, is_refused: bool
) -> None:
    """A sheet that shows three decimals saves three: a hundred metres of every place are gone."""
    town = init(tmp_path / "town")
    monkeypatch.chdir(town.root)
    town.add(content=PLACES)
    source = town.source(PLACES.replace(was, now), "new.csv")
    told = town.run("update", NAME, source, expect=int(is_refused)).output
    assert ("小数が、7行で短くなりました" in told) is is_refused


@pytest.mark.parametrize(
    ("column", "was", "now", "is_refused"),
    [
        ("緯度", "43.00112389266{at}9", "43.00112", False),
        ("緯度", "43.00112389266{at}9", "43.0", True),
        ("高齢化率（%）", "26.50879601083{at}4", "26.5", False),
        ("高齢化率（%）", "26.50879601083{at}4", "27", True),
    ],
)
def test_decimals_that_nobody_measured_may_go(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    column: str,
    was: str,
    now: str,
    *,
    is_refused: bool,
) -> None:
    """Five decimals of a degree are a metre; the quotients of a spreadsheet are rounded."""
    town = init(tmp_path / "town")
    monkeypatch.chdir(town.root)
    rows = [f"会館{at},{was.format(at=at)}\n" for at in range(1, 8)]
    town.add(content=f"名称,{column}\n" + "".join(rows))
    source = town.source(f"名称,{column}\n" + "".join(f"会館{at},{now}\n" for at in range(1, 8)))
    told = town.run("update", NAME, source, expect=int(is_refused)).output
    assert ("小数が、7行で短くなりました" in told) is is_refused


def test_a_few_shorter_decimals_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    town = init(tmp_path / "town")
    monkeypatch.chdir(town.root)
    town.add(content=PLACES)
    assert "短く" not in shown(
        town, PLACES.replace("43.011234", "43.01").replace("43.021234", "43.02")
    )


def test_a_column_of_another_unit_is_not_the_same_column(grants: Town) -> None:
    """To call 円 千円 is nothing that the refusal may propose."""
    content = _with_amounts([f"{amount}321" for amount in AMOUNTS]).replace("千円", "円")
    source = grants.source(content, "new.csv")
    told = grants.run("update", NAME, source, expect=1).output
    assert "「交付額（円）」は「交付額（千円）」と単位が違います" in told
    assert "--same" not in told

    said = grants.run("update", NAME, source, "--same=交付額（円）=交付額（千円）", expect=1).output
    assert "今の表では千円、新しいファイルでは円です" in said


def test_a_unit_that_a_column_gets_is_kept_and_not_asked_for(town: Town) -> None:
    """Reports advise to write it into the header; who does so meets no question."""
    bare = "講座,人数,課\n" + "".join(
        f"{name}の講座,{at},課\n" for at, name in enumerate("甲乙丙丁戊")
    )
    town.run("add", town.source(bare, "ninzu.csv"), *SAID[2:], "--slug=ninzu", "--title=講座")
    new = bare.replace("人数", "人数（人）").replace(",0,", ",7,").replace(",1,", ",8,")
    source = town.source(new.replace(",2,", ",9,"), "new.csv")
    told = town.run("update", "011002_ninzu", source, "--write").output
    assert "「人数」の説明に「単位：人」を加えます" in told
    assert "L3-04" not in told


def test_another_unit_over_the_same_values_is_refused(grants: Town) -> None:
    source = grants.source(GRANTS.replace("千円", "円"), "new.csv")
    told = grants.run("update", NAME, source, "--write", expect=1).output
    assert "今の表では千円、新しいファイルでは円です" in told


def test_another_spelling_of_a_unit_is_the_same(grants: Town) -> None:
    told = shown(grants, GRANTS.replace("（千円）", "(千円)"))
    assert "単位が" not in told


def test_sums_that_come_are_told_and_not_refused(grants: Town) -> None:
    told = shown(grants, GRANTS + "合計,25730,\n")
    assert "合計の行が増えます（表の8行目）" in told

    grants.run("update", NAME, "new.csv", "--write")
    again = shown(grants, GRANTS.replace("1774", "1775") + "合計,25731,\n")
    assert "合計の行が増えます" not in again


def test_a_sum_without_its_key_is_refused_as_a_sum(grants: Town) -> None:
    grants.run("set", NAME, "--primary-key=補助金名", "--primary-key=課")
    source = grants.source(GRANTS + "合計,25730,\n", "new.csv")
    told = grants.run("update", NAME, source, expect=1).output
    assert "表の8行目（合計）の「課」が空です" in told
    assert "合計の行は、データではない" in told


def test_rows_are_shown_by_what_tells_them_apart() -> None:
    """Of AEDs the code, prefecture and city are the same: their name and place come first."""
    header = ("市区町村コード", "都道府県名", "市区町村名", "番号", "名称")
    rows = tuple(("011002", "北海道", "札幌市", f"{at:03d}", f"会館{at}") for at in range(4))
    found = compare(Version(header, rows), Version(header, rows[1:]), {"primaryKey": ["番号"]})
    assert found.removed == (("000", "会館0", "011002", "北海道", "札幌市"),)


def test_a_list_of_words_is_matched_by_its_first_column() -> None:
    """An answer that is written anew is a change, not one that goes and one that comes."""
    header = ("質問", "回答", "課")
    rows = tuple((f"質問{at}", f"回答{at}", "市民課") for at in range(5))
    new = (("質問0", "新しい回答", "市民課"), *rows[1:])
    found = compare(Version(header, rows), Version(header, new), {})
    assert found.key == ("質問",)
    assert [row.cells for row in found.changed] == [(("回答", "回答0", "新しい回答"),)]
    assert not found.added
    assert not found.removed


@pytest.mark.parametrize(("kept", "key"), [(0, "名称"), (2, "名称"), (6, "番号")])
def test_things_that_got_other_codes_are_not_gone(kept: int, key: str) -> None:
    header = ("番号", "名称", "住所")
    rows = tuple((f"{at:03}", f"会館{at}", f"北{at}条") for at in range(10))
    new = tuple((code if at < kept else f"1{code}", *row) for at, (code, *row) in enumerate(rows))
    found = compare(Version(header, rows), Version(header, new), {"primaryKey": ["番号"]})
    assert found.key == (key,)
    assert bool(found.removed) is (key == "番号")


def test_the_codes_of_other_things_are_gone() -> None:
    """Another list's names are no things of this one; a period is no code."""
    header = ("番号", "名称", "住所")
    rows = tuple((f"{at:03}", f"会館{at}", f"北{at}条") for at in range(10))
    other = tuple((f"9{at:03}", f"公園{at}", f"南{at}条") for at in range(10))
    found = compare(Version(header, rows), Version(header, other), {"primaryKey": ["番号"]})
    assert found.key == ("番号",)
    months = Version(
        ("年月", "区名", "件数"), tuple((f"2025-{at:02}", f"{at}区", "3") for at in range(1, 7))
    )
    later = Version(months.header, tuple((f"2026{row[0][4:]}", *row[1:]) for row in months.rows))
    assert compare(months, later, {"primaryKey": ["年月"]}).key == ("年月",)


def _of_year(year: int) -> str:
    rows = "".join(f"{at}区,{year * at % 97 + 3},{at * 31 % 89}\n" for at in range(1, 9))
    return f"区,可燃（t）,資源（t）\n{rows}"


@pytest.mark.parametrize(
    ("title", "is_refused"),
    [("ごみ（2024）", True), ("ごみ 2024", True), ("ごみ", False), ("人口2000人以上の区", False)],
)
def test_another_year_does_not_take_the_place_of_a_titles_year(
    town: Town, title: str, *, is_refused: bool
) -> None:
    """`add --to` proposes ごみ（2024）: under that title the rows of 2025 would be untrue."""
    town.run(
        "add",
        town.source(_of_year(2024), "gomi2024.csv"),
        *SAID[2:],
        "--slug=gomi",
        f"--title={title}",
    )
    new = town.source(_of_year(2025), "gomi2025.csv")
    told = town.run("update", "011002_gomi", new, expect=int(is_refused)).output
    assert ("2024 の値はなくなります" in told) is is_refused

    own = town.source(_of_year(2024).replace("1区,", "一区,"), "gomi2024.csv")
    town.run("update", "011002_gomi", own)


def test_a_list_that_most_rows_stay_in_moves_on_with_its_year(town: Town) -> None:
    rows = "".join(f"会館{at},北{at}条\n" for at in range(1, 9))
    first = town.source(f"名称,住所\n{rows}", "list2024.csv")
    town.run("add", first, *SAID[2:], "--slug=list", "--title=会館一覧（2024）")
    new = town.source(f"名称,住所\n{rows.replace('北1条', '南1条')}", "list2025.csv")
    told = town.run("update", "011002_list", new, "--write").output
    assert "題名を変えます：「会館一覧（2024）」→「会館一覧（2025）」" in told


def test_numbers_that_are_all_new_are_told_once(town: Town) -> None:
    """Another year's table may be meant to stand beside it; who has replaced one knows."""
    town.run(
        "add", town.source(_of_year(2024), "gomi.csv"), *SAID[2:], "--slug=gomi", "--title=ごみ"
    )
    new = _of_year(2024).replace(",", ",1").replace(",1可", ",可").replace(",1資", ",資")
    told = town.run("update", "011002_gomi", town.source(new, "new.csv"), "--write").output
    assert "8行のうち8行で数が変わります" in told
    assert "opendata add ファイル --to 011002_gomi" in told
    again = town.source(new.replace(",1", ",2"), "new.csv")
    assert "で数が変わります" not in town.run("update", "011002_gomi", again).output


def test_a_few_numbers_that_change_are_not_another_years(town: Town) -> None:
    town.run(
        "add", town.source(_of_year(2024), "gomi.csv"), *SAID[2:], "--slug=gomi", "--title=ごみ"
    )
    new = town.source(_of_year(2024).replace("1区,", "1区,1").replace("2区,", "2区,1"), "new.csv")
    assert "で数が変わります" not in town.run("update", "011002_gomi", new).output


def test_what_was_mended_is_told_where_nothing_else_changed(town: Town) -> None:
    """Else she never hears that her file is not as the present table is."""
    told = shown(town, TABLE.replace(",9\n", ",９\n"))
    assert "同じ内容" in told
    assert "公開のために表を整えました" in told
    assert "公開のために表を整えました" not in shown(town, TABLE)


def test_alike_tables_on_two_sheets_are_named_by_their_sheets(town: Town) -> None:
    rows = [line.split(",") for line in TABLE.split()]
    titled = [["会館の一覧"], [], rows[0]]
    sheets = {"中央": [*titled, *rows[1:3]], "ほか": [*titled, *rows[3:]]}
    told = town.run("update", NAME, book(town.root / "new.xlsx", sheets), expect=1).output
    assert "：中央（2行" in told
    assert "：ほか（3行" in told

"""An officer at a terminal: wrong answers are asked again at once, 分からない is always one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from publisher.cli import main
from publisher.cli.desk import Terminal
from publisher.desk import answers, plausible, short_names
from publisher.desk.answers import Question, complete
from publisher.desk.keys import ADD
from publisher.errors import UsageError
from publisher.words import Text
from tests.publisher.desk_books import book
from tests.publisher.desk_instance import Town, init

BODY = "datasets/011002_sapporo"
KEYS = {key.name: key for key in ADD}
PARKS: list[list[Any]] = [["番号", "名称"], ["001", "北"], ["002", "南"], ["003", "西"]]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    monkeypatch.setattr("publisher.cli.add.asker", Terminal)
    return made


def talk(town: Town, name: str, *lines: str, expect: int = 0) -> str:
    source = book(town.root / name, {"一覧": PARKS})
    typed = "".join(f"{line}\n" for line in lines)
    result = CliRunner().invoke(main, ["add", source], input=typed)

    assert result.exit_code == expect, result.output
    return result.output


def document(town: Town, name: str) -> dict[str, Any]:
    path = town.root / BODY / name / "datapackage.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_who_knows_nothing_presses_enter_to_the_end(town: Town) -> None:
    """A name is proposed from the words of the file's, and told are all that nobody said."""
    shown = talk(town, "公園台帳.xlsx", *[""] * 6)

    assert "案 / proposed: park" in shown
    assert "公園台帳" == document(town, "011002_park")["title"]
    assert "分からないまま：連絡先の部署、更新頻度" in shown


def test_a_word_for_unknown_is_never_a_value_and_never_asked_in_a_circle(town: Town) -> None:
    """A title that nobody knows is made of the columns, and told."""
    shown = talk(town, "data.xlsx", *["分からない"] * 6)

    assert "番号・名称の表" == document(town, "011002_town")["title"]
    assert "題名は「番号・名称の表」としました" in shown
    assert "分からない" not in json.dumps(document(town, "011002_town"), ensure_ascii=False)


@pytest.mark.parametrize(
    ("said", "near"),
    [("Park List", "park_list"), ("公園", "park"), ("PARK", "park"), ("292010_park", "park")],
)
def test_a_name_that_cannot_be_is_asked_again_with_what_it_may_mean(
    town: Town, said: str, near: str
) -> None:
    shown = talk(town, "表一.xlsx", said, "", "", "", "", "")

    assert "✗ 名前" in shown
    assert f"案 / proposed: {near}" in shown
    assert document(town, f"011002_{near}")["resources"][0]["path"] == f"{near}.csv"


def test_a_name_that_is_taken_is_told_before_anything_else_is_asked(town: Town) -> None:
    talk(town, "公園.xlsx", *[""] * 5)
    shown = talk(town, "公園.xlsx", "park", "", "", "", "", "")

    assert "011002_park はもうあります" in shown
    assert document(town, "011002_park_2")["title"] == "公園"


def test_wrong_terms_and_a_persons_name_are_asked_again_at_once(town: Town) -> None:
    """All other answers stay."""
    shown = talk(
        town,
        "公園.xlsx",
        *("", "題", "99", "クリエイティブコモンズ", "CC BY 4.0"),
        *("山田太郎", "市民課 山田太郎", "総務課 090-1234-5678", "総務課", ""),
    )
    whole = document(town, "011002_park")

    assert "「99」という利用条件はありません。番号で選んでください" in shown
    assert 2 == shown.count("部署の名前のようではありません")
    assert "携帯電話の番号のようです" in shown
    assert {"title": "総務課"} == whole["contactPoint"]
    assert "CC-BY-4.0" == whole["resources"][0]["licenses"][0]["name"]
    assert "題" == whole["title"]


@pytest.mark.parametrize("codec", ["cp932", "utf-8"])
def test_letters_of_another_encoding_are_read_or_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], codec: str
) -> None:
    """They arrive as lone surrogates; what they may have meant is proposed, never written so."""
    broken = "公園の一覧".encode(codec).decode("ascii", "surrogateescape")
    typed = iter([broken, ""])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(typed))
    question = Question(key=KEYS["title"], text=Text("題名は", "Title?"))

    assert "公園の一覧" == Terminal().ask(question)
    assert "文字として読めませんでした" in capsys.readouterr().out


class Stubborn:
    """Says one thing for ever."""

    def __init__(self, said: str | None) -> None:
        self.said = said
        self.seen: list[Question] = []

    def ask(self, question: Question) -> str | None:
        self.seen.append(question)
        return self.said


def refuse(said: str) -> None:
    raise UsageError(Text(f"{said}は違う", "wrong"), where="x", next_step=Text("直す", "mend"))


def test_who_answers_wrongly_for_ever_is_left_with_the_reason() -> None:
    asker = Stubborn("a")
    question = Question(key=KEYS["title"], text=Text("題", "t"), valid=refuse, near=str.upper)
    with pytest.raises(UsageError):
        complete({}, [question], asker)

    assert answers.TRIES == len(asker.seen)
    assert (None, "") == (asker.seen[0].wrong, asker.seen[0].proposed)
    assert asker.seen[1].wrong is not None
    assert ("aは違う", "A") == (asker.seen[1].wrong.ja, asker.seen[1].proposed)


POSTS = (
    "総務課", "生駒市 ICTイノベーション推進課", "総務課（代表）", "教育委員会事務局", "消防本部警防課", "図書館",
    "監査委員", "会計管理者", "危機管理監", "副市長", "生駒市立図書館 本館", "防災安全課 防災", "健康増進課 保健師",
    "住民生活課 環境 G", "斎場", "高田斎場", "文化財", "福祉", "道の駅", "税", "はばたきみらい", "図書館 東",
    "デジタル推進課　オープンデータ担当", "役場 住民福祉課 0743-74-1111", "Open Data Team", "市民窓口センター",
)  # fmt: skip
PERSONS = (
    "山田太郎", "市民課 山田太郎", "中村花子", "村上 春樹", "Taro Yamada", "担当：山田", "阿部", "市民課・鈴木",
    "健康増進課 保健師 山田", "防災安全課 防災 山田", "担当山田", "担当者：山田花子", "福祉 山田さん", "鴻池 花子",
    "大久保健", "監査委員 村上 春樹", "図書館 林", "総務課 090-1234-5678", "総務課 yamada@gmail.com",
)  # fmt: skip


@pytest.mark.parametrize("said", POSTS)
def test_a_contact_is_a_post(said: str) -> None:
    plausible.contact(said)


@pytest.mark.parametrize("said", PERSONS)
def test_a_contact_is_never_a_person(said: str) -> None:
    with pytest.raises(UsageError) as caught:
        plausible.contact(said)

    assert "山田" not in str(caught.value.what)


@pytest.mark.parametrize(
    "option",
    [
        "--contact-title=市民課 山田太郎",
        "--contact-phone=090-1234-5678",
        "--contact-email=yamada.taro@gmail.com",
    ],
)
def test_nor_as_an_option(town: Town, option: str) -> None:
    source, before = town.source(), town.files()
    said = ("--title=題", "--description=説明", "--licence=CC0", "--contact-title=総務課", option)
    shown = town.run("add", source, *said, expect=2).output

    assert "個人" in shown or "人の名前" in shown
    assert "山田" not in shown
    assert town.files() == before


WORDS = st.text(st.sampled_from("公園人口トイレ一覧abc_ 2024Ａ（）"), max_size=12)


@given(WORDS, st.sets(st.sampled_from(("x_park", "x_park_2", "x_data_1", "x_population"))))
def test_a_proposed_name_is_free_and_can_be_a_name(said: str, taken: set[str]) -> None:
    for name in (short_names.proposed(said, taken, "x_"), short_names.unknown(taken, "x_")):
        assert f"x_{name}" not in taken
        assert not name or (name.isascii() and name == name.lower() and name.strip("_"))
    assert short_names.near(short_names.near(said)) == short_names.near(said)

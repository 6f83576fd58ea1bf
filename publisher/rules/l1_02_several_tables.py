"""L1-02: a second table beside or below the first."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.blocks import (
    ALIKE,
    OBJECTS,
    is_header_like,
    is_label,
    likeness,
    second_table,
    uneven_table,
)
from publisher.rules.examples import book, csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Rule,
    TableFacts,
    TableHead,
    Watch,
)
from publisher.rules.stacked_tables import second_headers
from publisher.tables.columns import Kind
from publisher.tables.record import Record, column_letter, filled, text_of
from publisher.words import Text

MOST = 100
"""Tables in one sheet that are told; more are rows of words."""
_WORDS = r"^[^0-9０-９]*[ぁ-んァ-ヶ一-龥A-Za-z][^0-9０-９]*$"
"""A cell of words in a column of numbers."""
_BESIDE = Text(
    "{column}列から、となりに別の表が並んでいるようです（項目名「{label}」から始まる表）。"
    "表ごとに、別のファイルかシートに分けてください。",
    "A second table seems to stand beside the first, from column {column} ('{label}') on. "
    "Put each table into its own file or sheet.",
)


class _Watch(Watch):
    def __init__(self) -> None:
        self.header: Record | None = None
        self.labels: tuple[str, ...] = ()
        self.numbers: frozenset[int] = frozenset()
        self.first_body = 0
        self.said: set[int] = set()
        """Records said already; one hit each, however many of its cells are shown."""

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable]:
        header = table.layout.header
        if header is None or table.form in OBJECTS:
            yield NotApplicable()
            return
        self.header = header
        self.labels = tuple(map(text_of, header.cells))
        self.numbers = frozenset(c.position for c in table.columns if c.kind is Kind.NUMBER)
        self.first_body = next((item.number for item in table.sample if filled(item) > 1), 0)
        if (position := second_table(self.labels)) is not None:
            yield self._beside(position)
        for record in second_headers(table.sample, self.labels):
            yield from self._say(record)

    def interests(self) -> Iterator[Interest]:
        if len(self.numbers) >= 2:
            yield Interest(columns=self.numbers, finds=_WORDS)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if cell.number in self.said or cell.number <= self.first_body or not is_label(cell.text):
            return
        record = cell.row()
        cells = [text_of(item) for item in record.cells]
        numeric = [cells[p - 1] for p in self.numbers if p <= len(cells) and cells[p - 1]]
        if len(numeric) >= 2 and is_header_like(record):
            yield from self._say(record)

    def finish(self, facts: TableFacts) -> Iterator[Hit]:
        if self.header is None or second_table(self.labels) is not None:
            return
        counts = [column.filled for column in facts.columns]
        if (position := uneven_table(self.labels, counts)) is not None:
            yield self._beside(position)

    def _beside(self, position: int) -> Hit:
        values = {"column": column_letter(position), "label": self.labels[position - 1]}
        return Hit(record=self.header, position=position, message=_BESIDE, values=values)

    def _say(self, record: Record) -> Iterator[Hit]:
        if record.number in self.said or len(self.said) >= MOST:
            return
        if likeness(record, self.labels) >= ALIKE:
            return  # the same header again: L1-03 says so
        self.said.add(record.number)
        label = next(text for cell in record.cells if (text := text_of(cell)))
        yield Hit(record=record, values={"label": label})


RULE = Rule(
    id="L1-02",
    name="several-tables",
    severity=Severity.WARNING,
    title=Text("1つのシートやファイルに表が2つ以上ある", "Several tables in one sheet or file"),
    official_title="１シート（ファイル）に複数の表が掲載されていないか",
    numbers_2020=("2-2",),
    why=Text(
        "2つ目の表の項目名や値が、1つ目の表のデータとして読まれます。",
        "Names and values of the second table are read as data of the first.",
    ),
    fix=Text(
        "表ごとに、別のファイルかシートに分けてください。",
        "Put each table into its own file or sheet.",
    ),
    message=Text(
        "ここ（「{label}」の行）から、別の表が始まっているようです。"
        "表ごとに、別のファイルかシートに分けてください。",
        "Another table seems to begin here (with '{label}'). "
        "Put each table into its own file or sheet.",
    ),
    decides=Text(
        "同じ項目名の組や長さの違う表がとなりにあるとき、空の行の下に別の項目名の行があるときに疑います。"
        "途中の項目名の行は、その上と下で列の中身が数と言葉に変わるときだけ、疑いとします。"
        "その行だけが項目名らしい言葉ばかりのときも、疑いとします。",
        "Likely: the same names once more or a table of another length beside the first, another "
        "row of names below a blank row, or a row of names amid the data where numbers above "
        "become words below, or the other way, or where it alone holds little but names of columns.",
    ),
    certainty=Certainty.LIKELY,
    supersedes=frozenset({"blank-label"}),
    bad=(
        csv("名称,住所,電話\n市役所,東新町,1\n,,\n公民館一覧,,\n館名,定員,開館日\n北館,20,月曜\n"),
        csv(
            "館名,所在地,管理者\n北館,東新町,生涯学習課\n南館,北新町,生涯学習課\n,,\n公園名,種別,遊具\n中央公園,街区公園,すべり台\n"
        ),
        csv("地区,世帯数,,地区,世帯数\n北,10,,南,20\n東,30,,西,40\n"),
        csv(
            "施設名,所在地,担当課\n北館,東新町,文化課\n南館,北新町,文化課\n講座名,曜日,担当者\n書道,月,書道会\n茶道,火,茶道会\n"
        ),
        csv("地区,人口,世帯\n北,10,11\n南,20,21\n年齢,男性,女性\n若年,1,2\n老年,3,4\n"),
        csv(
            "名称,住所,電話番号\n北館,北町,0743-74-1111\n南館,南町,0743-74-1112\n公園名,所在地,管理者\n東公園,東町,公園課\n"
        ),
        csv(
            "名称,担当部,所管\n北館,教育部,本庁\n南館,教育部,支所\n車種,台数,年式\n軽自動車,3,2015\n普通車,5,2018\n"
        ),
        csv("地区,世帯,男,地区,世帯,男\n北,10,5,南,20,9\n東,30,8,西,40,7\n"),
        csv("地区,人口（人）,,年,出生（人）\n北,10,,2021,3\n南,20,,2022,4\n,,,2023,5\n"),
        book(
            ("地区", "人口", "世帯"),
            ("北", 10, 4),
            ("南", 20, 9),
            (None, None, None),
            ("地区", "保育所", "定員"),
            ("北", "北保育所", 30),
        ),
    ),
    good=(
        csv("地区,人数,世帯数\n北,10,11\n南,20,21\n計,30,32\n"),
        csv("施設名,所在地,管理者\n北館,東新町,生涯学習課\n南館,北新町,総務課\n東館,元町,総務課\n"),
        csv("名称,管理番号,補助番号\n市役所,0743-74-1111,なし\n公民館,非公開,なし\n"),
        csv("駅名,平日開始,平日終了,休日開始,休日終了\n生駒,6:00,22:00,7:00,21:00\n"),
        csv(
            "手続名,必要書類,窓口\n転入届,本人確認書類,市民課\n印鑑登録,本人確認書類,市民課\n電話番号,住所,市民課\n氏名変更,戸籍謄本,市民課\n"
        ),
        csv(
            "分野,指標,単位\n財政,財政力指数,-\n財政,経常収支比率,%\n人口,世帯数,世帯\n教育,学級規模,人\n人口,出生率,‰\n"
        ),
        csv("大分類,中分類,内容\n暮らし,ごみ,分別\n暮らし,水道,開栓\n"),
        csv(
            "名称,形,説明\n施設名,文字,正式な名称\n所在地,文字,町から書く\n電話番号,文字,ハイフンで区切る\n定員,整数,名簿の数\n"
        ),
        csv(
            "品名,担当者,電話番号\n机,庶務係,0743-74-1111\n椅子,庶務係,0743-74-1111\n名簿,住民担当,-\n机,庶務係,-\n"
        ),
        csv("名称,人口（男）,人口（女）\n北,1,2\n南,欠測,調査中\n東,3,4\n"),
    ),
    check=OfTable(_Watch),
)

"""L2-03: two columns of one name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Certainty, Hit, OfTable, Rule, TableHead, Watch
from publisher.tables.layout import Reason
from publisher.tables.record import Record, column_letter, text_of
from publisher.words import Text

SHOWN = 5
"""Columns that a message names."""


_BELOW = Text(
    "項目名の2行目で、「{label}」が{count}列にくり返されています（{columns}）。"
    "上の見出しと合わせて、1行の名前にしてください。",
    "In the second row of the header, '{label}' stands over {count} columns ({columns}). Join it "
    "with the name above into one.",
)


_ABOVE = Text(
    "項目名の上の見出しで、同じ言葉（「{label}」など）が何列にもくり返されています（{columns}）。"
    "下の項目名と合わせて1行の名前にするか、見出しの行を消してください。",
    "The row above the header repeats words such as '{label}' over several columns ({columns}). "
    "Join it with the names below into one row, or delete it.",
)


def _key(label: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", label).split())


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Hit]:
        header = table.layout.header
        if header is None or not table.has_header:
            return
        yield from _repeated(header)
        if Reason.GROUPS_ABOVE in table.layout.reasons:
            for row in table.layout.above:
                # One word for all of its groups: they are one row, and one thing to do.
                for hit in islice(_repeated(row), 1):
                    yield replace(
                        hit, message=_ABOVE, certainty=Certainty.LIKELY, is_above_header=True
                    )
        # Of a header of two rows, the lower alone may repeat under groups: 曜日, 週, 曜日, 週.
        if Reason.SECOND_ROW in table.layout.reasons:
            for row in table.layout.further:
                for hit in _repeated(row):
                    yield replace(hit, message=_BELOW, certainty=Certainty.LIKELY)


def _repeated(header: Record) -> Iterator[Hit]:
    positions: dict[str, list[int]] = {}
    for position, cell in enumerate(header.cells, start=1):
        if key := _key(text_of(cell)):  # L1-05 says where there is none
            positions.setdefault(key, []).append(position)
    for found in positions.values():
        if len(found) > 1:
            yield Hit(
                record=header,
                position=found[1],
                values={
                    "label": text_of(header.cells[found[0] - 1]),
                    "columns": _columns(found),
                    "count": len(found),
                },
            )


def _columns(positions: list[int]) -> str:
    letters = ", ".join(map(column_letter, positions[:SHOWN]))
    return letters if len(positions) <= SHOWN else f"{letters}, …"


RULE = Rule(
    id="L2-03",
    name="repeated-header",
    severity=Severity.ERROR,
    official_title="各列が一意に識別可能な項目名を持っているか",
    title=Text("同じ項目名の列が2つ以上ある", "Two columns with one header"),
    why=Text(
        "どちらの列のことか区別できず、片方が読み落とされます。",
        "The columns cannot be told apart, and tools drop one of them.",
    ),
    fix=Text(
        "違いが分かる項目名にしてください（例：人数（男）、人数（女））。",
        "Give each its own name (population, male; population, female).",
    ),
    message=Text(
        "項目名「{label}」が{count}列にあります（{columns}）。"
        "違いが分かる名前にしてください（全角と半角の違いは同じとみなします）。",
        "{count} columns ({columns}) have the header '{label}'. Give each its own name "
        "(full and half width count as the same).",
    ),
    decides=Text(
        "項目名の行に同じ名前が2つあれば、確実な違反とします（全角と半角は同じとみなします）。"
        "2行に分かれた項目名の片方の行だけなら、違反の疑いとします。",
        "Two equal names in the header are certain, full and half width being equal; likely in one "
        "row of a header of two.",
    ),
    numbers_2020=("1-6",),
    supersedes=frozenset({"duplicate-label"}),
    bad=(
        csv("名称,電話,電話\n市役所,0743,0742\n"),
        csv("名称,ＵＲＬ,URL\n市役所,a,b\n"),
        csv("名称,住所 ,住所\n市役所,a,b\n"),
        csv(
            "区,町,燃えるごみ,,プラスチック,\n,,曜日,第何週,曜日,第何週\n北,元町,月,1,火,2\n南,東町,水,3,木,4\n西,西町,金,1,土,2\n"
        ),
        csv("名称,ﾄｲﾚ数,トイレ数\n市役所,1,2\n"),
        csv(
            ",属性,属性,満足度,満足度\n番号,年代,住所,医療,交通\n1,20代,北,5,4\n2,30代,南,3,2\n3,40代,西,1,5\n"
        ),
    ),
    good=(
        csv("名称,電話1,電話2\n市役所,0743,0742\n"),
        csv("人数（男）,人数（女）\n1,2\n"),
        csv("url,URL\na,b\n"),
        csv("名称,名称_カナ,名称_英語\n市役所,シヤクショ,City Hall\n"),
    ),
    check=OfTable(_Watch),
)

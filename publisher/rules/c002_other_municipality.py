"""C002: a table that speaks of another municipality than the one that publishes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.municipalities import Municipalities
from publisher.rules.coordinates import pairs
from publisher.rules.d001_municipality_code import LABEL
from publisher.rules.examples import CSV_PATH, TreeExample, resources
from publisher.rules.rule import (
    Certainty,
    Hit,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.rules.whereabouts import LEAST, SHARE, SHOWN, is_address, shown, told_by
from publisher.tables.record import filled
from publisher.words import Text

_FEW = 2
"""Addresses of a short list that tell enough where all of them are in one municipality."""
_PLACES = Text(
    "緯度・経度が{other}の中ばかりですが、公開するのは{own}です。ファイルの取り違えでないか確かめてください。",
    "The places are all in {other}, but {own} publishes it. See whether the wrong file was put here.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        known, body, header = table.municipalities, table.body, table.layout.header
        if known is None or body is None or header is None or known.name(body) is None:
            yield NotApplicable()
            return
        for position, told, message in _told(table, known, body):
            found = _only_other(told, body, known) if _is_enough(told, position, table) else None
            if found is not None:
                name, own = known.name(found) or found, known.name(body) or body
                yield Hit(
                    record=header,
                    position=position,
                    message=message,
                    values={"other": Text(name, name), "own": Text(own, own)},
                )
                return


def _told(
    table: TableHead, known: Municipalities, body: str
) -> Iterator[tuple[int, list[tuple[str, ...]], Text | None]]:
    """Yield what each column tells, row by row: codes, addresses, then places."""
    for column in table.columns:
        if LABEL.fullmatch(column.key):
            yield column.position, [_of_code(text, known) for text in shown(table, column)], None
        elif is_address(column):
            yield column.position, [told_by(text, known) for text in shown(table, column)], None
    near = known.near(body)
    for pair in pairs(table.columns) if near is not None else ():
        points = list(pair.points(table.sample[:SHOWN]))
        if near is not None and not any(near.holds(*point) for point in points):
            yield pair.latitude, [known.at(*point) for point in points], _PLACES


def _of_code(text: str, known: Municipalities) -> tuple[str, ...]:
    """Return the code in six digits, empty where nobody has it."""
    plain = text.removesuffix(".0")
    if len(plain) == 6:
        return (plain,) if known.name(plain) else ()
    return known.of_short_code(plain.zfill(5)) if re.fullmatch("[0-9]{4,5}", plain) else ()


def _is_enough(told: list[tuple[str, ...]], position: int, table: TableHead) -> bool:
    """Say whether so many rows tell of a municipality that it is no office elsewhere.

    Of fewer rows than that every one must tell. A code is the publisher's own: one is enough.
    """
    count = sum(map(bool, told))
    if count >= LEAST:
        return True
    column = table.columns[position - 1]
    least = 1 if LABEL.fullmatch(column.key) else _FEW if is_address(column) else LEAST
    rows = sum(1 for row in table.sample[:SHOWN] if filled(row))
    return least <= count == rows


def _only_other(rows: list[tuple[str, ...]], body: str, known: Municipalities) -> str | None:
    """Return the municipality that nearly all rows tell of, where none is of the body."""
    told = [codes for codes in rows if codes]
    if any(known.is_within(code, body) for codes in told for code in codes):
        return None
    often = [
        code
        for code, count in Counter(code for codes in told for code in codes).items()
        if count >= SHARE * len(told)
    ]
    if len(often) != 1:
        return None
    found = often[0]
    return None if found in known.prefectures and found[:2] == body[:2] else found


def _tree(*rows: str, header: str = "名称,所在地") -> TreeExample:
    fields = [{"name": name} for name in header.split(",")]
    text = f"{header}\r\n" + "".join(f"{row}\r\n" for row in rows)
    return TreeExample(
        descriptor={"resources": resources(schema={"fields": fields})},
        files={CSV_PATH: text.encode("utf-8-sig")},
    )


def _places(*rows: str) -> TreeExample:
    return _tree(*rows, header="名称,緯度,経度")


RULE = Rule(
    id="C002",
    name="other-municipality",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("ほかの市町村のデータ", "Another municipality's data"),
    why=Text(
        "別の町のデータがこの町のものとして使われます。",
        "Another town's data are used as this town's.",
    ),
    fix=Text(
        "ファイルを取り違えていないか確かめてください。",
        "See whether the wrong file was put here.",
    ),
    message=Text(
        "住所やコードが{other}のものばかりですが、公開するのは{own}です。ファイルの取り違えでないか確かめてください。",
        "The addresses or codes are those of {other}, but {own} publishes it. See whether the wrong file was put here.",
    ),
    decides=Text(
        "コード・住所・緯度経度が分かる5行以上の9割が同じよその市町村で、公開する団体のものが1つもないときに疑います。"
        "5行より少ない表は、すべての行のコードか、2行以上のすべての住所が同じよその市町村のときに疑います。"
        "県が域内の市町村を載せるのは問題としません。",
        "Likely where of five rows or more nine in ten tell the same other municipality (by codes, "
        "addresses or coordinates) and none the publisher's own; in a shorter table, where all "
        "codes, or all of two addresses or more, do.",
    ),
    bad=(
        _tree(*(f"園{number},香川県高松市番町{number}丁目1" for number in range(1, 7))),
        _tree(
            *(f"園{number},高松市番町{number}丁目1" for number in range(1, 20)),
            "支所,綾歌郡綾川町萱原822-1",
        ),
        _tree(*(f"園{number},372013" for number in range(6)), header="名称,市区町村コード"),
        _tree("公民館,293431", header="名称,全国地方公共団体コード"),
        _tree("公民館,奈良県生駒郡三郷町勢野1", "体育館,奈良県生駒郡三郷町立野2"),
        _places(*(f"園{number},34.34{number},134.04{number}" for number in range(1, 7))),
    ),
    good=(
        _tree(*(f"園{number},奈良県生駒市東新町{number}" for number in range(1, 7))),
        _tree(
            *(f"園{number},奈良県奈良市二条町{number}" for number in range(1, 7)),
            "駅,奈良県生駒市谷田町1",
        ),
        _tree("東京事務所,東京都千代田区平河町2-6-3", "大阪事務所,大阪府大阪市北区1"),
        _tree("火葬場,奈良県生駒郡三郷町勢野1"),
        _tree("公民館,奈良県生駒郡三郷町勢野1", "火葬場,奈良県生駒郡三郷町立野2", "本館,"),
        _tree("姉妹都市の展示,293431", "本館,", header="名称,市区町村コード"),
        _tree(*(f"園{number},栄町{number}丁目1番地" for number in range(1, 7))),
        _places(*(f"停留所{number},34.68{number},135.73{number}" for number in range(1, 7))),
    ),
    check=OfTable(_Watch),
)

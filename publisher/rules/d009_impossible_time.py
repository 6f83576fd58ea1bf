"""D009: times that no clock shows, or that only people read. Standard datasets' own are D109's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.named_columns import NamedColumns
from publisher.rules.rule import Cell, Certainty, Hit, OfTable, Outcome, Rule, TableHead
from publisher.rules.standard_columns import followed
from publisher.tables.columns import Column, Kind
from publisher.words import Text

_CLOCK = r"(?:(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?|24:00(?::00)?)"
_FINE = rf"(?:[0-9]{{4}}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}[T\u0020])?{_CLOCK}(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?"
_TIME = re.compile(r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?")
_SPOKEN = re.compile(
    r"(?:午(?P<half_day>[前後])\s*)?(?P<hour>[0-9]{1,2})(?:時(?:(?P<minute>[0-9]{1,2})分|(?P<half>半))?|\s*:\s*)"
)
_BARE = re.compile(r"(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2})")
_A_TIME = re.compile(r"[0-9]{1,2}\s*(?::\s*[0-9]{2}|時)|^[0-9]{1,2}\.[0-9]{2}$")
_DOTTED = re.compile(r"(?P<hour>[0-9]{1,2})\.(?P<minute>[0-5][0-9])")
"""9.30: half past nine in all likelihood, or 9.3 hours."""
_START_OR_END = re.compile(
    r"(?:開始|終了|閉館|閉店|閉園|閉場|閉所|閉庁|始業|終業|閉門|出発|到着|集合)時間(?:[_(].*)?$|時刻(?:[_(].*)?$"
    r"|(?:start|end|open|clos(?:e|ing))_?time$"
)
"""No 開館時間, opening_time: those are times from and to."""
_RUN = re.compile("発|着")
_NIGHT = Text(
    "「{value}」は24時を過ぎています。翌日の時刻なら「{proposal}」とし、翌日と備考に書いてください。",
    "'{value}' is beyond 24:00. Write '{proposal}' and say in the remarks that it is the next day.",
)
_REMARK = Text(
    "時刻のほかに言葉が入っています（「{value}」）。時刻を1つだけ「9:00」の形で入れ、ほかは備考の列に書いてください。",
    "There is more than a time in '{value}'. Keep one time like 9:00 and move the rest to the "
    "remarks.",
)
_IMPOSSIBLE = Text(
    "「{value}」という時刻はありません。確かめて、「9:00」の形で入れてください。",
    "There is no time '{value}'. Look it up and write it like 9:00.",
)


class _Watch(NamedColumns):
    label = re.compile("")
    fine = _FINE

    def start(self, table: TableHead) -> Iterator[Outcome]:
        found = followed(table)
        fields = enumerate(found.fields if found else (), start=1)
        self.of_standard = {at for at, field in fields if field and field.get("form") == "time"}
        self.is_feed = table.form == "gtfs"  # 25:10 is right there
        yield from super().start(table)

    def holds(self, column: Column) -> bool:
        if column.position in self.of_standard or self.is_feed:
            return False
        if column.kind is Kind.TIME:
            return True
        return _START_OR_END.search(column.key) is not None and super().holds(column)

    def is_like(self, text: str) -> bool:
        return _A_TIME.search(text) is not None

    def judge(self, cell: Cell, plain: str) -> Iterator[Hit]:
        if not isinstance(cell.value, str) and not _BARE.fullmatch(plain):
            return  # a workbook's own time
        text = cell.text.strip()
        hour, minute = _parts(plain)
        if hour is None:
            # Several times are L1-07's; words without any (終日, 休み) are for the reader.
            if len(_A_TIME.findall(plain)) == 1:
                values = {"value": text}
                yield Hit(cell=cell, message=_REMARK, certainty=Certainty.LIKELY, values=values)
        elif minute > 59 or hour > 30:
            yield Hit(cell=cell, message=_IMPOSSIBLE, values={"value": text})
        elif hour > 24 or (hour == 24 and minute):
            if _RUN.search(self.columns[cell.position].key):
                return  # a timetable's day ends with its last bus
            values = {"value": text, "proposal": f"{hour - 24}:{minute:02}"}
            yield Hit(cell=cell, message=_NIGHT, certainty=Certainty.LIKELY, values=values)
        else:
            values = {"value": text, "proposal": f"{hour}:{minute:02}"}
            certainty = Certainty.LIKELY if _DOTTED.fullmatch(plain) else None
            yield Hit(cell=cell, certainty=certainty, values=values)


def _parts(plain: str) -> tuple[int | None, int]:
    """Return hour and minute of a time however it is written; no hour where it is none."""
    forms = (_TIME, _SPOKEN, _BARE, _DOTTED)
    found = next((found for form in forms if (found := form.fullmatch(plain))), None)
    if found is None:
        return None, 0
    parts = found.groupdict()
    hour = int(parts["hour"])
    if parts.get("half_day") == "後" and hour < 12:
        hour += 12
    return hour, 30 if parts.get("half") else int(parts.get("minute") or 0)


RULE = Rule(
    id="D009",
    name="impossible-time",
    severity=Severity.WARNING,
    title=Text("時刻として読めない値", "Values that cannot be read as a time"),
    why=Text(
        "今開いているかを調べたり、時刻の順に並べたりできません。",
        "Asking what is open now and sorting by time fail.",
    ),
    fix=Text(
        "半角で「9:00」のように、1つのセルに時刻を1つだけ入れてください。",
        "Write one half-width time per cell, like 9:00.",
    ),
    message=Text(
        "「{value}」を「{proposal}」に直してください。時刻は、半角で 9:00 のように書きます。",
        "Write '{proposal}' instead of '{value}': times are written half-width, like 9:00.",
    ),
    decides=Text(
        "時刻の列だけを見ます。書き方とない時刻は確実、24時を過ぎた時刻と言葉の入ったものは疑いとします。",
        "In columns of times: certain where it is written otherwise or cannot be, likely beyond 24:00 "
        "and where words stand with it.",
    ),
    bad=(
        csv("名称,開始時間,終了時間\nA,9:00,1700\nB,9:00,17:00\nC,9:00,18:00\n"),
        csv("名称,開始時間,終了時間\nA,9：00,17：00\nB,10：00,18：00\n"),
        csv("名称,開始時刻\nA,9時\nB,9時30分\n"),
        csv("名称,開始時間\nA,9.30\nB,10:00\nC,9:00\n"),
        csv("地区,排出時刻\n北,午前8時30分\n南,午後1時\n"),
        csv("名称,閉店時間\nA,25:00\nB,23:00\n"),
        csv("名称,閉店時間\nA,23:60\nB,23:00\n"),
        csv("名称,開始時間\nA,7:30（土曜は休み）\nB,8:00\n"),
    ),
    good=(
        csv("名称,開始時間,終了時間\nA,9:00,17:00\nB,09:30,24:00\nC,,\nD,-,-\n"),
        csv("名称,利用時間\nA,終日\nB,夜間を除く\n"),
        csv("名称,所要時間（分）\nA,1700\nB,30\n"),
        csv("記録,計測時刻\nA,2024-04-01 09:00:00\nB,2024-04-01 10:00:00\n"),
        csv("競技,合計時間（秒）\nA,9.30\nB,10.25\n"),
        csv("便,発時刻,着時刻\nA,24:05,24:20\nB,23:10,23:25\n"),
        csv("名称,閉店時間\nA,日没\nB,23:00\nC,22:00\n"),
    ),
    check=OfTable(_Watch),
)

"""Whatever stands in opendata.toml: settings, or a refusal that says what is wrong with it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from publisher import instance
from publisher.errors import SettingsError
from tests.fuzz.mutation import MUTATIONS, Mutation, mutated
from tests.fuzz.test_check import often

SETTINGS = """\
[instance]
id = "11111111-1111-4111-8111-11111111111a"
title = "試験の町"
time_zone = "Asia/Tokyo"
[catalog]
url = "http://127.0.0.1:5055"
[kpi]
organization = "292095_ikoma"
plan = "計画"
measure = "件数"
targets = { 2026 = 100 }
[[kpi.opening_balance]]
organization = "292095_ikoma"
date = "2019-02"
count = 3
source = "計画"
[limits.withdrawals]
absolute = 5
share = 0.05
[[limits.override]]
date = 2026-04-01
limit = "files"
count = 9
reason = "統合"
[rules]
L3-01 = "warning"
"""
LINES = SETTINGS.splitlines()
ASSIGNED = [number for number, line in enumerate(LINES) if " = " in line]
VALUES = (
    *("inf", "-inf", "nan", "-1", "0", "1e400", "9" * 5000, "0x1F", "true", "[]", "{}", "[[]]"),
    *("[" * 2000, '""', '"\\u0000"', "'\\'", '"9999-12"', "2026-02-30", "0001-01-01"),
    *("07:32:00", '"2019"', '"a" ', "{ a = inf }", "{ 2026 = inf }", '"Mars/Base"', "="),
)


def judged(content: bytes) -> None:
    """Load settings: they hold, or what is wrong is said in two languages, at a bearable length."""
    made = refused = None
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / instance.FILE).write_bytes(content)
        try:
            made = instance.load(root)
        except SettingsError as error:
            refused = error
    if made is None:
        assert refused is not None
        assert refused.next_step.ja
        assert len(refused.what.ja) < 300
        return
    limits = (made.limits.withdrawals, made.limits.files)
    assert all(limit.absolute >= 0 and 0 <= limit.share <= 1 for limit in limits)


def test_the_settings_are_sound() -> None:
    """The fuzzer starts from a file that is read to its end."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / instance.FILE).write_text(SETTINGS, encoding="utf-8")
        made = instance.load(Path(name))

    assert (1, "L3-01") == (len(made.limits.overrides), *made.severities)


@often
@given(mutations=MUTATIONS)
def test_any_bytes_are_settings_or_refused(mutations: list[Mutation]) -> None:
    judged(mutated(SETTINGS.encode(), mutations))


@often
@given(line=st.sampled_from(ASSIGNED), value=st.sampled_from(VALUES))
def test_any_value_of_any_key_is_settings_or_refused(line: int, value: str) -> None:
    """Without end, no number, too long, too deep, of another type."""
    key = LINES[line].partition(" = ")[0]
    judged("\n".join([*LINES[:line], f"{key} = {value}", *LINES[line + 1 :]]).encode())

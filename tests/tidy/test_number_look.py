"""What a number format adds to a number, or keeps from the eye: published as it is seen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from publisher.tidy.cell_text import decides, seen
from publisher.tidy.number_look import Kind

DAY = dt.datetime(2026, 5, 3, 9, 5)  # noqa: DTZ001 - a spreadsheet's dates have no zone


@pytest.mark.parametrize(
    ("value", "code", "text", "kind"),
    [
        (12, '"第"0"号"', "第12号", Kind.WORDS),
        (12, '"第"000"号"', "第012号", Kind.WORDS),
        (5, '0"人"', "5人", Kind.WORDS),
        (1234, '#,##0"人"', "1234人", Kind.WORDS),
        (12.5, 'General"㎡"', "12.5㎡", Kind.WORDS),
        (-5, '0"人";"▲"0"人"', "-5人", Kind.WORDS),
        (-5, '0"人";(0"人")', "-5人", Kind.WORDS),
        (3, '[=1]"有";[=3]"無";0', "無", Kind.WORDS),
        (7, '[=1]"有";[=3]"無";0', "7", None),
        (1234567, "#,##0,", "1235", Kind.SCALED),
        (1234567, "#,##0.0,", "1234.6", Kind.SCALED),
        (-1234567, '#,##0,;"▲ "#,##0,', "-1235", Kind.SCALED),
        (1234567890, '#,##0,,"百万円"', "1235百万円", Kind.SCALED),
        (500, "#,##0,", "1", Kind.SCALED),
        (742221111, "0###-##-####", "0742-22-1111", Kind.CODE),
        (3112345678, r"\(00\)\ 0000\-0000", "(31) 1234-5678", Kind.CODE),
        (7, "000", "007", Kind.CODE),
        (3, ";;;", "", Kind.INVISIBLE),
        (0, ";;;", "", Kind.INVISIBLE),
        (-3, "0;", "", Kind.INVISIBLE),
        (0, "0;-0;;@", "0", None),
        (0, '#,##0;-#,##0;"-"', "0", None),
        (0, '0;-0;"なし"', "なし", Kind.WORDS),
        (-12, '#,##0;"▲ "#,##0', "-12", None),
        (12, '"▲"#,##0', "▲12", Kind.WORDS),
        (-12, '[<0]"▲"0"人";0"人"', "-12人", Kind.WORDS),
        (-12, '[<0]"▲"0;0', "-12", None),
        (-12, '[<100]0"人";0"人"', "-12人", Kind.WORDS),
        (12, "#,##0_);[Red](#,##0)", "12", None),
        (1234, '"¥"#,##0', "1234", None),
        (1234, "[$¥-411]#,##0", "1234", None),
        (0.5, "# ?/?", "0.5", None),
        (12345, "0.00E+00", "12345", None),
        (1234.5678, "#,##0.0", "1234.5678", None),
        (DAY, 'm"月"d"日"', "5月3日", Kind.YEARLESS),
        (DAY, r'm"月"d"日"\(aaa\)', "5月3日(日)", Kind.YEARLESS),
        (DAY, "mm/dd", "05/03", Kind.YEARLESS),
        (DAY, "m/d h:mm", "5/3 9:05", Kind.YEARLESS),
        (DAY, "d-mmm", "3-May", Kind.YEARLESS),
        (DAY, 'm"月"', "5月", Kind.YEARLESS),
        (DAY, 'd"日"dddd;@', "3日Sunday", Kind.YEARLESS),
        (DAY, 'yyyy"年"m"月"d"日"', "2026-05-03", None),
    ],
)
def test_what_one_sees_is_published(value: Any, code: str, text: str, kind: Kind | None) -> None:
    """Words, scales and codes stay; signs, grouping and currency are not part of a number."""
    found = seen(value, code)

    assert (text, kind) == (found.text, found.kind)
    assert decides(code) or kind is None


@pytest.mark.parametrize("code", ["#,##0", '#,##0;"▲ "#,##0', "0.0", '_ * #,##0_ ;_ * "-"_ ;_ @_ '])
def test_a_format_that_only_groups_or_rounds_decides_nothing(code: str) -> None:
    assert not decides(code)


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        (";;;", "", Kind.INVISIBLE),
        ("0;-0;0;", "", Kind.INVISIBLE),
        ('0;-0;0;"秘"', "秘", Kind.INVISIBLE),
        ('@"市"', "奈良市", Kind.WORDS),
        ('0;0;"国"@', "国奈良", Kind.WORDS),
        (r"@\市", "奈良市", Kind.WORDS),
        ("@", "奈良", None),
        ("General", "奈良", None),
        ("_ @_ ", "奈良", None),
        ("0;;", "奈良", None),
        ('0"@"', "奈良", None),
        ("yyyy/m/d;@", "奈良", None),
        ('#,##0;"▲"#,##0', "奈良", None),
    ],
)
def test_a_text_is_published_as_its_format_shows_it(
    code: str, text: str, kind: Kind | None
) -> None:
    """The fourth section is for texts, or a last one with @; other formats show them as they are."""
    assert (text, kind) == ((found := seen("奈良", code)).text, found.kind)

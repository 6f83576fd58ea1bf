"""XLSX workbooks outside of their cells: caches, charts, changes, long comments, what has no size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publisher.books.book import PLACES_KEPT, Sheet, Span, Workbook
from publisher.books.open import open_book
from publisher.rules.private_contact import texts_of_sheet
from publisher.rules.rule import Ask, OfWorkbook, Rule
from publisher.rules.s001_personal_number import RULE as S001
from publisher.rules.s002_private_mail import RULE as S002
from publisher.rules.s003_mobile_number import RULE as S003
from tests.books.making import MAIN, PACKAGE, RELATIONS, parts, relations, sheet_xml, zipped

SAID = "担当 090-1234-5678"
ROWS = "".join(f'<row r="{at}"%s><c r="A{at}"><v>{at}</v></c><c r="B{at}"><v>1</v></c></row>' for at in range(1, 40))  # fmt: skip
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
_PIVOT = "xl/pivotCache/pivotCacheDefinition1.xml"


def facts_of(more: dict[str, str | bytes], **options: str) -> Workbook:
    return open_book(zipped(parts(sheet_xml(ROW), more=more, **options))).facts


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (_PIVOT, f'<x xmlns="{MAIN}"><sharedItems><s v="{SAID}"/></sharedItems></x>'),
        (
            "xl/pivotCache/pivotCacheRecords1.xml",
            f'<x xmlns="{MAIN}"><r><n v="1"/><s v="{SAID}"/></r></x>',
        ),
        ("xl/externalLinks/externalLink1.xml", f'<x xmlns="{MAIN}"><cell r="A1"><v>{SAID}</v></cell></x>'),
        ("xl/charts/chart1.xml", "<c xmlns='c'><p><r><t>担当 090-</t></r><r><t>1234-5678</t></r></p></c>"),
        ("xl/revisions/revisionLog1.xml", f'<x xmlns="{MAIN}"><oc><is><t>{SAID}</t></is></oc></x>'),
        ("xl/drawings/vmlDrawing1.vml", f"<xml><div><br>{SAID}</div></xml>"),
        ("xl/diagrams/data1.xml", f"<d xmlns='d'><p><t>{SAID}</t></p></d>"),
        ("customXml/item1.xml", f"<d><name>{SAID}</name></d>"),
    ],
)  # fmt: skip
def test_what_no_sheet_shows_is_known(part: str, content: str) -> None:
    """Also in parts that nothing refers to: they are published all the same."""
    assert SAID in facts_of({part: content}).hidden_texts


def commented(kind: str, part: str, content: str) -> Sheet:
    more: dict[str, str | bytes] = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations({"rId1": (kind, f"../{part}")}),
        f"xl/{part}": content,
    }
    return facts_of(more).sheets[0]


def test_long_comments_and_replies_are_known_to_their_end() -> None:
    """What is shown of them is cut; what is searched is not."""
    text = "長" * 500 + SAID
    note = commented("comments", "comments1.xml", f'<comments xmlns="{MAIN}"><authors><author/></authors><commentList><comment ref="A1"><text><t>{text}</t></text></comment></commentList></comments>')  # fmt: skip
    reply = commented("threadedComment", "threadedComments/t1.xml", f'<x xmlns="t"><threadedComment ref="A1"><text>はい</text></threadedComment><threadedComment ref="A1"><text>{SAID}</text></threadedComment></x>')  # fmt: skip

    assert [1, 1] == [sheet.comments.total for sheet in (note, reply)]
    assert all(
        any(SAID in said for said in texts_of_sheet(sheet))
        for sheet in (note, reply)
    )  # fmt: skip


def test_paragraphs_of_a_shape_are_not_one_number() -> None:
    space = 'xmlns:x="d" xmlns:a="a"'
    shape = "<x:sp><a:p><a:r><a:t>合計1234</a:t></a:r></a:p><a:p><a:r><a:t>5678</a:t></a:r></a:p></x:sp>"
    sheet = commented("drawing", "drawings/d.xml", f"<x:wsDr {space}><x:twoCellAnchor>{shape}</x:twoCellAnchor></x:wsDr>")  # fmt: skip

    assert ["合計1234\n5678"] == [thing.text for thing in sheet.objects.first]


def pivot(source: str, *, has_records: bool = True) -> dict[str, str | bytes]:
    """Return the parts in which a pivot table keeps its source."""
    more: dict[str, str | bytes] = {
        _PIVOT: f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELATIONS}"><cacheSource type="worksheet">{source}</cacheSource></pivotCacheDefinition>',
        "xl/tables/table1.xml": f'<table xmlns="{MAIN}" displayName="テーブル1"/>',
    }  # fmt: skip
    if has_records:
        more["xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels"] = (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
        )
        more["xl/pivotCache/pivotCacheRecords1.xml"] = f'<x xmlns="{MAIN}"/>'
    return more


@pytest.mark.parametrize(
    ("source", "has_records", "expected"),
    [
        ('sheet="元" ref="A1:C9"', True, ("元",)),
        ('name="台帳"', True, ("台帳",)),
        ('ref="A1:C9" sheet="C:\\yamada\\元" r:id="rId9"', True, ("元",)),
        ('sheet="表" ref="A1:C9"', True, ()),
        ('name="範囲"', True, ()),
        ('name="テーブル1"', True, ()),
        ('sheet="元" ref="A1:C9"', False, ()),
        ('name="TABLE A"', True, ()),
        ('name="名前1500"', True, ()),
    ],
)
def test_a_pivot_table_keeps_what_no_sheet_shows(
    source: str, has_records: bool, expected: tuple[str, ...]
) -> None:
    """Not where a sheet shows its source, and not where its values were not saved."""
    more = pivot(f"<worksheetSource {source}/>", has_records=has_records)
    names = "".join(
        f'<definedName name="{name}">表!$A$1</definedName>'
        for name in ("範囲", "Table A", *(f"名前{at}" for at in range(2000)))
    )
    names = f"<definedNames>{names}</definedNames>"

    assert expected == facts_of(more, workbook=names).copied_sources


@pytest.mark.parametrize(("second", "expected"), [("表", ()), ("元", ("元",))])
def test_a_pivot_table_of_several_areas_is_known_by_each(
    second: str, expected: tuple[str, ...]
) -> None:
    """Areas that are put together are named one by one."""
    areas = "".join(f'<rangeSet ref="A1:B9" sheet="{name}"/>' for name in ("表", second))
    source = f"<consolidation><rangeSets>{areas}</rangeSets></consolidation>"

    assert expected == facts_of(pivot(source)).copied_sources


def test_texts_beyond_counting_are_told_to_be_unsearched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule that searches them asks; not for one text fewer, nor for any number of amounts."""
    monkeypatch.setattr("publisher.books.xlsx.TEXTS_KEPT", 3)
    monkeypatch.setattr("publisher.books.book.TEXTS_KEPT", 3)
    asked = []
    for count in (2, 3, 4):
        texts = "".join(f'<s v="北町三丁目{at}番地"/><n v="{at}"/>' for at in range(count))
        facts = facts_of({_PIVOT: f'<x xmlns="{MAIN}"><sharedItems>{texts}</sharedItems></x>'})
        asked.append([rule.id for rule in (S001, S002, S003) for said in of_book(rule, facts) if isinstance(said, Ask)])  # fmt: skip

    assert [[], ["S001", "S002", "S003"], ["S001", "S002", "S003"]] == asked


def of_book(rule: Rule, facts: Workbook) -> Iterator[object]:
    for check in rule.checks:
        if isinstance(check, OfWorkbook):
            yield from check.check(facts)


def test_every_link_is_searched() -> None:
    """Also those that are too many to be placed."""
    links = "".join(f'<hyperlink ref="A{at + 1}" r:id="rId{at}"/>' for at in range(PLACES_KEPT + 1))
    targets = {f"rId{at}": ("hyperlink", f"http://a.jp/{at}") for at in range(PLACES_KEPT)}
    targets[f"rId{PLACES_KEPT}"] = ("hyperlink", f"tel:{SAID}")
    more: dict[str, str | bytes] = {"xl/worksheets/_rels/sheet1.xml.rels": relations(targets)}
    sheet = open_book(
        zipped(parts(sheet_xml(ROW, after=f"<hyperlinks>{links}</hyperlinks>"), more=more))
    ).facts.sheets[0]

    assert [said for said in texts_of_sheet(sheet) if SAID in said]


@pytest.mark.parametrize(
    ("height", "width", "is_hidden"),
    [("0", "0", True), ("0.0", "0.00", True), ("0.5", "0.1", False), ("15", "8", False)],
)
def test_rows_and_columns_of_no_size_are_hidden_in_effect(
    height: str, width: str, is_hidden: bool
) -> None:
    """Among the first rows and among those that are read by pattern."""
    sizes = tuple(
        f' ht="{height if at in {3, 33} else 15}" customHeight="1"' for at in range(1, 40)
    )
    columns = f'<cols><col min="2" max="2" width="{width}" customWidth="1"/></cols>'
    sheet = open_book(zipped(parts(sheet_xml(ROWS % sizes, before=columns)))).facts.sheets[0]

    assert ((Span(3, 3), Span(33, 33)) if is_hidden else ()) == sheet.hidden_rows.first
    assert ((Span(2, 2),) if is_hidden else ()) == sheet.hidden_columns.first

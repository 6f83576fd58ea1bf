"""What only the whole catalog, a series, or the version before shows; and what CKAN refuses."""

from __future__ import annotations

import pytest

from publisher.findings import Finding, Severity
from publisher.rules.c004_changed_codes import LARGEST
from publisher.rules.examples import (
    CSV_PATH,
    DATASET_DOCUMENT,
    FOLDER,
    ChangeExample,
    Example,
    TreeExample,
    as_json,
    resources,
)
from publisher.rules.k006_too_large import LIMIT
from tests.publisher.examples import report_on

NARA = "datasets/290009_nara_pref"
ORGANIZATION = {"code": "290009", "title": {"ja": "奈良県", "en": "Nara"}, "kana": "ならけん"}


def found(example: Example, rule: str) -> list[Finding]:
    return [item for item in report_on(example).findings if item.rule == rule]


def addresses(*rows: str, label: str = "所在地") -> TreeExample:
    fields = [{"name": "名称"}, {"name": label}]
    text = f"名称,{label}\n" + "".join(f"園{number},{row}\n" for number, row in enumerate(rows))
    return TreeExample(
        descriptor={"resources": resources(schema={"fields": fields})},
        files={CSV_PATH: text.encode()},
    )


def of_prefecture(*rows: str) -> TreeExample:
    """Return a dataset that the prefecture publishes."""
    example = addresses(*rows)
    name = "290009_parks"
    document = {
        **DATASET_DOCUMENT,
        **example.descriptor,
        "name": name,
        "spatial": "290009",
        "id": "6a4d1c2e-8c0b-4f7a-9a53-0c2f7d1b9e19",
    }
    document["resources"] = [
        {**document["resources"][0], "id": "3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e7a29"}
    ]
    return TreeExample(
        files={
            f"{NARA}/organization.json": as_json(ORGANIZATION),
            f"{NARA}/{name}/datapackage.json": as_json(document),
            f"{NARA}/{name}/public_toilet.csv": example.files[CSV_PATH],
        }
    )


TAKAMATSU = [f"香川県高松市番町{number}-1" for number in range(8)]
NARA_CITY = [f"奈良県奈良市二条町{number}-1" for number in range(8)]


def test_another_municipality_is_named() -> None:
    """The message tells whose data they seem to be, once for the table."""
    said = found(addresses(*TAKAMATSU), "C002")

    assert len(said) == 1
    assert "高松市" in said[0].message.ja
    assert "生駒市" in said[0].message.ja


@pytest.mark.parametrize(
    "example",
    [
        addresses(TAKAMATSU[0]),
        addresses(*TAKAMATSU[:4], ""),
        addresses(*TAKAMATSU, "奈良県生駒市東新町8-38"),
        addresses(*TAKAMATSU[:5], *NARA_CITY),
        addresses(*[f"奈良県東新町{number}" for number in range(8)]),
        of_prefecture(*NARA_CITY),
    ],
    ids=[
        "one",
        "few-and-a-blank",
        "own-too",
        "several",
        "prefecture-only",
        "within-the-prefecture",
    ],
)
def test_what_is_no_other_municipality(example: TreeExample) -> None:
    """One row, few of which some tell nothing, rows of its own, of several, of nobody, or of a prefecture's own towns."""
    assert not found(example, "C002")


def test_few_rows_are_enough_where_all_tell_the_same() -> None:
    """Of four rows every address is another town's; of a code, which is the publisher's, one is."""
    assert len(found(addresses(*TAKAMATSU[:4]), "C002")) == 1
    assert len(found(addresses("372013", label="全国地方公共団体コード"), "C002")) == 1
    assert not found(addresses("372013", "", label="全国地方公共団体コード"), "C002")


def test_a_prefecture_may_have_the_wrong_file_too() -> None:
    """All rows of a town of another prefecture."""
    assert len(found(of_prefecture(*TAKAMATSU), "C002")) == 1


def ids(*rows: str, path: str = CSV_PATH, label: str = "ID") -> TreeExample:
    fields = [{"name": label}, {"name": "名称"}]
    text = f"{label},名称\n" + "".join(f"{row}\n" for row in rows)
    return TreeExample(
        descriptor={"resources": resources(schema={"fields": fields})},
        files={path: text.encode()},
    )


@pytest.mark.parametrize(
    ("before", "after", "is_said"),
    [
        (ids("1,駅前", "2,公園"), ids("1,公園", "2,駅前"), True),
        (ids("1,駅前", "2,公園"), ids("2,公園", "3,山"), False),
        (ids("1,駅前", "2,公園"), ids("1,駅前", "1,公園"), False),
        (
            ids("1,駅前", "2,公園", label="郵便番号"),
            ids("2,駅前", "1,公園", label="郵便番号"),
            False,
        ),
        (ids("1,駅前", "2,公園"), ids('1,"駅前', "2,公園"), False),
    ],
    ids=["exchanged", "shrunk", "repeated-id", "no-id", "unreadable"],
)
def test_codes_that_changed(before: TreeExample, after: TreeExample, *, is_said: bool) -> None:
    """Only a thing with one name and one id in both versions is compared."""
    assert bool(found(ChangeExample(before=before, after=after), "C004")) is is_said


def test_large_files_are_not_compared() -> None:
    """A rule that reads tables on its own reads small ones only."""
    padding = [f"{number},園{number:0400}" for number in range(10, LARGEST // 400)]
    before, after = ids("1,駅前", "2,公園", *padding), ids("2,駅前", "1,公園", *padding)

    assert not found(ChangeExample(before=before, after=after), "C004")


def test_the_same_file_twice_is_said_at_the_second() -> None:
    """Within a dataset as well as between datasets; empty files are not alike."""
    twice = [
        *resources(),
        *resources(id="3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e7a22", name="b", path="b.csv"),
    ]
    text = "名称,緯度,経度,男性トイレ数\n駅前,34.6939,135.6979,2\n".encode()
    same = TreeExample(
        descriptor={"resources": twice}, files={CSV_PATH: text, f"{FOLDER}/b.csv": text}
    )
    empty = TreeExample(
        descriptor={"resources": twice}, files={CSV_PATH: b"", f"{FOLDER}/b.csv": b""}
    )

    assert [item.place.path for item in found(same, "C001")] == [f"{FOLDER}/b.csv"]
    assert not found(empty, "C001")


def labelled(label: str) -> TreeExample:
    quoted = '"' + label.replace('"', '""') + '"'
    return TreeExample(
        descriptor={"resources": resources(schema={"fields": [{"name": label}, {"name": "備考"}]})},
        files={CSV_PATH: f"{quoted},備考\nア,イ\nウ,エ\n".encode()},
    )


@pytest.mark.parametrize(
    ("label", "is_said"),
    [
        ("_id", True),
        ("_rank", True),
        ('高さ"', True),
        ("id_", False),
        ("人口（人）", False),
        ("長" * 30, False),
    ],
)
def test_columns_that_a_catalog_refuses(label: str, *, is_said: bool) -> None:
    """CKAN.md §2.10; a long name alone is cut and kept in the dictionary."""
    assert bool(found(labelled(label), "K005")) is is_said


@pytest.mark.parametrize(("size", "is_said"), [(LIMIT << 20, False), ((LIMIT << 20) + 1, True)])
def test_size_is_counted_to_the_byte(size: int, *, is_said: bool) -> None:
    """The limit itself is taken."""
    pdf = resources(
        path="map.pdf", format="pdf", mediatype="application/pdf", encoding=None, schema=None
    )
    example = TreeExample(
        descriptor={"resources": pdf}, files={CSV_PATH: None, f"{FOLDER}/map.pdf": bytes(size)}
    )
    said = found(example, "K006")

    assert bool(said) is is_said
    assert all(item.severity is Severity.WARNING for item in said)


@pytest.mark.parametrize(
    ("declared", "content", "is_said"),
    [
        ("utf-8", "名称\n駅\n".encode("utf-8-sig"), False),
        ("UTF8", "名称\n駅\n".encode(), False),
        ("utf-8-sig", "名称\n駅\n".encode(), False),
        ("shift_jis", "名称\n駅\n".encode("cp932"), False),
        ("cp932", b"a,b\n1,2\n", False),
        ("cp932", "名称\n駅\n".encode(), True),
        ("utf-8", "名称\n駅\n".encode("cp932"), False),
        ("euc-jp", "名称\n駅\n".encode("cp932"), True),
        ("utf-16", b"a,b\n1,2\n", True),
        ("日本語", "名称\n駅\n".encode(), True),
    ],
)
def test_the_declared_encoding_is_the_files(
    declared: str, content: bytes, *, is_said: bool
) -> None:
    """Other names of the same encoding are right, and any that ASCII fits; P001 wants UTF-8."""
    example = TreeExample(
        descriptor={"resources": resources(encoding=declared, schema=None)},
        files={CSV_PATH: content},
    )
    assert bool(found(example, "P023")) is is_said


@pytest.mark.parametrize(
    ("stated", "last", "is_said"),
    [
        ("ANNUAL", "2025-06-01", False),
        ("ANNUAL", "2025-03-01", True),
        ("MONTHLY", "2026-10-01", False),
        ("MONTHLY", "2026-06-01", True),
        ("NEVER", "2001-01-01", False),
        ("IRREG", "2001-01-01", False),
    ],
)
def test_an_update_is_overdue_after_half_a_period_more(
    stated: str, last: str, *, is_said: bool
) -> None:
    """One and a half periods and a month; schedules without a period are never overdue."""
    history = [{"date": last, "event": "published", "ref": "https://www.example.lg.jp/opendata"}]
    changes = {"accrualPeriodicity": stated, "issued": last, "history": history}

    assert bool(found(TreeExample(descriptor=changes), "P025")) is is_said

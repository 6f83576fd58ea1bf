"""What `opendata add` makes of real files: `REALDATA=FOLDER python -m tests.tidy.realdata_add [OUT.tsv]`.

Every file of FOLDER is added by itself to an instance made for it, without a terminal: first with
nothing but what its body has laid down (licence and contact), then with the answer that is missing,
one after another, as an officer would. Each line says what became of it; the summary counts them.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from publisher import instance, municipalities, standards, tree, vocabularies
from publisher.check import check
from publisher.clock import today
from publisher.desk import adding
from publisher.desk.answers import MissingAnswers
from publisher.desk.bench import Bench
from publisher.desk.init import Body, contents, create
from publisher.desk.request import Request
from publisher.engine.engine import CompiledEngine
from publisher.errors import DataRefused, OpendataError
from publisher.findings import Severity
from publisher.tidy.change import Question
from publisher.words import Text

BODIES: Mapping[str, str] = {
    "City-of-Kobe__opendata": "281000",
    "Koriyama-City__papamama": "072036",
    "KyotangoCityDigital__5374": "262129",
    "code4fukui__opendata-wakayama": "300004",
    "code4fukui__opendata_fukui": "180009",
    "code4ikoma__5374": "292095",
    "code4nara__make5374data4nara": "292010",
    "code4nara__nara-premium": "292010",
    "code4nara__papamama": "292010",
    "colspan__opendata-jp": "130001",
    "takamatsu-city__opendata": "372013",
    "wakayama-pref-org__information-of-road-traffic-regulation": "300004",
    "wakayama-pref-org__list-of-public-facilities": "300004",
    "wakayama-pref-org__list-of-refuge-area": "300004",
    "yaizu-city__opendata": "222127",
    "yk-lab__DonanBusGTFS": "010006",
}
"""The body whose files each collection holds; a prefecture's where they are of several."""
OTHERWISE = "999993"
MOST = 6
_COLUMN = re.compile(r"--column ([A-Z-]+)=")
ANSWERS: Mapping[str, str] = {"title": "題名", "description": "説明の1文です。", "name": "table"}


@dataclass
class Outcome:
    """What became of one file."""

    path: str
    kind: str = ""
    answers: list[str] = field(default_factory=list)
    against: tuple[str, ...] = ()
    shape: str = ""
    original: str = ""
    mended: int = 0
    questions: int = 0
    seconds: float = 0.0


def main(arguments: list[str]) -> int:
    """Write a line per file and the summary; 1 where one crashed."""
    root = Path(os.environ["REALDATA"])
    files = list(_files(root))
    outcomes = []
    for path in files:
        outcome = _added(path, path.relative_to(root))
        outcomes.append(outcome)
        sys.stdout.write(_line(outcome) + "\n")
        sys.stdout.flush()
    for line in _summary(outcomes):
        sys.stdout.write(line + "\n")
    if arguments:
        Path(arguments[0]).write_text("".join(f"{_line(item)}\n" for item in outcomes), "utf-8")
    return 1 if any(item.kind == "crash" for item in outcomes) else 0


def _files(root: Path) -> Iterator[Path]:
    """Yield the files that a MANIFEST.tsv lists in its first column, else all of the folder."""
    manifest = root / "MANIFEST.tsv"
    if manifest.is_file():
        for line in manifest.read_text("utf-8").splitlines()[1:]:
            yield root / line.split("\t")[0]
    else:
        yield from (path for path in sorted(root.rglob("*")) if path.is_file())


def _line(item: Outcome) -> str:
    said = (item.kind, item.shape, "+".join(item.answers), ", ".join(item.against))
    more = (f"kept={item.original}", f"mended={item.mended}", f"asked={item.questions}")
    return "\t".join((item.path, *said, *more, f"{item.seconds:.1f}s"))


def _added(path: Path, relative: Path) -> Outcome:
    outcome = Outcome(path=relative.as_posix())
    start = time.monotonic()
    before = path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        bench = _bench(Path(folder) / "town", BODIES.get(relative.parts[0], OTHERWISE))
        request = Request(sources=(path,), answers={}, is_as_proposed=True)
        try:
            _answered(request, bench, outcome)
        except OpendataError as error:
            outcome.kind, outcome.against = "refused", (error.what.ja,)
        except Exception:  # noqa: BLE001 # a crash is what this looks for
            outcome.kind, outcome.against = "crash", (traceback.format_exc(),)
        left = [item for item in bench.instance.state.glob("*") if item.name != "check"]
        assert not left, left
    assert path.read_bytes() == before
    outcome.seconds = time.monotonic() - start
    return outcome


def _answered(request: Request, bench: Bench, outcome: Outcome) -> None:
    """Add with one more answer at a time, until it is added or refused for good."""
    for _ in range(MOST + 3):
        try:
            result = adding.add(request, bench, None)
        except MissingAnswers as error:
            missing = [item.key.name for item in error.questions]
            if not all(name in ANSWERS and name not in request.answers for name in missing):
                raise
            outcome.answers += missing
            given = {name: ANSWERS[name] for name in missing}
            request = replace(request, answers={**request.answers, **given})
        except DataRefused as error:
            if "--table" in error.next_step.en and not request.tables:
                outcome.answers.append("table=all")
                request = replace(request, tables=("all",))
            elif (places := _places(error)) and "column" not in request.answers:
                outcome.answers.append(f"column({','.join(places)})")
                names = tuple(f"{place}=名前{place}" for place in places)
                request = replace(request, answers={**request.answers, "column": names})
            elif "--anyway" in error.next_step.en and not request.is_anyway:
                outcome.answers.append(f"anyway({error.what.ja})")
                request = replace(request, is_anyway=True)
            else:
                raise
        else:
            if not _judge(result, bench, outcome) or request.mend_answers:
                return
            said = {item.id: _first(item) for added in result.added for item in added.questions}
            if not said:
                return
            # The table stands in the way and something was asked about it: answer and look again.
            kinds = sorted({f"{key.partition(':')[0]}={value}" for key, value in said.items()})
            outcome.answers.append(f"cells({', '.join(kinds)})")
            request = replace(request, mend_answers=said)
            bench = _bench(bench.instance.root.with_name("again"), bench.tree.organizations[0].code)


def _places(error: DataRefused) -> list[str]:
    """Return the columns that want a name, as the refusal tells them."""
    return _COLUMN.findall(f"{error.what.en} {error.next_step.en}")


def _first(question: Question) -> str:
    """Return the first choice that changes anything."""
    return next(choice.value for choice in question.choices if choice.value != "keep")


def _judge(result: adding.Result, bench: Bench, outcome: Outcome) -> bool:
    """Note how the dataset stands the check; return whether anything is in its way."""
    root = bench.instance.root
    report = check(
        tree.load(root),
        vocabularies=bench.vocabularies,
        today=bench.today,
        engine=CompiledEngine(),
        standards=bench.standards,
        municipalities=municipalities.load(root),
    )
    (added,) = result.added
    shapes = [table.conversion.shape for table in added.tables]
    outcome.shape = " ".join(f"{shape.rows}x{len(shape.header)}" for shape in shapes[:3])
    originals = [item for item in added.document["resources"] if item["name"].endswith("_original")]
    tidied = any(table.is_tidied for table in added.tables)
    outcome.original = "yes" if originals else "no" if tidied else "-"
    outcome.mended = sum(len(table.changes) for table in added.tables)
    outcome.questions = len(added.questions)
    errors = Counter(
        finding.rule for finding in report.findings if finding.severity is Severity.ERROR
    )
    outcome.against = tuple(f"{rule}×{count}" for rule, count in errors.items())
    outcome.kind = "blocked" if errors else "after answers" if outcome.answers else "by itself"
    return bool(errors)


def _bench(folder: Path, code: str) -> Bench:
    known = municipalities.load()
    name = known.name(code) or known.prefectures.get(code) or "某市"
    body = Body(code=code, title=Text(name, name), kana="かな", slug="body")
    create(folder, contents("00000000-0000-4000-8000-000000000000", body, Text("a", "a")))
    record = folder / "datasets" / body.name / "organization.json"
    document = json.loads(record.read_text("utf-8"))
    document["defaults"] = {"licence": "CC-BY-4.0", "licence_stated_by": name}
    document["contact"] = {"title": "情報政策課"}
    record.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    here = instance.load(folder)
    return Bench(
        instance=here,
        tree=tree.load(folder),
        vocabularies=vocabularies.load(folder),
        standards=standards.load(folder),
        today=today(here.time_zone),
    )


def _summary(outcomes: list[Outcome]) -> Iterator[str]:
    yield ""
    for kind, count in Counter(item.kind for item in outcomes).most_common():
        yield f"{kind}: {count}"
    answers = Counter(answer.partition("(")[0] for item in outcomes for answer in item.answers)
    yield "answers: " + ", ".join(f"{name} {count}" for name, count in answers.most_common())
    rules = Counter(
        rule.partition("×")[0]
        for item in outcomes
        if item.kind == "blocked"
        for rule in item.against
    )
    yield "blocked by: " + ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
    reasons = Counter(item.against[0] for item in outcomes if item.kind == "refused")
    yield from (f"refused: {reason} {count}" for reason, count in reasons.most_common())
    kept = Counter(item.original for item in outcomes)
    yield "originals: " + ", ".join(f"{name} {count}" for name, count in kept.most_common())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

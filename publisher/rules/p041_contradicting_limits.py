"""P041: limits of a column that no value can keep together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.engine.fields.field import Field
from publisher.engine.schema import CompiledSchema, compile_schema
from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import DATASET_DOCUMENT, TreeExample, merged
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text, quote

_LEAST = ("minimum", "exclusiveMinimum")
_MOST = ("maximum", "exclusiveMaximum")
_BOUNDS = Text("下限は{least}、上限は{most}", "at least {least}, at most {most}")
_LENGTHS = Text(
    "文字数の下限は{least}、上限は{most}", "at least {least} and at most {most} characters"
)
_NO_WORDS = Text("選べる語がありません", "no word to choose from")
_BARRED_WORDS = Text(
    "選べる語が、どれもほかの決まりに合いません",
    "none of the words to choose from keeps the other limits",
)


def _check(dataset: Dataset, _context: Context) -> Iterator[Hit]:
    for resource in dataset.resources:
        schema = resource.properties.get("schema")
        compiled = compile_schema(schema) if isinstance(schema, dict) else None
        if not isinstance(compiled, CompiledSchema):
            continue  # the engine says what is wrong with it
        for field in compiled.fields:
            for why in _contradictions(field):
                values = {"column": field.name, "why": why}
                yield Hit(resource=resource.name, values=values)


def _contradictions(field: Field) -> Iterator[Text]:
    limits, declared = field.limits, field.constraints
    for least in _LEAST:
        for most in _MOST:
            if least in limits and most in limits and _is_empty(limits, least, most):
                yield _filled(_BOUNDS, declared[least], declared[most])
    if "minLength" in limits and "maxLength" in limits:
        shortest, longest = limits["minLength"], limits["maxLength"]
        if shortest > longest:
            yield _filled(_LENGTHS, shortest, longest)
    if "enum" in declared:
        if not declared["enum"]:
            yield _NO_WORDS
        elif all(field.read(word)[1] for word in declared["enum"]):
            yield _BARRED_WORDS


def _is_empty(limits: Any, least: str, most: str) -> bool:
    """Whether nothing lies between two bounds."""
    is_open = least != _LEAST[0] or most != _MOST[0]
    try:
        apart = bool(limits[least] < limits[most])
        return not apart and (is_open or bool(limits[least] > limits[most]))
    except (TypeError, ArithmeticError):
        return False  # a time with a zone beside one without: each cell is judged by itself


def _filled(text: Text, least: object, most: object) -> Text:
    return text.fill({"least": quote(str(least)), "most": quote(str(most))})


def _example(**constraints: Any) -> TreeExample:
    first = DATASET_DOCUMENT["resources"][0]
    *rest, last = first["schema"]["fields"]
    fields = [*rest, {**last, "constraints": constraints}]
    profile = "https://datapackage.org/profiles/2.0/tableschema.json"
    schema = {**first["schema"], "$schema": profile, "fields": fields}
    return TreeExample(descriptor={"resources": [merged(first, {"schema": schema})]})


RULE = Rule(
    id="P041",
    name="contradicting-limits",
    severity=Severity.ERROR,
    title=Text("項目の決まりどうしが矛盾している", "Limits of a column contradict each other"),
    why=Text(
        "どの値を入れても誤りと言われ、直しようがありません。",
        "Whatever is entered is called wrong.",
    ),
    fix=Text(
        "`opendata set` で、項目の下限・上限・選べる語を直してください。",
        "Mend the limits and words of the column with `opendata set`.",
    ),
    message=Text(
        "項目「{column}」の決まりどうしが合いません（{why}）。"
        "どの値も通らないので、`opendata set` で直してください。",
        "The limits of the column '{column}' contradict each other ({why}). "
        "No value can pass: mend them with `opendata set`.",
    ),
    bad=(
        _example(minimum=10, maximum=1),
        _example(exclusiveMinimum=3, maximum=3),
        _example(enum=[]),
        _example(enum=[1, 2], minimum=5),
    ),
    good=(
        TreeExample(),
        _example(minimum=0, maximum=100),
        _example(minimum=0, exclusiveMaximum=5),
        _example(enum=[1, 2, 90], maximum=5),
    ),
    check=OfDataset(_check),
)

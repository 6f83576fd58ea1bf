"""One pass over a JSON file: where it breaks, what is its table, which names stand twice."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.geo.json_stream import BrokenJson, Part, Repeated, parts
from publisher.geo.json_table import JsonShape, JsonWay, shape_by
from publisher.model import File
from publisher.tables.text_table import COLUMNS_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonSurvey:
    """What a JSON file shows."""

    broken: BrokenJson | None = None
    """Where it is no JSON."""
    shape: JsonShape | None = None
    """What makes its table; None where it has none."""
    repeated: Repeated = field(default_factory=Repeated)
    has_rest: bool = True
    """Whether anything stands in it that is in no cell of the table."""
    late: tuple[tuple[str, int], ...] = ()
    """Names of members that the first item lacks, so that they are no columns, each with the line
    of its first item; COLUMNS_LIMIT at most."""


def survey(file: File, codec: str, way: JsonWay) -> JsonSurvey:
    """Return what a JSON file in this encoding shows; raises OSError only."""
    seen = _Seen(way)
    repeated = Repeated()
    found = parts(
        file,
        codec,
        opens=way.wanted.opens,
        leads=way.wanted.leads,
        repeated=repeated,
        is_apart=True,
        is_lines=way.is_lines,
    )
    broken: BrokenJson | None = None
    try:
        for part in found:
            seen.see(part)
    except BrokenJson as error:
        broken = error
    has_rest = seen.has_rest or seen.shape is None or bool(repeated.count)
    return JsonSurvey(
        broken=broken,
        shape=seen.shape,
        repeated=repeated,
        has_rest=has_rest,
        # Where the columns are stated, what they leave out is meant to be.
        late=() if way.keys else tuple(seen.late.items()),
    )


class _Seen:
    """What was seen so far."""

    def __init__(self, way: JsonWay) -> None:
        self.way = way
        self.shape: JsonShape | None = None
        self.has_rest = False
        self.late: dict[str, int] = {}
        self._is_first = True
        self._names: frozenset[str] = frozenset()

    def see(self, part: Part) -> None:
        """Take one part."""
        if part.index is None:
            self.has_rest = self.has_rest or part.key != self.way.member or part.value != []
            return
        if self._is_first:
            self._is_first = False
            self.shape = shape_by(part.value, self.way)
            self._names = frozenset(self.shape.names or ()) if self.shape else frozenset()
        if self.shape is None:
            return
        if self.shape.against(part):
            self.has_rest = True
        elif self.shape.names is not None and not part.value.keys() <= self._names:
            self.has_rest = True
            self._note(part)

    def _note(self, part: Part) -> None:
        for name in part.value:
            if name not in self._names and len(self.late) < COLUMNS_LIMIT:
                self.late.setdefault(name, part.line)

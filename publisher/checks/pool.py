"""Many files judged on all processors, in the order in which they were handed in."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from publisher.checks.judging import Judged, failed, judged, one_by_one
from publisher.checks.source import Looking, Source
from publisher.engine.engine import CompiledEngine
from publisher.municipalities import Municipalities
from publisher.rules import RULES
from publisher.standards import Standard

FEW = 64
"""Files below which starting other processes costs more than it saves."""
_BATCH = 32


class Pool:
    """A judge with a process per processor, for many files; it tells how far it is."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self.tell = tell
        """Called with the number of files judged so far."""

    def __call__(self, sources: Sequence[Source], looking: Looking) -> Iterator[Judged]:
        """Yield judgements in order; rules of the caller's own are judged here."""
        workers = os.cpu_count() or 1
        if len(sources) < FEW or workers == 1 or looking.rules is not RULES:
            found = one_by_one(sources, looking)
        else:
            found = _in_parallel(sources, looking, workers)
        for number, item in enumerate(found, start=1):
            self.tell(number)
            yield item


def _in_parallel(sources: Sequence[Source], looking: Looking, workers: int) -> Iterator[Judged]:
    # Not forked: the table engine's threads would be forked with it.
    context = multiprocessing.get_context("spawn")
    done = 0
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as executor:
            jobs = [
                executor.submit(
                    _job,
                    sources[first : first + _BATCH],
                    looking.standards,
                    looking.municipalities,
                    looking.lowered,
                )
                for first in range(0, len(sources), _BATCH)
            ]
            for job in jobs:
                found = job.result()
                done += len(found)
                yield from found
    except BrokenProcessPool:
        yield from _apart(sources[done:], looking)


def _apart(sources: Sequence[Source], looking: Looking) -> Iterator[Judged]:
    """Judge files one by one where a process died over some; the one that kills is our fault."""
    context = multiprocessing.get_context("spawn")
    waiting = list(sources)
    while waiting:
        with ProcessPoolExecutor(1, mp_context=context) as executor:
            while waiting:
                job = executor.submit(
                    _job, waiting[:1], looking.standards, looking.municipalities, looking.lowered
                )
                source = waiting.pop(0)
                try:
                    found = job.result()
                except BrokenProcessPool as error:
                    yield failed(source, looking, type(error).__name__)
                    break
                yield from found


def _job(
    sources: Sequence[Source],
    standards: tuple[Standard, ...],
    municipalities: Municipalities | None,
    lowered: frozenset[str],
) -> list[Judged]:
    looking = Looking(
        rules=RULES,
        engine=CompiledEngine(),
        standards=standards,
        municipalities=municipalities,
        lowered=lowered,
    )
    return [judged(source, looking) for source in sources]

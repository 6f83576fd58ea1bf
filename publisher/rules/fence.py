"""The one fence: a rule that crashes becomes a finding of ours, and the run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from publisher.errors import OpendataError

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule or the engine raised."""

    culprit: str
    """The rule's id, or `engine`."""
    error: str
    """The exception's class: never its text, which may quote the data."""


def fenced(culprit: str, look: Callable[[], Iterable[Found]]) -> Iterator[Found | Crash]:
    """Yield what `look` finds; where it raises, a Crash ends it."""
    try:
        yield from look()
    except OpendataError:
        raise  # broken surroundings are not the rule's fault
    except Exception as error:  # the fence: no bug of a rule may stop the others
        if is_of_system(error):
            raise
        yield Crash(culprit, type(error).__name__)


def is_of_system(error: Exception) -> bool:
    """Say whether the operating system says it: it gives a number, Python code of ours does not."""
    return isinstance(error, OSError) and error.errno is not None

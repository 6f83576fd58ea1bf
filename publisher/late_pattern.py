"""Regular expressions that are compiled when they are first used.

To compile all that the rules know takes as long as the check of a small file, and most files meet
a third of them. For expressions of a millisecond and more: sets of Japanese letters, long lists.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Late:
    """An expression that becomes one when something is asked of it."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._text, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # Of Python's own protocols (copying, pickling) it is asked before it is made.
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        # From now on it is found before this is asked.
        vars(self)[name] = found
        return found


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression to be compiled on its first use; a bad one raises re.error then."""
    return cast("re.Pattern[str]", _Late(text, flags))

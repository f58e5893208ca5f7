"""Keep derived data for as long as the content version lasts."""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

VERSIONS_KEPT = 2
"""The current one, and the one that requests under way still read."""
ANSWERS_KEPT = 2048


def per_version(function: Callable[Concatenate[str, P], R]) -> Callable[Concatenate[str, P], R]:
    """Keep what ``function(version, …)`` returned in this process, one answer per version and arguments.

    Answers of older versions are let go. An answer is shared between requests and must not be changed.
    """
    kept: dict[str, dict[Hashable, R]] = {}
    lock = Lock()

    @wraps(function)
    def answer(version: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
        answers = kept.get(version)
        if answers is None:
            with lock:
                while len(kept) >= VERSIONS_KEPT:
                    del kept[next(iter(kept))]
                answers = kept.setdefault(version, {})
        key = (args, tuple(kwargs.items()))
        try:
            return answers[key]
        except KeyError:
            if len(answers) >= ANSWERS_KEPT:
                answers.clear()
            result = answers[key] = function(version, *args, **kwargs)
            return result

    return answer

"""Work: a function that a worker calls later, with what is to happen when it fails."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from django.utils.module_loading import import_string
from django_tasks.base import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_PRIORITY, Task
from typing_extensions import ParamSpec

from zenne.core.tasks.errors import UnknownWork
from zenne.core.tasks.rules.backoff import Backoff

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

P = ParamSpec("P")
T = TypeVar("T")

MOST_ATTEMPTS = 5
LONGEST_TRANSACTION: Final = timedelta(minutes=5)
"""On SQLite nobody else writes while a transaction does."""
LONGEST_OTHERWISE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Task[P, T], Generic[P, T]):
    """A task of django-tasks that also knows what happens when it fails.

    Attributes:
        title: what it does, for those who watch over it, lazily translated: "Send a message".
        max_attempts: how often it is tried before it counts as failed; the death of a worker counts as an attempt.
        backoff: the wait between attempts.
        version: of its arguments; raise it when the function wants others. An older worker leaves newer work to others.
        is_atomic: whether it runs in one transaction with the mark that it is done. Work that talks to other computers
            says False and makes its own transactions: its effect may then happen again after a worker died.
        time_limit: how long one attempt may take; then its worker is ended, and the attempt has failed. When it is not
            said: five minutes in one transaction, else an hour.
    """

    title: "StrOrPromise" = ""
    max_attempts: int = MOST_ATTEMPTS
    backoff: Backoff = field(default_factory=Backoff)
    version: int = 1
    is_atomic: bool = True
    time_limit: timedelta | None = None

    @property
    def longest(self) -> timedelta:
        """How long one attempt may take."""
        return self.time_limit or (LONGEST_TRANSACTION if self.is_atomic else LONGEST_OTHERWISE)


def work(  # noqa: PLR0913 - each says something else about the work
    *,
    title: "StrOrPromise",
    max_attempts: int = MOST_ATTEMPTS,
    backoff: Backoff | None = None,
    priority: int = DEFAULT_TASK_PRIORITY,
    version: int = 1,
    is_atomic: bool = True,
    time_limit: timedelta | None = None,
) -> Callable[[Callable[P, T]], Work[P, T]]:
    """Make work of a function at the top of a module's ``tasks.py``; ``enqueue`` writes it down for a worker.

    Its arguments and its result are JSON. See ``Work`` for what can be said about it.
    """

    def make(function: Callable[P, T]) -> Work[P, T]:
        return Work(
            func=function,
            backend=DEFAULT_TASK_BACKEND_ALIAS,
            priority=priority,
            title=title,
            max_attempts=max_attempts,
            backoff=backoff or Backoff(),
            version=version,
            is_atomic=is_atomic,
            time_limit=time_limit,
        )

    return make


def work_at(path: str) -> Work[..., object]:
    """The work with this dotted name.

    Raises:
        UnknownWork: this version of the program has none.
    """
    try:
        found = import_string(path)
    except ImportError as error:
        raise UnknownWork(path) from error
    if not isinstance(found, Work):
        raise UnknownWork(path)
    return found

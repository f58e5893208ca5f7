"""The tasks of a benchmark: ours, and one of the peer's own backend."""

from django_tasks import task

from zenne.core.tasks.public import work


@work(title="Nothing")
def ours(*, number: int) -> int:
    return number


@task(backend="theirs")
def theirs(*, number: int) -> int:
    return number

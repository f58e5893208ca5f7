"""How many examples Hypothesis makes up, and that they are the same ones each time."""

from hypothesis import HealthCheck, settings

from tests.databases import TEST_DATABASE


def tries(most: int) -> int:
    """How many examples are made up on this database: on the second one a third of those on the first."""
    return max(1, most // 3) if TEST_DATABASE else most


def the_same_examples(most: int) -> settings:
    """Settings of a test that asks a whole installation: the same examples in each run, however long they take."""
    return settings(
        max_examples=tries(most),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

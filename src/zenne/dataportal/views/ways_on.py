"""Where the rows of a table are to be had."""

from functools import cache

from django.urls import Resolver404, resolve


def address_of_rows(dataset: str, table: str) -> str:
    """The path of the rows of a table in the API."""
    return f"/api/v1/datasets/{dataset}/tables/{table}/rows"


@cache
def rows_are_answered() -> bool:
    """Whether this installation answers questions to tables."""
    try:
        resolve(address_of_rows("a", "b"))
    except Resolver404:
        return False
    # Every other address below the API is answered too: with a refusal.
    return resolve(address_of_rows("a", "b")).namespaces == ["api-v1"]

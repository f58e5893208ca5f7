"""Where data sets are: in the site, in the API, and as things that others may name."""

from typing import Final

from django.conf import settings

from zenne.dataportal.metadata.codes import Format

API: Final = "/api/v1/"


def page_of(slug: str) -> str:
    """The address of the page of a data set that names no language."""
    return f"{settings.BASE_URL}/data/{slug}/"


def table_page_of(slug: str, table: str) -> str:
    return f"{page_of(slug)}{table}/"


def dataset_api(slug: str) -> str:
    """The address of a data set in the API."""
    return f"{settings.BASE_URL}{API}datasets/{slug}"


def rows_of(slug: str, table: str, form: Format | None = None) -> str:
    """The address of the rows of a table, in one format or as the API answers by itself."""
    address = f"{dataset_api(slug)}/tables/{table}/rows"
    return f"{address}?_format={form.code}" if form else address

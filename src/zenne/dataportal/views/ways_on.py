"""Where the rows of a table are to be had."""


def address_of_rows(dataset: str, table: str) -> str:
    """The path of the rows of a table in the API."""
    return f"/api/v1/datasets/{dataset}/tables/{table}/rows"

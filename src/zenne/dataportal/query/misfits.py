"""How many rows are in quarantine because of each column. Only numbers: nobody sees a row."""

from zenne.dataportal.models import Version
from zenne.dataportal.query.run import answering
from zenne.dataportal.storage.folders import table_folder


def misfits_by_column(version: Version) -> dict[str, int]:
    """The number of rows of a version that did not fit, by the column that is why; empty for no column."""
    part = version.manifest.quarantine
    if part is None:
        return {}
    path = table_folder(version.table) / part.name
    with answering() as cursor:
        found = cursor.execute(
            "SELECT coalesce(\"column\", ''), count(*) FROM read_parquet($path) GROUP BY 1", {"path": str(path)}
        ).fetchall()
    return {name: int(count) for name, count in found}

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
            "SELECT coalesce(\"column\", ''), count(*) FROM read_parquet($path, file_row_number = true) "
            "WHERE file_row_number < $rows GROUP BY 1",
            {"path": str(path), "rows": part.rows},
        ).fetchall()
    return {name: int(count) for name, count in found}


def lines_without_row(version: Version) -> int:
    """How many lines of the quarantine of a version were no rows, and can be read again."""
    part = version.manifest.quarantine
    if part is None:
        return 0
    path = table_folder(version.table) / part.name
    with answering() as cursor:
        # Quarantines that are older than the layout of lines have no such column.
        found = cursor.execute(
            "SELECT count(_layout) FROM (FROM read_parquet($path) UNION ALL BY NAME "
            "SELECT NULL::VARCHAR AS _values, NULL::VARCHAR AS _layout WHERE false) WHERE _values IS NULL "
            "AND reason <> 'line-too-long'",
            {"path": str(path)},
        ).fetchone()
    return int(found[0]) if found else 0

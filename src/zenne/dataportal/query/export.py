"""All rows of an answer in one of the formats."""

from collections.abc import Generator
from contextlib import closing

from zenne.dataportal.query.answer import Prepared
from zenne.dataportal.query.formats.all import FORMATS, SAFE_FORMATS, Format
from zenne.dataportal.query.paging import behind, order_by
from zenne.dataportal.query.run import answering, batches
from zenne.dataportal.query.statements import Parameters
from zenne.dataportal.rules.parameters import WrongParameter


def export(prepared: Prepared, format_name: str, *, is_safe: bool = False) -> Generator[bytes, None, None]:
    """The file, piece by piece. Close the iterator to stop early.

    Args:
        is_safe: no text may look like a formula to a spreadsheet; for the formats in ``SAFE_FORMATS``.

    Raises:
        WrongParameter: the answer cannot be written in this format; before the first piece.
        NotAnswered: the engine gave up.
    """
    chosen = (SAFE_FORMATS if is_safe else FORMATS)[format_name]
    parameters = prepared.plan.parameters.copy()
    statement = statement_of(prepared, chosen, parameters)
    if chosen.most_rows is not None:
        require_fit(prepared, chosen.most_rows)
    return pieces(prepared, chosen, statement, parameters)


def pieces(prepared: Prepared, chosen: Format, statement: str, parameters: Parameters) -> Generator[bytes, None, None]:
    # Whoever writes columns takes longer than the engine does to read them.
    is_light = chosen.is_of_columns and not prepared.plan.is_ordered
    with closing(
        batches(statement, parameters.values, rows_at_a_time=chosen.rows_at_a_time, is_light=is_light)
    ) as found:
        schema = next(found)
        yield from chosen.write(prepared.plan, schema, found)


def statement_of(prepared: Prepared, chosen: Format, parameters: Parameters) -> str:
    plan = prepared.plan
    where = f" WHERE {behind(plan, prepared.place.keys, parameters)}" if prepared.place else ""
    limit = prepared.question.limit
    order = order_by(plan.order) if plan.is_ordered or limit is not None or prepared.place else ""
    ordered = f"SELECT * FROM ({plan.relation}){where}{order}{f' LIMIT {limit}' if limit is not None else ''}"
    return f"SELECT {chosen.columns(plan)} FROM ({ordered})"


def require_fit(prepared: Prepared, most: int) -> None:
    """Go on only when a file can hold all rows: what is cut off is lost without a word."""
    if prepared.question.limit is not None and prepared.question.limit <= most:
        return
    with answering() as cursor:
        values = prepared.plan.parameters.values
        (rows,) = cursor.execute(f"SELECT count(*) FROM ({prepared.plan.relation})", values).fetchone() or (0,)
    if rows > most:
        raise WrongParameter("too-many-rows", "_format", most=most)

"""Questions answered: a page of rows as JSON texts, or all rows in one of the formats."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from zenne.dataportal.models import Version
from zenne.dataportal.query.cursors import Place, place_in, shape_of, written
from zenne.dataportal.query.encoding import json_object
from zenne.dataportal.query.errors import NoSuchTable
from zenne.dataportal.query.facets import Common, commonest
from zenne.dataportal.query.kept_rows import kept_rows, may_be_kept
from zenne.dataportal.query.lookup import seen_version
from zenne.dataportal.query.paging import behind, key_text, key_value, order_by
from zenne.dataportal.query.plan import Plan, plan
from zenne.dataportal.query.run import answering
from zenne.dataportal.query.view import View
from zenne.dataportal.rules.parameters import WrongParameter, limit
from zenne.dataportal.rules.policies import Reader
from zenne.dataportal.rules.questions import Condition, Operator, Question

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS_OF_A_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question that can be answered: everything that may be wrong with it has been looked at."""

    question: Question
    version: Version
    view: View
    plan: Plan
    place: Place | None
    purpose: str


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as JSON objects, and what was asked for beside them.

    Attributes:
        after: the cursor of the next page; empty on the last.
        count: how many rows match, if that was asked.
        facets: for each column that was asked for, its commonest values among the rows that match.
    """

    items: list[str]
    after: str
    count: int | None
    facets: dict[str, list[Common]]


def prepared(dataset: str, table: str, question: Question, *, reader: Reader) -> Prepared:
    """Find out what a question means for a reader.

    Raises:
        NoSuchTable: for this reader there is none.
        WrongParameter: the question cannot be answered.
    """
    purpose = purpose_of(dataset, table, question)
    place = place_in(question.after, purpose=purpose) if question.after else None
    version, view = seen_version(dataset, table, reader=reader, as_of=question.as_of, place=place)
    if not view.columns:
        raise NoSuchTable
    question = with_short_limit(question, view)
    made = plan(question, view)
    if place is not None and (place.shape != shape_of(view) or len(place.keys) != len(made.order)):
        raise WrongParameter("wrong-cursor", "_after")
    return Prepared(question, version, view, made, place, purpose)


def with_short_limit(question: Question, view: View) -> Question:
    """The question with ``limit`` read as the other lists of the API do, where it is no column."""
    short = [each for each in question.where if isinstance(each, Condition) and is_limit(each)]
    if "limit" in view.columns or len(short) != 1 or question.limit is not None:
        return question
    rest = tuple(each for each in question.where if each is not short[0])
    return replace(question, where=rest, limit=limit(short[0].values[0], parameter="limit"))


def is_limit(condition: Condition) -> bool:
    return condition.column == "limit" and condition.operator is Operator.EQUAL


def purpose_of(dataset: str, table: str, question: Question) -> str:
    """A mark of a question, whatever page of it is wanted."""
    asked = replace(question, after="", limit=None, is_counted=False, facets=())
    return hashlib.blake2b(repr((dataset, table, asked)).encode(), digest_size=16).hexdigest()


def page_of(prepared: Prepared) -> Page:
    """The rows of one page. Raises NotAnswered."""
    files = prepared.view.files
    if not files or not may_be_kept(prepared.version.manifest.parts):
        with answering() as cursor:
            return page_from(prepared, cursor)
    with answering(is_small=True) as cursor, kept_rows().of(files) as rows:
        relation = prepared.plan.relation.replace(files, rows)
        return page_from(replace(prepared, plan=replace(prepared.plan, relation=relation)), cursor)


def page_from(prepared: Prepared, cursor: "DuckDBPyConnection") -> Page:
    size = prepared.question.limit or ROWS_OF_A_PAGE
    rows = rows_of(prepared, cursor, size=size)
    count = None
    if prepared.question.is_counted:
        statement = f"SELECT count(*) FROM ({prepared.plan.relation})"
        (count,) = cursor.execute(statement, prepared.plan.parameters.values).fetchone() or (0,)
    facets = {each.name: commonest(each, prepared.plan, cursor) for each in prepared.plan.facets}
    keys = rows[size - 1][1:] if len(rows) > size else ()
    after = cursor_after(prepared, keys) if keys else ""
    return Page([row[0] for row in rows[:size]], after, count, facets)


def rows_of(prepared: Prepared, cursor: "DuckDBPyConnection", *, size: int) -> list[tuple[Any, ...]]:
    """The texts of the rows of a page, of one more if there is one, and the values of their order."""
    plan, parameters = prepared.plan, prepared.plan.parameters.copy()
    conditions = [behind(plan, prepared.place.keys, parameters)] if prepared.place else []
    if len(plan.order) == 1 and plan.order[0].is_row:
        # First only the numbers of the rows: then the engine reads the other columns of few row groups.
        number = plan.order[0].sql
        last = f"SELECT {number} FROM ({plan.relation}){where(conditions)}{order_by(plan.order)} LIMIT {size + 1}"
        (end,) = cursor.execute(f"SELECT max({number}) FROM ({last})", parameters.values).fetchone() or (None,)
        conditions.append(f"{number} <= {parameters.add(end)}" if end is not None else "false")
    return cursor.execute(page_statement(plan, conditions, size=size), parameters.values).fetchall()


def where(conditions: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def cursor_after(prepared: Prepared, keys: tuple[str | None, ...]) -> str:
    place = Place(prepared.version.pk, shape_of(prepared.view), tuple(key_value(text) for text in keys))
    return written(place, purpose=prepared.purpose)


def page_statement(plan: Plan, conditions: Sequence[str], *, size: int) -> str:
    """First the rows of the page and one more, then only for these their JSON."""
    is_of_rows = bool(plan.order) and plan.order[-1].is_row
    names = [f"_key{number}" for number in range(len(plan.order))]
    keys = [f"{key.sql} AS {name}" for key, name in zip(plan.order, names, strict=True)]
    chosen = ", ".join([*(column.sql for column in plan.columns), *keys]) or "1"
    inner = f"SELECT {chosen} FROM ({plan.relation}){where(conditions)}{order_by(plan.order)} LIMIT {size + 1}"
    texts = [key_text(name, key, may_be_long=is_of_rows) for key, name in zip(plan.order, names, strict=True)]
    outer = [replace(key, sql=name) for key, name in zip(plan.order, names, strict=True)]
    item = f"CAST({json_object(plan.columns)} AS VARCHAR)"
    return f"SELECT {', '.join([item, *texts])} FROM ({inner}){order_by(outer)}"

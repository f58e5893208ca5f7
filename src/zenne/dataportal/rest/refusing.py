"""Why a question is refused, in the reader's language."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from django.utils.translation import gettext as _

from zenne.core.rest.public import Refused, Suggestion
from zenne.dataportal.query.errors import NoSuchTable, NotAnswered, OutOfReach, TooBusy
from zenne.dataportal.rules.parameters import WrongParameter

MOST_NAMES: Final = 50
Values = Mapping[str, Any]
SENTENCES: Final[dict[str, Callable[[Values], str]]] = {
    "unknown-column": lambda values: _("There is no column with this name. The columns are: %(columns)s.") % values,
    "unknown-column-or-parameter": lambda values: (
        _("There is no column with this name. The parameter is called %(meant)s. The columns are: %(columns)s.")
        % values
    ),
    "only-to-be-read": lambda values: _("You may read this column, but not search, sort, group or compute by it."),
    "mandatory-filter": lambda values: (
        _("You get rows of this table only when you say an exact value for each of these columns: %(columns)s.")
        % values
    ),
    "closed": lambda values: _("You cannot get rows of this table."),
    "given-twice": lambda values: _("This parameter may be given only once."),
    "wrong-name": lambda values: _("Write a parameter as column=value or column[operator]=value."),
    "unknown-operator": lambda values: _("There is no such operator. The operators are: %(operators)s.") % values,
    "operator-of-another-type": lambda values: _("This column can only be compared with: %(operators)s.") % values,
    "too-many-conditions": lambda values: _("A question may have at most %(most)s conditions.") % values,
    "too-many-values": lambda values: _("A list may have at most %(most)s values.") % values,
    "too-many-names": lambda values: _("This may name at most %(most)s columns.") % values,
    "open-quote": lambda values: _("A double quote is opened and not closed."),
    "wrong-group": lambda values: _("Write a group of conditions as (column=value;other[operator]=value)."),
    "fields-of-groups": lambda values: _("With _group or _agg the columns of the answer are those; leave out _fields."),
    "empty-name": lambda values: _("Write names with commas between them, and no empty name."),
    "named-twice": lambda values: _("Each name may stand here only once."),
    "unknown-figure": lambda values: _("There is no such figure. The figures are: %(functions)s.") % values,
    "figure-of-what": lambda values: _("Say of which column, in the brackets of %(function)s.") % values,
    "figure-of-another-type": lambda values: (
        _("%(figure)s cannot be computed from values of this type. What can be: %(functions)s.") % values
    ),
    "no-order": lambda values: _("The values of the column %(column)s have no order.") % values,
    "not-a-whole-number": lambda values: _("This must be a whole number."),
    "not-a-number": lambda values: _("This must be a number, with a point before the decimals."),
    "too-large-a-number": lambda values: _("This number is too large."),
    "too-small": lambda values: _("This must be %(least)s or more.") % values,
    "too-large": lambda values: _("This must be %(most)s or less.") % values,
    "not-true-or-false": lambda values: _("This must be true or false."),
    "not-a-date": lambda values: _("This must be a date such as 2026-12-31."),
    "not-a-time": lambda values: _("This must be a time such as 14:30 or 14:30:05."),
    "not-a-moment": lambda values: _("This must be a moment such as 2026-12-31T14:30:00Z."),
    "not-a-geometry": lambda values: _("This must be a valid geometry in WKT or GeoJSON, in degrees, longitude first."),
    "not-a-box": lambda values: _("This must be four numbers in degrees: west,south,east,north."),
    "not-a-circle": lambda values: _("This must be three numbers: longitude,latitude,metres; at most 100,000 metres."),
    "wrong-cursor": lambda values: _("This is not a place in the answer to this question. Begin again without it."),
    "old-cursor": lambda values: _("The rows have changed since, and the old ones are gone. Begin again without it."),
    "no-version-then": lambda values: _("The table had no rows at that moment."),
    "not-a-choice": lambda values: _("This must be one of: %(choices)s.") % values,
    "no-place": lambda values: _("GeoJSON needs a column with places in the answer."),
    "too-many-rows": lambda values: _("A spreadsheet holds at most %(most)s rows. Ask for fewer, or for CSV.") % values,
    "count-of-a-file": lambda values: _("The number of rows is only given with _format=json."),
    "facets-of-a-file": lambda values: _("The commonest values are only given with _format=json."),
    "facets-of-groups": lambda values: _("_facet counts values of rows; leave it out with _group or _agg."),
    "safe-of-another-format": lambda values: _("_safe is only for _format=csv; leave it out with other formats."),
    "took-too-long": lambda values: _("The answer took too long. Ask for less: add conditions, or fewer figures."),
    "too-busy": lambda values: _("There are too many questions at this moment. Try again in a few seconds."),
    "out-of-reach": lambda values: _("The rows of this table cannot be read at this moment. Try again later."),
    "too-much": lambda values: _("The answer needs too much memory. Ask for less: add conditions, or fewer groups."),
}


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what the planner and the engine say into a refusal of the API. Raises Refused."""
    try:
        yield
    except NoSuchTable:
        raise Refused(status=404, code="unknown-table", message=_("There is no table at this address.")) from None
    except WrongParameter as error:
        raise wrong(error) from None
    except NotAnswered as error:
        status = 503 if isinstance(error, TooBusy | OutOfReach) else 422
        raise Refused(status=status, code=error.code, message=sentence(error.code, {})) from None


def wrong(error: WrongParameter) -> Refused:
    columns = tuple(error.values.get("columns", ()))
    shown = ", ".join([*columns[:MOST_NAMES], *(["…"] if len(columns) > MOST_NAMES else [])])
    return Refused(
        status=422,
        code=error.code,
        message=sentence(error.code, {**error.values, "columns": shown}),
        field=error.parameter or None,
        suggestions=[Suggestion(key=name, name=name) for name in columns],
    )


def sentence(code: str, values: Values) -> str:
    return SENTENCES[code](values)

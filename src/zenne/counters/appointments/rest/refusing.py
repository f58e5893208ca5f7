"""Why the API does not do what it was asked about appointments."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, cast

from django.http import HttpRequest

from zenne.core.limits.public import too_many
from zenne.core.rest.public import NOT_FOUND, Problem, Refused, Suggestion
from zenne.counters.appointments.errors import AppointmentError, SlotRefused, TooOften
from zenne.counters.appointments.wording import FIELDS, sentence

P = ParamSpec("P")
Operation = Callable[Concatenate[HttpRequest, P], Any]
REFUSALS: Final = {400: Problem, 409: Problem, 410: Problem, **NOT_FOUND}
"""400: what was sent is no JSON."""
STATUSES: Final = {
    "unknown-booking": 404,
    "unknown-wish": 404,
    "unknown-offer": 404,
    "unknown-branch": 422,
    "no-day-left": 422,
    "wish-over": 410,
    "offer-over": 410,
    "unknown-slot": 422,
    "too-many-people": 422,
    "wrong-contact": 422,
    "name-needed": 422,
    "lapsed": 410,
    "cancelled": 410,
    "over": 410,
}


def refusing(operation: Operation[P]) -> Operation[P]:
    """An operation whose refusals are those of appointments."""

    @wraps(operation)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> Any:
        try:
            return operation(request, *args, **kwargs)
        except TooOften as error:
            return too_many(request, error.allowance)
        except AppointmentError as error:
            raise refusal(error) from None

    return cast("Operation[P]", answer)


def refusal(error: AppointmentError, *, suggestions: tuple[Suggestion, ...] = ()) -> Refused:
    """What the API says."""
    return Refused(
        status=STATUSES.get(error.code, 409),
        code=error.code,
        message=sentence(error.code),
        field=FIELDS.get(error.code, "slot" if isinstance(error, SlotRefused) else None),
        suggestions=suggestions,
    )

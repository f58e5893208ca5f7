"""Who may use an action, a query or a view, written where it stands and enforced there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

from zenne.core.access.askers import NOBODY, Asker
from zenne.core.access.audiences import INTERNAL, PUBLIC, Audience

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
MARK: Final = "open_to"
"""The attribute in which a declaration stands, for the tests that walk all of them."""
UNRECORDED: Final = "records_nothing_because"
WITHOUT_PURPOSE: Final = "asks_no_purpose_because"
SHOWS_ASKER: Final = "shows_asker"
"""The attribute of a request for a page that may say who is signed in; pages for everybody are shared and never do."""


def needs(audience: Audience) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """An action or query for an audience: its keyword argument ``asker`` is checked before anything is done.

    ``@needs(RETRY_WORK) def retry_work(*, asker: Asker, …)``. Raises what ``Asker.require`` raises.
    """

    def declare(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        @wraps(function)
        def checked(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            asker = kwargs.get("asker")
            if not isinstance(asker, Asker):
                raise TypeError(f"{function.__qualname__} needs to know who asks: asker=…")
            asker.require(audience)
            return function(*args, **kwargs)

        setattr(checked, MARK, audience)
        return checked

    return declare


def internal(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """An action that no person reaches directly: commands, tasks and actions that have checked call it."""
    setattr(function, MARK, INTERNAL)
    return function


def for_everybody(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """An action that everybody may use, signed in or not."""
    setattr(function, MARK, PUBLIC)
    return function


def records_nothing(*, because: str) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """An action after which the audit log has no more than before; ``because`` says why, to those who read the source.

    A test demands of each action a record or this.
    """

    def declare(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        setattr(function, UNRECORDED, because)
        return function

    return declare


def asks_no_purpose(*, because: str) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """An action that officials do about somebody without saying what for; ``because`` says why not.

    A test demands a purpose or this of each action of officials that leaves a record about a person.
    """

    def declare(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        setattr(function, WITHOUT_PURPOSE, because)
        return function

    return declare


View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def open_to(audience: Audience) -> Callable[[View[Parameters]], View[Parameters]]:
    """A view for an audience. Raises what ``Asker.require`` raises; middleware turns that into a page."""

    def declare(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def checked(request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
            if audience != PUBLIC:
                asker_of(request).require(audience)
                setattr(request, SHOWS_ASKER, True)
            return view(request, *args, **kwargs)

        setattr(checked, MARK, audience)
        return cast("View[Parameters]", checked)

    return declare


def audience_of(thing: Any) -> Audience | None:
    """To whom an action, query or view says it is open; None when it says nothing."""
    found = getattr(thing, MARK, None)
    return found if isinstance(found, Audience) else None


def unrecorded_because(action: Any) -> str:
    """Why an action leaves no record; empty when it does not say."""
    return str(getattr(action, UNRECORDED, ""))


def no_purpose_because(action: Any) -> str:
    """Why an action is done about somebody without saying what for; empty when it does not say."""
    return str(getattr(action, WITHOUT_PURPOSE, ""))


def asker_of(request: HttpRequest) -> Asker:
    """Who asks; nobody where no middleware has said."""
    asker = getattr(request, "asker", NOBODY)
    return asker if isinstance(asker, Asker) else NOBODY

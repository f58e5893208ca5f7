"""Pages that no browser and no proxy may keep."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseBase

from zenne.core.operations.headers import NOT_KEPT

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def not_kept(view: View[Parameters]) -> View[Parameters]:
    """A view whose answers hold something personal or secret although nobody is signed in: a link from a letter.

    Answers to whoever is signed in are not kept anyway.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = NOT_KEPT
        return response

    return cast("View[Parameters]", answer)

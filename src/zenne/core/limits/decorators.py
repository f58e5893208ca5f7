"""Limits on views."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseBase

from zenne.core.limits.actions.allow import allow
from zenne.core.limits.refusal import too_many
from zenne.core.limits.requests import by_address
from zenne.core.limits.rules.windows import Limit

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]
Key = Callable[[HttpRequest], str]
WRITING = ("POST", "PUT", "PATCH", "DELETE")


def limited(
    limit: Limit, *, by: Key = by_address, methods: tuple[str, ...] = WRITING
) -> Callable[[View[Parameters]], View[Parameters]]:
    """A view that may be asked only so often; whoever asks more often gets 429.

    Args:
        by: under which key a request is counted: ``by_address``, ``by_asker``, or a function of the request.
        methods: the methods that count; others pass freely.
    """

    def declare(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def checked(request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
            if request.method in methods:
                allowance = allow(limit, by(request))
                if not allowance:
                    return too_many(request, allowance)
            return view(request, *args, **kwargs)

        return cast("View[Parameters]", checked)

    return declare

"""What somebody sees who tries too often."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zenne.core.limits.rules.windows import Allowance
from zenne.core.rest.public import Problem, problem_response

API = "/api/"
TOO_MANY_REQUESTS = 429
LONGEST_IN_MINUTES = 120


def too_many(request: HttpRequest, allowance: Allowance, *, reason: str = "") -> HttpResponse:
    """429 with ``Retry-After``: a page in the reader's language, or a ``Problem`` from the API.

    Args:
        reason: a whole sentence for the API, where it can say more than that there were too many requests.
    """
    wait = waiting_time(allowance.wait_seconds)
    if request.path.startswith(API):
        message = f"{reason} {wait}" if reason else _("There were too many requests. %(wait)s") % {"wait": wait}
        response = problem_response(Problem(code="too-many-requests", message=message), status=TOO_MANY_REQUESTS)
    else:
        response = render(request, "limits/too_many.html", {"wait": wait}, status=TOO_MANY_REQUESTS)
    response["Retry-After"] = str(allowance.wait_seconds)
    response["Cache-Control"] = "no-store"
    return response


def waiting_time(seconds: int) -> str:
    """A sentence that says when to try again."""
    if seconds <= 60:
        return ngettext("Try again in %(count)d second.", "Try again in %(count)d seconds.", seconds) % {
            "count": seconds
        }
    minutes = -(-seconds // 60)
    if minutes > LONGEST_IN_MINUTES:
        hours = -(-minutes // 60)
        return ngettext("Try again in %(count)d hour.", "Try again in %(count)d hours.", hours) % {"count": hours}
    return ngettext("Try again in %(count)d minute.", "Try again in %(count)d minutes.", minutes) % {"count": minutes}

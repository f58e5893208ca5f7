"""Pages for those who do not get what they asked: sign in, prove more, say what for, or why it is not possible."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zenne.accounts.askers import roles_of
from zenne.accounts.kept_forms import keep_form
from zenne.accounts.models import Person
from zenne.accounts.roles import permissions_of
from zenne.core.access.public import Audience, NotAllowed, PurposeNeeded, SignInNeeded, StrongerSignInNeeded
from zenne.core.rest.public import Problem, problem_response

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
API = "/api/"


def refusal(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    """The way on for a refused request. What was typed is kept, and comes back when the way was gone."""
    if request.path.startswith(API):
        return refusal_of_the_api(error)
    if isinstance(error, SignInNeeded):
        return onward(request, reverse("accounts:sign-in"))
    if isinstance(error, StrongerSignInNeeded):
        return onward(request, reverse("accounts:sign-in"), level=error.needed.assurance.name.lower())
    if isinstance(error, PurposeNeeded):
        return onward(request, f"/{get_language()}/staff/purpose/")
    if has_after_second_factor(request, error.needed):
        return onward(request, reverse("accounts:second-factor"))
    request.shows_asker = True  # type: ignore[attr-defined]
    return render(request, "accounts/not_allowed.html", {"needed": error.needed}, status=403)


def has_after_second_factor(request: HttpRequest, needed: Audience) -> bool:
    """Whether the person has the permission through a role that does not count yet in this session."""
    person = request.user
    return isinstance(person, Person) and needed.code in permissions_of(roles_of(person))


def onward(request: HttpRequest, path: str, **parameters: str) -> HttpResponse:
    """To a page from which the reader comes back to where they were."""
    address = f"{path}?{urlencode({'next': return_address(request), **parameters})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def return_address(request: HttpRequest) -> str:
    if request.method in SAFE_METHODS:
        return request.get_full_path()
    token = keep_form(request, now=timezone.now())
    return reverse("accounts:continue", args=[token or "too-long"])


def refusal_of_the_api(error: NotAllowed) -> HttpResponse:
    """403: an action below the operation needs more than the key has."""
    return problem_response(Problem(code=error.code, message=_("This key may not do that.")), status=403)


def wrong_key() -> HttpResponse:
    """401 for a key that is mistyped, revoked or over. Which of these, its owner sees on their page of keys."""
    problem = Problem(code="wrong-key", message=_("This API key is not valid: mistyped, revoked, or its time is over."))
    response = problem_response(problem, status=401)
    response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response

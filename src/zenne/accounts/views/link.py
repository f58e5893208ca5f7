"""A link from an e-mail: first a page with a button, because mail scanners open links too."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.accounts.actions.sign_in_with_link import sign_in_with_link
from zenne.accounts.errors import SignInFailed
from zenne.accounts.limits import SIGN_INS
from zenne.accounts.links import LinkState, link_of
from zenne.core.access.public import PUBLIC, open_to
from zenne.core.limits.public import limited

STATUS = {LinkState.READY: 200, LinkState.UNKNOWN: 404, LinkState.ELSEWHERE: 403}


@never_cache
@open_to(PUBLIC)
@limited(SIGN_INS)
def link_page(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in with a link, or say why it does not work."""
    now = timezone.now()
    state, link = link_of(token, session=request.session, now=now)
    context = {"state": state.value, "email": link.email if link and state is LinkState.READY else ""}
    if request.method == "POST" and state is LinkState.READY:
        try:
            return HttpResponseRedirect(sign_in_with_link(request, token=token, now=now))
        except SignInFailed as error:
            return render(request, "accounts/link.html", {"state": error.reason}, status=409)
    response = render(request, "accounts/link.html", context, status=STATUS.get(state, 410))
    response["Referrer-Policy"] = "same-origin"  # the address is a secret; without any, the form would have no origin
    return response

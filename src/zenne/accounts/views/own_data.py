"""A copy of one's own data, and its erasure."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.accounts.actions.sign_out import sign_out
from zenne.accounts.usual_proof import require_usual_proof
from zenne.accounts.views.second_factor import person_of
from zenne.core.access.public import PUBLIC, SIGNED_IN, asker_of, open_to, posted_from
from zenne.core.rights.public import Erased, erase_own_data, erased_as, export_own_data

ERASED = "erased"


@never_cache
@open_to(SIGNED_IN)
def data_page(request: HttpRequest) -> HttpResponse:
    """What one can ask for."""
    return render(request, "accounts/data.html")


@never_cache
@open_to(SIGNED_IN)
@posted_from("accounts:data")
def take_copy(request: HttpRequest) -> HttpResponseBase:
    """A ZIP with everything about oneself, written while it is sent."""
    asker = asker_of(request)
    require_usual_proof(asker=asker, person=person_of(request))
    pieces = export_own_data(asker=asker, person=asker.key, language=get_language() or "en")
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="my-data-{timezone.localdate().isoformat()}.zip"'
    return answer


@never_cache
@open_to(SIGNED_IN)
@posted_from("accounts:data")
def erase(request: HttpRequest) -> HttpResponse:
    """Erase all that no law keeps, once it was said to be meant; afterwards nobody is signed in here."""
    if request.POST.get("sure") != "yes":
        return render(request, "accounts/data.html", {"is_unsure": True}, status=422)
    asker = asker_of(request)
    require_usual_proof(asker=asker, person=person_of(request))
    erased = erase_own_data(asker=asker, person=asker.key)
    sign_out(request)
    keep_erased(request, erased)
    return HttpResponseRedirect(reverse("accounts:erased"))


def keep_erased(request: HttpRequest, erased: list[Erased]) -> None:
    """Keep in this browser's session what was done, so that it can be read in every language; no data is in it."""
    request.session[ERASED] = [(each.label, each.erased, each.kept) for each in erased]


def erased_before(request: HttpRequest) -> list[Erased]:
    """What was erased in this session, in the reader's language."""
    return [erased_as(label, erased, kept) for label, erased, kept in request.session.get(ERASED, [])]


@never_cache
@open_to(PUBLIC)
def erased_page(request: HttpRequest) -> HttpResponse:
    """What was erased and what the law keeps, for whoever did it in this browser."""
    erased = erased_before(request)
    if not erased or asker_of(request).is_somebody:
        return HttpResponseRedirect(reverse("accounts:data"))
    return render(request, "accounts/erased.html", {"models": erased})

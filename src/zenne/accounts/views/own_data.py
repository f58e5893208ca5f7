"""A copy of one's own data, and its erasure."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zenne.accounts.actions.sign_out import sign_out
from zenne.accounts.usual_proof import require_usual_proof
from zenne.accounts.views.second_factor import person_of
from zenne.core.access.public import SIGNED_IN, asker_of, open_to
from zenne.core.rights.public import erase_own_data, export_own_data


@never_cache
@open_to(SIGNED_IN)
def data_page(request: HttpRequest) -> HttpResponse:
    """What one can ask for."""
    return render(request, "accounts/data.html")


@never_cache
@open_to(SIGNED_IN)
@require_POST
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
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Erase all that no law keeps, once it was said to be meant; afterwards nobody is signed in here."""
    if request.POST.get("sure") != "yes":
        return render(request, "accounts/data.html", {"is_unsure": True}, status=422)
    asker = asker_of(request)
    require_usual_proof(asker=asker, person=person_of(request))
    erased = erase_own_data(asker=asker, person=asker.key)
    sign_out(request)
    return render(request, "accounts/erased.html", {"models": erased})

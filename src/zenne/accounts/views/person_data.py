"""The rights of a person, carried out for them by those who watch over data: a copy of their data, and its erasure."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.accounts.actions.find_people import find_people
from zenne.accounts.forms import ErasureForm
from zenne.accounts.models import Person
from zenne.accounts.views.own_data import erased_before, keep_erased
from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.rights.public import ERASE, EXPORT, erase_person, export_person, prepare_erasure, view_person_data


@never_cache
@open_to(EXPORT)
def rights(request: HttpRequest) -> HttpResponse:
    """Find whoever asks for their rights."""
    words = request.GET.get("q", "")[:200]
    found = find_people(asker=asker_of(request), words=words) if words.strip() else None
    return render(request, "accounts/rights.html", {"words": words, "found": found, "route": "accounts:person-data"})


@never_cache
@open_to(EXPORT)
def person_data(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is kept about somebody, with a copy to take for them."""
    person = get_object_or_404(Person, uuid=uuid)
    asker = asker_of(request)
    context = {
        "person": person,
        "held": view_person_data(asker=asker, person=person.key),
        "language": copy_language(person.language),
        "may_erase": asker.may(ERASE),
    }
    return render(request, "accounts/person_data.html", context)


def copy_language(wanted: str) -> str:
    """The language that was asked for; the reader's own when the interface does not have it."""
    return wanted if wanted in dict(settings.LANGUAGES) else get_language() or "en"


@never_cache
@open_to(EXPORT)
@posted_from("accounts:person-data", "uuid")
def take_copy_for_person(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """A ZIP with everything about somebody, written while it is sent. Its name holds none of theirs."""
    person = get_object_or_404(Person, uuid=uuid)
    language = copy_language(request.POST.get("language", ""))
    pieces = export_person(asker=asker_of(request), person=person.key, language=language)
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    name = f"data-{str(person.uuid)[:8]}-{timezone.localdate().isoformat()}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@never_cache
@open_to(ERASE)
def erase_for_person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Erase what no law keeps about somebody, after a look at what goes and what stays, and for a reason."""
    person, asker = get_object_or_404(Person, uuid=uuid), asker_of(request)
    if person.key == asker.key:
        return HttpResponseRedirect(reverse("accounts:data"))
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        erased = erase_person(asker=asker, person=person.key, because=form.cleaned_data["because"])
        keep_erased(request, erased)
        return HttpResponseRedirect(reverse("accounts:person-erased"))
    held = prepare_erasure(asker=asker, person=person.key)
    context = {
        "person": person,
        "form": form,
        "going": [each for each in held if not each.kept],
        "staying": [each for each in held if each.kept],
    }
    return render(request, "accounts/erase_person.html", context, status=422 if form.errors else 200)


@never_cache
@open_to(ERASE)
def person_erased(request: HttpRequest) -> HttpResponse:
    """What was erased last in this session, to tell the person."""
    return render(request, "accounts/person_erased.html", {"models": erased_before(request)})

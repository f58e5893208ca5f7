"""The page on which the texts of one thing are written, the source at the left."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from zenne.catalogue.desk.actions.drop_draft import drop_draft
from zenne.catalogue.desk.actions.publish_texts import publish_texts
from zenne.catalogue.desk.actions.save_draft import save_draft
from zenne.catalogue.desk.forms import ThingForm
from zenne.catalogue.desk.permissions import PUBLISH, TRANSLATE
from zenne.catalogue.desk.queries import names_of
from zenne.catalogue.desk.refusals import TextsRefused
from zenne.catalogue.desk.stands import ThingStand
from zenne.catalogue.desk.things import KINDS
from zenne.catalogue.desk.views.asked import asked_stand
from zenne.core.access.public import asker_of, open_to, posted_from

DONE = ("saved", "published", "nothing", "dropped", "undone")


@open_to(TRANSLATE)
@never_cache
def editing_page(request: HttpRequest, language: str, kind: str, key: str) -> HttpResponse:
    """All texts of one thing in one language; sent with ``do``: save, preview or publish."""
    stand = asked_stand(request, language, kind, key)
    if request.method != "POST":
        return answer(request, ThingForm(None, stand=stand))
    form = ThingForm(request.POST, stand=stand)
    if form.gone:
        return answer(request, form, status=409)
    try:
        return carry_out(request, form)
    except TextsRefused as refused:
        form = ThingForm(request.POST, stand=refused.stand)
        form.refuse(refused.refusal)
        return answer(request, form, status=409 if refused.refusal.rivals else 422)


def carry_out(request: HttpRequest, form: ThingForm) -> HttpResponse:
    """Save or publish what was typed, and go on."""
    stand, wish, at = form.stand, request.POST.get("do"), timezone.now()
    named = {"thing": stand.thing, "language": stand.language, "typed": form.typed, "at": at}
    if wish == "publish":
        published = publish_texts(asker=asker_of(request), **named)  # type: ignore[arg-type]
        return HttpResponseRedirect(f"{address(stand)}?done={'published' if published else 'nothing'}")
    save_draft(asker=asker_of(request), **named)  # type: ignore[arg-type]
    if wish == "preview":
        return HttpResponseRedirect(address(stand, "preview"))
    return HttpResponseRedirect(f"{address(stand)}?done=saved")


@open_to(TRANSLATE)
@posted_from("translations:thing", "language", "kind", "key")
def drop_draft_view(request: HttpRequest, language: str, kind: str, key: str) -> HttpResponse:
    """Throw the draft away."""
    stand = asked_stand(request, language, kind, key)
    drop_draft(asker=asker_of(request), thing=stand.thing, language=language)
    return HttpResponseRedirect(f"{address(stand)}?done=dropped")


def address(stand: ThingStand, page: str = "thing") -> str:
    """Where a page about these texts is."""
    return reverse(f"translations:{page}", args=[stand.language, stand.thing.kind, stand.thing.key])


def public_page(stand: ThingStand) -> str:
    """Where readers find these texts; empty when the thing has no page of its own."""
    route = KINDS[stand.thing.kind].page
    with translation.override(stand.language):
        return reverse(route, args=[stand.thing.key]) if route else ""


def answer(request: HttpRequest, form: ThingForm, *, status: int = 200) -> HttpResponse:
    """The page with the form as it stands."""
    stand, asker, done = form.stand, asker_of(request), request.GET.get("done", "")
    writer = names_of([stand.draft.changed_by], asker=asker).get(stand.draft.changed_by, "") if stand.draft else ""
    context = {
        "form": form,
        "stand": stand,
        "page": public_page(stand),
        "may_publish": asker.may(PUBLISH),
        "writer": writer,
        "done": done if done in DONE else "",
        "has_conflict": any(text.other for text in form.texts),
    }
    return render(request, "desk/thing.html", context, status=status)

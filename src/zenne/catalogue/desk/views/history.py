"""What was published of a thing, by whom, and how it is taken back."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.catalogue.desk.actions.undo_publication import now_digest, undo_publication, undone_texts
from zenne.catalogue.desk.models import Publication
from zenne.catalogue.desk.permissions import PUBLISH, TRANSLATE
from zenne.catalogue.desk.queries import names_of, publications_of
from zenne.catalogue.desk.refusals import CannotUndo
from zenne.catalogue.desk.stands import ThingStand
from zenne.catalogue.desk.things import KINDS
from zenne.catalogue.desk.views.asked import asked_stand
from zenne.catalogue.desk.views.editing import address
from zenne.catalogue.desk.words import labels_of
from zenne.core.access.public import asker_of, open_to


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A text that changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownPublication:
    """A publication as the history shows it. ``by`` is empty when the person is no longer known."""

    publication: Publication
    by: str
    changes: list[ShownChange]
    confirmed: list[str]
    may_be_undone: bool


@open_to(TRANSLATE)
@never_cache
def history_page(request: HttpRequest, language: str, kind: str, key: str) -> HttpResponse:
    """Who published what, the newest first."""
    stand = asked_stand(request, language, kind, key)
    asker = asker_of(request)
    publications = publications_of(stand.thing, language, asker=asker)
    names = names_of((publication.by for publication in publications), asker=asker)
    may_publish = asker.may(PUBLISH)
    labels = labels_of(stand.texts)
    shown = [
        ShownPublication(
            publication,
            names.get(publication.by, ""),
            [ShownChange(labels.get(path, path), *texts) for path, *texts in publication.changed_texts()],
            [labels.get(path, path) for path in publication.confirmed],
            may_publish and not hasattr(publication, "undone_by") and bool(undone_texts(stand, publication)),
        )
        for publication in publications
    ]
    context = {"stand": stand, "kind": KINDS[kind], "publications": shown}
    return render(request, "desk/history.html", context)


@open_to(PUBLISH)
@never_cache
def undo_page(request: HttpRequest, language: str, kind: str, key: str, number: int) -> HttpResponse:
    """What a publication taken back would look like; sent, it is taken back."""
    stand = asked_stand(request, language, kind, key)
    published = publications_of(stand.thing, language, asker=asker_of(request))
    publication = next((each for each in published if each.pk == number), None)
    if publication is None:
        raise Http404
    if request.method != "POST":
        return show_undo(request, stand, publication)
    seen = request.POST.get("seen", "")
    try:
        undo_publication(asker=asker_of(request), publication=number, seen=seen, at=timezone.now())
    except CannotUndo:
        return show_undo(request, asked_stand(request, language, kind, key), publication, has_failed=True)
    return HttpResponseRedirect(f"{address(stand)}?done=undone")


def show_undo(
    request: HttpRequest, stand: ThingStand, publication: Publication, *, has_failed: bool = False
) -> HttpResponse:
    """The texts now beside what they become."""
    becomes = {} if hasattr(publication, "undone_by") else undone_texts(stand, publication)
    changes = [
        ShownChange(stand.texts[path].label, stand.texts[path].stored.published, before)
        for path, before in becomes.items()
    ]
    context = {
        "stand": stand,
        "kind": KINDS[stand.thing.kind],
        "publication": publication,
        "changes": changes,
        "seen": now_digest(stand, publication),
        "has_failed": has_failed,
    }
    return render(request, "desk/undo.html", context, status=409 if has_failed else 200)

"""The public page of a thing as it would be with the draft."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from zenne.catalogue.desk.permissions import TRANSLATE
from zenne.catalogue.desk.stands import ThingStand
from zenne.catalogue.desk.things import KINDS, columns_of
from zenne.catalogue.desk.views.asked import asked_stand
from zenne.catalogue.desk.views.editing import address
from zenne.catalogue.rules.thing_texts import in_language, texts_in, with_texts
from zenne.catalogue.views.public_pages import page_of
from zenne.core.access.public import open_to


@open_to(TRANSLATE)
@require_safe
def preview_page(request: HttpRequest, language: str, kind: str, key: str) -> HttpResponse:
    """The real page in its own language, marked as a preview. It is kept nowhere."""
    stand = asked_stand(request, language, kind, key)
    thing = KINDS[kind].find(key)
    if thing is None or not KINDS[kind].page:
        raise Http404
    for column, value in drafted_columns(stand, columns_of(thing)).items():
        setattr(thing, column, value)
    back = address(stand)
    with translation.override(language):
        template, context = page_of(request, thing)
        context |= {"preview_of": template, "back": back}
        response = render(request, "desk/preview.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def drafted_columns(stand: ThingStand, columns: dict[str, Any]) -> dict[str, Any]:
    """The columns that the draft makes different."""
    texts = texts_in(columns)
    drafted = {
        path: in_language(texts[path], stand.language, text.stored.drafted, languages=stand.languages)
        for path, text in stand.texts.items()
        if text.stored.drafted is not None and path in texts
    }
    return with_texts(columns, drafted)

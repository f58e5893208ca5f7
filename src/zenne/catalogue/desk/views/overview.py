"""How far each language is, and the list of what there is to do."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.catalogue.desk.actions.drop_edit import drop_edit
from zenne.catalogue.desk.permissions import PUBLISH, TRANSLATE
from zenne.catalogue.desk.queries import ThingRow, edits_without_place, languages_of_city, rows_in, standings
from zenne.catalogue.desk.things import KINDS
from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.content.public import version_of

ROWS_A_PAGE = 25
LONGEST_SEARCH = 100
STATES = ("missing", "outdated", "conflicts", "drafts")


@open_to(TRANSLATE)
@never_cache
def overview_page(request: HttpRequest) -> HttpResponse:
    """All languages: what is missing, outdated or in conflict."""
    asker = asker_of(request)
    context = {
        "standings": standings(version_of(request), asker=asker),
        "lost": edits_without_place(asker=asker),
        "may_publish": asker.may(PUBLISH),
        "done": request.GET.get("done", ""),
    }
    return render(request, "desk/overview.html", context)


@open_to(PUBLISH)
@posted_from("translations:overview")
def drop_edit_view(request: HttpRequest, edit: int) -> HttpResponse:
    """Forget an edit of a text that the city folder no longer has."""
    drop_edit(asker=asker_of(request), edit=edit)
    return HttpResponseRedirect(reverse("translations:overview") + "?done=forgotten")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the filters above the list say."""

    state: str
    kind: str
    words: str

    @property
    def query(self) -> str:
        """The filters as they stand in an address."""
        return urlencode({name: value for name, value in self.parts.items() if value})

    @property
    def parts(self) -> dict[str, str]:
        return {"state": self.state, "kind": self.kind, "q": self.words}


@open_to(TRANSLATE)
@never_cache
def list_page(request: HttpRequest, language: str) -> HttpResponse:
    """The things of the catalogue in one language, those with most to do first."""
    languages = languages_of_city(version_of(request))
    if language not in languages:
        raise Http404
    asked = asked_filters(request)
    rows = [row for row in rows_in(version_of(request), language, asker=asker_of(request)) if fits(row, asked)]
    rows.sort(key=lambda row: (-row.count.conflicts, -row.count.outdated, -row.count.missing))
    context = {
        "target": language,
        "languages": languages,
        "is_source": language == languages[0],
        "asked": asked,
        "kinds": KINDS.values(),
        "rows": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "desk/list.html", context)


def asked_filters(request: HttpRequest) -> Asked:
    """The filters; what is not among the choices counts as none."""
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    words = " ".join("".join(filter(str.isprintable, request.GET.get("q", "")[:LONGEST_SEARCH])).split())
    return Asked(state if state in STATES else "", kind if kind in KINDS else "", words)


def fits(row: ThingRow, asked: Asked) -> bool:
    """Whether a thing passes the filters. Words are looked for in all texts of all languages."""
    if asked.kind and row.thing.kind != asked.kind:
        return False
    if asked.state and not getattr(row.count, asked.state):
        return False
    words = asked.words.casefold()
    return not words or words in row.thing.key or any(words in text.casefold() for text in texts_of(row))


def texts_of(row: ThingRow) -> list[str]:
    here = get_language() or ""
    first = [row.name.get(here, "")]
    return first + [text for texts in row.texts.values() for text in texts.values()]

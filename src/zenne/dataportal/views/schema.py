"""The page on which a steward corrects what the columns of a table are and what they mean."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.dataportal.actions.edit_schema import edit_schema
from zenne.dataportal.errors import ChangedMeanwhile, SchemaRefused
from zenne.dataportal.forms.schema import COLUMNS_A_PAGE, ColumnForm, SchemaForm
from zenne.dataportal.ingest.wording import note_text
from zenne.dataportal.models import Version
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.query.errors import NotAnswered
from zenne.dataportal.query.examples import examples_of
from zenne.dataportal.query.misfits import misfits_by_column
from zenne.dataportal.readers import reader_of
from zenne.dataportal.views.describing import languages_of
from zenne.dataportal.views.pages import asked_page


@open_to(MANAGE_DATA)
@never_cache
def schema_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The columns of a table, to be corrected; twenty on a page."""
    version = current_version(slug, name)
    if request.method != "POST" or version.table.dataset.origin:
        return answer(request, version, form_of(request, version))
    form = form_of(request, version)
    place = f"{reverse('data:schema', args=[slug, name])}?page={page_of(request, version)}"
    if form.is_valid():
        try:
            edited = edit_schema(
                asker=asker_of(request),
                table=version.table,
                correction=form.correction(),
                texts=form.table.corrected(),
                at=timezone.now(),
            )
        except SchemaRefused as refused:
            form.refuse(refused.faults)
        except ChangedMeanwhile:
            form.problem = _(
                "A colleague or a file changed the columns meanwhile. Open the page again to see what is new."
            )
        else:
            load = edited.load
            return HttpResponseRedirect(reverse("data:load", args=[load.pk]) if load else f"{place}&done=1")
    return answer(request, version, form, status=422)


def current_version(slug: str, name: str) -> Version:
    current = Version.objects.filter(ended_at=None, table__dataset__slug=slug, table__name=name)
    version = current.select_related("table__dataset", "schema").first()
    if version is None:
        raise Http404
    return version


def pages_of(version: Version) -> int:
    return max(1, -(-len(version.schema.definition.columns) // COLUMNS_A_PAGE))


def page_of(request: HttpRequest, version: Version) -> int:
    return min(max(1, asked_page(request)), pages_of(version))


def form_of(request: HttpRequest, version: Version) -> SchemaForm:
    return SchemaForm(
        version,
        languages=languages_of(request),
        first=(page_of(request, version) - 1) * COLUMNS_A_PAGE,
        data=request.POST if request.method == "POST" else None,
    )


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """The form of a column with what helps to decide: why its type, some values, how many rows it keeps out."""

    form: ColumnForm
    note: str
    examples: list[str]
    misfits: int


def shown_columns(request: HttpRequest, version: Version, form: SchemaForm) -> list[ShownColumn]:
    examples: dict[str, list[str]] = {}
    misfits: dict[str, int] = {}
    try:
        examples = examples_of(version, reader_of(asker_of(request)))
        misfits = misfits_by_column(version)
    except NotAnswered:
        pass  # The form works without them.
    return [
        ShownColumn(
            each,
            note_text(each.column.note),
            examples.get(each.column.name, []),
            misfits.get(each.column.name, 0),
        )
        for each in form.columns
    ]


def answer(request: HttpRequest, version: Version, form: SchemaForm, *, status: int = 200) -> HttpResponse:
    """The page with the form as it stands."""
    here = page_of(request, version)
    context = {
        "version": version,
        "table": version.table,
        "dataset": version.table.dataset,
        "form": form,
        "columns": shown_columns(request, version, form),
        "here": here,
        "pages": range(1, pages_of(version) + 1),
        "is_done": request.GET.get("done") == "1" and status == 200,
    }
    return render(request, "dataportal/staff/schema.html", context, status=status)

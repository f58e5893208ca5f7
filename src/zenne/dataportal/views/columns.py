"""The page on which a steward corrects the columns of a table."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.dataportal.actions.define_table import define_table
from zenne.dataportal.column_forms import ColumnForm
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.wording import problem_text
from zenne.dataportal.models import Version
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.columns import TableDefinition


@open_to(MANAGE_DATA)
@never_cache
def columns_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """All columns of the current version, each with its type."""
    current = Version.objects.filter(ended_at=None, table__dataset__slug=slug, table__name=name)
    version = current.select_related("schema", "table__dataset").first()
    # What a module declares is the module's to say.
    if version is None or version.table.dataset.origin:
        raise Http404
    language = get_language() or "en"
    data = request.POST if request.method == "POST" else None
    forms = column_forms(version, data, language)
    problem = ""
    if data is not None and not any(form.errors for form in forms):
        problem = define(request, version, forms)
        if not problem:
            return HttpResponseRedirect(f"{reverse('data:columns', args=[slug, name])}?done=1")
    context = {
        "table": version.table,
        "forms": forms,
        "problem": problem,
        "is_refused": data is not None,
        "is_done": request.GET.get("done") == "1" and data is None,
    }
    return render(request, "dataportal/staff/columns.html", context, status=422 if data is not None else 200)


def column_forms(version: Version, data: object, language: str) -> list[ColumnForm]:
    columns = version.schema.definition.columns
    return [ColumnForm(data, column=each, language=language, number=number) for number, each in enumerate(columns)]


def define(request: HttpRequest, version: Version, forms: list[ColumnForm]) -> str:
    """Carry out what the forms say; what stands in the way as a sentence, empty when nothing does."""
    old: TableDefinition = version.schema.definition
    definition = replace(old, columns=tuple(form.new_column() for form in forms))
    try:
        define_table(asker=asker_of(request), table=version.table, definition=definition)
    except CannotLoad as error:
        return problem_text(error.code, error.details)
    return ""

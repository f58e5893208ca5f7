"""The page on which a steward corrects the columns of a table and says who sees them."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.core.languages.public import Translated
from zenne.dataportal.actions.define_table import define_table
from zenne.dataportal.column_forms import ColumnForm, ProtectionForm
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.wording import problem_text
from zenne.dataportal.models import Table, Version
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.policies import EVERYBODY_SEES, TablePolicy


@open_to(MANAGE_DATA)
@never_cache
def columns_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """All columns of the current version, each with its type and who sees it."""
    current = Version.objects.filter(ended_at=None, table__dataset__slug=slug, table__name=name)
    version = current.select_related("schema", "table__dataset").first()
    # What a module declares is the module's to say.
    if version is None or version.table.dataset.origin:
        raise Http404
    language = get_language() or "en"
    data = request.POST if request.method == "POST" else None
    forms = column_forms(version, data, language)
    reason = ProtectionForm(data, initial={"reason": version.table.policy.reason.get(language, "")})
    problem = ""
    if data is not None and all([reason.is_valid(), *(form.is_valid() for form in forms)]):
        problem = define(request, version, forms, reason, language)
        if not problem:
            return HttpResponseRedirect(f"{reverse('data:columns', args=[slug, name])}?done=1")
    context = {
        "table": version.table,
        "forms": forms,
        "reason": reason,
        "problem": problem,
        "is_refused": data is not None,
        "is_done": request.GET.get("done") == "1" and data is None,
    }
    return render(request, "dataportal/staff/columns.html", context, status=422 if data is not None else 200)


def column_forms(version: Version, data: object, language: str) -> list[ColumnForm]:
    policy: TablePolicy = version.table.policy
    return [
        ColumnForm(
            data,
            column=column,
            policy=policy.columns.get(column.name, EVERYBODY_SEES),
            language=language,
            number=number,
        )
        for number, column in enumerate(version.schema.definition.columns)
    ]


def define(
    request: HttpRequest, version: Version, forms: list[ColumnForm], reason: ProtectionForm, language: str
) -> str:
    """Carry out what the forms say; what stands in the way as a sentence, empty when nothing does."""
    table: Table = version.table
    old: TableDefinition = version.schema.definition
    policies = {form.column.name: form.new_policy() for form in forms}
    others = {name: kept for name, kept in table.policy.columns.items() if name not in policies}
    policy = replace(
        table.policy,
        columns={**others, **{name: each for name, each in policies.items() if each != EVERYBODY_SEES}},
        reason=Translated({**table.policy.reason, language: reason.cleaned_data["reason"].strip()}),
    )
    definition = replace(old, columns=tuple(form.new_column() for form in forms))
    try:
        define_table(asker=asker_of(request), table=table, definition=definition, policy=policy, at=timezone.now())
    except CannotLoad as error:
        return problem_text(error.code, error.details)
    return ""

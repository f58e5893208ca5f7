"""The pages on which a steward says who sees what, and sees what that means for each reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.dataportal.actions.protect_table import columns_of, faults_in, policy_stamp, protect_table
from zenne.dataportal.errors import ChangedMeanwhile, PolicyRefused
from zenne.dataportal.forms.protection import ProtectionForm, changed, is_change, written
from zenne.dataportal.models import Profile, Table
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.query.sight import Sight, sight_of
from zenne.dataportal.rules.policies import ANYBODY, Level, Reader, TablePolicy
from zenne.dataportal.scopes import known_scopes
from zenne.dataportal.views.describing import languages_of


@open_to(MANAGE_DATA)
@never_cache
def table_access(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Who sees what of one table."""
    table = asked_table(slug, name)
    if request.method != "POST":
        form = form_of(request, table, written(table.policy, seen=policy_stamp(table)))
        return answer(request, table, form, policy=table.policy)
    do = request.POST.get("do", "look")
    form = form_of(request, table, changed(request.POST, do))
    if is_change(do):
        return answer(request, table, form, policy=table.policy)
    policy = policy_in(form, table)
    if policy is None:
        return answer(request, table, form, policy=table.policy, status=422)
    if do == "save" and protect(request, table, form, policy):
        return HttpResponseRedirect(f"{reverse('data:table-access', args=[slug, name])}?done=1")
    return answer(request, table, form, policy=policy, status=409 if form.has_errors else 200)


def asked_table(slug: str, name: str) -> Table:
    table = Table.objects.select_related("dataset").filter(dataset__slug=slug, name=name).first()
    if table is None:
        raise Http404
    return table


def form_of(request: HttpRequest, table: Table, data: QueryDict) -> ProtectionForm:
    return ProtectionForm(data, known=columns_of(table), languages=languages_of(request))


def policy_in(form: ProtectionForm, table: Table) -> TablePolicy | None:
    """What the form says; None when it makes no sense: then the form says where."""
    policy = form.policy()
    faults = faults_in(policy, table) if policy else {}
    form.refuse(faults)
    return None if faults else policy


def protect(request: HttpRequest, table: Table, form: ProtectionForm, policy: TablePolicy) -> bool:
    """Carry it out; false when something stands in the way, which the form then shows."""
    asker, now = asker_of(request), timezone.now()
    try:
        protect_table(asker=asker, table=table, policy=policy, seen=form.seen, at=now)
    except PolicyRefused as refused:
        form.refuse(refused.faults)
    except ChangedMeanwhile:
        sentence = _("A colleague changed who sees what meanwhile. Open the page again to see what is new.")
        form.table.add_error(None, sentence)
    return not form.has_errors


@dataclass(frozen=True, slots=True)
class SightOfSomebody:
    """Somebody, and what they see."""

    name: str
    sight: Sight


def sights(table: Table, policy: TablePolicy) -> list[SightOfSomebody]:
    """What each kind of reader sees of the current version; empty when nothing is published."""
    version = table.versions.filter(ended_at=None).select_related("schema", "table__dataset").first()
    if version is None:
        return []
    return [SightOfSomebody(name, sight_of(version, reader, policy)) for name, reader in somebodies()]


def somebodies() -> Sequence[tuple[str, Reader]]:
    """Everybody, partners, officials, and those with each profile and nothing else."""
    profiles = [
        (_("Profile: %(name)s") % {"name": profile.title or profile.slug}, reader_with(profile))
        for profile in Profile.objects.all()
    ]
    return [
        (_("Everybody, without signing in"), ANYBODY),
        (_("Partners"), Reader(Level.PARTNER)),
        (_("Officials"), Reader(Level.OFFICIAL)),
        *profiles,
    ]


def reader_with(profile: Profile) -> Reader:
    return Reader(Level(profile.level), frozenset(profile.scopes))


def answer(
    request: HttpRequest, table: Table, form: ProtectionForm, *, policy: TablePolicy, status: int = 200
) -> HttpResponse:
    """The page with the form as it stands, and what each reader would see with ``policy``."""
    context: dict[str, Any] = {
        "table": table,
        "dataset": table.dataset,
        "form": form,
        "sights": sights(table, policy),
        "is_draft": policy != table.policy,
        "scopes": known_scopes(),
        "is_done": request.GET.get("done") == "1" and request.method != "POST",
    }
    return render(request, "dataportal/staff/access.html", context, status=status)

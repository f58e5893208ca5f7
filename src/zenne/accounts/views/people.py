"""People, for those who work at the city: find somebody, give and take away roles."""

import contextlib
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zenne.accounts.actions.deactivate_person import deactivate_person
from zenne.accounts.actions.find_people import find_people
from zenne.accounts.actions.grant_role import WrongRole, grant_role
from zenne.accounts.actions.take_role_away import take_role_away
from zenne.accounts.actions.view_person import view_person
from zenne.accounts.forms import RoleForm
from zenne.accounts.models import Person, RoleGrant, Team, TeamMembership
from zenne.accounts.permissions import DEACTIVATE_PERSON, FIND_PERSON, GRANT_ROLE
from zenne.accounts.roles import BY_CODE, GRANTED_ROLES, TEAM
from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.rights.public import EXPORT


@never_cache
@open_to(FIND_PERSON)
def people(request: HttpRequest) -> HttpResponse:
    """Search for people by name or address."""
    words = request.GET.get("q", "")[:200]
    found = find_people(asker=asker_of(request), words=words) if words.strip() else None
    return render(request, "accounts/people.html", {"words": words, "found": found})


@never_cache
@open_to(FIND_PERSON)
def person_card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the city knows of an account."""
    asker = asker_of(request)
    try:
        card = view_person(asker=asker, uuid=uuid)
    except Person.DoesNotExist:
        raise Http404 from None
    context = {"card": card, "roles": BY_CODE, "may_export": asker.may(EXPORT)}
    return render(request, "accounts/person.html", context)


@never_cache
@open_to(GRANT_ROLE)
def roles(request: HttpRequest) -> HttpResponse:
    """Who has which role, with a form to give one."""
    form = RoleForm(request.POST or None)
    error = ""
    if request.method == "POST":
        error = give(request, form)
        if not error:
            return HttpResponseRedirect(reverse("accounts:roles"))
    context = {
        "form": form,
        "error": error,
        "table": [(role, holders(role.code)) for role in GRANTED_ROLES],
        "teams": [(team, members(team)) for team in Team.objects.all()],
        "may_close": asker_of(request).may(DEACTIVATE_PERSON),
    }
    return render(request, "accounts/roles.html", context, status=422 if error else 200)


def holders(role: str) -> list[RoleGrant]:
    return list(RoleGrant.objects.select_related("person").filter(role=role).order_by("person__name", "pk"))


def members(team: Team) -> list[TeamMembership]:
    return list(TeamMembership.objects.select_related("person").filter(team=team).order_by("person__name", "pk"))


def give(request: HttpRequest, form: RoleForm) -> str:
    """Give what the form says. What is wrong in words, empty when it is done."""
    if not form.is_valid():
        return _("Say who: an e-mail address.")
    person = somebody(form.cleaned_data["who"])
    if person is None:
        return _("Nobody has signed in with this address yet. Ask them to do so once.")
    role, _colon, key = form.cleaned_data["role"].partition(":")
    team = Team.objects.filter(key=key or form.cleaned_data["team"]).first()
    try:
        grant_role(asker=asker_of(request), person=person, role=role, team=team)
    except WrongRole:
        return _("Choose a role or a team.")
    return ""


def somebody(who: str) -> Person | None:
    """The person with an address or a key."""
    if who.startswith("person:"):
        with contextlib.suppress(ValueError):
            return Person.objects.filter(uuid=UUID(who.removeprefix("person:"))).first()
    return Person.objects.filter(email__iexact=who.strip()).first()


@never_cache
@open_to(GRANT_ROLE)
@posted_from("accounts:roles")
def take_away(request: HttpRequest) -> HttpResponse:
    """Take away a role or a place."""
    form = RoleForm(request.POST)
    person = somebody(form.cleaned_data["who"]) if form.is_valid() else None
    if person is not None:
        team = Team.objects.filter(key=form.cleaned_data["team"]).first()
        role = form.cleaned_data["role"]
        if role != TEAM.code or team is not None:
            take_role_away(asker=asker_of(request), person=person, role=role, team=team)
    return HttpResponseRedirect(reverse("accounts:roles"))


@never_cache
@open_to(DEACTIVATE_PERSON)
@posted_from("accounts:roles")
def deactivate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close an account."""
    deactivate_person(asker=asker_of(request), person=get_object_or_404(Person, uuid=uuid), now=timezone.now())
    return HttpResponseRedirect(reverse("accounts:roles"))

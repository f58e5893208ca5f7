"""People, for those who work at the city: find somebody, give and take away roles."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zenne.accounts.actions.deactivate_person import deactivate_person
from zenne.accounts.actions.find_account import find_account
from zenne.accounts.actions.find_people import find_people
from zenne.accounts.actions.grant_role import WrongRole, grant_role
from zenne.accounts.actions.reopen_person import reopen_person
from zenne.accounts.actions.take_role_away import take_role_away
from zenne.accounts.actions.view_person import view_person
from zenne.accounts.forms import RoleForm
from zenne.accounts.models import Person
from zenne.accounts.permissions import DEACTIVATE_PERSON, FIND_PERSON, GRANT_ROLE
from zenne.accounts.queries import holders, members, person_for_role, team_named, teams
from zenne.accounts.roles import BY_CODE, GRANTED_ROLES, TEAM
from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.rights.public import EXPORT


@never_cache
@open_to(FIND_PERSON)
def people(request: HttpRequest) -> HttpResponse:
    """Search for people by name or address."""
    words = request.GET.get("q", "")[:200]
    asker = asker_of(request)
    found = find_people(asker=asker, words=words) if words.strip() else None
    context = {"words": words, "found": found, "may_export": asker.may(EXPORT)}
    return render(request, "accounts/people.html", context)


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
    form, asker = RoleForm(request.POST or None), asker_of(request)
    error = ""
    if request.method == "POST":
        error = give(request, form)
        if not error:
            return HttpResponseRedirect(reverse("accounts:roles"))
    context = {
        "form": form,
        "error": error,
        "table": [(role, holders(asker=asker, role=role.code)) for role in GRANTED_ROLES],
        "teams": [(team, members(asker=asker, team=team)) for team in teams()],
        "may_close": asker.may(DEACTIVATE_PERSON),
    }
    return render(request, "accounts/roles.html", context, status=422 if error else 200)


def give(request: HttpRequest, form: RoleForm) -> str:
    """Give what the form says. What is wrong in words, empty when it is done."""
    if not form.is_valid():
        return _("Say who: an e-mail address.")
    person = person_for_role(asker=asker_of(request), who=form.cleaned_data["who"])
    if person is None:
        return _("Nobody has signed in with this address yet. Ask them to do so once.")
    role, _colon, key = form.cleaned_data["role"].partition(":")
    team = team_named(key or form.cleaned_data["team"])
    try:
        grant_role(asker=asker_of(request), person=person, role=role, team=team)
    except WrongRole:
        return _("Choose a role or a team.")
    return ""


@never_cache
@open_to(GRANT_ROLE)
@posted_from("accounts:roles")
def take_away(request: HttpRequest) -> HttpResponse:
    """Take away a role or a place."""
    form = RoleForm(request.POST)
    person = person_for_role(asker=asker_of(request), who=form.cleaned_data["who"]) if form.is_valid() else None
    if person is not None:
        team = team_named(form.cleaned_data["team"])
        role = form.cleaned_data["role"]
        if role != TEAM.code or team is not None:
            take_role_away(asker=asker_of(request), person=person, role=role, team=team)
    return HttpResponseRedirect(reverse("accounts:roles"))


@never_cache
@open_to(DEACTIVATE_PERSON)
def accounts(request: HttpRequest) -> HttpResponse:
    """Find one account by its whole address or key, to close it or open it again."""
    who = request.GET.get("who", "")[:254].strip()
    person = find_account(asker=asker_of(request), who=who) if who else None
    if person is not None:
        return HttpResponseRedirect(reverse("accounts:close-account", args=[person.uuid]))
    return render(request, "accounts/accounts.html", {"who": who}, status=404 if who else 200)


@never_cache
@open_to(DEACTIVATE_PERSON)
def close_account(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close an account, or open it again, after a look at whose it is. Nothing else about the person is shown."""
    asker = asker_of(request)
    if request.method == "POST" and request.POST.get("do") == "open":
        done = "opened" if reopen_person(asker=asker, person=get_object_or_404(Person, uuid=uuid)) else ""
    elif request.method == "POST":
        deactivate_person(asker=asker, person=get_object_or_404(Person, uuid=uuid), now=timezone.now())
        done = "closed"
    else:
        person = find_account(asker=asker, who=f"person:{uuid}")
        if person is None:
            raise Http404
        shown = {"person": person, "is_own": person.key == asker.key, "done": request.GET.get("done", "")}
        return render(request, "accounts/close_account.html", shown)
    return HttpResponseRedirect(f"{reverse('accounts:close-account', args=[uuid])}?done={done}")

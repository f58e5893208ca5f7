"""Who works at which branch: the list, a colleague, leaving and coming back, a file."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.catalogue.public import Branch, branches
from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.content.public import version_of
from zenne.workforce.actions.add_colleague import add_colleague
from zenne.workforce.actions.change_colleague import change_colleague
from zenne.workforce.actions.import_colleagues import import_colleagues
from zenne.workforce.actions.let_colleague_go import let_colleague_go
from zenne.workforce.actions.take_colleague_back import take_colleague_back
from zenne.workforce.duties import duties_of
from zenne.workforce.errors import BrokenFile, ColleagueRefused
from zenne.workforce.forms import ColleagueForm, FileForm
from zenne.workforce.languages import language_names
from zenne.workforce.models import StaffMember
from zenne.workforce.permissions import MANAGE_STAFF
from zenne.workforce.queries import (
    colleague_named,
    colleagues_at,
    colleagues_who_left,
    how_many_where,
    own_branch,
    services_of_colleagues,
    teams_to_choose,
)
from zenne.workforce.service_groups import service_groups
from zenne.workforce.words import COLUMNS, mistake_in_words

DONE = ("added", "changed", "left", "back")


@dataclass(frozen=True, slots=True)
class ShownColleague:
    """A colleague in the list."""

    member: StaffMember
    languages: list[str]
    services: list[str]


@open_to(MANAGE_STAFF)
@never_cache
def list_page(request: HttpRequest) -> HttpResponse:
    """The colleagues of a branch: the one that the address names, else the own one, else the first."""
    places, asker = branches(version_of(request)), asker_of(request)
    branch = shown_branch(request, places)
    counts = how_many_where(asker=asker)
    context = {
        "branch": branch,
        "places": [(place, counts[place.pk]) for place in places],
        "colleagues": shown_colleagues(request, branch) if branch else [],
        "left": colleagues_who_left(asker=asker, branch=branch) if branch else [],
        "done": request.GET.get("done") if request.GET.get("done") in DONE else "",
    }
    return render(request, "workforce/list.html", context)


def shown_branch(request: HttpRequest, places: tuple[Branch, ...]) -> Branch | None:
    slug, own = request.GET.get("branch", ""), own_branch(asker=asker_of(request))
    asked = next((place for place in places if place.slug == slug), None)
    return asked or next((place for place in places if place.pk == own), None) or next(iter(places), None)


def shown_colleagues(request: HttpRequest, branch: Branch) -> list[ShownColleague]:
    """With the names of what they speak and know. Two queries."""
    asker = asker_of(request)
    members = colleagues_at(asker=asker, branch=branch)
    known = services_of_colleagues(asker=asker, members=[member.pk for member in members])
    names = [(each.pk, str(each.name)) for group in service_groups(version_of(request)) for each in group.services]
    return [
        ShownColleague(
            member, language_names(member.languages), [name for pk, name in names if pk in known.get(member.pk, ())]
        )
        for member in members
    ]


@open_to(MANAGE_STAFF)
@never_cache
def add_page(request: HttpRequest) -> HttpResponse:
    """Add a colleague; ``branch`` in the address is where."""
    version = version_of(request)
    if request.method != "POST":
        return colleague_form(request, ColleagueForm(version=version, initial={"branch": request.GET.get("branch")}))
    form = ColleagueForm(request.POST, version=version)
    if form.is_valid():
        try:
            member = add_colleague(asker=asker_of(request), wanted=form.wanted())
            return to_list(member.branch, "added")
        except ColleagueRefused as refused:
            form.refuse(refused)
    return colleague_form(request, form, status=422)


@open_to(MANAGE_STAFF)
@never_cache
def change_page(request: HttpRequest, key: str) -> HttpResponse:
    """Change a colleague."""
    member, version, asker = asked_colleague(request, key), version_of(request), asker_of(request)
    if request.method != "POST":
        known = services_of_colleagues(asker=asker, members=[member.pk]).get(member.pk, ())
        return colleague_form(request, ColleagueForm.of(member, known, version=version), member=member)
    form = ColleagueForm(request.POST, version=version)
    if form.is_valid():
        try:
            changed = change_colleague(asker=asker, member=member, wanted=form.wanted())
            return to_list(changed.branch, "changed")
        except ColleagueRefused as refused:
            form.refuse(refused)
    return colleague_form(request, form, member=member, status=422)


@open_to(MANAGE_STAFF)
@never_cache
def leave_page(request: HttpRequest, key: str) -> HttpResponse:
    """Say what becomes of their shifts, and let them go."""
    member = asked_colleague(request, key)
    if request.method == "POST":
        let_colleague_go(asker=asker_of(request), member=member, now=timezone.now())
        return to_list(member.branch, "left")
    context = {"member": member, "duties": duties_of(member.pk, now=timezone.now())}
    return render(request, "workforce/leave.html", context)


@open_to(MANAGE_STAFF)
@never_cache
@posted_from("workforce:change", "key")
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Let somebody who left work here again."""
    member = asked_colleague(request, key)
    take_colleague_back(asker=asker_of(request), member=member)
    return to_list(member.branch, "back")


@open_to(MANAGE_STAFF)
@never_cache
def file_page(request: HttpRequest) -> HttpResponse:
    """Take over a file of colleagues, or show everything that is wrong with it."""
    if request.method != "POST":
        return file_form(request, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return file_form(request, form, status=422)
    content = form.cleaned_data["file"]
    try:
        imported = import_colleagues(asker=asker_of(request), content=content, version=version_of(request))
    except BrokenFile as broken:
        mistakes = [(each.line, COLUMNS[each.column], mistake_in_words(each)) for each in broken.mistakes]
        return file_form(request, FileForm(), mistakes=mistakes, status=422)
    return file_form(request, FileForm(), imported=imported)


def asked_colleague(request: HttpRequest, key: str) -> StaffMember:
    """The colleague of an address. Raises Http404."""
    member = colleague_named(asker=asker_of(request), key=key)
    if member is None:
        raise Http404
    return member


def to_list(branch: Branch, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('workforce:list')}?branch={branch.slug}&done={done}")


def colleague_form(
    request: HttpRequest, form: ColleagueForm, *, member: StaffMember | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "workforce/colleague.html", {"form": form, "member": member}, status=status)


def file_form(request: HttpRequest, form: FileForm, *, status: int = 200, **more: object) -> HttpResponse:
    version = version_of(request)
    context = {
        "form": form,
        "places": branches(version),
        "teams": teams_to_choose(),
        "groups": service_groups(version),
        **more,
    }
    return render(request, "workforce/file.html", context, status=status)

"""Profiles: several rights to protected data under one name, and who has them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.accounts.public import Holder, holders_with
from zenne.core.access.public import Asker, asker_of, open_to, posted_from
from zenne.dataportal.actions.delete_profile import delete_profile
from zenne.dataportal.actions.grant_profile import grant_profile
from zenne.dataportal.actions.make_profile import make_profile
from zenne.dataportal.actions.take_profile_away import take_profile_away
from zenne.dataportal.errors import ProfileRefused
from zenne.dataportal.forms.profiles import GrantForm, ProfileForm
from zenne.dataportal.models import Profile, ProfileGrant
from zenne.dataportal.permissions import GRANT_PROFILES
from zenne.dataportal.queries import all_grants
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.scopes import known_scopes
from zenne.dataportal.views.describing import languages_of
from zenne.dataportal.words.protection import OPENS

DONE = ("made", "deleted", "granted", "taken")


@open_to(GRANT_PROFILES)
@never_cache
def profile_list(request: HttpRequest) -> HttpResponse:
    """All profiles with those who have them, and a form to make another."""
    if request.method != "POST":
        return answer(request, ProfileForm(initial={"level": Level.PUBLIC.value}, languages=languages_of(request)))
    form = ProfileForm(request.POST, languages=languages_of(request))
    return made(request, form) or answer(request, form, status=422)


@open_to(GRANT_PROFILES)
@never_cache
def delete_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what goes with a profile, and delete it."""
    profile = Profile.objects.filter(slug=slug).first()
    if profile is None:
        raise Http404
    if request.method == "POST":
        delete_profile(asker=asker_of(request), slug=slug)
        return HttpResponseRedirect(f"{reverse('data:profiles')}?done=deleted")
    context = {"profile": profile, "grants": grants_by_profile(asker_of(request)).get(profile.pk, [])}
    return render(request, "dataportal/staff/delete_profile.html", context)


@open_to(GRANT_PROFILES)
@never_cache
def profile_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what one profile gives."""
    profile = Profile.objects.filter(slug=slug).first()
    if profile is None:
        raise Http404
    if request.method != "POST":
        return change_page(request, profile, ProfileForm.of(profile, languages_of(request)))
    form = ProfileForm(request.POST, languages=languages_of(request))
    return made(request, form, was=slug) or change_page(request, profile, form, status=422)


def made(request: HttpRequest, form: ProfileForm, *, was: str = "") -> HttpResponse | None:
    """Make the profile, or change the one of that name; None when something stands in the way: the form says what."""
    if not form.is_valid():
        return None
    try:
        make_profile(asker=asker_of(request), wanted=form.wanted(), was=was)
    except ProfileRefused as refused:
        form.refuse(refused.faults)
        return None
    return HttpResponseRedirect(f"{reverse('data:profiles')}?done=made")


@open_to(GRANT_PROFILES)
@never_cache
@posted_from("data:profiles")
def grant(request: HttpRequest) -> HttpResponse:
    """Give a profile to a person or a key."""
    form = GrantForm(request.POST, profiles=list(Profile.objects.all()))
    if form.is_valid():
        typed = form.cleaned_data
        try:
            grant_profile(
                asker=asker_of(request),
                profile=typed["profile"],
                who=typed["who"],
                ends_at=form.ends_at(),
                at=timezone.now(),
            )
            return HttpResponseRedirect(f"{reverse('data:profiles')}?done=granted")
        except ProfileRefused as refused:
            form.refuse(refused.faults)
    making = ProfileForm(initial={"level": Level.PUBLIC.value}, languages=languages_of(request))
    return answer(request, making, grant_form=form, status=422)


@open_to(GRANT_PROFILES)
@never_cache
@posted_from("data:profiles")
def take_away(request: HttpRequest) -> HttpResponse:
    """Take a profile away."""
    profile, holder = request.POST.get("profile", ""), request.POST.get("holder", "")
    if "\0" not in profile + holder:
        take_profile_away(asker=asker_of(request), profile=profile, holder=holder)
    return HttpResponseRedirect(f"{reverse('data:profiles')}?done=taken")


@dataclass(frozen=True, slots=True)
class ShownGrant:
    """Who has a profile, until when, and whether that is over."""

    grant: ProfileGrant
    holder: Holder | None
    is_over: bool

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts."""
        ends_at = self.grant.ends_at
        return timezone.localdate(ends_at - timedelta(microseconds=1)) if ends_at else None


def grants_by_profile(asker: Asker) -> dict[int, list[ShownGrant]]:
    """Who has which profile. Three queries."""
    grants = all_grants(asker=asker)
    holders, now = holders_with(each.holder for each in grants), timezone.now()
    found: dict[int, list[ShownGrant]] = {}
    for each in grants:
        is_over = each.ends_at is not None and each.ends_at <= now
        found.setdefault(each.profile_id, []).append(ShownGrant(each, holders.get(each.holder), is_over))
    return found


def answer(
    request: HttpRequest, form: ProfileForm, *, grant_form: GrantForm | None = None, status: int = 200
) -> HttpResponse:
    profiles, grants = list(Profile.objects.all()), grants_by_profile(asker_of(request))
    context = {
        "form": form,
        "grant_form": grant_form or GrantForm(profiles=profiles),
        "profiles": [(each, OPENS[Level(each.level)], grants.get(each.pk, [])) for each in profiles],
        "scopes": known_scopes(),
        "done": request.GET.get("done", "") if request.GET.get("done") in DONE else "",
    }
    return render(request, "dataportal/staff/profiles.html", context, status=status)


def change_page(request: HttpRequest, profile: Profile, form: ProfileForm, *, status: int = 200) -> HttpResponse:
    context = {"profile": profile, "form": form, "scopes": known_scopes()}
    return render(request, "dataportal/staff/profile.html", context, status=status)

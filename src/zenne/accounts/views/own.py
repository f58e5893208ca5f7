"""The pages about whoever is signed in."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zenne.accounts.actions.end_session import end_session, public_name
from zenne.accounts.kept_forms import forget_form, kept_form, shown_fields
from zenne.accounts.own_pages import OwnPage, registered_own_pages
from zenne.accounts.queries import own_sessions
from zenne.accounts.views.second_factor import person_of
from zenne.core.access.public import SIGNED_IN, Asker, asker_of, open_to, posted_from, staff_pages_of
from zenne.core.audit.public import own_accesses

ACCESSES_ON_A_PAGE = 50


@never_cache
@open_to(SIGNED_IN)
def my_page(request: HttpRequest) -> HttpResponse:
    """What is one's own, in one place."""
    context = {"pages": own_pages(asker_of(request)), "person": person_of(request)}
    return render(request, "accounts/my.html", context)


def own_pages(asker: Asker) -> list[OwnPage]:
    """The pages about oneself, those of other modules first, and the workplace for those who have one."""
    workplace = [OwnPage(_("Workplace"), _("The pages for your work at the city."), "accounts:staff")]
    return [
        *(workplace if staff_pages_of(asker) else ()),
        *registered_own_pages(),
        OwnPage(_("Who looked at my data"), _("Who, when, and what for."), "accounts:history"),
        OwnPage(_("My data"), _("Take a copy, or have it erased."), "accounts:data"),
        OwnPage(_("Where I am signed in"), _("End a session that you do not know."), "accounts:sessions"),
        OwnPage(_("Second proof"), _("A passkey or an app, to be safer."), "accounts:second-factor"),
        OwnPage(_("API keys"), _("For programs that ask in your name."), "accounts:keys"),
    ]


@never_cache
@open_to(SIGNED_IN)
def history(request: HttpRequest) -> HttpResponse:
    """Who used one's own data, when and what for."""
    found = Paginator(own_accesses(asker=asker_of(request)), ACCESSES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/history.html", {"accesses": found.object_list, "page": found})


@never_cache
@open_to(SIGNED_IN)
def sessions(request: HttpRequest) -> HttpResponse:
    """The devices on which one is signed in."""
    person = person_of(request)
    if request.method == "POST":
        end_session(asker=asker_of(request), person=person, name=request.POST.get("session", ""))
        return HttpResponseRedirect(reverse("accounts:sessions"))
    current = request.session.session_key
    rows = own_sessions(asker=asker_of(request), now=timezone.now())
    listed = [(row, public_name(row), row.session_key == current) for row in rows]
    return render(request, "accounts/sessions.html", {"sessions": listed})


@open_to(SIGNED_IN)
def staff_home(request: HttpRequest) -> HttpResponse:
    """The workplace: the pages that this worker may use."""
    return render(request, "accounts/staff.html", {"pages": staff_pages_of(asker_of(request))})


@never_cache
@open_to(SIGNED_IN)
def continue_page(request: HttpRequest, token: str) -> HttpResponse:
    """What was typed before signing in or proving more, to be sent after one look."""
    form = kept_form(request.session, token, now=timezone.now())
    if form is None:
        return render(request, "accounts/nothing_kept.html", status=410)
    context = {"form": form, "fields": list(shown_fields(form)), "token": token}
    return render(request, "accounts/continue.html", context)


@never_cache
@open_to(SIGNED_IN)
@posted_from("accounts:continue", "token")
def drop_kept(request: HttpRequest, token: str) -> HttpResponse:
    """Throw away what was typed."""
    forget_form(request.session, token, now=timezone.now())
    return render(request, "accounts/nothing_kept.html", {"was_dropped": True})

"""The page of whoever is signed in."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zenne.accounts.kept_forms import forget_form, kept_form
from zenne.core.access.public import SIGNED_IN, Asker, asker_of, open_to, staff_pages_of


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page about oneself, as the overview shows it."""

    title: str
    description: str
    path: str


@open_to(SIGNED_IN)
def my_page(request: HttpRequest) -> HttpResponse:
    """What is one's own, in one place."""
    return render(request, "accounts/my.html", {"pages": own_pages(asker_of(request))})


def own_pages(asker: Asker) -> list[OwnPage]:
    """The pages about oneself, and the workplace for those who have one."""
    workplace = [OwnPage(_("Workplace"), _("The pages for your work at the city."), reverse("accounts:staff"))]
    return [*(workplace if staff_pages_of(asker) else ())]


@open_to(SIGNED_IN)
def staff_home(request: HttpRequest) -> HttpResponse:
    """The workplace: the pages that this worker may use."""
    return render(request, "accounts/staff.html", {"pages": staff_pages_of(asker_of(request))})


@open_to(SIGNED_IN)
def continue_page(request: HttpRequest, token: str) -> HttpResponse:
    """What was typed before signing in or proving more, to be sent after one look."""
    form = kept_form(request.session, token, now=timezone.now())
    if form is None:
        return render(request, "accounts/nothing_kept.html", status=410)
    if request.method == "POST":
        forget_form(request.session, token, now=timezone.now())
        return render(request, "accounts/nothing_kept.html", {"was_dropped": True})
    return render(request, "accounts/continue.html", {"form": form, "token": token})

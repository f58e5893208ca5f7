"""The appointments of whoever is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zenne.core.access.public import SIGNED_IN, asker_of, open_to
from zenne.core.operations.public import not_kept
from zenne.counters.appointments.queries import own_bookings
from zenne.counters.appointments.tokens import manage_token


@not_kept
@open_to(SIGNED_IN)
def own_page(request: HttpRequest) -> HttpResponse:
    """Each appointment that is still to come, with the page on which it can be moved or cancelled."""
    found = own_bookings(asker=asker_of(request), now=timezone.now())
    return render(request, "appointments/own.html", {"bookings": [(each, manage_token(each.uuid)) for each in found]})

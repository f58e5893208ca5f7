"""Saying that one is there for an appointment, by the link of it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from zenne.core.access.public import PUBLIC, asker_of, open_to
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.owning import own_booking
from zenne.counters.appointments.tokens import managed_booking
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.actions.arrive import arrive
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.words import sentence_of


# Whoever has the link has the appointment; nothing depends on a cookie.
@open_to(PUBLIC)
@csrf_exempt
@never_cache
def arrive_page(request: HttpRequest, token: str) -> HttpResponse:
    """A button, because programs that check mail follow links by themselves; sent, the ticket."""
    try:
        booking = own_booking(asker=asker_of(request), uuid=managed_booking(token), token=token)
    except BookingRefused:
        raise Http404 from None
    refusal, status = "", 200
    if request.method == "POST":
        try:
            ticket = arrive(asker=asker_of(request), branch=booking.branch, booking=booking, at=timezone.now())
        except QueueRefused as refused:
            refusal, status = sentence_of(refused), 409
        else:
            return HttpResponseRedirect(reverse("queue:ticket", args=[booking.branch.slug, ticket.uuid]))
    context = {"booking": booking, "token": token, "visit": visit_name(booking.visit_type), "refusal": refusal}
    return render(request, "queue/arrive.html", context, status=status)

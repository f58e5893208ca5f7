"""The pages of the queue."""

from django.conf import settings
from django.urls import URLPattern, path

from zenne.counters.queue.views import (
    arriving,
    counter,
    demo_place,
    for_others,
    guide,
    lengths,
    no_shows,
    of_others,
    screen,
    take,
    ticket,
)

app_name = "queue"


def routes(*, demo: bool) -> list[URLPattern]:
    """All addresses; that where somebody chooses their branch exists only in a demonstration."""
    return [
        *([path("staff/counter-place/", demo_place.demo_place, name="demo-place")] if demo else []),
        path("branches/<slug:slug>/kiosk/", take.kiosk_page, name="kiosk"),
        path("branches/<slug:slug>/ticket/", take.join_page, name="join"),
        path("here/<str:token>/", arriving.arrive_page, name="arrive"),
        path("branches/<slug:slug>/tickets/<uuid:uuid>/", ticket.ticket_page, name="ticket"),
        path("branches/<slug:slug>/screen/", screen.screen_page, name="screen"),
        path("staff/counters/", counter.counters_page, name="counters"),
        path("staff/counters/<slug:slug>/", counter.counter_page, name="counter"),
        path("staff/counters/<slug:slug>/no-shows/", no_shows.no_shows_page, name="no-shows"),
        path("staff/counters/<slug:slug>/no-shows/decide/", no_shows.decide, name="decide-overbooking"),
        path("staff/counter-guide/", guide.guide_page, name="guide"),
        path("staff/visit-lengths/", lengths.lengths_page, name="lengths"),
        path("staff/visit-lengths/answer/", lengths.answer, name="answer-length"),
        path("staff/appointments/", for_others.start_page, name="for-others"),
        path("staff/appointments/code/", of_others.by_code, name="find-by-code"),
        path("staff/appointments/contact/", of_others.by_contact, name="find-by-contact"),
        path("staff/appointments/times/", for_others.times_page, name="times-for"),
        path("staff/appointments/hold/", for_others.hold, name="hold-for"),
        path("staff/appointments/<uuid:uuid>/", of_others.appointment_page, name="appointment"),
        path("staff/appointments/<uuid:uuid>/details/", for_others.details_page, name="details-for"),
        path("staff/appointments/<uuid:uuid>/slip/", of_others.slip_page, name="slip"),
        path("staff/appointments/<uuid:uuid>/cancel/", of_others.cancel, name="cancel-for"),
    ]


urlpatterns = routes(demo=settings.DEMO)

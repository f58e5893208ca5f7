"""The pages of the queue."""

from django.urls import path

from zenne.counters.queue.views import counter, screen, take, ticket

app_name = "queue"
urlpatterns = [
    path("branches/<slug:slug>/kiosk/", take.kiosk_page, name="kiosk"),
    path("branches/<slug:slug>/ticket/", take.join_page, name="join"),
    path("branches/<slug:slug>/tickets/<uuid:uuid>/", ticket.ticket_page, name="ticket"),
    path("branches/<slug:slug>/screen/", screen.screen_page, name="screen"),
    path("staff/counters/", counter.counters_page, name="counters"),
    path("staff/counters/<slug:slug>/", counter.counter_page, name="counter"),
]

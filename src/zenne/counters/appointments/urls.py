"""Addresses of appointments."""

from django.urls import path

from zenne.counters.appointments.views import booking, searching

app_name = "appointments"
OPEN_TO = "public"
urlpatterns = [
    path("", searching.search_page, name="search"),
    path("slots/", searching.slots_page, name="slots"),
    path("hold/", booking.hold, name="hold"),
    path("details/<str:token>/", booking.details_page, name="details"),
    path("confirm/<str:token>/", booking.confirm_page, name="confirm"),
    path("<str:token>/", booking.manage_page, name="manage"),
    path("<str:token>/cancel/", booking.cancel, name="cancel"),
    path("<str:token>/calendar.ics", booking.calendar, name="calendar"),
]

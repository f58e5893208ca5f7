"""Addresses of appointments."""

from django.urls import path

from zenne.counters.appointments.views import booking, guide, own, searching, wishing

app_name = "appointments"
OPEN_TO = "public"
urlpatterns = [
    path("", searching.search_page, name="search"),
    path("slots/", searching.slots_page, name="slots"),
    path("hold/", booking.hold, name="hold"),
    path("details/<str:token>/", booking.details_page, name="details"),
    path("confirm/<str:token>/", booking.confirm_page, name="confirm"),
    path("mine/", own.own_page, name="mine"),
    path("guide/", guide.guide_page, name="guide"),
    path("earlier/", wishing.ask_page, name="ask-wish"),
    path("wish/<str:token>/", wishing.wish_page, name="wish"),
    path("wish/<str:token>/confirm/", wishing.confirm_page, name="confirm-wish"),
    path("offer/<str:token>/", wishing.offer_page, name="offer"),
    path("<str:token>/earlier/", wishing.earlier_page, name="earlier"),
    path("<str:token>/", booking.manage_page, name="manage"),
    path("<str:token>/cancel/", booking.cancel, name="cancel"),
    path("<str:token>/calendar.ics", booking.calendar, name="calendar"),
]

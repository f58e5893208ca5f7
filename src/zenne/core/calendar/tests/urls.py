"""The calendar's part of the API alone."""

from django.urls import path

from zenne.core.rest.public import open_api

api = open_api(urls_namespace="calendar-tests")
api.add_router("", "zenne.core.calendar.rest.router")

urlpatterns = [path("api/", api.urls)]

"""The calendar's part of the API alone."""

from django.urls import path
from ninja import NinjaAPI

api = NinjaAPI(urls_namespace="calendar-tests")
api.add_router("", "zenne.core.calendar.rest.router")

urlpatterns = [path("api/", api.urls)]

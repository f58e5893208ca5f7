"""The calendar as a Django app."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "zenne.core.calendar"
    label = "calendar"

"""The calendar as a Django app."""

from django.apps import AppConfig

from zenne.core.personal_data.public import holds_no_personal_data


class CalendarConfig(AppConfig):
    name = "zenne.core.calendar"
    label = "calendar"

    def ready(self) -> None:
        holds_no_personal_data("calendar", because="the hours and days off of the administration")

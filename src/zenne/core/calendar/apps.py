from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "zenne.core.calendar"
    label = "calendar"

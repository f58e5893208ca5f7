"""The facts as a Django app: it reads the ``facts.py`` of every module."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    name = "zenne.core.events"
    label = "events"

    def ready(self) -> None:
        autodiscover_modules("facts")

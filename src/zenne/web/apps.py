"""The web as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "zenne.web"
    label = "web"

    def ready(self) -> None:
        from zenne.web.production import register_checks  # noqa: PLC0415 - models exist only now

        register_checks()

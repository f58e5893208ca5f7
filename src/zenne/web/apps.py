"""The web as a Django app."""

import gc

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "zenne.web"
    label = "web"

    def ready(self) -> None:
        from zenne.core.outbox.public import name_sender  # noqa: PLC0415 - models exist only now
        from zenne.web.languages import sender_name  # noqa: PLC0415 - models exist only now
        from zenne.web.production import register_checks  # noqa: PLC0415 - models exist only now

        name_sender(sender_name)
        register_checks()
        gc.enable()

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
        keep_what_was_imported()


def keep_what_was_imported() -> None:
    """Look for garbage from now on, but not among what is there by now, and with every twenty thousand new objects.

    It is all needed to the end. Python would look through it with each few hundred: a tenth of a page, and a third of
    the time that a command takes to start and to end.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()

"""Translating as a Django app. It has no tables, and keeps nothing of what it translates."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "zenne.mailroom.translation"
    label = "machine_translation"

    def ready(self) -> None:
        from zenne.mailroom.translation import checks  # noqa: PLC0415 - settings exist only now
        from zenne.mailroom.translation.ctranslate import CTranslate2  # noqa: PLC0415
        from zenne.mailroom.translation.engines import register_engine  # noqa: PLC0415

        register_engine(CTranslate2())
        checks.register_checks()

"""Accounts as a Django app: at the start it reads which permissions the modules declare."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "zenne.accounts"
    label = "accounts"

    def ready(self) -> None:
        from zenne.accounts.checks import no_demonstration, readable_second_factors  # noqa: PLC0415 - models exist only now
        from zenne.accounts.field_words import name_all_fields  # noqa: PLC0415 - models exist only now
        from zenne.accounts.holders import key_of_address  # noqa: PLC0415 - models exist only now
        from zenne.accounts.personal_data import declare  # noqa: PLC0415 - models exist only now
        from zenne.accounts.words import name_everything  # noqa: PLC0415 - models exist only now
        from zenne.accounts.workplace import register_pages  # noqa: PLC0415 - models exist only now
        from zenne.core.audit.public import register_finder  # noqa: PLC0415 - models exist only now
        from zenne.core.operations.public import PRODUCTION  # noqa: PLC0415 - models exist only now

        register(no_demonstration, PRODUCTION, deploy=True)
        register(readable_second_factors, PRODUCTION, deploy=True)
        declare()
        name_everything()
        register_finder(key_of_address)
        name_all_fields()
        register_pages()
        autodiscover_modules("permissions")

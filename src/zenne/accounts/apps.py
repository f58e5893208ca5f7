"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "zenne.accounts"
    label = "accounts"

    def ready(self) -> None:
        from zenne.accounts.workplace import register_pages  # noqa: PLC0415 - models exist only now

        register_pages()

"""``zenne renew-secrets``: after a change of the secret key."""

from typing import Any

from django.core.management.base import BaseCommand

from zenne.accounts.actions.renew_secrets import renew_secrets


class Command(BaseCommand):
    help = "Encrypt with ZENNE_SECRET_KEY what is still encrypted with a key of ZENNE_SECRET_KEY_FALLBACKS"

    def handle(self, *args: Any, **options: Any) -> None:
        count = renew_secrets()
        self.stdout.write(f"{count} second proof{'' if count == 1 else 's'} encrypted with the key of now.")

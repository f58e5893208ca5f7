"""``zenne dkim``: what to write into the DNS so that receivers believe the signatures of our e-mail."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zenne.core.outbox.dkim import WrongKey, signer


class Command(BaseCommand):
    help = "Print the DNS record of the key that signs e-mail"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = signer()
        except WrongKey as wrong:
            raise CommandError(str(wrong)) from None
        if found is None:
            raise CommandError("ZENNE_DKIM_KEY names no key, so e-mail is not signed.")
        name, text = found.record()
        self.stdout.write(f"{name}. IN TXT ( {text} )")

"""``zenne admin EMAIL``: the first administrator, who gives all other roles."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from zenne.accounts.actions.first_administrator import first_administrator


class Command(BaseCommand):
    help = "Make somebody administrator, by their e-mail address"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address at which they get the link to sign in")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            is_new = first_administrator(email=email)
        except ValidationError:
            raise CommandError(f"“{email}” is not an e-mail address.") from None
        self.stdout.write(
            f"{email} is {'now' if is_new else 'already'} administrator. They sign in with a link that they ask for "
            "on the sign-in page, and then set up a second proof."
        )

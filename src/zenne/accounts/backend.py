"""How Django finds who is signed in."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from zenne.accounts.models import Person


class PersonBackend(BaseBackend):
    """The person of a session, as long as their account is open. It checks no secrets: the actions that sign in do."""

    def get_user(self, user_id: Any) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()

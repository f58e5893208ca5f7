"""Note that a key was used."""

from datetime import datetime

from django.db.models import Q

from zenne.accounts.models import ApiKey
from zenne.core.access.public import internal, records_nothing


@internal
@records_nothing(because="the day of use stands at the key")
def note_key_use(key: ApiKey, *, now: datetime) -> None:
    """Keep the day on which a key was last used: one write a day."""
    if key.last_used_on != now.date():
        ApiKey.objects.filter(Q(last_used_on=None) | Q(last_used_on__lt=now.date()), pk=key.pk).update(
            last_used_on=now.date()
        )

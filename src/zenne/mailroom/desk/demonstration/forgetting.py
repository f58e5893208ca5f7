"""Letters of a demonstration that was interrupted while they were written: they go, and begin anew."""

from django.db import transaction

from zenne.core.outbox.public import Message
from zenne.mailroom.desk.demonstration.messages import DOMAIN
from zenne.mailroom.letters.models import Letter, Thread


@transaction.atomic
def forget_letters() -> None:
    """Take away the conversations of invented people, and what they were told; nobody else has their addresses."""
    threads = list(Letter.objects.filter(sender__endswith=f"@{DOMAIN}").values_list("thread", flat=True).distinct())
    Letter.objects.filter(thread__in=threads).delete()
    Thread.objects.filter(pk__in=threads).delete()
    Message.objects.filter(receiver__endswith=f"@{DOMAIN}").delete()

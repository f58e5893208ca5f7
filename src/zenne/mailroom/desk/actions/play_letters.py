"""Let people of a demonstration write to the city, and the city answer most of them."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.public import AuditRecord, record
from zenne.core.events.public import announce
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.desk.demonstration.forgetting import forget_letters
from zenne.mailroom.desk.demonstration.play import Play
from zenne.mailroom.desk.demonstration.post import open_post
from zenne.mailroom.letters.facts import PastPlayed

PLAYED: Final = "letters.play"


@internal
def play_letters(*, letters: int, now: datetime) -> int:
    """More than three weeks of letters by SMTP, up to now, through the actions of the product.

    Returns how many messages came. What was played once is not played again; what was interrupted begins anew.

    Raises:
        AnswerRefused: ``no-demonstration``: this installation is not one.
    """
    if not settings.DEMO:
        raise AnswerRefused("no-demonstration")
    if AuditRecord.objects.filter(action=PLAYED).exists():
        return 0
    forget_letters()
    with open_post() as post:
        came = Play(post, now=now).run(letters)
    with transaction.atomic():
        record(asker=SYSTEM, action=PLAYED, details={"messages": came})
        announce(PastPlayed(came))
    return came

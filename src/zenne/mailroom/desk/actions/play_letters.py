"""Let people of a demonstration write to the city, and the city answer most of them."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.events.public import announce
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.desk.demonstration.messages import DOMAIN
from zenne.mailroom.desk.demonstration.play import Play
from zenne.mailroom.desk.demonstration.post import open_post
from zenne.mailroom.letters.facts import PastPlayed
from zenne.mailroom.letters.models import Letter


@internal
@records_nothing(because="the people of the demonstration do not exist, and each action records what it does")
def play_letters(*, letters: int, now: datetime) -> int:
    """More than three weeks of letters by SMTP, up to now, through the actions of the product.

    Returns how many messages came. What was played once is not played again.

    Raises:
        AnswerRefused: ``no-demonstration``: this installation is not one.
    """
    if not settings.DEMO:
        raise AnswerRefused("no-demonstration")
    if Letter.objects.filter(sender__endswith=f"@{DOMAIN}").exists():
        return 0
    with open_post() as post:
        came = Play(post, now=now).run(letters)
    with transaction.atomic():
        announce(PastPlayed(came))
    return came

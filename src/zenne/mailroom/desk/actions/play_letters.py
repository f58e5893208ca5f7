"""Let people of a demonstration write to the city, and the city answer most of them."""

from datetime import datetime

from django.conf import settings

from zenne.core.access.public import internal, records_nothing
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.desk.demonstration.messages import DOMAIN
from zenne.mailroom.desk.demonstration.play import Play
from zenne.mailroom.desk.demonstration.post import open_post
from zenne.mailroom.letters.models import Letter


@internal
@records_nothing(because="the people of the demonstration do not exist, and each action records what it does")
def play_letters(*, letters: int, now: datetime) -> int:
    """Three weeks of letters up to now, by SMTP, through the actions of the product; returns how many messages came.

    What was played once is not played again.

    Raises:
        AnswerRefused: ``no-demonstration``: this installation is not one.
    """
    if not settings.DEMO:
        raise AnswerRefused("no-demonstration")
    if Letter.objects.filter(sender__endswith=f"@{DOMAIN}").exists():
        return 0
    with open_post() as post:
        return Play(post, now=now).run(letters)

"""Give a letter to the service that it is for, where that is sure enough."""

from uuid import UUID

from django.db import transaction

from zenne.catalogue.public import PublicService
from zenne.core.access.public import internal, records_nothing
from zenne.mailroom.answers.telling import last_letter
from zenne.mailroom.letters.conversations import hand_to_service
from zenne.mailroom.letters.index import find_under_team
from zenne.mailroom.letters.models import Thread
from zenne.mailroom.routing.public import route
from zenne.mailroom.rules.splitting import visible_reply


@internal
@records_nothing(because="no person did it, and the conversation says that its service was guessed")
@transaction.atomic
def route_letter(thread: UUID) -> bool:
    """Returns whether a service was found. What has a service or a team already, stays there."""
    row = Thread.objects.select_for_update(of=("self",)).get(uuid=thread)
    letter = last_letter(row)
    if letter is None or row.service is not None or row.team is not None:
        return False
    words = visible_reply(letter.text)
    found = route(subject=letter.subject, text=words, language=letter.language, in_background=True)
    service = PublicService.objects.filter(slug=found.service or "", retired_at=None).first()
    if service is None:
        return False
    hand_to_service(row, service)
    row.is_guessed = True
    row.save(update_fields=["service", "team", "is_guessed", "deadline"])
    find_under_team(row)
    return True

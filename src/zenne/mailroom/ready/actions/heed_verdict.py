"""Let a ready answer switch itself off when it does not answer."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from zenne.accounts.public import Person
from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.public import record
from zenne.core.outbox.public import send_email
from zenne.mailroom.ready.history import last_verdicts
from zenne.mailroom.ready.models import ReadyAnswer, ReadySending
from zenne.mailroom.routing.rules.ready_answers import is_worn_out


@internal
@transaction.atomic
def heed_verdict(*, answer: UUID) -> bool:
    """After what somebody said of one of its answers. Returns whether it is switched off now because of that."""
    sending = ReadySending.objects.filter(answer__uuid=answer).first()
    if sending is None:
        return False
    row = ReadyAnswer.objects.select_for_update(of=("self",)).select_related("team").get(pk=sending.ready_id)
    if row.state != ReadyAnswer.State.APPROVED or not is_worn_out(last_verdicts(row)):
        return False
    row.state, row.off_because, row.off_at = ReadyAnswer.State.OFF, ReadyAnswer.Off.VERDICTS, timezone.now()
    row.save(update_fields=["state", "off_because", "off_at"])
    tell_team(row)
    record(asker=SYSTEM, action="letters.switch-off-ready", thing=f"ready:{row.uuid}")
    return True


def tell_team(row: ReadyAnswer) -> None:
    people = Person.objects.filter(memberships__team=row.team, is_active=True, email__isnull=False).distinct()
    for person in people:
        language = person.language or settings.LANGUAGES[0][0]
        with translation.override(language):
            address = settings.BASE_URL + reverse("ready:ready", args=[row.uuid])
        send_email(
            to=person.email or "",
            language=language,
            template="ready/mail/off.html",
            context={"ready": row, "address": address},
            about=person.key,
            idempotency_key=f"ready-off:{row.uuid}:{row.off_at:%s}:{person.pk}" if row.off_at else "",
        )

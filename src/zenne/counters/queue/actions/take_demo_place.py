"""Have a place at a counter in a demonstration."""

from uuid import UUID

from django.conf import settings
from django.db import transaction

from zenne.accounts.public import Person
from zenne.catalogue.public import Branch, PublicService
from zenne.core.access.public import Asker, needs, records_nothing
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.members import PERSON, member_of
from zenne.counters.queue.permissions import SERVE
from zenne.workforce.public import Competence, StaffMember


@needs(SERVE)
@records_nothing(because="the people of the demonstration do not exist")
@transaction.atomic
def take_demo_place(*, asker: Asker, branch: Branch) -> StaffMember:
    """Whoever looks around in a demonstration works at the branch that they chose, and can help with everything.

    Raises:
        QueueRefused: not-at-a-counter: this installation is no demonstration.
    """
    if not settings.DEMO or not asker.key.startswith(PERSON):
        raise QueueRefused("not-at-a-counter")
    person = Person.objects.select_for_update().get(uuid=UUID(asker.key.removeprefix(PERSON)))
    member = member_of(asker)
    if member is not None:
        return member
    member = StaffMember.objects.create(
        key=f"demo-{person.pk}", name=person.name, person=person, branch=branch, languages=branch.languages
    )
    services = PublicService.objects.filter(retired_at=None)
    Competence.objects.bulk_create(Competence(member=member, service=service) for service in services)
    return member

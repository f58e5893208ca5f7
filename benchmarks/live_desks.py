"""Desks at work, for ``benchmarks.live``: people come, are called and go. Prints when each change was committed."""

import json
import sys
import time
from uuid import uuid4

import django

django.setup()

from django.utils import timezone  # noqa: E402 - Django comes first

from zenne.accounts.public import Person  # noqa: E402
from zenne.catalogue.public import Branch, Offering, PublicService  # noqa: E402
from zenne.core.access.public import NOBODY, Asker, AskerKind, Assurance  # noqa: E402
from zenne.counters.capacity.models import Desk, VisitType  # noqa: E402
from zenne.counters.queue.actions.call_next import call_next  # noqa: E402
from zenne.counters.queue.actions.finish import finish  # noqa: E402
from zenne.counters.queue.actions.open_desk import open_desk  # noqa: E402
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket  # noqa: E402
from zenne.counters.queue.models import Room, Ticket  # noqa: E402
from zenne.workforce.public import Competence, StaffMember  # noqa: E402

CHANGES_A_SECOND = 6


def staff(branch: Branch, desks: int) -> list[Asker]:
    askers = []
    for desk in Desk.objects.filter(branch=branch)[:desks]:
        person = Person.objects.create(name="Somebody")
        member = StaffMember.objects.create(
            key=f"m{desk.number}", name="Somebody", branch=branch, person=person, languages=["nl", "fr"]
        )
        known = PublicService.objects.all()
        Competence.objects.bulk_create(Competence(member=member, service=service) for service in known)
        asker = Asker(
            AskerKind.PERSON,
            f"person:{person.uuid}",
            permissions=frozenset({"counters.serve"}),
            assurance=Assurance.HIGH,
        )
        open_desk(asker=asker, desk=desk, at=timezone.now())
        askers.append(asker)
    return askers


def main(desks: int, seconds: int) -> None:
    Branch.objects.filter(slug="centre").update(hours="24/7")
    Offering.objects.update(hours="")
    branch = Branch.objects.get(slug="centre")
    visit = VisitType.objects.select_related("service").get(service__slug="birth-certificate")
    askers = staff(branch, desks)
    at_desk: dict[str, Ticket] = {}
    found: dict[str, list[float]] = {"numbers": [], "moments": [], "took": []}
    end, turn = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        begun = time.perf_counter()
        asker = askers[turn % len(askers)]
        if turn % 3 == 0:
            take_ticket(asker=NOBODY, branch=branch, wanted=Wanted(visit), source="kiosk", at=timezone.now())
        elif asker.key in at_desk:
            finish(asker=asker, ticket=at_desk.pop(asker.key), at=timezone.now())
        else:
            ticket = call_next(asker=asker, key=uuid4().hex, at=timezone.now())
            if ticket:
                at_desk[asker.key] = ticket
        took = time.perf_counter() - begun
        committed, number = time.time(), Room.objects.get(branch=branch).number
        if number not in found["numbers"]:
            found["moments"].append(committed)
            found["numbers"].append(number)
            found["took"].append(1000 * took)
        turn += 1
        time.sleep(max(1 / CHANGES_A_SECOND - took, 0))
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

"""Writing a colleague down: the same for those who are added, changed and read from a file."""

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from zenne.accounts.public import Person, Team
from zenne.catalogue.public import Branch
from zenne.workforce.errors import ColleagueRefused
from zenne.workforce.models import Competence, StaffMember

LONGEST_NAME: Final = 120
LONGEST_NUMBER: Final = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a colleague is to be. ``account`` is their e-mail address, empty for none; ``services`` are numbers."""

    name: str
    branch: Branch
    team: Team | None
    languages: tuple[str, ...]
    services: frozenset[int]
    account: str = ""
    staff_number: str = ""


def write(member: StaffMember, wanted: Wanted) -> None:
    """Make a colleague what is wanted; in the transaction of the caller.

    Raises:
        ColleagueRefused: unknown-account, account-taken, number-taken.
    """
    others = StaffMember.objects.exclude(pk=member.pk)
    if wanted.staff_number and others.filter(staff_number=wanted.staff_number).exists():
        raise ColleagueRefused("number-taken", "staff_number")
    member.person = account_of(wanted.account, others) if wanted.account else None
    member.name, member.staff_number = wanted.name, wanted.staff_number
    member.branch, member.team, member.languages = wanted.branch, wanted.team, list(wanted.languages)
    member.save()
    known = set(Competence.objects.filter(member=member).values_list("service_id", flat=True))
    Competence.objects.filter(member=member, service_id__in=known - wanted.services).delete()
    Competence.objects.bulk_create(
        Competence(member=member, service_id=service) for service in sorted(wanted.services - known)
    )


def account_of(address: str, others: QuerySet[StaffMember]) -> Person:
    """Whoever has an account with an address, and is no other colleague. Raises ColleagueRefused."""
    person = Person.objects.filter(email__iexact=address).first()
    if person is None:
        raise ColleagueRefused("unknown-account", "account")
    if others.filter(person=person).exists():
        raise ColleagueRefused("account-taken", "account")
    return person


def about(member: StaffMember) -> str:
    """Whose own page shows what is recorded."""
    return member.person.key if member.person else ""

"""Who can be asked about a letter, what is asked of somebody, and how they hear of it."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation

from zenne.accounts.public import Person, Team
from zenne.core.access.public import Asker, AskerKind
from zenne.core.outbox.public import OutboxError, send_email
from zenne.mailroom.answers.models import ColleagueQuestion
from zenne.mailroom.answers.reach import PERSON, reached_by, teams_of, threads_for
from zenne.mailroom.letters.finding import Sight
from zenne.mailroom.letters.models import Thread
from zenne.workforce.public import StaffMember


def people_to_ask(asker: Asker, thread: Thread) -> QuerySet[Person]:
    """Those of the own teams and of the team that has the letter."""
    teams = [*teams_of(asker), *([thread.team] if thread.team else [])]
    people = Person.objects.filter(memberships__team__in=teams, is_active=True).distinct().order_by("name", "pk")
    return without(people, asker).select_related("staff_member")


def languages_of(person: Person) -> list[str]:
    """The codes of those in which a colleague helps people; none where nobody has said so."""
    member: StaffMember | None = getattr(person, "staff_member", None)
    return list(member.languages) if member and member.left_at is None else []


def teams_to_ask(asker: Asker) -> QuerySet[Team]:
    """Those in which somebody else has a place."""
    others = without(Person.objects.filter(is_active=True), asker)
    return Team.objects.filter(memberships__person__in=others).distinct()


def without(people: QuerySet[Person], asker: Asker) -> QuerySet[Person]:
    kind, _, uuid = asker.key.partition(":")
    return people.exclude(uuid=uuid) if kind == "person" else people


def person_with(key: str) -> list[Person]:
    """Whoever has this key, while they can sign in."""
    try:
        uuid = UUID(key.removeprefix(PERSON))
    except ValueError:
        return []
    return list(Person.objects.filter(uuid=uuid, is_active=True))


def asked_of(asker: Asker) -> Q:
    """A filter for what was asked of somebody, or of a team of theirs."""
    return Q(asked_person=asker.key) | Q(asked_team__in=teams_of(asker), asked_person="")


def open_questions_of(asker: Asker) -> QuerySet[ColleagueQuestion]:
    """What waits for a word of the asker, the oldest first."""
    return ColleagueQuestion.objects.filter(asked_of(asker), replied_at=None).exclude(asker=asker.key)


def questions_for(asker: Asker) -> QuerySet[ColleagueQuestion]:
    """Those about letters that the asker may see, and those that were asked of them."""
    return ColleagueQuestion.objects.filter(asked_of(asker) | Q(thread__in=threads_for(asker)))


def threads_to_read(asker: Asker) -> QuerySet[Thread]:
    """The conversations that the asker may read: those they may work on, and those about which they are asked now."""
    return sight_of(asker).threads


def sight_of(asker: Asker) -> Sight:
    """The same as the search needs it."""
    # Their numbers rather than a subquery: the database then knows how few they are, and goes by the teams.
    asked = tuple(open_questions_of(asker).values_list("thread", flat=True))
    teams = None if asker.kind is AskerKind.SYSTEM else tuple(team.pk for team in teams_of(asker))
    return Sight(Thread.objects.filter(reached_by(asker) | Q(pk__in=asked)), teams, asked)


def send_word(people: Iterable[Person], question: ColleagueQuestion, *, template: str, name: str) -> None:
    """A message to each, in their language, without a word of the letter. ``name``: of who asks or answers."""
    for person in people:
        language = person.language or settings.LANGUAGE_CODE
        with translation.override(language):
            address = settings.BASE_URL + reverse("letters:asked", args=[question.uuid])
        try:
            send_email(
                to=person.email or "",
                language=language,
                template=f"answers/mail/{template}.html",
                context={"name": name, "address": address},
                idempotency_key=f"colleague-{template}:{question.uuid}:{person.uuid}",
            )
        except OutboxError:
            continue  # without an address that takes mail they see it on the page of the letters

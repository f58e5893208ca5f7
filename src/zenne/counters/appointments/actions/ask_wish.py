"""Say when one would like to come, where only later times are free."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from zenne.catalogue.public import branches
from zenne.core.access.public import Asker, AskerKind, for_everybody
from zenne.core.audit.public import record
from zenne.core.calendar.public import moment_at
from zenne.core.content.public import current_version
from zenne.counters.appointments.actions.ask_booking import Details, named, normalised
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.limits import ASKS, count
from zenne.counters.appointments.models import Booking, Wish
from zenne.counters.appointments.slots import DAYS_AHEAD, Wanted
from zenne.counters.appointments.telling_wishes import tell_asked
from zenne.counters.appointments.tokens import contact_key
from zenne.counters.appointments.whose import whose
from zenne.counters.appointments.wishing import moments_of, time_zone
from zenne.counters.capacity.models import VisitType

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Suiting:
    """When and where somebody would come. ``branches`` are slugs, empty for any; None: from today, or until the last
    day that can be booked, or at any hour.
    """

    branches: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    after: time | None = None
    before: time | None = None


@for_everybody
@transaction.atomic
def ask_wish(*, asker: Asker, wanted: Wanted, suiting: Suiting, details: Details, now: datetime) -> Wish:
    """Wish for a time without having an appointment. Whoever is signed in need not confirm it by a link.

    Args:
        wanted: what was looked for: the visit, for how many, in which language.

    Raises:
        BookingRefused: no-day-left, unknown-branch, too-many-people, wrong-contact, name-needed, one-open-wish.
        TooOften: this contact was given too often.
    """
    visit = wanted.visit_type
    if not 1 <= wanted.people <= visit.most_people:
        raise BookingRefused("too-many-people")
    contact = normalised(details.contact)
    count(ASKS, contact_key(contact), asker=asker)
    wish = wish_for(suiting, visit=visit, now=now)
    wish.people, wish.language, wish.mail_language = wanted.people, wanted.language, details.language
    wish.contact, wish.contact_key, wish.name = contact, contact_key(contact), named(visit, details.name)
    if asker.kind is AskerKind.PERSON:
        wish.person, wish.contact_key = UUID(asker.key.removeprefix("person:")), contact_key(asker.key)
        wish.state = Wish.State.OPEN
    save_once(wish)
    record(asker=asker, action="counters.ask-wish", about=whose(wish), thing=f"wish:{wish.uuid}")
    if wish.state == Wish.State.ASKED:
        tell_asked(wish)
    return wish


def wish_for(suiting: Suiting, *, visit: VisitType, now: datetime, own: Booking | None = None) -> Wish:
    """A wish, not yet kept, within the days that can be booked. Raises BookingRefused."""
    version, zone = current_version(), time_zone()
    today = now.astimezone(zone).date()
    latest = own.starts_at.astimezone(zone).date() if own else today + DAYS_AHEAD * A_DAY
    last_day = min(suiting.last_day or latest, latest)
    if not set(suiting.branches) <= {branch.slug for branch in branches(version)}:
        raise BookingRefused("unknown-branch")
    wish = Wish(
        visit_type=visit,
        booking=own,
        branches=sorted(set(suiting.branches)),
        first_day=max(suiting.first_day or today, today),
        last_day=last_day,
        after=suiting.after,
        before=suiting.before,
        created_at=now,
    )
    if not moments_of(wish).has_any:
        raise BookingRefused("no-day-left")
    wish.ends_at = moment_at(last_day + A_DAY, time(), time_zone=zone)
    return wish


def save_once(wish: Wish) -> None:
    """Keep it, unless they have one for this visit. Raises BookingRefused."""
    try:
        with transaction.atomic():
            wish.save()
    except IntegrityError:
        raise BookingRefused("one-open-wish") from None

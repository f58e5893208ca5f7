"""Bookings, and the five-minute steps that they claim."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from zenne.catalogue.public import Branch
from zenne.counters.appointments.codes import short_code
from zenne.counters.capacity.models import Desk, Shift, VisitType
from zenne.counters.rules.quanta import step_of, steps_for
from zenne.workforce.public import StaffMember


class Booking(models.Model):
    """A time at a counter, for one visit of one or more people.

    Attributes:
        uuid: how links and the API name it.
        state: ``held`` while somebody types, ``asked`` until they follow the link in their e-mail, then ``booked``.
            The seat is theirs in these three, and until ``kept_until`` in the first two.
        language: that whoever helps must speak; empty for any.
        mail_language: in which we write.
        contact: an e-mail address or a telephone number; nothing while it is held.
        contact_key: a keyed hash of ``contact`` (or of the account), so that nobody has two for one visit. It counts
            only once they have shown that it is theirs: before that, a refusal would tell others of their booking.
        person: the account of whoever booked while signed in, as ``Person.uuid``.
        shift: who was to help; empty for one that gave its seat back.
        moves: how often it was moved to another time.
        reason: why it is closed: a code of ``Reason``.
        instead: the seat that is kept in its place, when the city had to take it away.
        is_extra: its seat is one more than there are, because some people do not come.
        remind_at: when its owner is reminded of it; nothing once that is done, or where it is not wanted.
    """

    class State(models.TextChoices):
        HELD = "held"
        ASKED = "asked"
        BOOKED = "booked"
        CANCELLED = "cancelled"
        LAPSED = "lapsed"
        HELPED = "helped"
        MISSED = "missed"

    class Reason(models.TextChoices):
        NONE = ""
        OWN_WISH = "own-wish"
        NOT_CONFIRMED = "not-confirmed"
        TAKEN_UP = "taken-up"
        NOBODY_THERE = "nobody-there"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit_type = models.ForeignKey(VisitType, on_delete=models.PROTECT, related_name="bookings")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="bookings")
    shift = models.ForeignKey(Shift, on_delete=models.SET_NULL, null=True, blank=True, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    people = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=12, blank=True)
    mail_language = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    kept_until = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    contact_key = models.CharField(max_length=64, blank=True)
    person = models.UUIDField(null=True, blank=True, db_index=True)
    booked_by = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    moves = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=20, choices=Reason, blank=True, default=Reason.NONE)
    instead = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="in_place_of")
    remind_at = models.DateTimeField(null=True, blank=True)
    is_extra = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["branch", "starts_at"], name="bookings_of_a_branch"),
            models.Index(fields=["kept_until"], name="bookings_kept", condition=Q(state__in=["held", "asked"])),
            models.Index(fields=["remind_at"], name="bookings_to_remind", condition=Q(remind_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_booking_ends_later"),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "asked"]) | Q(kept_until__isnull=False), name="what_is_held_ends"
            ),
            models.UniqueConstraint(
                fields=["visit_type", "contact_key"],
                condition=Q(state="booked") & ~Q(contact_key=""),
                name="one_open_booking_for_a_visit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.starts_at}"

    @property
    def first_step(self) -> int:
        """The step in which it begins."""
        return step_of(self.starts_at)

    @property
    def code(self) -> str:
        """What whoever has it types at the kiosk: ``K7M 4XP``."""
        return short_code(self.pk)

    @property
    def steps(self) -> range:
        """The steps that it claims while its seat is kept."""
        return range(self.first_step, self.first_step + steps_for((self.ends_at - self.starts_at).total_seconds() / 60))


class Wish(models.Model):
    """Somebody would like to come earlier, and is asked when a seat becomes free that suits them.

    Attributes:
        state: ``asked`` until they follow the link in their message, unless we know already how to reach them.
        booking: the appointment that they have meanwhile, and give up for an earlier one.
        branches: slugs of those that they would come to; empty for any.
        first_day, last_day, after, before: the visit lies on these days, and begins and ends between these hours.
        ends_at: when the last day is over.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        OPEN = "open"
        FULFILLED = "fulfilled"
        WITHDRAWN = "withdrawn"
        OVER = "over"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit_type = models.ForeignKey(VisitType, on_delete=models.CASCADE, related_name="wishes")
    booking = models.ForeignKey(Booking, on_delete=models.SET_NULL, null=True, blank=True, related_name="wishes")
    people = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=12, blank=True)
    branches = models.JSONField(default=list)
    first_day = models.DateField()
    last_day = models.DateField()
    after = models.TimeField(null=True, blank=True)
    before = models.TimeField(null=True, blank=True)
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    mail_language = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200)
    contact_key = models.CharField(max_length=64)
    person = models.UUIDField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["created_at"], name="wishes_in_turn", condition=Q(state="open"))]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="a_wish_has_a_day"),
            models.UniqueConstraint(
                fields=["visit_type", "contact_key"], condition=Q(state="open"), name="one_open_wish_for_a_visit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.first_day} to {self.last_day}"


class Offer(models.Model):
    """A seat that became free and is kept for whoever wished for one.

    Attributes:
        booking: what keeps the seat: held until the offer is answered, or its time is over.
        tell_at: when to write about it, for offers that are made at night; nothing once that is done.
    """

    class State(models.TextChoices):
        OPEN = "open"
        TAKEN = "taken"
        LEFT = "left"
        LAPSED = "lapsed"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="offers")
    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="offer")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    tell_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["tell_at"], name="offers_to_tell", condition=Q(tell_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(fields=["wish"], condition=Q(state="open"), name="one_open_offer_for_a_wish")
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.created_at}"


class Claim(models.Model):
    """Five minutes of somebody's time at a desk that a booking has. The database gives them to one booking only.

    ``is_extra``: to one booking more, where the team decided so because some people do not come; to no third.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="claims")
    member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="claims")
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="claims")
    step = models.PositiveIntegerField()
    is_extra = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "step", "is_extra"], name="nobody_helps_two_at_once"),
            models.UniqueConstraint(fields=["desk", "step", "is_extra"], name="no_desk_is_given_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.step}"

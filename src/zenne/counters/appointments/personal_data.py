"""What is done with personal data in appointments."""

from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import Branch
from zenne.core.languages.public import language_name
from zenne.core.personal_data.public import (
    Blank,
    Category,
    KeptFor,
    LegalGround,
    Period,
    PersonalData,
    PersonalField,
    declare_personal_data,
    holds_no_personal_data,
    uuid_in,
)
from zenne.counters.appointments.models import Booking, Wish
from zenne.counters.appointments.whose import with_their_address
from zenne.counters.capacity.names import visit_name

LAW = _("The public task of the city to help its residents at the counter")
PEOPLE = _("People who book a time at a counter")


def branch_name(slug: str) -> str:
    """A branch in the reader's language; its short name when it is no more."""
    found = Branch.objects.filter(slug=slug).first()
    return str(found.name) if found else slug


def declare() -> None:
    """Declare the models of this room."""
    declare_personal_data(bookings())
    declare_personal_data(wishes())
    holds_no_personal_data("appointments.Offer", because="it says which seat was kept, and nothing of for whom")
    holds_no_personal_data("appointments.Claim", because="it says which minutes a booking has, and nothing of who")


def bookings() -> PersonalData:
    """Who comes when for what."""
    return PersonalData(
        model=Booking,
        doers=("booked_by",),
        title=_("Appointments"),
        subject=uuid_in("person", also_rows=with_their_address),
        people=PEOPLE,
        purpose=_("To keep a time at a counter for you, and to reach you when something changes."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("name", _("Name"), Category.IDENTITY),
            PersonalField("contact", _("E-mail address or telephone number"), Category.CONTACT),
            PersonalField("visit_type", _("What for"), Category.DOINGS, shown=visit_name),
            PersonalField("branch", _("Branch"), Category.DOINGS),
            PersonalField("starts_at", _("When"), Category.DOINGS),
            PersonalField("language", _("Language spoken at the counter"), Category.PREFERENCES, shown=language_name),
            PersonalField("mail_language", _("Language in which we write"), Category.PREFERENCES, shown=language_name),
        ),
        retention=KeptFor(Period(months=3), after="ends_at", words=_("Three months after the appointment.")),
        on_request=Blank({"name": "", "contact": "", "contact_key": "", "person": None}),
    )


def wishes() -> PersonalData:
    """Who would like to come earlier."""
    return PersonalData(
        model=Wish,
        title=_("Wishes for an earlier appointment"),
        subject=uuid_in("person", also_rows=with_their_address),
        people=PEOPLE,
        purpose=_("To write to you when an earlier time becomes free."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("name", _("Name"), Category.IDENTITY),
            PersonalField("contact", _("E-mail address or telephone number"), Category.CONTACT),
            PersonalField("visit_type", _("What for"), Category.DOINGS, shown=visit_name),
            PersonalField("branches", _("Branches"), Category.PREFERENCES, shown=branch_name),
            PersonalField("first_day", _("From"), Category.PREFERENCES),
            PersonalField("last_day", _("Until"), Category.PREFERENCES),
            PersonalField("after", _("Not before"), Category.PREFERENCES),
            PersonalField("before", _("Not after"), Category.PREFERENCES),
            PersonalField("language", _("Language spoken at the counter"), Category.PREFERENCES, shown=language_name),
            PersonalField("mail_language", _("Language in which we write"), Category.PREFERENCES, shown=language_name),
        ),
        retention=KeptFor(
            Period(months=1), after="closed_at", otherwise="ends_at", words=_("One month after the wish has ended.")
        ),
    )

"""What is done with personal data in the queue."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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
from zenne.counters.queue.models import DeskSession, Ticket

FORGOTTEN = Blank({"need": "", "language": "", "booking": None})


def declare() -> None:
    """Declare the models of this room."""
    declare_personal_data(tickets())
    declare_personal_data(sessions())
    holds_no_personal_data(
        "queue.Room",
        "queue.Movement",
        "queue.Call",
        "queue.Promise",
        "queue.Experience",
        "queue.Attendance",
        "queue.LengthProposal",
        "queue.Overbooking",
        because="they say what happened when at which desk, and nothing of who",
    )


def tickets() -> PersonalData:
    """Who waits for what. There is no name; what could say something about a person goes after three days."""
    return PersonalData(
        model=Ticket,
        title=_("Tickets of the waiting rooms"),
        subject=uuid_in("booking__person"),
        people=_("People who come to a counter"),
        purpose=_("To call you when it is your turn, in your language, and to tell you how long it takes."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=_("The public task of the city to help its residents at the counter"),
        fields=(
            PersonalField("need", _("Why you need to wait less, if you said so"), Category.PREFERENCES),
            PersonalField("language", _("Language"), Category.PREFERENCES),
            PersonalField("booking", _("The appointment that you came for"), Category.DOINGS),
        ),
        retention=KeptFor(
            Period(days=3),
            after="taken_at",
            words=_("Three days. After that only what happened is left, and nothing that leads to you."),
            only=~Q(need="", language="", booking=None),
        ),
        on_request=FORGOTTEN,
        on_expiry=FORGOTTEN,
    )


def sessions() -> PersonalData:
    """Who is at which desk."""
    return PersonalData(
        model=DeskSession,
        title=_("Who is at which desk"),
        subject=uuid_in("member__person__uuid"),
        people=_("People who work at the counters of the city"),
        purpose=_("To call people to a desk where somebody can help them in their language."),
        legal_ground=LegalGround.CONTRACT,
        law=_("Law of 3 July 1978 on employment contracts, and the staff regulations of the city"),
        fields=(
            PersonalField("desk", _("Desk"), Category.WORK),
            PersonalField("opened_at", _("From"), Category.WORK),
            PersonalField("closed_at", _("Until"), Category.WORK),
        ),
        retention=KeptFor(Period(days=7), after="closed_at", words=_("Seven days after you closed the desk.")),
    )

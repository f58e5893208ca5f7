"""What is done with personal data in the planning of counters."""

from django.utils.translation import gettext_lazy as _

from zenne.core.personal_data.public import (
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
from zenne.counters.capacity.models import Shift
from zenne.counters.capacity.names import desk_name


def declare() -> None:
    """Declare the models of this room."""
    declare_personal_data(shifts())
    holds_no_personal_data(
        "capacity.VisitType",
        "capacity.Desk",
        "capacity.Closure",
        "capacity.CounterHours",
        because="they say what people come for, which desks there are, and when a branch is open or closed",
    )


def shifts() -> PersonalData:
    """Who was at which desk when."""
    return PersonalData(
        model=Shift,
        title=_("Shifts at counters"),
        subject=uuid_in("member__person__uuid"),
        people=_("People who work at the counters of the city"),
        purpose=_("To plan who helps people at which counter, and to let people book a time."),
        legal_ground=LegalGround.CONTRACT,
        law=_("Law of 3 July 1978 on employment contracts, and the staff regulations of the city"),
        fields=(
            PersonalField("starts_at", _("From"), Category.WORK),
            PersonalField("ends_at", _("Until"), Category.WORK),
            PersonalField("desk", _("Desk"), Category.WORK, shown=desk_name),
        ),
        retention=KeptFor(Period(years=1), after="ends_at", words=_("One year after the shift.")),
    )

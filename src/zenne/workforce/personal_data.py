"""What is done with personal data of those who work at the counters."""

from django.utils.translation import gettext_lazy as _

from zenne.core.languages.public import language_name
from zenne.core.personal_data.public import (
    Blank,
    Category,
    KeptFor,
    KeptWhile,
    LegalGround,
    Period,
    PersonalData,
    PersonalField,
    declare_personal_data,
    uuid_in,
)
from zenne.workforce.models import Competence, StaffMember

LAW = _("Law of 3 July 1978 on employment contracts, and the staff regulations of the city")
COLLEAGUES = _("People who work at the counters of the city")


def declare() -> None:
    """Declare the models of this module."""
    declare_personal_data(staff())
    declare_personal_data(competences())


def staff() -> PersonalData:
    """Who works at the counters."""
    return PersonalData(
        model=StaffMember,
        title=_("Members of staff"),
        subject=uuid_in("person__uuid"),
        people=COLLEAGUES,
        purpose=_("To plan who helps people at which counter, in which language."),
        legal_ground=LegalGround.CONTRACT,
        law=LAW,
        fields=(
            PersonalField("name", _("Name"), Category.IDENTITY),
            PersonalField("staff_number", _("Staff number"), Category.WORK),
            PersonalField("languages", _("Languages spoken"), Category.WORK, shown=language_name),
            PersonalField("team", _("Team"), Category.WORK),
            PersonalField("branch", _("Branch"), Category.WORK),
        ),
        retention=KeptFor(Period(years=1), after="left_at", words=_("One year after you stop working at a counter.")),
        on_request=Blank({"name": "", "staff_number": "", "person": None}),
    )


def competences() -> PersonalData:
    """Which services somebody knows."""
    return PersonalData(
        model=Competence,
        title=_("Services that members of staff know"),
        subject=uuid_in("member__person__uuid"),
        people=COLLEAGUES,
        purpose=_("To plan who helps people with which service."),
        legal_ground=LegalGround.CONTRACT,
        law=LAW,
        fields=(PersonalField("service", _("Service"), Category.WORK),),
        retention=KeptWhile(_("One year after you stop working at a counter.")),
    )

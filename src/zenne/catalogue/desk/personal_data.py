"""What is done with the personal data of the translation desk."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.desk.models import Draft, Publication
from zenne.core.personal_data.public import (
    Blank,
    Category,
    Keep,
    KeptFor,
    LegalGround,
    Period,
    PersonalData,
    PersonalField,
    declare_personal_data,
    holds_no_personal_data,
    key_in,
)

YEARS_KEPT = 5


LAW = _("The city informs its residents in their language (laws on the use of languages, 18 July 1966).")
PEOPLE = _("People who translate for the city")


def declare() -> None:
    """Declare the models of the desk."""
    declare_personal_data(drafts())
    declare_personal_data(publications())
    holds_no_personal_data("desk.Edit", "desk.OutdatedText", because="they hold texts of the city")


def drafts() -> PersonalData:
    """Who wrote last in a draft."""
    return PersonalData(
        model=Draft,
        title=_("Drafts of translations"),
        subject=key_in("changed_by"),
        people=PEOPLE,
        purpose=_("To show colleagues who is working on a text."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("changed_by", _("Who wrote last"), Category.WORK),
            PersonalField("changed_at", _("When"), Category.DOINGS),
        ),
        retention=KeptFor(Period(years=1), after="changed_at", words=_("One year after somebody last wrote in it.")),
        on_request=Blank({"changed_by": ""}),
    )


def publications() -> PersonalData:
    """Who published what."""
    return PersonalData(
        model=Publication,
        title=_("Published texts and translations"),
        subject=key_in("by"),
        people=PEOPLE,
        purpose=_("To know who published which text, and to be able to take it back."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("by", _("Who published it"), Category.WORK),
            PersonalField("at", _("When"), Category.DOINGS),
        ),
        retention=KeptFor(
            Period(years=YEARS_KEPT), after="at", words=_("Five years after it was published."), only=~Q(by="")
        ),
        on_request=Keep(
            reason=_("The city must be able to tell who published what it told people."),
            law=_("GDPR, article 17(3)(b)"),
            until=_("Five years after it was published."),
        ),
        on_expiry=Blank({"by": ""}),
    )

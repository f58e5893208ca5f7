"""What is done with personal data by the portal itself. What the data sets hold is for their policies to protect."""

from django.utils.translation import gettext_lazy as _

from zenne.accounts.public import keys_of
from zenne.core.personal_data.public import (
    Blank,
    Category,
    Delete,
    KeptFor,
    KeptWhile,
    LegalGround,
    Period,
    PersonalData,
    PersonalField,
    declare_personal_data,
    holds_no_personal_data,
    key_in,
)
from zenne.dataportal.models import Feed, Load, ProfileGrant

LAW = _("The city opens its data and protects what is not public (law on the reuse of public sector information).")


def declare() -> None:
    """Declare the models of the portal."""
    declare_personal_data(loads())
    declare_personal_data(feeds())
    declare_personal_data(grants())
    holds_no_personal_data(
        "dataportal.Dataset",
        "dataportal.Table",
        "dataportal.Schema",
        "dataportal.Version",
        "dataportal.Profile",
        "dataportal.Use",
        because="they describe data and hold none of it",
    )


def loads() -> PersonalData:
    """Who loaded a file."""
    return PersonalData(
        model=Load,
        title=_("Files that were loaded into data sets"),
        subject=key_in("asked_by", also=keys_of),
        people=_("People who look after data of the city"),
        purpose=_("To show colleagues who loaded what, and to ask when something is wrong with it."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("asked_by", _("Who loaded it"), Category.WORK),
            PersonalField("asked_at", _("When"), Category.DOINGS),
        ),
        retention=KeptFor(Period(years=5), after="asked_at", words=_("Five years after the file was loaded.")),
        on_request=Blank({"asked_by": ""}),
    )


def feeds() -> PersonalData:
    """Who asked for a table to be fetched by itself."""
    return PersonalData(
        model=Feed,
        title=_("Addresses from which data sets are fetched"),
        subject=key_in("asked_by"),
        people=_("People who look after data of the city"),
        purpose=_("To show colleagues who asked for it, and to ask when something is wrong with it."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("asked_by", _("Who asked for it"), Category.WORK),
            PersonalField("asked_at", _("When"), Category.DOINGS),
        ),
        retention=KeptWhile(_("As long as the data is fetched from the address.")),
        on_request=Blank({"asked_by": ""}),
    )


def grants() -> PersonalData:
    """Who may see protected data."""
    return PersonalData(
        model=ProfileGrant,
        title=_("Access to protected data"),
        subject=key_in("holder", also=keys_of),
        doers=("granted_by",),
        people=_("People and organisations who were given access to protected data"),
        purpose=_("To show you the protected data that you may see."),
        legal_ground=LegalGround.PUBLIC_TASK,
        law=LAW,
        fields=(
            PersonalField("holder", _("Who has access"), Category.WORK),
            PersonalField("profile", _("Profile"), Category.WORK),
            PersonalField("granted_at", _("Since when"), Category.DOINGS),
            PersonalField("ends_at", _("Until when"), Category.DOINGS),
        ),
        retention=KeptFor(
            Period(months=1), after="ends_at", words=_("As long as you have the access, and a month after its end.")
        ),
        on_request=Delete(),
    )

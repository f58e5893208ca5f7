"""What is done with the personal data in the audit log."""

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zenne.core.audit.addresses import addresses_of
from zenne.core.audit.models import AuditRecord
from zenne.core.audit.purposes import purpose_name
from zenne.core.audit.words import action_name
from zenne.core.personal_data.public import (
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


def declare() -> None:
    """Declare the models of this room.

    No law that we know names a time for all of these records: the city sets it, and the triggers of the database hold
    the ten years that are its least.
    """
    years = settings.AUDIT_YEARS
    declare_personal_data(
        PersonalData(
            model=AuditRecord,
            title=_("Who used whose data"),
            subject=key_in("about", "asker_key", also=addresses_of),
            people=_("People whose data the city uses, and those who use it"),
            purpose=_("To show you who used your data, when and what for, and to find misuse."),
            legal_ground=LegalGround.LEGAL_OBLIGATION,
            law=_("GDPR, articles 5(2) and 32: the city must be able to show that it handles data well."),
            fields=(
                PersonalField("at", _("When"), Category.DOINGS),
                PersonalField("asker_name", _("Name of who did it"), Category.IDENTITY, whose="asker_key"),
                PersonalField("asker_key", _("Key of who did it"), Category.IDENTITY, whose="asker_key"),
                PersonalField("about", _("Key of the person whose data it was"), Category.IDENTITY, whose="about"),
                PersonalField("asker_roles", _("In which role"), Category.WORK),
                PersonalField("action", _("What was done"), Category.DOINGS, shown=action_name),
                PersonalField("thing", _("With what"), Category.FILES),
                PersonalField("purpose", _("What for"), Category.DOINGS, shown=purpose_name),
                PersonalField("task", _("For which piece of work"), Category.FILES),
            ),
            retention=KeptFor(
                Period(years=years),
                after="at",
                words=format_lazy(_("{years} years after it was written, as the city has decided."), years=years),
            ),
            on_request=Keep(
                reason=_("The log shows who used your data. If it could be erased, misuse could be hidden."),
                law=_("GDPR, article 17(3)(b) and (e)"),
                until=format_lazy(_("{years} years after each use, as the city has decided."), years=years),
            ),
        )
    )
    holds_no_personal_data("audit.AuditLink", "audit.AuditCheckpoint", because="they hold numbers, moments and hashes")

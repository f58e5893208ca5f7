"""What is done with the personal data in messages."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zenne.core.languages.public import language_name
from zenne.core.outbox.models import Attempt, Message, State
from zenne.core.personal_data.public import (
    Category,
    KeptFor,
    LegalGround,
    Period,
    PersonalData,
    PersonalField,
    declare_personal_data,
    key_in,
)

YEARS_KEPT = 1


def declare() -> None:
    """Declare the models of this room."""
    declare_personal_data(
        PersonalData(
            model=Message,
            title=_("Messages from the city"),
            subject=key_in("about"),
            doers=("closed_by",),
            people=_("People to whom the city writes"),
            purpose=_("To tell you what you asked for, and to know whether it reached you."),
            legal_ground=LegalGround.PUBLIC_TASK,
            law=_("The law of the service about which the message is."),
            fields=(
                PersonalField("receiver", _("Your address or number"), Category.CONTACT),
                PersonalField("language", _("Your language"), Category.PREFERENCES, shown=language_name),
                PersonalField("subject", _("Subject"), Category.MESSAGES),
                PersonalField("text", _("Text"), Category.MESSAGES),
                PersonalField("created_at", _("When it was written"), Category.DOINGS),
                PersonalField("state", _("Whether it was delivered"), Category.MESSAGES),
            ),
            retention=KeptFor(
                Period(years=YEARS_KEPT),
                after="created_at",
                words=_("The text a month after it was delivered, the rest a year after it was written."),
                only=~Q(state=State.WAITING),
            ),
        )
    )
    declare_attempts()


def declare_attempts() -> None:
    declare_personal_data(
        PersonalData(
            model=Attempt,
            title=_("Attempts to deliver messages"),
            subject=key_in("message__about"),
            people=_("People to whom the city writes"),
            purpose=_("To find out why a message did not arrive."),
            legal_ground=LegalGround.PUBLIC_TASK,
            law=_("The law of the service about which the message is."),
            fields=(
                PersonalField("began_at", _("When it was tried"), Category.DOINGS),
                PersonalField("answer", _("What the other computer answered"), Category.TECHNICAL),
            ),
            retention=KeptFor(
                Period(years=YEARS_KEPT),
                after="began_at",
                words=_("The answer as long as the text of the message, the rest a year."),
                only=~Q(message__state=State.WAITING),
            ),
        )
    )

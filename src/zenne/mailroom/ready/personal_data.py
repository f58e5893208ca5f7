"""What is done with personal data for ready answers."""

from django.utils.translation import gettext_lazy as _

from zenne.core.personal_data.public import (
    Category,
    KeptWhile,
    LegalGround,
    PersonalData,
    PersonalField,
    declare_personal_data,
    holds_no_personal_data,
    key_in,
)
from zenne.mailroom.answers.personal_data import LAW
from zenne.mailroom.ready.models import ReadyAnswer


def declare() -> None:
    """Declare the models of this room."""
    declare_personal_data(
        PersonalData(
            model=ReadyAnswer,
            title=_("Who wrote and approved ready answers"),
            subject=key_in("written_by", "approved_by"),
            people=_("Those who answer letters"),
            purpose=_("So that a team knows who stands behind a text that leaves without a person."),
            legal_ground=LegalGround.PUBLIC_TASK,
            law=LAW,
            fields=(
                PersonalField("written_name", _("Name of who wrote it"), Category.IDENTITY),
                PersonalField("written_at", _("When it was written"), Category.DOINGS),
                PersonalField("approved_name", _("Name of who approved it"), Category.IDENTITY),
                PersonalField("approved_at", _("When it was approved"), Category.DOINGS),
            ),
            retention=KeptWhile(_("As long as the team has the ready answer.")),
        )
    )
    holds_no_personal_data("ready_answers.ReadyText", because="it says what many ask, and what everybody is answered")
    holds_no_personal_data("ready_answers.ReadySending", because="it says which text an answer is, and nothing of who")

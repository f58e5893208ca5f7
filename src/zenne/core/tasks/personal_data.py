"""What is done with the personal data in jobs."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zenne.core.personal_data.public import (
    Category,
    KeptFor,
    LegalGround,
    Period,
    PersonalData,
    PersonalField,
    declare_personal_data,
    holds_no_personal_data,
    nobody_known,
)
from zenne.core.tasks.models import Failure

DAYS_KEPT = 90
WHY_NOBODY = _("A job names the record that it works on, and the person stands there.")


def declare() -> None:
    """Declare the models of this room, and that of the package which keeps the jobs."""
    finished = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    declare_personal_data(
        PersonalData(
            model=DBTaskResult,
            title=_("Work in the background"),
            subject=nobody_known(WHY_NOBODY),
            people=_("People for whom the city does something"),
            purpose=_("To do what you asked for, also when a computer fails meanwhile."),
            legal_ground=LegalGround.PUBLIC_TASK,
            law=_("The law of the service for which the work is done."),
            fields=(PersonalField("args_kwargs", _("What the work is about"), Category.FILES),),
            retention=KeptFor(
                Period(days=DAYS_KEPT),
                after="finished_at",
                words=_("Two weeks after the work was done, or three months when it failed."),
                only=Q(status__in=finished),
            ),
        )
    )
    declare_personal_data(
        PersonalData(
            model=Failure,
            title=_("Failed work in the background"),
            subject=nobody_known(WHY_NOBODY),
            people=_("People for whom the city does something"),
            purpose=_("To find out why something did not succeed."),
            legal_ground=LegalGround.PUBLIC_TASK,
            law=_("The law of the service for which the work is done."),
            fields=(PersonalField("message", _("What the program said about it"), Category.TECHNICAL),),
            retention=KeptFor(
                Period(days=DAYS_KEPT), after="failed_at", words=_("Three months after it failed, at most.")
            ),
        )
    )
    holds_no_personal_data(
        "tasks.Worker", "tasks.Schedule", "tasks.IdempotencyKey", because="processes, moments and names of facts"
    )

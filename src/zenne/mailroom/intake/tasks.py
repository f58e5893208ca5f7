"""What intake does in the background."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Every, schedule, work
from zenne.mailroom.intake.actions.fetch_mailbox import fetch_mailbox
from zenne.mailroom.intake.errors import MailboxFailed

log = structlog.get_logger("zenne.mailroom")


@work(title=_("Take in what lies in the mailboxes"), is_atomic=False, max_attempts=1)
def fetch_mail() -> int:
    """Returns how many letters. A mailbox that cannot be reached does not hold up the others; it is tried next time.

    Raises:
        MailboxFailed: none could be read.
    """
    taken_in, failed = 0, 0
    for mailbox in settings.MAILBOXES:
        try:
            taken_in += fetch_mailbox(mailbox=mailbox, now=timezone.now()).taken_in
        except MailboxFailed as error:
            failed += 1
            log.warning("a mailbox was not read", mailbox=mailbox["name"], problem=error.code)
    if failed and failed == len(settings.MAILBOXES):
        raise MailboxFailed("none-read")
    return taken_in


def declare_schedules() -> None:
    """Look each minute, where the settings name mailboxes."""
    if settings.MAILBOXES:
        schedule("mailroom.fetch", fetch_mail, Every(timedelta(minutes=1)))

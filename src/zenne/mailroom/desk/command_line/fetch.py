"""``zenne mail fetch``: take in what lies in the mailboxes, once."""

import json
from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from zenne.mailroom.intake.actions.fetch_mailbox import fetch_mailbox
from zenne.mailroom.intake.errors import MailboxFailed

HELP: Final = "take in what lies in the mailboxes of the settings, once; one line of JSON for each mailbox"


def arguments(parser: ArgumentParser) -> None:
    """Nothing may be said."""


def run(options: dict[str, Any], stdout: Any) -> None:
    """Read each mailbox. One that fails is said in its line, and the next one follows."""
    if not settings.MAILBOXES:
        raise CommandError("ZENNE_MAILBOXES names no mailbox.")
    failed = []
    for mailbox in settings.MAILBOXES:
        line: dict[str, Any] = {"mailbox": mailbox["name"]}
        try:
            line |= fetch_mailbox(mailbox=mailbox, now=timezone.now()).in_words
        except MailboxFailed as error:
            line["error"] = error.code
            failed.append(mailbox["name"])
        stdout.write(json.dumps(line))
        stdout.flush()
    if failed:
        raise CommandError(f"Not read: {', '.join(failed)}.")

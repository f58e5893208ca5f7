"""``zenne mail watch``: take in letters the moment they lie in a mailbox, for ever."""

import json
import signal
from argparse import ArgumentParser
from threading import Event, Thread
from types import FrameType
from typing import Any, Final

import structlog
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections

from zenne.mailroom.intake.actions.fetch_mailbox import Fetched
from zenne.mailroom.intake.actions.watch_mailbox import watch_mailbox
from zenne.mailroom.intake.errors import MailboxFailed

HELP: Final = "wait at the mailboxes of the settings and take in what comes; one line of JSON each time"
SECONDS_BETWEEN_TRIES: Final = 60
log = structlog.get_logger("zenne.mailroom")


def arguments(parser: ArgumentParser) -> None:
    """Nothing may be said."""


def run(options: dict[str, Any], stdout: Any) -> None:
    """Wait at each mailbox until told to stop. What is at hand then is taken in anew the next time, and kept once."""
    if not settings.MAILBOXES:
        raise CommandError("ZENNE_MAILBOXES names no mailbox.")
    over = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        over.set()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    for mailbox in settings.MAILBOXES:
        Thread(target=watch, args=(mailbox, over, stdout), daemon=True).start()
    over.wait()


def watch(mailbox: dict[str, Any], over: Event, stdout: Any) -> None:
    """Wait at one mailbox; one that fails, or does not tell what comes, is asked again after a minute."""

    def told(fetched: Fetched) -> None:
        connections.close_all()  # the next message may come tomorrow
        if fetched != Fetched():
            stdout.write(json.dumps({"mailbox": mailbox["name"], **fetched.in_words}))
            stdout.flush()

    while not over.is_set():
        is_well = False
        try:
            is_well = watch_mailbox(mailbox=mailbox, told=told)
        except MailboxFailed as error:
            log.warning("a mailbox was not read", mailbox=mailbox["name"], problem=error.code)
        except Exception as error:  # the database may be away for a while: the others and the next try go on
            log.warning("a mailbox was not watched", mailbox=mailbox["name"], problem=type(error).__name__)
        over.wait(0 if is_well else SECONDS_BETWEEN_TRIES)

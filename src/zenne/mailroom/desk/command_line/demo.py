"""``zenne mail demo``: more than three weeks of invented letters, by SMTP, most of them answered."""

import logging
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import CommandError
from django.utils import timezone

from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.desk.actions.play_letters import play_letters

HELP: Final = "let invented people write to a demonstration, and the city answer them"
LETTERS: Final = 280


def arguments(parser: ArgumentParser) -> None:
    """How many."""
    parser.add_argument("--letters", type=int, default=LETTERS, help=f"how many people write, {LETTERS} when not said")


def run(options: dict[str, Any], stdout: Any) -> None:
    """Once: whoever calls it again finds what is there."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # what two mail servers say to each other, line by line
    try:
        came = play_letters(letters=options["letters"], now=timezone.now())
    except AnswerRefused:
        raise CommandError("This is no demonstration: only ./zenne demo invents people who write.") from None
    stdout.write(f"{came} messages came." if came else "The letters of the demonstration are there already.")

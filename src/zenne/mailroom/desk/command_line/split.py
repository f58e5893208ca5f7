"""``zenne mail split``: what somebody wrote themselves, of a text on standard input."""

import sys
from argparse import ArgumentParser
from typing import Any, Final

from zenne.mailroom.rules.splitting import visible_reply

HELP: Final = "print the reply without quotes and signature; the text comes on standard input"


def arguments(parser: ArgumentParser) -> None:
    """Nothing may be said."""


def run(options: dict[str, Any], stdout: Any) -> None:
    """Print the visible reply."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace").replace("\r\n", "\n")
    stdout.write(visible_reply(text))

"""What the commands read from their command line."""

import argparse
from typing import NoReturn

from zenne.launcher.ports import LAST_PORT

MOST_WORKERS = 64
MOST_OF_ANYTHING = 100_000


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:]}. {self.prog} --help says more.\n")


def parser(command: str, description: str) -> argparse.ArgumentParser:
    """The parser of one command."""
    return Parser(prog=f"./zenne {command}", description=description, allow_abbrev=False)


def number_between(text: str, *, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
    return int(text)


def port_number(text: str) -> int:
    """A port that a server can listen on."""
    return number_between(text, least=1, most=LAST_PORT)


def worker_count(text: str) -> int:
    """How many server processes."""
    return number_between(text, least=1, most=MOST_WORKERS)


def positive_number(text: str) -> int:
    """How many of something, at least one."""
    return number_between(text, least=1, most=MOST_OF_ANYTHING)

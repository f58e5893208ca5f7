"""``zenne audit verify`` and ``zenne audit checkpoint``: is the log whole, and how far does it reach."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zenne.core.audit.actions.write_checkpoint import write_checkpoint
from zenne.core.audit.checkpoints import checkpoint_file
from zenne.core.audit.verification import verify_chain


class Command(BaseCommand):
    help = "Verify the audit log, or sign how far it reaches"

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        verify = steps.add_parser("verify", help="go through the whole log; ends with 1 and names the first wrong row")
        verify.add_argument(
            "--head", metavar="NUMBER:HASH", default="", help="a head that was printed before and must still be there"
        )
        steps.add_parser("checkpoint", help="sign how far the log reaches, in the database and in a file")

    def handle(self, *args: Any, step: str, head: str = "", **options: Any) -> None:
        if step == "verify":
            self.verify(head)
        else:
            self.sign()

    def verify(self, head: str) -> None:
        started = time.perf_counter()
        seen = verify_chain(head=parsed_head(head))
        seconds = time.perf_counter() - started
        if seen.finding is not None:
            raise CommandError(f"The audit log is not whole. First wrong row: {seen.finding}.")
        self.stdout.write(f"The audit log is whole: {seen.links} records in {seconds:.1f} s.")
        if seen.links:
            self.stdout.write(f"Head: {seen.number}:{seen.hash}")

    def sign(self) -> None:
        checkpoint = write_checkpoint()
        if checkpoint is None:
            self.stdout.write("The audit log is empty: there is nothing to sign.")
            return
        self.stdout.write(f"Signed in {checkpoint_file()}")
        self.stdout.write(f"Head: {checkpoint.number}:{checkpoint.hash}")


def parsed_head(text: str) -> tuple[int, str] | None:
    if not text:
        return None
    number, _, hash_ = text.partition(":")
    if not number.isdecimal() or not hash_:
        raise CommandError(f"{text!r} is no head: write NUMBER:HASH, as verify printed it")
    return int(number), hash_

"""Do the work that waits in the background."""

import os
import signal
import socket
import uuid
from argparse import ArgumentParser
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from zenne.core.tasks.worker import USUAL_LEASE, Worker

NAME_OF_HOST_LENGTH = 40


class Command(BaseCommand):
    """``work [--lease SECONDS] [--until-done]``: one worker, until it is told to stop."""

    help = "Do the work that waits in the background, until told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--lease",
            type=float,
            default=USUAL_LEASE.total_seconds(),
            metavar="SECONDS",
            help="after so many seconds without a sign of life others take over its work (30)",
        )
        parser.add_argument("--until-done", action="store_true", help="stop as soon as nothing waits")

    def handle(self, *, lease: float, until_done: bool, **options: Any) -> None:
        worker = Worker(name=new_name(), lease=timedelta(seconds=lease), until_done=until_done)

        def stop(number: int, frame: FrameType | None) -> None:
            for each in (signal.SIGINT, signal.SIGTERM):
                signal.signal(each, signal.SIG_DFL)
            worker.stop()

        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, stop)
        worker.run()


def new_name() -> str:
    """A name that no worker ever had; its beginning helps people to find the process."""
    return f"{socket.gethostname()[:NAME_OF_HOST_LENGTH]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"

"""Whatever dies while a letter comes in: taken in again, it is there once. A real SIGKILL."""

import random
import time
from pathlib import Path

import pytest

from tests.operations.dying_loads import wait_until_said
from tests.operations.installation import installation

MESSAGES = 40
PREPARE = """
from datetime import UTC, datetime
from zenne.core.access.public import SYSTEM
from zenne.mailroom.letters.actions import receive_message as intake
from zenne.mailroom.letters.actions import receive_messages as taking
from zenne.mailroom.letters import arrivals, leading
from zenne.mailroom.letters.models import Letter, Message

def message(number):
    return f"From: a{number}@example.org\\nSubject: {number}\\n\\nLetter number {number}.\\n".encode()

def take_in(count=1):
    for number in range(count):
        intake.receive_message(asker=SYSTEM, raw=message(number), now=datetime.now(UTC))

def hang(*args, **kwargs):
    import time
    print("here", flush=True)
    time.sleep(600)
"""
TELL = "print(Letter.objects.count(), Message.objects.count())"
HANGS = ("arrivals.read_message = hang", "leading.keys_of = hang", "taking.record = hang")


@pytest.mark.slow
def test_a_letter_whose_intake_is_killed_is_not_there_and_then_once(tmp_path: Path) -> None:
    with installation(tmp_path / "data") as place:
        for hang in HANGS:
            with place.start(f"{PREPARE}\n{hang}\ntake_in()") as dying:
                wait_until_said(dying, "here\n")
            assert place.told(PREPARE + TELL) == "0 0"
        place.told(PREPARE + "take_in(); take_in()")
        assert place.told(PREPARE + TELL) == "1 1"


@pytest.mark.slow
def test_intake_that_is_killed_at_any_moment_and_begun_again_has_each_letter_once(tmp_path: Path) -> None:
    with installation(tmp_path / "data") as place:
        for _ in range(4):
            with place.start(f"{PREPARE}\nprint('begun', flush=True)\ntake_in({MESSAGES})") as dying:
                wait_until_said(dying, "begun\n")
                time.sleep(random.uniform(0, 0.8))  # noqa: S311 - any moment
        place.told(f"{PREPARE}\ntake_in({MESSAGES})")
        assert place.told(PREPARE + TELL) == f"{MESSAGES} {MESSAGES}"

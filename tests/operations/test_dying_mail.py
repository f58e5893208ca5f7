"""Whatever dies while letters come and messages leave: nothing is lost, and nothing is there or sent twice.

A real mailbox, a real mail server, real workers and SIGKILL. ``ZENNE_KILLS``: how often; 20 when not said.
"""

import json
import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.operations.installation import installation
from tests.operations.live import eventually
from zenne.core.outbox.tests.servers import mail_host
from zenne.mailroom.intake.tests.dovecot import dovecot
from zenne.mailroom.letters.tests.builders import make_message

KILLS = int(os.environ.get("ZENNE_KILLS", "20"))
LONGEST_LIFE = 0.4
WORK = """
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from zenne.mailroom.intake.actions.fetch_mailbox import fetch_mailbox

def work():
    fetch_mailbox(mailbox=settings.MAILBOXES[0], now=timezone.now())
    call_command("work", "--until-done", "--lease", "5")
"""
FOR_EVER = WORK + "\nprint('begun', flush=True)\nwhile True:\n    work()\n"
TO_THE_END = (
    WORK
    + """
import time
from django_tasks_db.models import DBTaskResult
from zenne.core.outbox.models import Message
from zenne.mailroom.letters.models import Letter

def is_left():
    over = Message.objects.filter(state__in=["sent", "uncertain"]).count()
    return over < Message.objects.count() or over < Letter.objects.count()

work()
until = time.monotonic() + 120
while is_left() and time.monotonic() < until:
    time.sleep(0.2)
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())  # the pause after a death is over
    work()
"""
)
TELL = """
import json
from zenne.core.outbox.models import Message
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.models import Message as Raw
messages = [[str(each.pk), each.receiver, each.state] for each in Message.objects.all()]
print(json.dumps([Letter.objects.count(), Raw.objects.count(), messages]))
"""


def letter(number: int) -> bytes:
    """One of somebody else; each third has no identifier."""
    identifier = f"<{number}@example.org>" if number % 3 else None
    return make_message(f"Vraag {number}.\n", From=f"anna{number}@example.org", Message_ID=identifier)


@pytest.mark.slow
def test_no_letter_and_no_answer_is_lost_or_there_twice_whenever_workers_are_killed(tmp_path: Path) -> None:
    chance = random.Random()  # noqa: S311 - any moment
    with dovecot() as mailbox, mail_host() as (host, address):
        more = {"ZENNE_MAILBOXES": json.dumps([mailbox.mailbox()]), "ZENNE_EMAIL_URL": address}
        with installation(tmp_path / "data", ZENNE_LOG_LEVEL="ERROR", **more) as place:
            for number in range(KILLS):
                mailbox.put(letter(number))
                with place.start(FOR_EVER) as dying:
                    assert eventually(lambda: "begun" in dying.said)
                    time.sleep(chance.uniform(0, LONGEST_LIFE))
            place.told(TO_THE_END)
            letters, raws, messages = json.loads(place.told(TELL))

    sent = Counter(str(mail["Message-ID"]).strip("<>").partition("@")[0] for mail in host.taken)
    states = Counter(state for _, _, state in messages)
    print(
        f"{KILLS} workers killed: {letters} letters, {dict(states)} messages, {sum(sent.values())} at the mail server"
    )
    assert (letters, raws) == (KILLS, KILLS)
    assert sorted(receiver for _, receiver, _ in messages) == sorted(f"anna{n}@example.org" for n in range(KILLS))
    assert set(sent.values()) == {1}
    assert all(sent[key] == 1 for key, _, state in messages if state == "sent")
    assert states["sent"] + states["uncertain"] == KILLS

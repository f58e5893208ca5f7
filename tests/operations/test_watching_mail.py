"""A letter is here the moment it lies in the mailbox: a real process, a real mailbox."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.operations.installation import installation
from tests.operations.live import eventually
from zenne.mailroom.intake.tests.dovecot import dovecot
from zenne.mailroom.letters.tests.builders import make_message

WATCH = "from django.core.management import call_command; call_command('mail', 'watch')"
COUNT = "from zenne.mailroom.letters.models import Letter; print(Letter.objects.count())"


@pytest.mark.slow
def test_letters_are_taken_in_as_they_come_until_the_program_is_told_to_stop(tmp_path: Path) -> None:
    with dovecot() as server:
        mailboxes = json.dumps(
            [{**server.mailbox(), "name": "city"}, {**server.mailbox(password="no"), "name": "shut"}]
        )
        with installation(tmp_path / "data", ZENNE_MAILBOXES=mailboxes) as place, place.start(WATCH) as watching:
            for number in (1, 2):
                server.put(make_message(f"Brief {number}.\n", Message_ID=f"<{number}@example.org>"))
                assert eventually(lambda: watching.said.count('"letters": 1') == number)  # noqa: B023 - at once
            os.kill(watching.number, signal.SIGTERM)
            assert watching.wait() == 0
            assert "no-entry" in watching.complained
            assert place.told(COUNT) == "2"

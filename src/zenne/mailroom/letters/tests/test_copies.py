"""Whoever asks for a copy of their data gets their letters as they came, too."""

import io
import zipfile

import pytest

from zenne.accounts.public import Person
from zenne.core.access.public import SYSTEM
from zenne.core.rights.public import export_person
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.tests.builders import NOW, make_message

pytestmark = pytest.mark.django_db


def test_the_copy_has_each_message_as_it_came_and_none_of_others() -> None:
    own, other = make_message("Mijn brief\n"), make_message("Een andere\n", From="bert@example.org", Message_ID="<b@x>")
    letter = receive_message(asker=SYSTEM, raw=own, now=NOW).letter
    receive_message(asker=SYSTEM, raw=other, now=NOW)
    person = Person.objects.create(email=letter.sender)

    copied = b"".join(export_person(asker=SYSTEM, person=person.key, language="en"))

    with zipfile.ZipFile(io.BytesIO(copied)) as archive:
        files = [name for name in archive.namelist() if name.startswith("letters/")]
        assert [archive.read(name) for name in files] == [own]
        assert files[0].endswith(".eml")
        assert "Mijn brief" in archive.read("data.html").decode()

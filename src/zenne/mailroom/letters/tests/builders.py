"""Messages, for tests."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from zenne.accounts.public import Team
from zenne.catalogue.public import PublicOrganisation, PublicService, Topic
from zenne.core.access.public import SYSTEM
from zenne.core.content.public import announce_change
from zenne.core.languages.public import Translated
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.arrivals import Received

NOW = datetime(2026, 12, 7, 9, tzinfo=UTC)
WORDS = "Goedendag, ik wil graag mijn adres wijzigen. Wat moet ik daarvoor doen?\n"


def make_message(text: str = WORDS, /, **headers: Any) -> bytes:
    """A letter; a header of None is left out."""
    said = {
        "From": "Ann Peeters <ann@example.org>",
        "To": "stad@example.com",
        "Subject": "Mijn adres",
        "Date": "Mon, 07 Dec 2026 09:00:00 +0100",
        "Message-ID": "<one@example.org>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    message = EmailMessage()
    for name, value in said.items():
        if value is not None:
            message[name] = value
    message.set_content(text)
    return message.as_bytes()


def receive(raw: bytes, now: datetime = NOW) -> Received:
    return receive_message(asker=SYSTEM, raw=raw, now=now)


def make_service(slug: str, *, owner: str = "population", answer_within: str = "") -> PublicService:
    """A service, owned by a team."""
    name = Translated({"en": slug.title(), "nl": f"{slug.title()} (nl)"})
    topic, _ = Topic.objects.get_or_create(key="identity", defaults={"name": name, "icon": "id-card"})
    organisation, _ = PublicOrganisation.objects.get_or_create(key=owner, defaults={"name": name})
    Team.objects.get_or_create(key=owner, defaults={"name": name})
    service = PublicService.objects.create(
        slug=slug, topic=topic, organisation=organisation, name=name, summary=name, answer_within=answer_within
    )
    announce_change()
    return service


def message_with(*files: bytes, **headers: Any) -> bytes:
    """A letter with files."""
    message = message_from_bytes(make_message(WORDS, **headers), policy=default)
    assert isinstance(message, EmailMessage)
    for number, content in enumerate(files):
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=f"{number}.bin")
    return message.as_bytes()

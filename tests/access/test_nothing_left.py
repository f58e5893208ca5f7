"""After an erasure no row of any table leads to the person, but for what the page said the law keeps."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from zenne.accounts.actions.create_key import WantedKey, create_key
from zenne.accounts.askers import asker_for, roles_of
from zenne.accounts.models import Person, Team
from zenne.accounts.tests.builders import EVERYTHING_PROVED, a_person, at_work, signed_in
from zenne.accounts.tests.test_links import ask
from zenne.core.outbox.models import Attempt, Message
from zenne.core.outbox.tasks import deliver
from zenne.core.personal_data.public import declarations
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import make_city
from zenne.dataportal.models import Profile, ProfileGrant

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Quirina Zandvoort", "quirina.zandvoort@example.org"


def rows_with(*planted: str) -> set[str]:
    """The tables in which some row has one of these texts in any column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            rows = " ".join(str(value) for row in cursor.fetchall() for value in row).lower()
            found |= {table} if any(text.lower() in rows for text in planted) else set()
    return found


def erase(browser: Client) -> set[str]:
    """Erase one's own data; the tables of which the page says that the law keeps something."""
    page: Any = browser.post("/en/my/data/erase/", {"sure": "yes"}, follow=True)
    kept = {each.label for each in page.context["models"] if each.kept}
    return {each.model_class._meta.db_table for each in declarations() if each.label in kept}


def planted(person: Person) -> tuple[str, ...]:
    return NAME, ADDRESS, str(person.uuid), person.uuid.hex


def test_a_resident_who_signed_in_with_a_link(client: Client) -> None:
    link = ask(client, email=ADDRESS)
    ask(Client(), email=ADDRESS)
    client.post(link)
    person = Person.objects.get()
    Person.objects.update(name=NAME)
    message = Message.objects.earliest("created_at")
    Attempt.objects.create(message=message, number=1, began_at=timezone.now(), answer=f"550 <{ADDRESS}> no such user")
    at_work(a_person("Jo", roles=("desk-worker",))).get(f"/en/staff/people/{person.uuid}/")
    kept = erase(client)
    assert rows_with(*planted(person)) <= kept | LINKS


LINKS = {"accounts_signinlink"}
"""The page of the register says that nobody knows whose they are; they are gone after a day."""


def test_a_worker_with_all_that_they_did() -> None:
    person = a_person(NAME, email=ADDRESS, roles=("desk-worker", "administrator", "data-steward"))
    ada = a_person("Ada", email="ada@example.org")
    team = Team.objects.create(key="population", name={"en": "Population"})
    browser = at_work(person)
    browser.get("/en/staff/people/?q=ada")
    browser.get(f"/en/staff/people/{ada.uuid}/")
    for role in ("partner", f"team:{team.key}"):
        assert browser.post("/en/staff/roles/", {"who": "ada@example.org", "role": role}).status_code == 302
    asker = asker_for(ada, roles=roles_of(ada), proof=EVERYTHING_PROVED)
    key, _ = create_key(asker=asker, owner=ada, wanted=WantedKey("mine", (), 30), now=timezone.now())
    browser.post(f"/en/my/keys/{key.public_id}/revoke/", {"all": "1"})
    books_and_grants_for(ada, browser)
    kept = erase(browser)
    assert rows_with(*planted(person)) == kept == {"audit_auditrecord"}
    assert Booking.objects.filter(booked_by="", contact=ada.email).count() == ProfileGrant.objects.count() == 1


def books_and_grants_for(ada: Person, browser: Client) -> None:
    """An appointment on the telephone, and access to protected data."""
    city = make_city()
    city.shift()
    held = city.hold()
    said = {"contact": ada.email, "name": "Ada", "language": "en"}
    assert browser.post(f"/en/staff/appointments/{held.uuid}/details/", said).status_code == 302
    worker = Booking.objects.get().booked_by
    assert worker.startswith("person:")
    profile = Profile.objects.create(slug="owners", title={"en": "Owners"})
    ProfileGrant.objects.create(profile=profile, holder=ada.key, granted_by=worker, granted_at=timezone.now())


def test_no_secret_of_a_link_or_a_key_stands_anywhere_in_the_database(client: Client) -> None:
    link = ask(client, email=ADDRESS)
    deliver.func(message=str(Message.objects.get().pk))
    client.post(link)
    browser = signed_in(Person.objects.get())
    page = browser.post("/en/my/keys/", {"name": "mine", "days": "30"}).content.decode()
    shown = re.search(r"zenne_[A-Za-z0-9]{20,}", page)
    assert shown
    secret = link.rstrip("/").rpartition("/")[2]
    assert len(secret) > 20
    assert rows_with(secret, shown[0], shown[0][15:]) == set()


def test_a_worker_s_copy_has_what_they_did_and_a_resident_s_copy_not_who_did_it() -> None:
    worker, ada = a_person(NAME, roles=("desk-worker",)), a_person("Ada")
    at_work(worker).get(f"/en/staff/people/{ada.uuid}/")
    for person, has in ((worker, True), (ada, False)):
        copy = b"".join(signed_in(person).post("/en/my/data/copy/"))
        texts = unpacked(copy)
        assert "accounts.view-person" in texts
        assert (NAME in texts) is has
        assert (ada.key in texts) is not has


def unpacked(copy: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return archive.read("data.json").decode()

"""What colleagues can have of what is known of them: a copy, and erasure."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from zenne.accounts.public import Person
from zenne.core.access.public import Asker, AskerKind, Assurance
from zenne.core.rights.public import erase_expired, erase_own_data, export_own_data
from zenne.workforce.models import StaffMember
from zenne.workforce.tests.builders import make_branch, make_member, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Person:
    """Somebody with an account who works at a counter."""
    person = Person.objects.create(name="Ana", email="ana@example.org")
    member = make_member(make_branch(), services=[make_service("passport")], languages=["nl", "ar"])
    StaffMember.objects.filter(pk=member.pk).update(person=person, name="Ana A.", staff_number="1041")
    return person


def asker(person: Person) -> Asker:
    return Asker(AskerKind.PERSON, person.key, person.name, frozenset(), frozenset(), Assurance.HIGH)


def test_a_copy_has_what_is_known_of_a_colleague(ana: Person) -> None:
    packed = b"".join(export_own_data(asker=asker(ana), person=ana.key, language="en"))
    data = json.loads(ZipFile(BytesIO(packed)).read("data.json"))["data"]

    [row] = data["workforce.StaffMember"]["rows"]
    assert "Ana A." in json.dumps(row)
    assert "1041" in json.dumps(row)
    [competence] = data["workforce.Competence"]["rows"]
    assert competence["service"] == {"key": "passport", "name": "Passport"}


def test_erasure_takes_name_number_and_account_from_a_colleague(ana: Person) -> None:
    erase_own_data(asker=asker(ana), person=ana.key)

    member = StaffMember.objects.get()
    assert (member.name, member.staff_number, member.person) == ("", "", None)


def test_a_year_after_they_left_nothing_is_known_any_more(ana: Person) -> None:
    now = timezone.now()
    StaffMember.objects.update(left_at=now - timedelta(days=360))
    erase_expired(now=now)
    assert StaffMember.objects.exists()
    StaffMember.objects.update(left_at=now - timedelta(days=370))
    erase_expired(now=now)
    assert not StaffMember.objects.exists()

"""Profiles: several rights at once, given to people and to API keys, for as long as it was said."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from zenne.accounts.public import Person
from zenne.core.access.public import Asker, AskerKind, NotAllowed
from zenne.core.audit.public import AuditRecord, accesses_of
from zenne.core.languages.public import Translated
from zenne.core.rights.public import erase_own_data, export_own_data
from zenne.dataportal.actions.delete_profile import delete_profile
from zenne.dataportal.actions.grant_profile import grant_profile
from zenne.dataportal.actions.make_profile import make_profile
from zenne.dataportal.actions.take_profile_away import take_profile_away
from zenne.dataportal.errors import ProfileRefused
from zenne.dataportal.models import Profile, ProfileGrant
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rules.policies import ANYBODY, Level, Reader
from zenne.dataportal.rules.profiles import WantedProfile
from zenne.dataportal.tests.askers import PARTNER, STEWARD
from zenne.dataportal.tests.browsers import a_key

pytestmark = pytest.mark.django_db
TITLE = Translated({"nl": "Onderzoek", "en": "Research"})
DAY = timedelta(days=1)


def make(slug: str = "research", *, asker: Asker = STEWARD, was: str = "", **parts: Any) -> Profile:
    wanted = WantedProfile(**{"slug": slug, "title": TITLE, "level": Level.PARTNER, "scopes": ("housing",), **parts})
    return make_profile(asker=asker, wanted=wanted, was=was)


def grant(
    who: str, *, asker: Asker = STEWARD, until: timedelta | None = None, profile: str = "research"
) -> ProfileGrant:
    now = timezone.now()
    return grant_profile(asker=asker, profile=profile, who=who, ends_at=now + until if until else None, at=now)


def amina() -> Person:
    return Person.objects.create(name="Amina", email="amina@example.org")


def oneself(person: Person) -> Asker:
    return Asker(AskerKind.PERSON, person.key, person.name)


def reader(key: str, kind: AskerKind = AskerKind.PERSON) -> Reader:
    return reader_of(Asker(kind, key, "somebody"))


def faults(error: pytest.ExceptionInfo[ProfileRefused]) -> dict[str, str]:
    return {name: fault.value for name, fault in error.value.faults.items()}


def test_a_profile_counts_at_once_and_the_person_reads_of_it() -> None:
    make()
    person = amina()
    grant("AMINA@example.org ")
    assert reader(person.key) == Reader(Level.PARTNER, frozenset({"housing"}))
    assert [record.action for record in accesses_of(person.key)] == ["data.grant-profile"]


def test_a_key_reads_with_what_was_granted_to_it_and_its_owner_reads_of_it() -> None:
    make()
    person = amina()
    public_id = a_key(person)[6:14]
    grant(f"zenne_{public_id}…")
    assert reader(f"key:{public_id}", AskerKind.KEY).scopes == {"housing"}
    assert reader(person.key) == ANYBODY
    assert AuditRecord.objects.get(action="data.grant-profile").about == person.key


def test_of_a_whole_key_only_the_public_part_is_looked_at() -> None:
    make()
    text = a_key(amina())
    assert grant(text).holder == f"key:{text[6:14]}"


def test_a_grant_that_is_over_counts_no_more() -> None:
    make()
    person = amina()
    kept = grant("amina@example.org", until=DAY)
    assert reader(person.key) != ANYBODY
    ProfileGrant.objects.filter(pk=kept.pk).update(ends_at=timezone.now())
    assert reader(person.key) == ANYBODY


def test_granting_again_gives_it_another_end() -> None:
    make()
    amina()
    grant("amina@example.org", until=DAY)
    grant("amina@example.org")
    assert [each.ends_at for each in ProfileGrant.objects.all()] == [None]


def test_what_was_taken_away_is_gone_and_the_person_reads_of_it() -> None:
    make()
    person = amina()
    grant("amina@example.org")
    assert take_profile_away(asker=STEWARD, profile="research", holder=person.key)
    assert reader(person.key) == ANYBODY
    assert not take_profile_away(asker=STEWARD, profile="research", holder=person.key)
    assert {each.action for each in accesses_of(person.key)} == {"data.grant-profile", "data.take-profile-away"}


def test_a_profile_that_changes_changes_for_everybody_who_has_it() -> None:
    make()
    person = amina()
    grant("amina@example.org")
    make(was="research", scopes=("water",), level=Level.OFFICIAL)
    assert reader(person.key) == Reader(Level.OFFICIAL, frozenset({"water"}))


def test_a_profile_may_get_another_name_and_nobody_loses_it() -> None:
    make()
    person = amina()
    grant("amina@example.org")
    make("housing-research", was="research")
    assert reader(person.key).scopes == {"housing"}
    assert list(Profile.objects.values_list("slug", flat=True)) == ["housing-research"]
    assert AuditRecord.objects.filter(action="data.make-profile").latest("pk").thing == "profile:research"
    make("water")
    with pytest.raises(ProfileRefused) as refused:
        make("water", was="housing-research")
    assert faults(refused) == {"slug": "taken"}


def test_deleting_a_profile_takes_it_away_from_everybody_and_each_reads_of_it() -> None:
    make()
    person = amina()
    public_id = a_key(person)[6:14]
    grant("amina@example.org")
    grant(f"zenne_{public_id}")
    with pytest.raises(NotAllowed):
        delete_profile(asker=PARTNER, slug="research")
    assert delete_profile(asker=STEWARD, slug="research")
    assert reader(person.key) == reader(f"key:{public_id}", AskerKind.KEY) == ANYBODY
    assert not ProfileGrant.objects.exists()
    taken = AuditRecord.objects.filter(action="data.take-profile-away")
    assert {(each.about, each.thing) for each in taken} == {
        (person.key, person.key),
        (person.key, f"key:{public_id}"),
    }
    deleted = AuditRecord.objects.get(action="data.delete-profile")
    assert (deleted.thing, deleted.details["holders"], deleted.details["before"]["scopes"]) == (
        "profile:research",
        2,
        ["housing"],
    )
    assert not delete_profile(asker=STEWARD, slug="research")


def test_a_person_finds_what_was_given_to_their_keys_in_the_copy_of_their_data() -> None:
    make()
    person, other = amina(), Person.objects.create(name="Bob", email="bob@example.org")
    public_id = a_key(person)[6:14]
    grant(f"zenne_{public_id}")
    grant("bob@example.org")
    archive = b"".join(export_own_data(asker=oneself(person), person=person.key, language="en"))
    with zipfile.ZipFile(io.BytesIO(archive)) as copy:
        data = json.loads(copy.read("data.json"))["data"]
        page = copy.read("data.html").decode()
    (granted,) = data["dataportal.ProfileGrant"]["rows"]
    assert (granted["holder"], granted["profile"]["key"]) == (f"key:{public_id}", "research")
    (key,) = data["accounts.ApiKey"]["rows"]
    assert (key["public_id"], key["scopes"]) == (public_id, [])
    assert (other.key in page, f"key:{public_id}" in page) == (False, True)


def test_whoever_is_erased_takes_the_grants_of_their_keys_along() -> None:
    make()
    person = amina()
    grant(f"zenne_{a_key(person)[6:14]}")
    erase_own_data(asker=oneself(person), person=person.key)
    assert not ProfileGrant.objects.exists()


@pytest.mark.parametrize(
    ("parts", "field", "fault"),
    [
        ({"slug": "Re search"}, "slug", "no-name"),
        ({"title": Translated()}, "title", "title-needed"),
        ({"scopes": ("Big Boss",)}, "scopes", "no-scope"),
        ({"scopes": (), "level": Level.PUBLIC}, "scopes", "gives-nothing"),
    ],
)
def test_a_profile_that_cannot_be_is_refused(parts: dict[str, Any], field: str, fault: str) -> None:
    with pytest.raises(ProfileRefused) as refused:
        make(**parts)
    assert faults(refused) == {field: fault}


def test_a_name_is_taken_once_and_what_is_not_there_cannot_change() -> None:
    make()
    with pytest.raises(ProfileRefused) as refused:
        make()
    assert faults(refused) == {"slug": "taken"}
    with pytest.raises(ProfileRefused) as refused:
        make("other", was="nothing")
    assert faults(refused) == {"slug": "no-profile"}


@pytest.mark.parametrize("who", ["nobody@example.org", "", "\0@", "key:abcdefgh", "zenne_" + "a" * 10_000, "<b>"])
def test_nobody_gets_nothing(who: str) -> None:
    make()
    amina()
    with pytest.raises(ProfileRefused) as refused:
        grant(who, until=-DAY)
    assert faults(refused) == {"who": "nobody", "ends_on": "over"}


def test_only_who_may_grant_makes_gives_and_takes() -> None:
    make()
    amina()
    for deed in (lambda: make("other", asker=PARTNER), lambda: grant("amina@example.org", asker=PARTNER)):
        with pytest.raises(NotAllowed):
            deed()
    with pytest.raises(NotAllowed):
        take_profile_away(asker=PARTNER, profile="research", holder="person:x")

"""Colleagues are added, changed, let go and taken back."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from zenne.accounts.public import Person
from zenne.core.access.public import NOBODY, NotAllowed
from zenne.core.audit.public import AuditRecord
from zenne.workforce.actions.add_colleague import add_colleague
from zenne.workforce.actions.change_colleague import change_colleague
from zenne.workforce.actions.let_colleague_go import let_colleague_go
from zenne.workforce.actions.take_colleague_back import take_colleague_back
from zenne.workforce.errors import ColleagueRefused
from zenne.workforce.models import StaffMember
from zenne.workforce.queries import able_staff, colleagues_at
from zenne.workforce.saving import Wanted
from zenne.workforce.tests.askers import MANAGER, RESIDENT, a_team
from zenne.workforce.tests.builders import make_branch, make_service

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 4, 12, tzinfo=UTC)


def wanted(**facts: Any) -> Wanted:
    """Ana at the centre, who speaks Dutch and Arabic."""
    known = {"name": "Ana", "team": None, "languages": ("nl", "ar"), "services": frozenset[int]()}
    branch = facts.pop("branch", None) or make_branch()
    return Wanted(branch=branch, **{**known, **facts})


def known_services(member: StaffMember) -> set[int]:
    return set(member.competences.values_list("service_id", flat=True))


def test_a_colleague_can_help_at_once() -> None:
    passport = make_service("passport")
    member = add_colleague(asker=MANAGER, wanted=wanted(services=frozenset({passport.pk}), team=a_team()))

    assert able_staff(service=passport.pk, language="ar") == {member.pk}
    assert able_staff(service=passport.pk, language="fr") == set()
    assert "ana" not in member.key


def test_an_account_is_found_however_its_address_is_written_and_gives_no_rights() -> None:
    person = Person.objects.create(name="Ana", email="ana@example.org")
    member = add_colleague(asker=MANAGER, wanted=wanted(account="ANA@example.org"))

    assert member.person == person
    assert not person.role_grants.exists()
    assert not person.memberships.exists()
    assert AuditRecord.objects.filter(action="workforce.add-colleague", about=person.key).count() == 1


def test_what_is_recorded_names_the_colleague_by_key_only() -> None:
    member = add_colleague(asker=MANAGER, wanted=wanted(name="Ana Somebody"))

    [record] = AuditRecord.objects.filter(action="workforce.add-colleague")
    assert record.thing == f"colleague:{member.key}"
    assert "Somebody" not in f"{record.details}{record.about}"


def test_an_account_that_nobody_has_and_one_that_a_colleague_has_are_refused() -> None:
    Person.objects.create(name="Ana", email="ana@example.org")
    first = wanted(account="ana@example.org", staff_number="7")
    add_colleague(asker=MANAGER, wanted=first)

    for account, number, code in (
        ("nobody@example.org", "", "unknown-account"),
        ("ana@example.org", "", "account-taken"),
        ("", "7", "number-taken"),
    ):
        with pytest.raises(ColleagueRefused, match=code):
            add_colleague(asker=MANAGER, wanted=replace(first, account=account, staff_number=number))
    assert StaffMember.objects.count() == 1


def test_a_change_replaces_what_they_know_and_both_accounts_read_of_it() -> None:
    ana, bea = (Person.objects.create(name=name, email=f"{name}@example.org") for name in ("ana", "bea"))
    one, two, three = (make_service(slug) for slug in ("one", "two", "three"))
    first = wanted(account="ana@example.org", services=frozenset({one.pk, two.pk}))
    member = add_colleague(asker=MANAGER, wanted=first)

    other = replace(first, account="bea@example.org", services=frozenset({two.pk, three.pk}), languages=("fr",))
    changed = change_colleague(asker=MANAGER, member=member, wanted=other)

    assert known_services(changed) == {two.pk, three.pk}
    assert (changed.languages, changed.person) == (["fr"], bea)
    about = AuditRecord.objects.filter(action="workforce.change-colleague").values_list("about", flat=True)
    assert set(about) == {ana.key, bea.key}


def test_whoever_leaves_helps_nobody_and_can_come_back_as_they_were() -> None:
    passport = make_service("passport")
    first = wanted(services=frozenset({passport.pk}))
    member = add_colleague(asker=MANAGER, wanted=first)

    assert let_colleague_go(asker=MANAGER, member=member, now=NOW)
    assert not let_colleague_go(asker=MANAGER, member=member, now=NOW)
    assert able_staff(service=passport.pk) == set()
    assert colleagues_at(asker=MANAGER, branch=first.branch) == []
    with pytest.raises(ColleagueRefused, match="has-left"):
        change_colleague(asker=MANAGER, member=member, wanted=first)

    assert take_colleague_back(asker=MANAGER, member=member)
    assert not take_colleague_back(asker=MANAGER, member=member)
    assert able_staff(service=passport.pk) == {member.pk}


def test_only_those_who_manage_staff_do_any_of_this() -> None:
    first = wanted()
    member = add_colleague(asker=MANAGER, wanted=first)

    for asker in (NOBODY, RESIDENT):
        with pytest.raises(NotAllowed):
            add_colleague(asker=asker, wanted=first)
        with pytest.raises(NotAllowed):
            change_colleague(asker=asker, member=member, wanted=first)
        with pytest.raises(NotAllowed):
            let_colleague_go(asker=asker, member=member, now=NOW)
        with pytest.raises(NotAllowed):
            take_colleague_back(asker=asker, member=member)
        with pytest.raises(NotAllowed):
            colleagues_at(asker=asker, branch=first.branch)

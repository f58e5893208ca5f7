"""What a kiosk shows before somebody takes a ticket."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zenne.catalogue.public import Topic
from zenne.core.search.public import SearchDocument, index_documents
from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.queue.choosing import choices_at
from zenne.counters.queue.queries import visits_at
from zenne.counters.queue.tests.builders import Hall, a_member, a_visit, names, open_all_day
from zenne.counters.queue.tests.test_pages import KIOSK
from zenne.workforce.public import StaffMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return open_all_day()


def many(hall: Hall, count: int = 30) -> list[VisitType]:
    visits = [a_visit(f"thing-{number:02}", hall.branch) for number in range(count)]
    family = Topic.objects.create(key="family", name=names("Family"), icon="users")
    for visit in visits[::2]:
        visit.service.topic = family
        visit.service.save()
    return visits


def page(**query: str) -> str:
    return Client().get(KIOSK, query).content.decode()


def test_a_few_things_stand_there_at_once(hall: Hall) -> None:
    assert page().count('name="visit"') == 2
    assert "<details" not in page()


def test_many_things_are_grouped_with_the_most_asked_first(hall: Hall) -> None:
    visits = many(hall)
    visits[20].service.popularity = 99
    visits[20].service.save()
    shown = page()
    assert shown.count("<details") == 2
    assert "Family (15)" in shown
    before_topics = shown.partition("Everything, by topic")[0]
    assert before_topics.count('name="visit"') == 8
    assert before_topics.index("Thing-20") < before_topics.index("Thing-00")


def test_a_word_finds_things_without_javascript(hall: Hall) -> None:
    many(hall)
    document = SearchDocument(
        kind="service", key="thing-07", language="en", title="Moving house", summary="", body="", synonyms=(),
        path="/services/thing-07/", weight=1,
    )  # fmt: skip
    index_documents("service", [document])
    found = page(q="moving").partition("Most people come for")[0]
    assert "Thing-07" in found
    assert found.count('name="visit"') == 1
    for nothing in ("zzzzzz", "\x00", "x" * 10_000, "<script>"):
        shown = page(q=nothing)
        assert "Nothing at this branch fits these words." in shown or 'name="visit"' in shown
        assert "<script>alert" not in shown


def test_a_word_for_what_needs_an_appointment_says_so(hall: Hall) -> None:
    a_visit("wedding", hall.branch, walk_in=False)
    document = SearchDocument(
        kind="service", key="wedding", language="en", title="Wedding", summary="", body="", synonyms=(),
        path="/services/wedding/", weight=1,
    )  # fmt: skip
    index_documents("service", [document])
    assert "Wedding: for this you need an appointment." in page(q="wedding")
    assert "you need an appointment." not in page()


def test_a_kiosk_of_a_branch_that_is_closed_says_so_before_anybody_chooses(hall: Hall) -> None:
    hall.branch.hours = "off"
    hall.branch.save()
    for shown in (page(), Client().get("/en/branches/centre/ticket/").content.decode()):
        assert "The branch is closed now." in shown
        assert "Opening hours" in shown
        assert "<button" not in shown


def test_a_kiosk_says_beforehand_that_no_desk_is_open(hall: Hall) -> None:
    assert "No desk is open now." in page()
    hall.open(hall.ada)
    assert "No desk is open now." not in page()


def test_a_kiosk_says_beforehand_what_nobody_can_help_with(hall: Hall) -> None:
    wedding = a_visit("wedding", hall.branch)
    fingers = a_visit("fingers", hall.branch, equipment=("biometrics",))
    hall.open(a_member(hall.branch, "cleo", [hall.passport, fingers]))
    choices = choices_at(hall.branch, visits_at(hall.branch), typed="", at=hall.now)
    helped = {choice.visit.pk: choice.is_helped for choice in choices.first}
    assert helped == {hall.passport.pk: True, hall.card.pk: False, wedding.pk: False, fingers.pk: False}
    assert page().count("Nobody who can help you is at a desk now.") == 3


def test_a_kiosk_says_from_when_somebody_can_help(hall: Hall) -> None:
    hall.open(a_member(hall.branch, "cleo", [hall.card]))
    begin = hall.now + timedelta(minutes=1)
    Shift.objects.create(
        member=StaffMember.objects.get(key="ada"), desk=hall.desks[1], branch=hall.branch, starts_at=begin,
        ends_at=begin + timedelta(hours=1), first_step=0, free="0", longest=0,
    )  # fmt: skip
    choices = choices_at(hall.branch, visits_at(hall.branch), typed="", at=hall.now)
    later = {choice.visit.pk: choice.helped_from for choice in choices.first}
    assert later[hall.card.pk] is None
    assert later[hall.passport.pk] in {begin, None}, "none in the last minute of a day"


@pytest.mark.parametrize("count", [3, 60])
def test_a_kiosk_costs_as_many_questions_however_much_there_is(
    hall: Hall, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many(hall, count)
    hall.open(hall.ada)
    visits = visits_at(hall.branch)
    choices_at(hall.branch, visits, typed="", at=hall.now)
    with django_assert_num_queries(5):
        choices_at(hall.branch, visits_at(hall.branch), typed="", at=hall.now)

"""The pages of services and branches."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zenne.catalogue.models import Branch, PublicService
from zenne.catalogue.opening import branch_now
from zenne.catalogue.tests.place_builders import make_branch, make_service, offer, small_city
from zenne.core.content.public import announce_change, current_version


@pytest.fixture(autouse=True)
def _city(db: None) -> None:
    small_city()


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_service_page_answers_the_six_questions(client: Client) -> None:
    shown = page(client, "/en/services/passport/")
    for question in (
        "Can I do it online?",
        "Where and when can I go?",
        "In which language?",
        "What does it cost?",
        "How long does it take?",
        "What do I need?",
    ):
        assert question in shown


def test_a_service_page_takes_two_queries_whatever_the_size_of_the_city(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def take(path: str) -> None:
        client.get("/en/services/marriage/")  # what all pages share is read once a version
        with django_assert_num_queries(2):
            client.get(path)

    take("/en/services/passport/")
    for number in range(20):
        offer(make_service(f"service-{number}"), make_branch(f"branch-{number}", 50.8, 4.3))
        offer(PublicService.objects.get(slug="passport"), Branch.objects.get(slug=f"branch-{number}"))
    announce_change()
    take("/en/services/passport/")


def test_a_kept_page_takes_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get("/fr/services/passport/")
    with django_assert_num_queries(1):
        client.get("/fr/services/passport/")


def test_an_edit_shows_at_once_in_every_language(client: Client) -> None:
    before = [page(client, f"/{language}/services/passport/") for language in ("nl", "fr", "en", "de")]
    service = PublicService.objects.get(slug="passport")
    service.processing_time = "P77D"
    service.save()
    announce_change()
    after = [page(client, f"/{language}/services/passport/") for language in ("nl", "fr", "en", "de")]
    assert not any(">77 " in text for text in before)
    assert all(">77 " in text for text in after)


def test_a_retired_service_is_not_found_but_suggestions_are_given(client: Client) -> None:
    PublicService.objects.filter(slug="passport").update(retired_at=datetime(2026, 1, 1, tzinfo=UTC))
    announce_change()
    response = client.get("/nl/services/passport/")
    assert response.status_code == 404
    assert "We vinden deze pagina niet" in response.content.decode()


def test_a_text_without_a_translation_is_shown_and_says_so(client: Client) -> None:
    assert "noch nicht übersetzt" in page(client, "/de/services/passport/")


def test_a_branch_page_shows_the_week_and_its_services(client: Client) -> None:
    shown = page(client, "/en/branches/centre/")
    assert "Opening hours" in shown
    assert 'href="/en/services/passport/"' in shown


def test_whether_a_branch_is_open_follows_its_clock_to_the_minute() -> None:
    branch = make_branch("clock", 50.8, 4.3, hours="Mo-Fr 09:00-12:00,13:00-17:00; PH off")
    version = announce_change()
    tuesday = datetime(2026, 11, 24, tzinfo=UTC)
    states = [
        branch_now(branch, version=version, at=tuesday.replace(hour=hour, minute=59)) for hour in (7, 8, 10, 11, 15)
    ]
    assert [state.is_open for state in states] == [False, True, True, False, True]
    changes = [state.next_change.astimezone(UTC).hour for state in states if state.next_change]
    assert changes == [8, 11, 11, 12, 16]


def test_a_branch_that_never_closes_has_no_next_change() -> None:
    branch = make_branch("always", 50.8, 4.3, hours="24/7; PH 00:00-24:00")
    state = branch_now(branch, version=announce_change(), at=datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert (state.is_open, state.next_change) == (True, None)


def test_the_pages_of_an_empty_installation_are_shown(client: Client) -> None:
    Branch.objects.all().delete()
    PublicService.objects.all().delete()
    announce_change()
    assert current_version()
    for path in ("/en/", "/en/services/", "/en/branches/", "/en/parity/", "/en/search/"):
        page(client, path)

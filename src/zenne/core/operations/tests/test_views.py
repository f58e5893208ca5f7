"""Who may see how the installation is doing."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from zenne.core.access.public import NOBODY, Asker, AskerKind, NotAllowed, SignInNeeded
from zenne.core.operations.models import Backup
from zenne.core.operations.permissions import SEE
from zenne.core.operations.public import register_gauge
from zenne.core.operations.queries import overview
from zenne.core.operations.views import may_read_metrics, operations

OPERATOR = Asker(AskerKind.PERSON, "person:1", "Olu", permissions=frozenset({SEE.code}))
RESIDENT = Asker(AskerKind.PERSON, "person:2", "Anna")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("peer", "headers", "may"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("203.0.113.1", {}, False),
        ("", {}, False),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.1"}, False),
        ("127.0.0.1", {"x-forwarded-proto": "https"}, False),
        ("203.0.113.1", {"x-forwarded-for": "127.0.0.1"}, False),
    ],
)
def test_without_a_token_only_this_machine_reads_the_figures(
    settings: Settings, peer: str, headers: dict[str, str], may: bool
) -> None:
    settings.METRICS_TOKEN = ""
    request = RequestFactory().get("/metrics", headers=headers, REMOTE_ADDR=peer)

    assert may_read_metrics(request) is may


def test_with_a_token_this_machine_needs_it_too(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "a-long-token"

    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"authorization": "Bearer a-long-token"}).status_code == 200


def test_the_page_is_for_operators(client: Client) -> None:
    request = RequestFactory().get("/en/staff/operations/")
    with pytest.raises(SignInNeeded):
        operations(request)
    request.asker = RESIDENT  # type: ignore[attr-defined]
    with pytest.raises(NotAllowed):
        operations(request)
    with pytest.raises(SignInNeeded):
        overview(asker=NOBODY)


def test_the_page_shows_the_newest_backup_and_the_figures_for_people() -> None:
    for days in (3, 1):
        finished = timezone.now() - timedelta(days=days)
        Backup.objects.create(finished_at=finished, duration=timedelta(seconds=1), size_bytes=days)
    register_gauge("zenne_test_letters", help="Letters that wait", read=lambda: {"new": 3, "late": 1})

    found = overview(asker=OPERATOR)

    assert found.backup is not None
    assert found.backup.size_bytes == 1
    assert [figure.values for figure in found.figures if figure.name == "zenne_test_letters"] == [{"new": 3, "late": 1}]
    assert found.database_bytes > 0
    assert found.disk.size_bytes > found.disk.free_bytes > 0
    assert found.refusals == {}


def test_a_figure_that_cannot_be_read_takes_no_other_with_it(
    client: Client, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    settings.METRICS_TOKEN = "t"

    def broken() -> float:
        raise LookupError("no table of Anna")

    register_gauge("zenne_test_broken", help="Broken", read=broken)
    text = client.get("/metrics", headers={"authorization": "Bearer t"}).content.decode()

    assert "zenne_test_broken" not in text
    assert "zenne_database_bytes" in text
    assert "figure not read" in caplog.text


def test_work_and_messages_are_counted_by_state(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "t"

    text = client.get("/metrics", headers={"authorization": "Bearer t"}).content.decode()

    assert 'zenne_jobs{state="failed"} 0.0' in text
    assert "zenne_workers 0.0" in text
    assert "zenne_jobs_oldest_wait_seconds 0.0" in text
    assert 'zenne_messages{state="' in text

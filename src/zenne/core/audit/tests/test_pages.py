"""The pages of the audit log: who may open them, what they show, and that looking is written down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from zenne.core.access.public import NOBODY, SYSTEM, Asker, NotAllowed, PurposeNeeded, SignInNeeded
from zenne.core.audit import people
from zenne.core.audit.public import AuditRecord, accesses_of
from zenne.core.audit.templatetags.audit import which_one
from zenne.core.audit.tests.builders import ANNA, CLERK, write
from zenne.core.audit.views.log import log_page
from zenne.core.audit.views.purpose import end_page, purpose_page

pytestmark = pytest.mark.django_db
STEWARD = replace(CLERK, key="person:steward", permissions=frozenset({"audit.read"}))


def ask(view: Callable[..., Any], asker: Asker, path: str = "/en/staff/x/", **posted: str) -> HttpResponse:
    """What a view answers to somebody, with a session of their own."""
    request = RequestFactory().post(path, posted) if posted else RequestFactory().get(path)
    request.asker = asker  # type: ignore[attr-defined]
    request.session = SessionStore()
    request.content_version = "empty"  # type: ignore[attr-defined]
    answer = view(request)
    answer.session = request.session
    return answer  # type: ignore[no-any-return]


def test_only_those_with_the_permission_and_a_purpose_read_the_log() -> None:
    for asker, error in (
        (NOBODY, SignInNeeded),
        (CLERK, NotAllowed),
        (replace(STEWARD, purpose=""), PurposeNeeded),
    ):
        with pytest.raises(error):
            ask(log_page, asker)
    assert not AuditRecord.objects.filter(action="audit.read").exists()


def test_the_log_is_filtered_and_reading_it_is_written_down() -> None:
    write(3, thing="letter:77")
    write(asker=SYSTEM, about="person:other", thing="letter:88")
    page = ask(log_page, STEWARD, f"/en/staff/audit/?about={ANNA}").content.decode()
    assert page.count(">77</code>") == 3
    assert ">88</code>" not in page
    assert "An Peeters" in page
    read = AuditRecord.objects.get(action="audit.read")
    assert (read.about, read.asker_key, read.details) == (ANNA, "person:steward", {"about": ANNA})


def test_older_records_are_on_the_next_page() -> None:
    written = write(51)
    first = ask(log_page, STEWARD, f"/en/staff/audit/?about={ANNA}").content.decode()
    assert f"before={written[1].pk}" in first
    second = ask(log_page, STEWARD, f"/en/staff/audit/?about={ANNA}&before={written[1].pk}").content.decode()
    assert second.count(">1</code>") == 1


def test_a_period_ends_with_its_last_day() -> None:
    write()
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    assert ">1</code>" in ask(log_page, STEWARD, f"/?since={today}&until={today}&action=letters.read").content.decode()
    assert ">1</code>" not in ask(log_page, STEWARD, f"/?until={yesterday}&action=letters.read").content.decode()


@pytest.mark.parametrize(
    "query", ["since=soon", "until=0001-01-01", "since=9999-12-31", "before=x", f"about={'x' * 255}"]
)
def test_a_wrong_filter_is_said_at_its_field_and_reads_nothing(query: str) -> None:
    answer = ask(log_page, STEWARD, f"/en/staff/audit/?{query}")
    assert answer.status_code == 400
    assert not AuditRecord.objects.filter(action="audit.read").exists()


def test_a_worker_chooses_a_purpose_and_goes_on() -> None:
    assert (
        "Answer a question" in ask(purpose_page, STEWARD, "/en/staff/purpose/?next=/en/staff/audit/").content.decode()
    )
    answer = ask(purpose_page, STEWARD, purpose="answer", task="M-12", next="/en/staff/audit/")
    assert answer["Location"] == "/en/staff/audit/"
    assert answer.session["purpose"]["code"] == "answer"  # type: ignore[attr-defined]
    assert ask(end_page, CLERK, x="1")["Location"] == "/en/staff/purpose/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_nobody_is_sent_to_another_site(elsewhere: str) -> None:
    answer = ask(purpose_page, STEWARD, purpose="answer", task="M-12", next=elsewhere)
    assert answer["Location"] == "/en/staff/purpose/"


@pytest.mark.parametrize("posted", [{"purpose": "curiosity", "task": "M-12"}, {"purpose": "answer", "task": " "}])
def test_a_wrong_purpose_is_said_at_its_field_and_what_was_typed_is_kept(posted: dict[str, str]) -> None:
    answer = ask(purpose_page, STEWARD, next="/en/staff/audit/", **posted)
    assert answer.status_code == 400
    assert "utrecht-form-field-error-message" in answer.content.decode()
    assert 'value="/en/staff/audit/"' in answer.content.decode()
    assert "purpose" not in answer.session  # type: ignore[attr-defined]


def test_a_person_sees_the_role_and_the_reason_and_never_the_name() -> None:
    write()
    shown = render_to_string("audit/parts/accesses.html", {"accesses": accesses_of(ANNA)})
    assert "An Peeters" not in shown
    assert "M-12" in shown
    assert "Nobody else has used your data." in render_to_string("audit/parts/accesses.html", {"accesses": []})


def test_whoever_opens_no_data_of_others_is_not_asked_what_for() -> None:
    for answer in (ask(purpose_page, CLERK), ask(purpose_page, CLERK, purpose="answer", task="M-12")):
        page = answer.content.decode()
        assert "You do not open data of others." in page
        assert 'name="purpose"' not in page


def test_an_address_may_be_typed_in_the_place_of_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_finders", [lambda typed: ANNA if typed == "anna@example.org" else ""])
    write(1, thing="letter:77")
    assert ">77</code>" in ask(log_page, STEWARD, "/en/staff/audit/?about=anna@example.org").content.decode()
    assert ">77</code>" not in ask(log_page, STEWARD, "/en/staff/audit/?about=eve@example.org").content.decode()
    assert AuditRecord.objects.filter(action="audit.read", about=ANNA).count() == 1


def test_the_log_says_which_thing_it_was_in_a_few_letters() -> None:
    assert which_one("booking:018f6c2e-7a35-7c3e-9d7c-2f1f4b6a0c11") == "018f6c2e"
    assert which_one("branch:centre") == "centre"
    assert which_one("old") == "old"

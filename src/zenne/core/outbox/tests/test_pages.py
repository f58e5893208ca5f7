"""The pages about messages: who sees what, and what they decide."""

from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from zenne.core.access.public import Asker, AskerKind, NotAllowed, PurposeNeeded
from zenne.core.audit.public import AuditRecord
from zenne.core.outbox.models import Attempt, Message, State
from zenne.core.outbox.tests.builders import CLERK, ago, attempt, letter, state_of
from zenne.core.outbox.wording import OTHERWISE, PROBLEMS, problem_of

pytestmark = pytest.mark.django_db
WATCHER = Asker(AskerKind.PERSON, "person:1", "Watcher", permissions=frozenset({"messages.see"}))

OPERATOR = Asker(AskerKind.PERSON, "person:2", "Operator", permissions=frozenset({"messages.see", "messages.retry"}))


def page(path: str, *, asker: Asker = CLERK, method: str = "get", **data: Any) -> HttpResponse:
    """The answer to ``asker``, without what surrounds views."""
    request = getattr(RequestFactory(), method)(path, data)
    request.asker, request.content_version = asker, "test"
    view, args, kwargs = resolve(request.path)
    response = view(request, *args, **kwargs)
    assert isinstance(response, HttpResponse)
    return response


def text(path: str, *, asker: Asker = CLERK) -> str:
    return page(path, asker=asker).content.decode()


def problem(state: State = State.FAILED, code: str = "address-refused") -> Message:
    message = letter()
    Message.objects.filter(pk=message.pk).update(state=state, problem=code)
    return message


def test_problems_stand_at_the_top_with_their_number() -> None:
    problem()
    problem(State.UNCERTAIN, "no-answer-at-the-end")
    shown = text("/en/staff/messages/", asker=WATCHER)

    assert "2 messages were not delivered, or perhaps not." in shown
    assert "The mail server says that this address takes no mail." in shown
    assert "delivery uncertain" in shown
    assert "anna@example.org" not in shown
    assert "a…@example.org" in shown
    assert "put into the folder mail" in shown


def test_when_all_is_delivered_the_page_says_so() -> None:
    attempt(letter())

    assert "Every message was delivered." in text("/en/staff/messages/")
    assert "a…@example.org" in text("/en/staff/messages/?shelf=sent")
    assert page("/en/staff/messages/?shelf=x&page=99999999999").status_code == 200


def test_the_address_and_the_text_are_shown_only_to_those_who_may_read_them_and_ask_for_them() -> None:
    message = problem()
    Attempt.objects.create(
        message=message, number=1, began_at=ago(days=1), ended_at=ago(days=1), answer="<anna@example.org> is unknown"
    )
    path = f"/en/staff/messages/{message.pk}/"

    for shown in (text(path), text(path, asker=WATCHER), text(path, asker=OPERATOR)):
        assert "anna@example.org" not in shown
        assert "Two things:" not in shown
        assert "Correct the address and send it again" in shown
    assert not AuditRecord.objects.exists()
    shown = text(f"{path}?details=1")
    assert "anna@example.org" in shown
    assert "&lt;anna@example.org&gt; is unknown" in shown
    assert "Two things:" in shown
    assert AuditRecord.objects.get().action == "messages.read"
    for asker in (WATCHER, OPERATOR):
        with pytest.raises(NotAllowed):
            page(path, asker=asker, details="1")
    with pytest.raises(PurposeNeeded):
        page(path, asker=Asker(AskerKind.PERSON, "person:3", permissions=CLERK.permissions), details="1")
    with pytest.raises(Http404):
        page("/en/staff/messages/00000000-0000-0000-0000-000000000000/")


def test_an_administrator_sends_a_message_again_or_closes_it_without_reading_it() -> None:
    again, told = problem(), problem()

    assert "Send again" not in text(f"/en/staff/messages/{again.pk}/", asker=WATCHER)
    assert 'name="receiver"' not in text(f"/en/staff/messages/{again.pk}/", asker=OPERATOR)
    page(f"/en/staff/messages/{again.pk}/retry/", asker=OPERATOR, method="post")
    page(f"/en/staff/messages/{told.pk}/close/", asker=OPERATOR, method="post", because="Told by telephone")
    assert state_of(again)[0] == "waiting"
    assert state_of(told)[0] == "closed"
    with pytest.raises(NotAllowed):
        page(f"/en/staff/messages/{again.pk}/retry/", asker=OPERATOR, method="post", receiver="eve@example.org")


def test_a_wrong_correction_stays_in_its_field_with_what_to_do() -> None:
    message = problem()
    answer = page(f"/en/staff/messages/{message.pk}/retry/", method="post", receiver="anna-example.org")

    assert answer.status_code == 422
    assert 'value="anna-example.org"' in answer.content.decode()
    assert "An e-mail address has an @ in it" in answer.content.decode()
    assert state_of(message)[0] == "failed"


def test_a_corrected_message_is_on_its_way() -> None:
    message = problem()
    answer = page(f"/en/staff/messages/{message.pk}/retry/", method="post", receiver=" ann@example.org ")

    assert answer["Location"] == "/en/staff/messages/?done=retry"
    assert "The message is sent again." in text(answer["Location"])
    assert state_of(message)[0] == "waiting"
    assert message.receiver == "ann@example.org"


def test_a_message_is_closed_with_a_reason_or_as_delivered() -> None:
    told, arrived = problem(), problem(State.UNCERTAIN, "worker-died")
    path = "/en/staff/messages/{}/close/"

    assert "Say in a few words" in page(path.format(told.pk), method="post", because=" ").content.decode()
    page(path.format(told.pk), method="post", because="Told by telephone")
    page(path.format(arrived.pk), method="post", delivered="1")
    assert state_of(told)[0] == "closed"
    assert state_of(arrived)[0] == "sent"
    assert "Told by telephone" in text(f"/en/staff/messages/{told.pk}/?details=1")


def test_every_problem_has_words_and_advice() -> None:
    assert all(problem_of(code).words and problem_of(code).advice for code in PROBLEMS)
    assert problem_of("never-heard-of").words == str(OTHERWISE[0])

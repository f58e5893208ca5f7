"""The line below the form says what became of what is being typed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from zenne.mailroom.answers.actions.save_answer import LONGEST_ANSWER
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.tests.builders import a_letter
from zenne.mailroom.desk.tests.browsers import in_team

pytestmark = pytest.mark.django_db
TYPED = {"text": "Kom langs.", "language": "nl", "signed_by": "Jonas"}


def opened() -> tuple[Client, str, dict[str, str]]:
    """Somebody who answers a letter, its address, and what their page would send by itself."""
    letter, browser = a_letter(now=timezone.now() - timedelta(minutes=5)), in_team("Jonas")
    address = f"/en/staff/letters/{letter.thread.uuid}/"
    browser.post(f"{address}hold/")
    context = browser.get(address).context
    assert context is not None
    return browser, address, {**TYPED, "read_at": context["read_at"].isoformat()}


def test_what_is_typed_is_there_again_when_the_page_is_opened_again() -> None:
    browser, address, typed = opened()

    kept = browser.post(f"{address}keep/", typed)

    assert kept.content.decode().strip().startswith("Kept at ")
    assert b"Kom langs." in browser.get(address).content


def test_the_page_sends_the_moment_at_which_it_was_read() -> None:
    browser, address, typed = opened()
    page = browser.get(address).content.decode()

    assert f'hx-post="{address}keep/"' in page
    assert 'name="read_at" value="20' in page
    browser.post(f"{address}answer/", {**TYPED, "text": "Bewaard.", "do": "save"})
    late = browser.post(f"{address}keep/", typed)
    assert b"The draft was saved since you opened this page." in late.content
    assert Answer.objects.get().text == "Bewaard."


@pytest.mark.parametrize(
    "wrong",
    [
        {"read_at": ""},
        {"read_at": "yesterday\0"},
        {"read_at": "9999-99-99T00:00:00+14:00"},
        {"language": "xx"},
        {"text": "x" * (LONGEST_ANSWER + 1)},
        {"signed_by": "x" * 101},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_kept_says_why_and_changes_nothing(wrong: dict[str, str]) -> None:
    browser, address, typed = opened()

    answer = browser.post(f"{address}keep/", {**typed, **wrong})

    assert answer.status_code == 200
    assert answer.content.decode().strip()
    assert b"Kept at" not in answer.content
    assert not Answer.objects.exists()


def test_whoever_opens_the_address_itself_gets_the_letter_and_a_stranger_nothing() -> None:
    browser, address, typed = opened()

    assert browser.get(f"{address}keep/").url == address  # type: ignore[attr-defined]
    refused = in_team("Mo", team="mobility").post(f"{address}keep/", typed)
    assert b"There is no such letter" in refused.content
    assert not Answer.objects.exists()

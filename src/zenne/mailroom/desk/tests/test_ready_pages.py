"""The pages on which a team writes, approves, tries and switches off its ready answers."""

from uuid import uuid4

import pytest
from django.test import Client

from zenne.mailroom.answers.models import SampleCheck
from zenne.mailroom.answers.tests.builders import make_colleague
from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.tests.builders import NOW
from zenne.mailroom.ready.actions.answer_by_itself import answer_by_itself
from zenne.mailroom.ready.models import ReadyAnswer
from zenne.mailroom.ready.tests.builders import QUESTIONS, TEXT, asking, make_branch, sure, the_service, written

pytestmark = pytest.mark.django_db
HOME = "/en/staff/letters/ready/"


def filled_in(**more: str) -> dict[str, str]:
    said = {"question": "Wanneer open?", "team": "population", "service": "change-of-address", "branch": "centre"}
    return {**said, "examples_nl": "\n".join(QUESTIONS), "text_nl": TEXT, **more}


def page(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_a_team_writes_one_and_a_colleague_approves_it() -> None:
    the_service()
    make_branch()
    sofia, jonas = in_team("Sofia"), in_team("Jonas")

    answer = sofia.post(f"{HOME}write/", filled_in(), follow=True)

    ready = ReadyAnswer.objects.get()
    assert "A colleague of your team approves it before it leaves." in answer.content.decode()
    assert "Ask a colleague of your team" in page(sofia, f"{HOME}{ready.uuid}/")
    assert "Wetstraat 16, 1000 Brussel" in page(jonas, f"{HOME}{ready.uuid}/")
    jonas.post(f"{HOME}{ready.uuid}/approve/", {"seen": ready.written_at.isoformat()})
    ready.refresh_from_db()
    assert (ready.state, ready.approved_name) == (ReadyAnswer.State.APPROVED, "Jonas")
    assert "Wanneer open?" in page(sofia, HOME)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"question": ""}, "Write in one sentence which question is answered."),
        ({"examples_nl": "Wanneer open?"}, "Write at least three ways in which people ask this"),
        ({"text_nl": "Op {hour} uur"}, "“hour” is no fact that we can fill in."),
        (
            {"examples_nl": "", "text_nl": "", "examples_fr": "", "text_fr": ""},
            "Write the examples and the answer in one language at least.",
        ),
        ({"branch": ""}, "This text speaks of a branch."),
        ({"service": "nothing"}, "There is no such service."),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(wrong: dict[str, str], said: str) -> None:
    the_service()
    make_branch()
    french = {"text_fr": "Bonjour", "examples_fr": "a\nb\nc"}

    answer = in_team("Sofia").post(f"{HOME}write/", filled_in(**{**french, **wrong}))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert wrong.get("text_fr", "Bonjour") in answer.content.decode()
    assert not ReadyAnswer.objects.exists()


def test_a_letter_can_be_tried_and_nothing_leaves() -> None:
    ready = sure()
    browser = in_team("Jonas")
    said = {"subject": "Openingsuren", "text": QUESTIONS[0], "service": "change-of-address"}

    would_leave = browser.post(f"{HOME}try/", said).content.decode()
    would_not = browser.post(f"{HOME}try/", {**said, "text": f"{QUESTIONS[0]} Wat kost het?"}).content.decode()

    assert "This answer leaves by itself" in would_leave
    assert "Wetstraat 16" in would_leave
    assert "It has more than one question." in would_not
    assert not ready.sendings.exists()


def test_what_it_sent_stands_on_its_page_and_it_is_switched_off_there() -> None:
    ready = sure()
    assert answer_by_itself(thread=asking().thread.uuid, now=NOW)
    SampleCheck.objects.all().delete()  # one answer in twenty is chosen for a look
    browser = in_team("Jonas")

    assert "nobody said anything" in page(browser, f"{HOME}{ready.uuid}/")
    browser.post(f"{HOME}{ready.uuid}/off/")
    assert "switched off" in page(browser, f"{HOME}{ready.uuid}/")
    assert browser.post(f"{HOME}{ready.uuid}/off/").status_code == 409


def test_the_pages_of_another_team_are_not_there() -> None:
    ready = written(make_colleague("Sofia"))
    stranger = in_team("Piet", team="parks")

    assert [stranger.get(f"{HOME}{path}").status_code for path in (f"{ready.uuid}/", f"{ready.uuid}/change/")] == [
        404
    ] * 2
    assert stranger.get(f"{HOME}{uuid4()}/").status_code == 404
    assert stranger.post(f"{HOME}{ready.uuid}/approve/").status_code == 404
    assert "Wanneer open?" not in page(stranger, HOME)


def test_whoever_answers_no_letters_sees_nothing(client: Client) -> None:
    assert client.get(HOME).status_code in {302, 403, 404}

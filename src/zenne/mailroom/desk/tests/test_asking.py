"""The pages on which a colleague is asked, and answers, without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zenne.accounts.public import Person
from zenne.mailroom.answers.models import ColleagueQuestion
from zenne.mailroom.answers.tests.builders import a_letter
from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tokens import letter_token
from zenne.mailroom.ready.tests.builders import make_branch
from zenne.workforce.public import StaffMember

pytestmark = pytest.mark.django_db
LETTERS = "/en/staff/letters/"
SECRET = "Has she <b>paid</b> already?"


def fresh_letter() -> Letter:
    return a_letter(now=timezone.now() - timedelta(minutes=5))


def test_a_colleague_is_asked_on_the_page_of_the_letter_and_answers_on_the_page_of_the_question() -> None:
    letter, jonas, mo = fresh_letter(), in_team("Jonas"), in_team("Mo", team="mobility")
    page = f"{LETTERS}{letter.thread.uuid}/"

    assert b'value="team:mobility"' in jonas.get(page).content
    asked = jonas.post(f"{page}ask/", {"asked": "team:mobility", "note": SECRET}, follow=True)
    assert b"Your question is asked." in asked.content
    assert b"Has she &lt;b&gt;paid&lt;/b&gt; already?" in asked.content

    question = f"{LETTERS}asked/{ColleagueQuestion.objects.get().uuid}/"
    assert question.encode() in mo.get(LETTERS).content
    shown = mo.get(question)
    assert b"hoe wijzig ik mijn adres" in shown.content
    assert b"Take a second question out of it" not in shown.content
    assert mo.get(page).status_code == 404
    assert mo.get(f"{LETTERS}raw/{letter.uuid}/").status_code == 200
    told = mo.post(question, {"note": "Yes, on Monday."}, follow=True)
    assert b"Thank you. Your colleague gets a message." in told.content

    assert b"Yes, on Monday." in jonas.get(page).content
    assert b"hoe wijzig ik mijn adres" not in mo.get(question).content
    assert mo.get(f"{LETTERS}raw/{letter.uuid}/").status_code == 404


def test_colleagues_who_speak_the_language_of_the_letter_stand_by_themselves() -> None:
    letter, jonas = fresh_letter(), in_team("Jonas")
    branch = make_branch()
    for name, languages in (("Sofia", ["fr", "ar"]), ("Mo", ["nl"]), ("Ann", ["nl"])):
        in_team(name)
        left = timezone.now() if name == "Ann" else None
        StaffMember.objects.create(
            key=name, name=name, person=Person.objects.get(name=name), branch=branch, languages=languages, left_at=left
        )

    page = jonas.get(f"{LETTERS}{letter.thread.uuid}/").content.decode()

    speaking, others = page.split("Colleagues who speak Dutch")[1].split('label="Colleagues"')
    assert "Mo (Dutch)" in speaking
    assert "Sofia" not in speaking
    assert "Sofia (French, Arabic)" in others
    assert ">Ann<" in others


def test_what_was_typed_is_shown_again_where_it_cannot_be_asked_or_told() -> None:
    letter, jonas, sofia = fresh_letter(), in_team("Jonas"), in_team("Sofia")
    page = f"{LETTERS}{letter.thread.uuid}/"

    nobody = jonas.post(f"{page}ask/", {"asked": "", "note": "Weet iemand dit?"})
    assert nobody.status_code == 422
    assert b"Weet iemand dit?" in nobody.content
    gone = jonas.post(f"{page}ask/", {"asked": "team:gone", "note": "Weet iemand dit?"})
    assert gone.status_code == 409
    assert b"Weet iemand dit?" in gone.content

    jonas.post(f"{page}ask/", {"asked": Person.objects.get(name="Sofia").key, "note": "Weet u dit?"})
    question = f"{LETTERS}asked/{ColleagueQuestion.objects.get().uuid}/"
    assert sofia.post(question, {"note": " "}).status_code == 422
    sofia.post(question, {"note": "Ja."})
    late = jonas.post(question, {"note": "Laat maar."})
    assert late.status_code == 409
    assert b"A colleague has answered this question already." in late.content


def test_the_page_of_the_writer_says_nothing_of_it_and_strangers_find_no_question() -> None:
    letter, jonas = fresh_letter(), in_team("Jonas")
    in_team("Sofia")
    asked = {"asked": Person.objects.get(name="Sofia").key, "note": SECRET}
    jonas.post(f"{LETTERS}{letter.thread.uuid}/ask/", asked)
    question = f"{LETTERS}asked/{ColleagueQuestion.objects.get().uuid}/"

    assert b"paid" not in jonas.get(f"/en/write/{letter_token(letter.thread.uuid)}/").content
    stranger = in_team("Mo", team="mobility")
    assert stranger.get(question).status_code == 404
    assert stranger.post(question, {"note": "Ja."}).status_code == 404
    assert b"Asked of you" not in stranger.get(LETTERS).content

"""Whatever changes who has a letter, it is found by the team that has it now, and by no other."""

import pytest
from django.db import connection

from zenne.accounts.public import Person, Team, TeamMembership
from zenne.core.access.public import SYSTEM
from zenne.mailroom.answers.actions.hand_over_letter import hand_over_letter
from zenne.mailroom.answers.actions.merge_letters import merge_letters
from zenne.mailroom.answers.actions.split_letter import SecondQuestion, split_letter
from zenne.mailroom.answers.models import ColleagueQuestion
from zenne.mailroom.answers.tests.builders import a_letter, make_colleague
from zenne.mailroom.desk.actions.find_letters import find_letters
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.coming import Coming
from zenne.mailroom.letters.finding import go_by_words
from zenne.mailroom.letters.index import ANYWHERE, NEWEST, query_for
from zenne.mailroom.letters.models import Letter, LetterWords
from zenne.mailroom.letters.tests.builders import NOW, make_message, make_service, receive

pytestmark = pytest.mark.django_db


def another_letter(number: int) -> Letter:
    return a_letter("Over bomen.\n", Subject=f"Bomen {number}", Message_ID=f"<{number}@example.org>")


def found_by(team: str, typed: str = "bomen") -> set[int]:
    """The conversations that somebody of a team finds."""
    found = find_letters(asker=make_colleague(team=team), typed=typed, page=1, now=NOW)
    return {each.thread.pk for each in found.letters}


def test_a_letter_that_is_handed_over_is_found_by_its_new_team_alone() -> None:
    letter = another_letter(1)
    jonas = make_colleague()
    make_colleague("Mo", team="mobility")

    hand_over_letter(asker=jonas, thread=letter.thread.uuid, team="mobility")

    assert found_by("mobility") == {letter.thread_id}
    assert found_by("population") == set()


def test_letters_that_are_put_together_are_found_by_the_team_that_has_both() -> None:
    first, second = another_letter(1), another_letter(2)
    jonas, mo = make_colleague(), make_colleague("Mo", team="mobility")
    hand_over_letter(asker=jonas, thread=first.thread.uuid, team="mobility")
    hand_over_letter(asker=mo, thread=first.thread.uuid, team="population")
    hand_over_letter(asker=jonas, thread=second.thread.uuid, team="mobility")
    both = make_colleague("Sofia")
    mobility, sofia = Team.objects.get(key="mobility"), Person.objects.get(name="Sofia")
    TeamMembership.objects.create(person=sofia, team=mobility, granted_by="system")

    merge_letters(asker=both, thread=second.thread.uuid, into=first.thread.uuid, now=NOW)

    assert found_by("population") == {first.thread_id}
    assert found_by("mobility") == set()
    assert set(LetterWords.objects.values_list("team__key", flat=True)) == {"population"}


@pytest.mark.parametrize("takes_letter", [True, False])
def test_a_letter_in_a_conversation_of_its_own_is_found_by_its_team(takes_letter: bool) -> None:
    first = another_letter(1)
    again = a_letter(
        "Ook over fietsen.\n", Subject="Re: Bomen 1", Message_ID="<2@example.org>", References="<1@example.org>"
    )
    assert again.thread_id == first.thread_id
    make_colleague("Mo", team="mobility")
    second = SecondQuestion("Fietsen", team="mobility", takes_letter=takes_letter)

    new = split_letter(asker=make_colleague(), letter=again.uuid, second=second, now=NOW)

    assert found_by("mobility", "fietsen") == {new.pk}
    assert found_by("population", "fietsen") == (set() if takes_letter else {first.thread_id})
    assert found_by("population", "bomen") == {first.thread_id}


def test_what_no_team_has_is_found_by_all_and_by_one_team_once_a_reply_brings_its_service() -> None:
    letter = receive(make_message("Over bomen.\n")).letter
    make_service("change-of-address")
    assert found_by("mobility") == found_by("population") == {letter.thread_id}

    reply = make_message("Nog over bomen.\n", Message_ID="<2@example.org>", References="<one@example.org>")
    receive_message(asker=SYSTEM, raw=reply, now=NOW, coming=Coming(service="change-of-address"))

    assert found_by("mobility") == set()
    assert found_by("population") == {letter.thread_id}


def test_the_letters_of_a_team_that_is_no_more_are_found_by_all() -> None:
    letter = another_letter(1)

    Team.objects.get(key="population").delete()

    assert found_by("mobility") == {letter.thread_id}


def test_a_letter_about_which_one_is_asked_stands_among_those_of_the_own_team_by_its_age() -> None:
    letters = [another_letter(number) for number in range(3)]
    jonas = make_colleague()
    mo = make_colleague("Mo", team="mobility")
    for own in (letters[0], letters[2]):
        hand_over_letter(asker=jonas, thread=own.thread.uuid, team="mobility")
    ColleagueQuestion.objects.create(thread=letters[1].thread, asked_person=mo.key, text="Weet jij dit?", asked_at=NOW)

    found = find_letters(asker=mo, typed="bomen", page=1, now=NOW)

    assert [each.thread.pk for each in found.letters] == [each.thread_id for each in reversed(letters)]


def test_only_letters_are_in_the_index() -> None:
    report = receive(make_message("Bomen.\n", Auto_Submitted="auto-replied")).letter

    assert not LetterWords.objects.filter(letter=report).exists()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL: how it looks")
def test_postgresql_looks_into_the_index_for_any_words() -> None:
    another_letter(1)
    go_by_words()
    with connection.cursor() as cursor:
        query = query_for(["bomen"], where=ANYWHERE, teams=[1, 2])
        cursor.execute(f"EXPLAIN {NEWEST['postgresql']}", [query, 10, 10])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "mailroom_letterindex" in plan

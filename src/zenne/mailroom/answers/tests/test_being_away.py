"""Whoever writes while some of a team are away is promised a later day, and is told why a first one did not hold."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from zenne.accounts.public import Team
from zenne.core.access.public import NOBODY, Asker, SignInNeeded
from zenne.core.audit.public import AuditRecord
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import current_version
from zenne.core.outbox.public import Message
from zenne.mailroom.answers.actions.end_away import end_away
from zenne.mailroom.answers.actions.keep_promises import keep_promises
from zenne.mailroom.answers.actions.say_who_is_away import MOST_SAID, Away, say_who_is_away
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import TeamAway
from zenne.mailroom.answers.outlook import known_shares
from zenne.mailroom.answers.tests.builders import a_letter, acknowledged, make_colleague, thread_of
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 7)
FRIDAY = date(2026, 12, 11)


def say(asker: Asker, people: int, *, first: date = TODAY, last: date = FRIDAY, team: str = "population") -> TeamAway:
    return say_who_is_away(asker=asker, away=Away(team, first, last, people), today=TODAY)


@pytest.fixture
def jonas() -> Asker:
    """One of two in the team."""
    a_letter("Om te beginnen.\n", Message_ID="<0@example.org>", From="zero@example.org", Subject="Begin")
    make_colleague("Sofia")
    return make_colleague()


def behind_others(number: int) -> Letter:
    for each in range(number):
        a_letter(f"Vraag {each}\n", Message_ID=f"<q{each}@x>", From=f"q{each}@x.example", Subject=f"{each}")
    letter = a_letter(now=NOW + timedelta(minutes=1))
    acknowledged(letter)
    return letter


def test_half_of_a_team_takes_twice_as_long_while_it_is_half(jonas: Asker) -> None:
    assert thread_of(behind_others(34)).promised_on == date(2026, 12, 10)  # 36 letters, twelve a day

    say(jonas, 1)
    later = a_letter(now=NOW + timedelta(minutes=2), Message_ID="<l@x>", From="late@x.example", Subject="Later")
    acknowledged(later)

    # Six a day from Tuesday to Friday, and twelve on the Monday and the Tuesday after.
    assert thread_of(later).promised_on == date(2026, 12, 15)


def test_the_pace_of_weeks_in_which_as_many_were_away_is_not_divided_once_more(jonas: Asker) -> None:
    """What half of the team answered is what half of it goes on to answer."""
    team = Team.objects.get(key="population")
    TeamAway.objects.create(team=team, first_day=TODAY - timedelta(days=60), last_day=FRIDAY, people=1)
    assert set(known_shares(team, calendar=working_calendar(current_version()), now=NOW).values()) == {1.0}

    TeamAway.objects.all().delete()
    TeamAway.objects.create(team=team, first_day=TODAY - timedelta(days=60), last_day=TODAY, people=1)
    say(jonas, 2, first=TODAY + timedelta(days=1))
    assert set(known_shares(team, calendar=working_calendar(current_version()), now=NOW).values()) == {0.0}

    TeamAway.objects.all().delete()
    say(jonas, 1)
    assert set(known_shares(team, calendar=working_calendar(current_version()), now=NOW).values()) == {0.5}


def test_days_on_which_all_are_away_are_never_promised(jonas: Asker) -> None:
    say(jonas, 2)

    assert thread_of(behind_others(0)).promised_on == date(2026, 12, 14)


def test_what_is_over_or_of_another_team_changes_nothing(jonas: Asker) -> None:
    say(make_colleague("Mo", team="mobility"), 1, team="mobility")
    TeamAway.objects.create(
        team=Team.objects.get(key="population"), first_day=date(2026, 11, 1), last_day=date(2026, 12, 4), people=2
    )

    assert thread_of(behind_others(34)).promised_on == date(2026, 12, 10)


def test_the_reason_of_another_day_is_that_colleagues_are_away(jonas: Asker) -> None:
    letter = behind_others(0)
    say(jonas, 1)

    keep_promises(now=NOW + timedelta(days=2, hours=6))

    message = Message.objects.get(kind="answers/mail/promised.html", receiver="ann@example.org")
    assert "collega’s" in message.text
    assert thread_of(letter).promised_on == date(2026, 12, 10)


def test_what_is_taken_back_changes_nothing_and_is_written_down(jonas: Asker) -> None:
    row = say(jonas, 1)
    end_away(asker=make_colleague("Mo", team="mobility"), away=row.uuid)
    assert TeamAway.objects.exists()

    for each in (row.uuid, row.uuid, uuid4()):
        end_away(asker=jonas, away=each)

    assert not TeamAway.objects.exists()
    said = AuditRecord.objects.filter(action__in=["letters.say-away", "letters.end-away"])
    assert list(said.order_by("pk").values_list("action", "thing")) == [
        ("letters.say-away", "team:population"),
        ("letters.end-away", "team:population"),
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("unknown-team", Away("mobility", TODAY, FRIDAY, 1)),
        ("unknown-team", Away("", TODAY, FRIDAY, 1)),
        ("wrong-days", Away("population", FRIDAY, TODAY, 1)),
        ("wrong-days", Away("population", date(2026, 12, 1), date(2026, 12, 6), 1)),
        ("wrong-days", Away("population", TODAY, date(2028, 1, 1), 1)),
        ("wrong-days", Away("population", date(1, 1, 1), FRIDAY, 1)),
        ("wrong-days", Away("population", date(9999, 12, 31), date(9999, 12, 31), 1)),
        ("too-many-away", Away("population", TODAY, FRIDAY, 3)),
        ("too-many-away", Away("population", TODAY, FRIDAY, 0)),
    ],
)
def test_what_cannot_be_is_refused(jonas: Asker, code: str, said: Away) -> None:
    with pytest.raises(AnswerRefused) as refused:
        say_who_is_away(asker=jonas, away=said, today=TODAY)

    assert refused.value.code == code
    assert not TeamAway.objects.exists()


def test_it_is_said_only_so_often_and_not_by_strangers(jonas: Asker) -> None:
    for _ in range(MOST_SAID):
        say(jonas, 1)
    with pytest.raises(AnswerRefused, match="said-too-much"):
        say(jonas, 1)
    with pytest.raises(SignInNeeded):
        say(NOBODY, 1)

"""A demonstration has figures of its letters from its first start."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from zenne.core.events.public import announce
from zenne.core.tasks.public import Worker
from zenne.dataportal.public import public_datasets
from zenne.mailroom.answers.tests.builders import a_letter
from zenne.mailroom.figures.models import LetterWeek
from zenne.mailroom.letters.facts import PastPlayed
from zenne.mailroom.letters.tests.builders import make_service


def work_off() -> None:
    Worker(name="test", until_done=True).run()


@pytest.mark.django_db(transaction=True)
def test_letters_of_weeks_that_are_over_become_a_data_set_at_once() -> None:
    make_service("change-of-address")
    at = timezone.now() - timedelta(days=22)
    for number in range(6):
        a_letter(f"Adres {number}\n", now=at, From=f"ann{number}@example.org", Message_ID=f"<{number}@example.org>")
    work_off()
    assert not LetterWeek.objects.exists()

    with transaction.atomic():
        announce(PastPlayed(6))
    work_off()

    assert sum(week.letters for week in LetterWeek.objects.all()) == 6
    assert "letters" in public_datasets()
    answer = Client().get("/api/v1/datasets/letters/tables/weeks/rows").json()
    assert [row["letters"] for row in answer["items"]] == [5]

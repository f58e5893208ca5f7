"""A team writes a ready answer, and somebody else of it approves what it says."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from zenne.core.audit.public import AuditRecord
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.tests.builders import make_colleague
from zenne.mailroom.letters.tests.builders import NOW
from zenne.mailroom.ready.actions.approve_ready_answer import approve_ready_answer
from zenne.mailroom.ready.actions.switch_off_ready_answer import switch_off_ready_answer
from zenne.mailroom.ready.actions.write_ready_answer import ReadyWords
from zenne.mailroom.ready.models import ReadyAnswer
from zenne.mailroom.ready.tests.builders import QUESTIONS, approved, written

pytestmark = pytest.mark.django_db


def test_what_is_written_waits_for_a_colleague() -> None:
    ready = written()

    assert (ready.state, ready.written_name, ready.approved_by) == (ReadyAnswer.State.DRAFT, "Sofia", "")
    assert [each.language for each in ready.texts.all()] == ["nl"]
    assert AuditRecord.objects.filter(action="letters.write-ready", thing=f"ready:{ready.uuid}").exists()


def test_whoever_wrote_it_cannot_approve_it() -> None:
    sofia = make_colleague("Sofia")

    with pytest.raises(AnswerRefused, match="own-text"):
        approved(written(sofia), sofia)


def test_the_database_knows_no_text_that_its_writer_approved() -> None:
    ready = written()
    said = {"state": "approved", "approved_by": ready.written_by, "approved_at": NOW}

    with pytest.raises(IntegrityError), transaction.atomic():
        ReadyAnswer.objects.filter(pk=ready.pk).update(**said)


def test_a_colleague_approves_it_once() -> None:
    ready = approved(written())

    assert (ready.state, ready.approved_name) == (ReadyAnswer.State.APPROVED, "Jonas")
    with pytest.raises(AnswerRefused, match="approved"):
        approved(ready, make_colleague("Lies"))


def test_a_change_takes_the_approval_away() -> None:
    ready = approved(written())

    again = written(make_colleague("Lies"), ready=ready.uuid, now=NOW + timedelta(hours=1), question="Andere vraag")

    assert (again.pk, again.state, again.approved_by) == (ready.pk, ReadyAnswer.State.DRAFT, "")


def test_a_text_that_was_changed_meanwhile_is_read_again_first() -> None:
    ready, jonas = written(), make_colleague("Jonas")
    seen = ready.written_at.isoformat()
    written(make_colleague("Lies"), ready=ready.uuid, now=NOW + timedelta(minutes=1))

    with pytest.raises(AnswerRefused, match="changed"):
        approve_ready_answer(asker=jonas, ready=ready.uuid, seen=seen, now=NOW)


def test_anybody_of_the_team_switches_it_off_and_a_colleague_on_again() -> None:
    ready = approved(written())

    off = switch_off_ready_answer(asker=make_colleague("Lies"), ready=ready.uuid, now=NOW)
    assert (off.state, off.off_because) == (ReadyAnswer.State.OFF, ReadyAnswer.Off.TEAM)
    with pytest.raises(AnswerRefused, match="off"):
        switch_off_ready_answer(asker=make_colleague("Lies"), ready=ready.uuid, now=NOW)
    assert approved(off, make_colleague("Lies")).state == ReadyAnswer.State.APPROVED


def test_another_team_sees_and_changes_nothing() -> None:
    ready, other = approved(written()), make_colleague("Piet", team="parks")

    with pytest.raises(AnswerRefused, match="unknown-ready"):
        switch_off_ready_answer(asker=other, ready=ready.uuid, now=NOW)
    with pytest.raises(AnswerRefused, match="unknown-ready"):
        approved(ready, other)
    with pytest.raises(AnswerRefused, match="unknown-ready"):
        written(other, ready=ready.uuid)
    with pytest.raises(AnswerRefused, match="unknown-team"):
        written(other)
    with pytest.raises(AnswerRefused, match="unknown-ready"):
        switch_off_ready_answer(asker=other, ready=uuid4(), now=NOW)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"service": "nothing"}, "unknown-service"),
        ({"branch": "nowhere"}, "unknown-branch"),
        ({"question": " "}, "no-question"),
        ({"question": "x" * 201}, "too-long"),
        ({"texts": {}}, "no-texts"),
        ({"texts": {"xx": ReadyWords(QUESTIONS, "x")}}, "no-texts"),
        ({"examples": QUESTIONS[:2]}, "few-examples"),
        ({"examples": ("x" * 301, *QUESTIONS)}, "too-long"),
        ({"text": " "}, "no-text"),
        ({"text": "x" * 5_001}, "too-long"),
        ({"text": "{secret_key}"}, "unknown-placeholder"),
        ({"text": "{now.__class__}"}, "unknown-placeholder"),
        ({"text": "{hours_today}", "branch": ""}, "needs-branch"),
    ],
)
def test_what_cannot_leave_is_not_kept(more: dict[str, Any], code: str) -> None:
    with pytest.raises(AnswerRefused, match=code):
        written(**more)
    assert not ReadyAnswer.objects.exists()

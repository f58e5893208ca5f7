"""What has happened in the city before a worker opens the pages of the workplace, and who opens them."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e import behind

PREPARE = """
import django
django.setup()
from datetime import UTC, datetime
from django.http import HttpRequest
from django_tasks_db.models import DBTaskResult
from zenne.accounts.public import Person, Proof, RoleGrant, sign_in
from zenne.accounts.sessions import SessionStore
from zenne.core.access.public import Assurance
from zenne.core.outbox.public import Message, send_email
from zenne.core.rights.tasks import sign_audit_log
from zenne.core.tasks.models import Failure
from zenne.core.tasks.public import enqueue
now = datetime.now(UTC)
"""
ADMINISTRATOR = """
person = Person.objects.create(name="Ruth Maes")
RoleGrant.objects.create(person=person, role="administrator", granted_by="system")
request = HttpRequest()
request.session = SessionStore()
sign_in(request, person=person, proof=Proof(Assurance.HIGH, "test", second_factor=True))
request.session.save()
print(request.session.session_key)
"""
FAILED_WORK = """
job = enqueue(sign_audit_log).job
DBTaskResult.objects.filter(pk=job).update(status="FAILED", started_at=now, finished_at=now, worker_ids=["w"])
Failure.objects.create(job_id=job, attempt=1, worker="w", failed_at=now, kind="builtins.OSError", traceback="somewhere")
print(job)
"""
MESSAGE = """
message = send_email(
    to="{name}.peeters@example.org", language="en", template="accounts/mail/sign_in_link.html",
    context={{"address": "https://city.example/a-link"}},
)
Message.objects.filter(pk=message.pk).update(state="{state}", problem="{problem}")
print(message.pk)
"""
DESK_WORKERS = """
from zenne.catalogue.public import Branch, PublicService
from zenne.workforce.public import Competence, StaffMember
branch = Branch.objects.get(slug="centre")
for name in ("Ada", "Ben"):
    person = Person.objects.create(name=name)
    RoleGrant.objects.create(person=person, role="desk-worker", granted_by="system")
    member = StaffMember.objects.create(
        key=name.lower(), name=name, person=person, branch=branch, languages=["nl", "fr", "en"]
    )
    known = PublicService.objects.all()
    Competence.objects.bulk_create(Competence(member=member, service=service) for service in known)
    request = HttpRequest()
    request.session = SessionStore()
    sign_in(request, person=person, proof=Proof(Assurance.HIGH, "test", second_factor=True))
    request.session.save()
    print(request.session.session_key)
"""
AN_APPOINTMENT = """
from datetime import timedelta
from zenne.catalogue.public import Branch
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tokens import manage_token
from zenne.counters.capacity.models import VisitType
booking = Booking.objects.create(
    visit_type=VisitType.objects.get(service__slug="{service}", step="whole"), branch=Branch.objects.get(slug="centre"),
    starts_at=now, ends_at=now + timedelta(minutes=10), state="booked", created_at=now - timedelta(days=3),
)
print(booking.code)
print(manage_token(booking.uuid))
"""
SHIFTS = """
from datetime import timedelta
from zenne.counters.capacity.models import Desk, Shift
from zenne.counters.rules.quanta import moment_of, step_of
from zenne.counters.rules.seats import run, written
from zenne.workforce.public import StaffMember
first = step_of(now + timedelta(days=1))
for member, desk in zip(StaffMember.objects.filter(key__in=("ada", "ben")), Desk.objects.filter(branch__slug="centre")):
    Shift.objects.create(
        member=member, desk=desk, branch=member.branch, starts_at=moment_of(first), ends_at=moment_of(first + 48),
        first_step=first, free=written(run(0, 48)), longest=48,
    )
"""
RESIDENT = """
print(Person.objects.create(name="{name}", email="{name}@example.org").uuid)
"""


def running(folder: Path, program: str) -> str:
    """What a program prints that works on the database of the running site; ``PREPARE`` stands before it."""
    return behind.program(folder, PREPARE + program)


def be(page: Page, home: str, who: str, path: str) -> None:
    """Sign in as one of the people of the demonstration, and open a page."""
    page.goto(home + path)
    page.locator(f"form[action*='/demo/{who}/'] button").click()
    expect(page).not_to_have_url(re.compile("/sign-in/"))


def be_administrator(page: Page, home: str, session: str) -> None:
    """Have a session of the administrator: a demonstration has none to be with one click."""
    page.context.add_cookies([{"name": "session", "value": session, "url": home}])


def be_desk_worker(page: Page, home: str, session: str) -> None:
    """Have a session of somebody who works at a desk."""
    page.context.add_cookies([{"name": "session", "value": session, "url": home}])


def say_what_for(page: Page, task: str) -> None:
    """Say once what the data of others is needed for."""
    expect(page.locator("#task")).to_be_visible()
    page.locator("input[name=purpose]").first.check()
    page.locator("#task").fill(task)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#task")).to_have_count(0)

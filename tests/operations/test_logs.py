"""Nothing personal in what a real server writes: names and numbers are planted everywhere and looked for."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest

from tests.operations.serving import Served, serving

pytestmark = pytest.mark.any_database
NAME = "Annelien Vandevelde"
SURNAME = "vandevelde"
MAIL = "annelien.vandevelde@burgers.example"
NATIONAL_NUMBER = "85.07.30-033.28"
ADDRESSES = ("198.51.100.77", "2001:db8:77::5")
SECRET = "s3cr3t-t0ken-in-a-link"
BEHIND = """
import django
django.setup()
import sys
from contextlib import redirect_stdout
from os import devnull
from django.core.management import call_command
from zenne.core.tasks.public import enqueue
from zenne.core.tasks.tests.samples import fail_after_effect
from zenne.mailroom.letters.models import Letter
name, letters = sys.argv[1:]
enqueue(fail_after_effect, arguments={"name": name})
with open(devnull, "w") as shown, redirect_stdout(shown):
    call_command("mail", "ingest", letters, stdout=shown)
assert Letter.objects.count() == 2
call_command("work", "--until-done")
raise LookupError(f"no work of {name}")
"""
PLANTED = (NAME, SURNAME, "annelien", "burgers.example", NATIONAL_NUMBER, "85073003328", *ADDRESSES, SECRET)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything that a server of its own wrote while planted data came in from all sides."""
    folder = tmp_path_factory.mktemp("logged")
    with serving(folder, ZENNE_EMAIL_URL="smtp://127.0.0.1:1") as served:
        plant(served)
        said = plant_behind(served, folder / "letters")
        time.sleep(0.5)
        return served.log.read_text(errors="replace") + said


def plant(served: Served) -> None:
    """Ask in every way in which somebody's data could come in."""
    name, mail, query = quote(NAME), quote(MAIL), quote(f"{NAME} {NATIONAL_NUMBER}")
    headers = {
        "User_Agent": f"Browser of {NAME}",
        "Referer": f"http://127.0.0.1/{mail}",
        "X_Forwarded_For": ", ".join(ADDRESSES),
        "Cookie": f"name={name}; session={SECRET}",
        "Authorization": f"Bearer {SECRET}",
        "X_Test_Asker": NAME,
        "X_Request_Id": NAME,
    }
    paths = [
        f"/en/search/?q={query}&mail={mail}",
        f"/en/{name}/{mail}/",
        f"/en/services/{name}/",
        f"/en/services/{SURNAME}/",
        f"/api/v1/services?limit={query}",
        f"/api/v1/services/{name}",
        f"/api/v1/working-days/{NATIONAL_NUMBER}",
        f"/tests/fail/{name}?q={query}",
        f"/tests/log/{name}?q={query}&mail={mail}",
        f"/static/{name}.css",
        f"/{SECRET}",
        "/en/%ff%fe",
    ]
    for path in paths:
        served.ask(path, **headers)
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    served.ask("/en/search/", method="POST", body=f"name={name}&mail={mail}", **headers, **form)
    served.ask(f"/api/v1/{name}", method="POST", body=json.dumps({"name": NAME}), **headers)
    served.ask("/en/", Host=f"{SURNAME}.example", **headers)
    served.ask("/en/", Host=f"{NAME} {ADDRESSES[0]}", **headers)
    plant_in_forms(served, headers)
    for _ in range(60):
        served.ask(f"/api/v1/services?limit={query}", X_Forwarded_For=", ".join(ADDRESSES), User_Agent=NAME)


def plant_in_forms(served: Served, headers: dict[str, str]) -> None:
    """Say who one is where the city asks for it: appointments, wishes, the queue, the look-up, and signing in."""
    mail, name, number = quote(MAIL), quote(NAME), quote(NATIONAL_NUMBER)
    shown = served.ask("/en/sign-in/")
    cookie = str(shown.headers["Set-Cookie"]).split(";")[0]
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown.body.decode())[:1]
    form = {"Content_Type": "application/x-www-form-urlencoded", "Cookie": cookie, "User_Agent": NAME}
    typed = f"csrfmiddlewaretoken={token}&email={mail}&contact={mail}&name={name}&code={number}&need={name}&task={name}"
    for path in (
        "/en/sign-in/link/",
        f"/en/sign-in/link/{SECRET}/",
        f"/en/appointments/{SECRET}/details/",
        f"/en/appointments/confirm/{SECRET}/",
        "/en/appointments/earlier/",
        "/en/branches/centre/ticket/",
        "/en/branches/centre/kiosk/",
        "/en/staff/appointments/contact/",
        "/en/staff/purpose/",
    ):
        served.ask(path, method="POST", body=typed, **form)
    asked = json.dumps({"contact": MAIL, "name": NAME, "code": SECRET, "slot": SECRET})
    for path in ("bookings", *(f"bookings/{UUID(int=7)}/{step}" for step in ("ask", "confirm", "move"))):
        served.ask(f"/api/v1/{path}", method="POST", body=asked, Content_Type="application/json", Booking_Token=SECRET)
    served.ask(f"/api/v1/bookings/{SECRET}", Booking_Token=SECRET, **{**headers, "User_Agent": MAIL})


def plant_behind(served: Served, letters: Path) -> str:
    """Letters from files, mail that nobody takes, work that fails, and a program that breaks off: what they write."""
    letters.mkdir()
    (letters / f"{SURNAME}.eml").write_text(f"From: {NAME} <{MAIL}>\nSubject: {NAME}\n\n{NATIONAL_NUMBER} {SECRET}\n")
    (letters / "broken.eml").write_bytes(
        f"From: {MAIL}\nContent-Type: text/{NAME}; charset={SECRET}\n\n".encode() + b"\xff"
    )
    command = [sys.executable, "-c", BEHIND, NAME, str(letters)]
    return subprocess.run(command, env=served.variables, capture_output=True, text=True, check=False).stderr


def test_what_is_typed_in_forms_was_taken_in(written: str) -> None:
    lines = [json.loads(line) for line in written.splitlines() if '"request"' in line and line.startswith("{")]
    answered = {(line["route"], line["status"]) for line in lines if line["event"] == "request"}

    assert ("en/sign-in/link/", 302) in answered
    assert {"en/branches/<slug:slug>/ticket/", "en/staff/appointments/contact/"} <= {route for route, _ in answered}


def test_a_request_is_one_line_with_its_route(written: str) -> None:
    lines = [json.loads(line) for line in written.splitlines() if '"request"' in line and line.startswith("{")]
    requests = [line for line in lines if line["event"] == "request"]

    assert {"en/search/", "en/services/<slug:slug>/", "tests/fail/<str:words>", "-"} <= {
        line["route"] for line in requests
    }
    assert all(line["request"] and line["milliseconds"] >= 0 for line in requests)
    assert {200, 401, 403, 404, 422, 429, 500} <= {line["status"] for line in requests}


def test_errors_were_written_by_kind_and_place(written: str) -> None:
    assert "builtins.LookupError" in written
    assert "site.py" in written
    assert "a thread broke off" in written
    assert "… could not be reached at …" in written


def test_work_that_fails_and_mail_that_nobody_takes_were_written(written: str) -> None:
    assert "zenne.core.tasks.tests.samples.fail_after_effect" in written
    assert '"problem": "no-mail-server"' in written
    assert "AssertionError" not in written


@pytest.mark.parametrize("planted", PLANTED)
def test_nothing_planted_is_found_in_any_line(written: str, planted: str) -> None:
    found = [line for line in written.splitlines() if planted.lower() in line.lower() or quote(planted) in line]

    assert found == []

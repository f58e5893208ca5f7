"""A load whose process is killed leaves the old content: a real process, a real database, a real SIGKILL."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.beside import tables_beside, variables_beside

from zenne.catalogue.tests.city_folders import CITIES, edit, small_city

PREPARE = """
import django
django.setup()
from pathlib import Path
from zenne.catalogue.public import load_city, services
from zenne.core.content.public import current_version
from zenne.core.search.public import search
"""
LOAD = PREPARE + "load_city(Path({folder!r}))\n"
LOAD_AND_HANG = (
    PREPARE
    + """
import time
from zenne.catalogue.actions import load_city as action

def hang():
    # Everything is written, only the end of the transaction is missing.
    print("written", services().count(), flush=True)
    time.sleep(600)

action.announce_change = hang
load_city(Path({folder!r}))
"""
)
TELL = (
    "print(current_version(), sorted(service.slug for service in services()), "
    "len(search(query='zwemdiploma', language='nl').items))\n"
)


def run(program: str, variables: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_load_leaves_the_old_content_and_the_next_one_works(tmp_path: Path) -> None:
    folder = small_city(tmp_path / "city")
    tables_beside(tmp_path)
    variables = variables_beside(tmp_path)
    before = run(LOAD.format(folder=str(folder)) + TELL, variables)
    assert "['certificate', 'passport'] 0" in before
    edit(folder / "services/passport/nl.yaml", "[paspoort]", "[zwemdiploma]")

    program = LOAD_AND_HANG.format(folder=str(CITIES / "eupen"))
    with subprocess.Popen([sys.executable, "-c", program], env=variables, stdout=subprocess.PIPE, text=True) as loading:
        assert loading.stdout is not None
        assert loading.stdout.readline() == "written 12\n"
        loading.kill()

    assert run(PREPARE + TELL, variables) == before
    after = run(LOAD.format(folder=str(folder)) + TELL, variables)
    assert after.split()[0] != before.split()[0]
    assert after.endswith("['certificate', 'passport'] 1\n")

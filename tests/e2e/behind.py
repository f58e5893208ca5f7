"""What happens behind the site that the browser visits: programs and commands of Django on its database.

One process for each site does it all, since Django takes longer to begin than most of them take to run.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
STAY = """
import contextlib, io, json, sys, traceback
import django
django.setup()
from django.core.management import call_command
answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    asked, said, error = json.loads(line), io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(said):
            call_command(*asked["command"]) if "command" in asked else exec(asked["program"], {})
    except BaseException:
        error = traceback.format_exc()
    print(json.dumps({"said": said.getvalue().strip(), "error": error}), file=answers, flush=True)
"""
VARIABLES: dict[Path, Mapping[str, str]] = {}
STAYING: dict[Path, subprocess.Popen[str]] = {}


@contextmanager
def standing_behind(folder: Path, variables: Mapping[str, str]) -> Iterator[None]:
    """Let the functions below work on the site in this folder, which has these variables."""
    VARIABLES[folder] = variables
    try:
        yield
    finally:
        del VARIABLES[folder]
        if folder in STAYING:
            STAYING.pop(folder).communicate()


def command(folder: Path, *words: str) -> str:
    """What a command says that works on the database of the site."""
    return asked(folder, command=words)


def program(folder: Path, text: str) -> str:
    """What a program prints that works on the database of the site, without the empty lines around it."""
    return asked(folder, program=text)


def work_off(folder: Path) -> None:
    """Let a worker do everything that waits, as that of an installation does within a second."""
    command(folder, "work", "--until-done")


def asked(folder: Path, **what: object) -> str:
    if folder not in STAYING:
        STAYING[folder] = beginning(VARIABLES[folder])
    child = STAYING[folder]
    assert child.stdin
    assert child.stdout
    child.stdin.write(json.dumps(what) + "\n")
    child.stdin.flush()
    answer: dict[str, str] = json.loads(child.stdout.readline())
    assert not answer["error"], answer["error"] + answer["said"]
    return answer["said"]


def beginning(variables: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", STAY],
        env=variables,
        cwd=CLONE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

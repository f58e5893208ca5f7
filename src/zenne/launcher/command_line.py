"""`./zenne COMMAND`: the commands, each with one line, and what runs when it is typed."""

import difflib
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FrameType

from zenne.launcher.demo import demo
from zenne.launcher.linting import lint
from zenne.launcher.locking import lock
from zenne.launcher.programs import (
    admin,
    audit,
    backup,
    check,
    data,
    dkim,
    events,
    export_texts,
    load,
    mail,
    manage,
    messages,
    permissions,
    renew_secrets,
    restore,
    staff,
)
from zenne.launcher.project import Project
from zenne.launcher.serve import serve
from zenne.launcher.testing import test
from zenne.launcher.trouble import CannotContinue, Stopped
from zenne.launcher.work import work

FAILED = 1
MISTYPED = 2
INTERRUPTED = 130


@dataclass(frozen=True)
class Command:
    """A command: its line in the help, and the function that gets the project and the arguments.

    ``hands_over`` is true when another program reads the arguments; the launcher then answers --help itself.
    """

    help: str
    run: Callable[[Project, list[str]], int]
    hands_over: bool = False


COMMANDS: Mapping[str, Command] = {
    "demo": Command("install everything, load Brussels and serve it on this machine", demo),
    "serve": Command("serve the installation that the ZENNE_ variables describe", serve),
    "work": Command("do what waits in the background; several workers may", work),
    "load": Command("check a city folder and load it into the database", load),
    "data": Command("load, list, show and export data sets", data, hands_over=True),
    "mail": Command("take in letters from files; cut a reply; compute a deadline", mail, hands_over=True),
    "export-texts": Command("write what was published on the translation desk into a city folder", export_texts),
    "backup": Command("save the database and the uploaded files while the city runs", backup),
    "restore": Command("bring back what a backup saved", restore),
    "admin": Command("make somebody administrator, by their e-mail address", admin, hands_over=True),
    "staff": Command("add and change colleagues from a CSV file", staff),
    "renew-secrets": Command(
        "after a change of the secret key: encrypt anew what the key before encrypted", renew_secrets, hands_over=True
    ),
    "check": Command("explain each setting that is wrong; --deploy: what production lacks", check, hands_over=True),
    "dkim": Command("print the DNS record of the key that signs e-mail", dkim, hands_over=True),
    "audit": Command("verify the audit log, or sign how far it reaches", audit, hands_over=True),
    "test": Command("run the tests; arguments go to pytest", test, hands_over=True),
    "lint": Command("check style, types, imports, templates, migrations and locks", lint),
    "lock": Command("write the locked lists of packages anew", lock),
    "messages": Command("update the translation catalogues from the source", messages, hands_over=True),
    "events": Command("write the page of the documentation that lists all facts", events, hands_over=True),
    "permissions": Command(
        "write the page of the documentation that says who may do what", permissions, hands_over=True
    ),
    "manage": Command("run any Django command", manage, hands_over=True),
}
HELP = ("-h", "--help", "help")


def main(*, arguments: list[str], root: str) -> int:
    """Run one command of the clone in ``root``. Returns the exit code of the process."""
    if not arguments or arguments[0] in HELP:
        print(overview())
        return 0
    name, rest = arguments[0], arguments[1:]
    if name not in COMMANDS:
        print(unknown(name), file=sys.stderr)
        return MISTYPED
    command = COMMANDS[name]
    if command.hands_over and rest[:1] in (["-h"], ["--help"]):
        print(f"./zenne {name} [ARGUMENTS]: {command.help}")
        return 0
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_on_signal)
    try:
        return command.run(Project.at(root, variables=os.environ), rest)
    except CannotContinue as trouble:
        print(trouble, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("Stopped. Whatever was not finished is done again at the next start.", file=sys.stderr)
        return INTERRUPTED


def overview() -> str:
    """All commands, one line each."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command.help}" for name, command in COMMANDS.items()]
    return "\n".join(
        ["Usage: ./zenne COMMAND [OPTIONS]", "", *lines, "", "./zenne COMMAND --help says more about one."]
    )


def unknown(name: str) -> str:
    """One sentence about a command that does not exist, with the nearest that does."""
    near = difflib.get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
    guess = f"Did you mean {near[0]}?" if near else "./zenne --help lists all commands."
    return f"There is no command {name!r}. {guess}"


def stop_on_signal(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)

"""`./zenne lint`: every check that runs no tests."""

from collections.abc import Mapping
from pathlib import Path

from zenne.launcher.arguments import parser
from zenne.launcher.locking import compare_locks
from zenne.launcher.preparation import FOR_CHECKS, prepare_programs
from zenne.launcher.progress import CommandFailed, Progress
from zenne.launcher.project import Project
from zenne.launcher.trouble import CannotContinue
from zenne.launcher.variables import trial_variables

IMPORT_LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS: Mapping[str, tuple[str, ...]] = {
    "Rules of style (ruff check)": ("-m", "ruff", "check"),
    "Layout of the code (ruff format)": ("-m", "ruff", "format", "--check"),
    "Types (mypy)": ("-m", "mypy"),
    "Import contracts (import-linter)": ("-c", IMPORT_LINTER),
    "Templates (djlint)": ("-m", "djlint", "src", "--lint", "--quiet"),
    "Migrations match the models": ("-m", "django", "makemigrations", "--check", "--dry-run"),
}
ALL_LINES = 200


def lint(project: Project, arguments: list[str]) -> int:
    """Run all checks and show what each of the failing ones says. Returns 1 when one fails."""
    parser("lint", "Check style, types, import contracts, templates, migrations and locks.").parse_args(arguments)
    progress = Progress(project)
    prepare_programs(project, progress, lists=FOR_CHECKS)
    variables = trial_variables(project)
    failures = 0
    for title, command in CHECKS.items():
        progress.say(title)
        failures += not passes(progress, command=(project.python, *command), variables=variables)
    progress.say("Locks match what they are made from (uv)")
    for difference in compare_locks(project, progress):
        print(f"    {difference}")
        failures += 1
    progress.say("All checks pass" if not failures else f"{failures} of the checks failed")
    return 1 if failures else 0


def passes(progress: Progress, *, command: tuple[Path | str, ...], variables: Mapping[str, str]) -> bool:
    try:
        progress.run(command, variables=variables, failure="This check failed.", lines=ALL_LINES)
    except CannotContinue as failure:
        print(failure.output if isinstance(failure, CommandFailed) else failure, flush=True)
        return False
    return True

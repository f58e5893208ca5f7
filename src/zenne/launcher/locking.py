"""The locks: requirements/*.txt from requirements/*.in, package-lock.json from package.json."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from zenne.launcher.arguments import parser
from zenne.launcher.network import without_network
from zenne.launcher.node import find_node
from zenne.launcher.preparation import FOR_CHECKS, prepare_programs
from zenne.launcher.progress import CommandFailed, Progress
from zenne.launcher.project import Project
from zenne.launcher.variables import program_variables

LISTS = ("base", "translator", "encoder", "dev")
COMPILE = ("pip", "compile", "--quiet", "--generate-hashes", "--no-header", "--universal", "--python-version", "3.11")
# A lock says what is installed and with which hash, never from where: that is for each machine to say.
ADDRESS = re.compile(r"^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)\b|://|(^|[\s=@\"'])[~/]\S*/\S")


def lock(project: Project, arguments: list[str]) -> int:
    """Write the locks anew. Versions stay where they are, unless ``--upgrade`` is given."""
    options = parser("lock", "Write the locks anew from requirements/*.in and package.json.")
    options.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    chosen = options.parse_args(arguments)
    progress = Progress(project)
    prepare_programs(project, progress, lists=FOR_CHECKS)
    for name in LISTS:
        progress.say(f"Locking requirements/{name}.txt")
        compile_list(project, progress, folder=project.root, name=name, upgrade=chosen.upgrade)
    progress.say("Locking package-lock.json")
    lock_browser_libraries(project, progress, upgrade=chosen.upgrade)
    return 0


def compile_list(project: Project, progress: Progress, *, folder: Path, name: str, upgrade: bool = False) -> None:
    """Compile one list inside a folder with a requirements folder; versions in an existing result are kept."""
    variables = program_variables(project)
    variables["UV_NO_PROGRESS"] = "1"
    command: list[str | Path] = [project.python, "-m", "uv", *COMPILE, *(["--upgrade"] if upgrade else [])]
    files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
    try:
        progress.run(
            [*command, "--directory", folder, *files],
            variables=variables,
            failure=f"requirements/{name}.in could not be locked.",
        )
    except CommandFailed as error:
        raise without_network(error, what="The versions to lock") from error


def lock_browser_libraries(project: Project, progress: Progress, *, upgrade: bool) -> None:
    command = ("update",) if upgrade else ("install",)
    try:
        progress.run(
            [*find_node(project).npm, *command, "--package-lock-only", "--ignore-scripts"],
            variables=program_variables(project),
            failure="package.json could not be locked.",
        )
    except CommandFailed as error:
        raise without_network(error, what="The versions to lock") from error


def compare_locks(project: Project, progress: Progress) -> Iterator[str]:
    """One sentence for each lock that is not what its source asks for, or that says where a package comes from."""
    yield from addresses(project)
    with tempfile.TemporaryDirectory(prefix="zenne-lock-") as folder:
        shutil.copytree(project.root / "requirements", Path(folder) / "requirements")
        for name in LISTS:
            compile_list(project, progress, folder=Path(folder), name=name)
            path = Path("requirements") / f"{name}.txt"
            if (Path(folder) / path).read_text() != (project.root / path).read_text():
                yield f"{path} is not what requirements/{name}.in asks for. Run ./zenne lock."


def addresses(project: Project) -> Iterator[str]:
    """One sentence for each address in a lock."""
    npm_settings = project.root / ".npmrc"
    for path in [
        *sorted((project.root / "requirements").iterdir()),
        *([npm_settings] if npm_settings.exists() else []),
    ]:
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if ADDRESS.search(line):
                yield f"{project.shown(path)}, line {number}: names an address. Locks say what, not from where."
    for number, line in enumerate((project.root / "package-lock.json").read_text().splitlines(), start=1):
        if '"resolved"' in line:
            yield f"package-lock.json, line {number}: names an address. Write it anew with ./zenne lock."

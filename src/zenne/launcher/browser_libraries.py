"""The browser libraries in node_modules, from the locked package.json."""

from collections.abc import Iterator
from contextlib import contextmanager

from zenne.launcher.network import without_network
from zenne.launcher.node import Node, find_node, machine_node, search_path
from zenne.launcher.progress import CommandFailed, Progress
from zenne.launcher.project import Project
from zenne.launcher.stamps import fingerprint, is_stamped, write_stamp
from zenne.launcher.variables import program_variables

# Nothing that arrives may run a script of its own on this machine.
CLEAN_INSTALL = ("ci", "--ignore-scripts", "--include=dev", "--no-progress", "--loglevel=warn")


@contextmanager
def install_browser_libraries(project: Project, progress: Progress) -> Iterator[None]:
    """Bring node_modules in line with package-lock.json, where this machine has a Node while the block runs.

    Otherwise after it: by then the Node in .venv is there.

    Raises:
        CannotContinue: there is no Node or no network, or a library does not have its locked hash.
    """
    stamp = project.node_modules / ".zenne.stamp"
    wanted = libraries_print(project)
    if is_stamped(stamp, with_print=wanted):
        yield
        return
    stamp.unlink(missing_ok=True)
    node = machine_node()
    if node is not None:
        with clean_install(project, progress, node=node):
            yield
    else:
        yield
        with clean_install(project, progress, node=find_node(project)):
            pass
    write_stamp(stamp, with_print=wanted)


@contextmanager
def clean_install(project: Project, progress: Progress, *, node: Node) -> Iterator[None]:
    """Have npm install everything anew while the block runs."""
    progress.say("Installing the browser libraries (package-lock.json)")
    variables = program_variables(project)
    variables["PATH"] = search_path(node, before=variables.get("PATH", ""))
    command, failure = [*node.npm, *CLEAN_INSTALL], "The browser libraries could not be installed."
    try:
        with progress.beside(command, variables=variables, failure=failure):
            yield
    except CommandFailed as error:
        raise without_network(error, what="The browser libraries") from error


def libraries_print(project: Project) -> str:
    """What a finished installation depends on."""
    return fingerprint([project.root / "package.json", project.root / "package-lock.json"])

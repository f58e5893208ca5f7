"""The browser libraries in node_modules, from the locked package.json."""

from zenne.launcher.network import without_network
from zenne.launcher.node import find_node, search_path
from zenne.launcher.progress import CommandFailed, Progress
from zenne.launcher.project import Project
from zenne.launcher.stamps import fingerprint, is_stamped, write_stamp
from zenne.launcher.variables import program_variables

# Nothing that arrives may run a script of its own on this machine.
CLEAN_INSTALL = ("ci", "--ignore-scripts", "--include=dev", "--no-progress", "--loglevel=warn")


def install_browser_libraries(project: Project, progress: Progress) -> None:
    """Bring node_modules in line with package-lock.json.

    Raises:
        CannotContinue: there is no Node or no network, or a library does not have its locked hash.
    """
    stamp = project.node_modules / ".zenne.stamp"
    wanted = libraries_print(project)
    if is_stamped(stamp, with_print=wanted):
        return
    progress.say("Installing the browser libraries (package-lock.json)")
    stamp.unlink(missing_ok=True)
    node = find_node(project)
    variables = program_variables(project)
    variables["PATH"] = search_path(node, before=variables.get("PATH", ""))
    try:
        progress.run(
            [*node.npm, *CLEAN_INSTALL],
            variables=variables,
            failure="The browser libraries could not be installed.",
        )
    except CommandFailed as error:
        raise without_network(error, what="The browser libraries") from error
    write_stamp(stamp, with_print=wanted)


def libraries_print(project: Project) -> str:
    """What a finished installation depends on."""
    return fingerprint([project.root / "package.json", project.root / "package-lock.json"])

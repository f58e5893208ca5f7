"""`./zenne serve`: the installation that the ZENNE_ variables describe, for a real city."""

from zenne.launcher.arguments import parser, port_number, worker_count
from zenne.launcher.live import live_server
from zenne.launcher.ports import require_free_port
from zenne.launcher.preparation import prepare_pages, prepare_programs
from zenne.launcher.progress import CommandFailed, Progress
from zenne.launcher.project import Project
from zenne.launcher.server import Server, run_beside
from zenne.launcher.trouble import CannotContinue
from zenne.launcher.variables import program_variables
from zenne.launcher.workers import Workers

WRONG_SETTINGS = "Zenne cannot start:"


def serve(project: Project, arguments: list[str]) -> int:
    """Check the settings and the database, then serve, with a worker beside the server if asked, until told to stop.

    Raises:
        CannotContinue: a setting is wrong, the database cannot be reached or is not up to date.
    """
    options = parser("serve", "Serve the installation that the ZENNE_ variables describe (docs/configuration.md).")
    options.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    options.add_argument("--port", type=port_number, default=8000, help="the port to listen on (8000)")
    options.add_argument("--workers", type=worker_count, default=1, help="the number of server processes (1)")
    options.add_argument(
        "--work", action="store_true", help="do what waits in the background, too: enough for a small installation"
    )
    options.add_argument(
        "--live-port",
        type=port_number,
        help="the port of the live server beside it, for waiting rooms (no such server)",
    )
    chosen = options.parse_args(arguments)
    for port in (chosen.port, chosen.live_port):
        if port:
            require_free_port(chosen.host, port)
    progress = Progress(project)
    variables = program_variables(project)
    prepare_programs(project, progress)
    require_right_settings(project, progress, variables=variables)
    prepare_pages(project, progress, variables=variables)
    require_current_database(project, progress, variables=variables)
    progress.say("Starting the server and a worker" if chosen.work else "Starting the server")
    server = Server(host=chosen.host, port=chosen.port, workers=chosen.workers, variables=variables)
    beside = [Workers(project, variables=variables)] if chosen.work else []
    if chosen.live_port:
        beside.append(live_server(project, host=chosen.host, port=chosen.live_port, variables=variables))
    return run_beside(project, server, *beside)


def require_right_settings(project: Project, progress: Progress, *, variables: dict[str, str]) -> None:
    """Pass on what the program itself says about its settings."""
    progress.say("Checking the settings")
    try:
        progress.run(
            [project.python, "-c", "import zenne.web.settings"],
            variables=variables,
            failure="The settings could not be read.",
        )
    except CommandFailed as error:
        if WRONG_SETTINGS not in error.output:
            raise
        raise CannotContinue(error.output[error.output.index(WRONG_SETTINGS) :]) from error


def require_current_database(project: Project, progress: Progress, *, variables: dict[str, str]) -> None:
    """Refuse to serve with old tables: changing a real database is the administrator's decision."""
    progress.say("Checking the database")
    try:
        progress.run(
            [project.python, "-m", "django", "migrate", "--check", "--no-input"],
            variables=variables,
            failure="The database could not be checked.",
        )
    except CommandFailed as error:
        if "Traceback" in error.output:
            reason = error.output.splitlines()[-1]
            raise CannotContinue(f"The database cannot be used: {reason}") from error
        raise CannotContinue(
            "The tables in the database are not those of this version. Run ./zenne manage migrate, then start again."
        ) from error

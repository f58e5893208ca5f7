"""`./zenne work`: workers for what waits in the background."""

import time

from zenne.launcher.arguments import parser, worker_count
from zenne.launcher.preparation import prepare_programs
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.serve import require_current_database, require_right_settings
from zenne.launcher.turns import in_use
from zenne.launcher.variables import program_variables
from zenne.launcher.workers import SECONDS_BETWEEN_LOOKS, Workers


def work(project: Project, arguments: list[str]) -> int:
    """Check the settings and the database, then work until told to stop.

    Raises:
        CannotContinue: a setting is wrong, the database cannot be reached or is not up to date.
    """
    options = parser("work", "Do what waits in the background: send messages, do what is due (docs/operations.md).")
    options.add_argument("--workers", type=worker_count, default=1, help="the number of worker processes (1)")
    chosen = options.parse_args(arguments)
    progress = Progress(project)
    variables = program_variables(project)
    prepare_programs(project, progress)
    require_right_settings(project, progress, variables=variables)
    require_current_database(project, progress, variables=variables)
    progress.say(f"Working with {chosen.workers} process{'es' if chosen.workers > 1 else ''} (Ctrl-C stops)")
    workers = Workers(project, variables=variables)
    with in_use(project):
        try:
            workers.start(chosen.workers)
            while True:
                time.sleep(SECONDS_BETWEEN_LOOKS)
                workers.replace_dead()
        except KeyboardInterrupt:
            progress.say("Finishing what is at hand")
            return 0
        finally:
            workers.stop()

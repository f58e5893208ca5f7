"""`./zenne demo`: from a fresh clone to a running city on this machine."""

import argparse
from pathlib import Path

from zenne.launcher.arguments import parser, port_number
from zenne.launcher.database import city_folder, fill_counters, fill_database, fill_letters, start_over
from zenne.launcher.live import live_server
from zenne.launcher.ports import next_free_port, require_free_port
from zenne.launcher.preparation import prepare_pages
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.server import Server, run_beside
from zenne.launcher.turns import alone
from zenne.launcher.variables import trial_variables
from zenne.launcher.workers import Workers

HOST = "127.0.0.1"
MORNING = ("-m", "django", "demo", "--alive")
LISTEN = ("-m", "django", "mail", "listen", "--port")
CITY_MAIL = "stad@city.example"
"""To which the invented people of the mailroom write; it reaches nobody elsewhere (RFC 2606)."""


def read_arguments(project: Project, arguments: list[str]) -> argparse.Namespace:
    options = parser("demo", "Start a complete city on this machine.")
    options.add_argument("--port", type=port_number, default=8000, help="where it is served (8000)")
    options.add_argument("--fresh", action="store_true", help="start over: remove the database and the built assets")
    options.add_argument(
        "--without-letters", action="store_true", help="invent no letters: the first start is half a minute shorter"
    )
    options.add_argument(
        "--city",
        type=Path,
        default=project.root / "cities" / "brussels",
        metavar="PATH",
        help="the folder of the city (cities/brussels)",
    )
    return options.parse_args(arguments)


def demo(project: Project, arguments: list[str]) -> int:
    """Install, build, load and serve. What can go wrong at once is looked at before the long work begins."""
    chosen = read_arguments(project, arguments)
    require_free_port(HOST, chosen.port)
    city = city_folder(chosen.city)
    progress = Progress(project)
    live_port = next_free_port(HOST, chosen.port)
    mail_port = next_free_port(HOST, live_port)
    variables = {
        "ZENNE_EMAIL_REPLY_TO": CITY_MAIL,
        **trial_variables(project, port=chosen.port),
        "ZENNE_DEMO": "true",
        "ZENNE_LIVE_URL": f"http://{HOST}:{live_port}",
    }
    if chosen.fresh:
        start_over(project, progress, variables=variables)
    prepare_pages(project, progress, variables=variables)
    with alone(project, progress):
        fill_database(project, progress, city=city, variables=variables)
        fill_counters(project, progress, variables=variables)
        if not chosen.without_letters:
            fill_letters(project, progress, variables=variables)
    progress.say(f"Starting the server and a worker (they write to {project.shown(project.log)}; Ctrl-C stops them)")
    progress.say(
        f"Who answers a letter of the city writes to {variables['ZENNE_EMAIL_REPLY_TO']}, by smtp://{HOST}:{mail_port}"
    )
    server = Server(host=HOST, port=chosen.port, workers=1, variables=variables, log=project.server_log)
    workers = Workers(project, variables=variables, log=project.workers_log)
    live = live_server(project, host=HOST, port=live_port, variables=variables, log=project.live_log)
    # People come to the branches that are open at this hour, for as long as the server runs.
    morning = Workers(project, variables=variables, log=project.morning_log, command=MORNING)
    # Letters of the city say that they can be answered: what is handed over here comes into the conversation.
    post = Workers(project, variables=variables, log=project.post_log, command=(*LISTEN, str(mail_port)))
    return run_beside(project, server, workers, live, morning, post)

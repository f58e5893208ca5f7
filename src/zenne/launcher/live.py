"""The live server: one process that sends waiting rooms to all who listen, while the web server answers the others."""

from collections.abc import Mapping
from pathlib import Path

from zenne.launcher.project import Project
from zenne.launcher.workers import Workers


def live_server(
    project: Project, *, host: str, port: int, variables: Mapping[str, str], log: Path | None = None
) -> Workers:
    """The process that listens at this address."""
    command = (
        "-m",
        "granian",
        "--interface=asgi",
        "--no-ws",
        "--log-level=warning",
        f"--host={host}",
        f"--port={port}",
        "--workers=1",
        "--workers-kill-timeout=3",
        "zenne.web.live:application",
    )
    return Workers(project, variables=variables, log=log, command=command)

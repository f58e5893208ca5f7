"""The environment variables of the programs that the launcher starts."""

import os
import secrets
from collections.abc import Mapping

from zenne.launcher.project import Project

SECRET_KEY_BYTES = 48


def program_variables(project: Project) -> dict[str, str]:
    """The launcher's own variables, with Zenne's source in reach instead of an installed package."""
    return {
        **os.environ,
        "PYTHONPATH": str(project.root / "src"),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
    }


def trial_variables(project: Project, *, port: int = 8000) -> dict[str, str]:
    """Variables for a city on this machine only. What somebody has set already stays as it is."""
    wanted: Mapping[str, str] = {
        "ZENNE_SECRET_KEY": secret_key(project),
        "ZENNE_BASE_URL": f"http://127.0.0.1:{port}",
        "ZENNE_LOG_FORMAT": "console",
    }
    return {**wanted, **program_variables(project)}


def secret_key(project: Project) -> str:
    """The secret of this clone: made once, readable by its owner only."""
    path = project.var / "secret_key"
    if not path.exists() or not path.read_text().strip():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"secret_key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(SECRET_KEY_BYTES))
        draft.replace(path)
    return path.read_text().strip()

"""Settings of a benchmark: the peer's own backend beside ours."""

from zenne.web.settings import *  # noqa: F403
from zenne.web.settings import TASKS as OWN

TASKS = OWN | {"theirs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

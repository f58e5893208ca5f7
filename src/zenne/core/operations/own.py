"""What this room gives to others when the installation starts: its page, its figures, its checks."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import StaffPage, register_staff_page
from zenne.core.audit.public import name_actions
from zenne.core.limits.public import refusals_lately
from zenne.core.operations.background import (
    STATES_OF_JOBS,
    jobs_by_state,
    messages_by_state,
    oldest_wait_seconds,
    workers_at_work,
)
from zenne.core.operations.checks import register_checks
from zenne.core.operations.figures import name_states, register_gauge
from zenne.core.operations.metrics import server_memory, version_figure
from zenne.core.operations.models import Backup
from zenne.core.operations.permissions import SEE
from zenne.core.operations.queries import backup_age_seconds, database_bytes
from zenne.core.outbox.public import State
from zenne.core.personal_data.public import holds_no_personal_data


def register_own() -> None:
    """Called when the app is ready."""
    name_actions({"operations.restore": _("Put a backup in the place of the database")})
    holds_no_personal_data(Backup, because="when backups were made and how large they are")
    register_staff_page(
        StaffPage(
            title=_("Operations"),
            description=_("See how the installation is doing: its version, backups, queues and limits."),
            route="operations:overview",
            audience=SEE,
        )
    )
    register_own_figures()
    register_figures_of_work()
    register_checks()


def register_own_figures() -> None:
    """For monitoring; the operators' page shows the same in its own words."""
    register_gauge(
        "zenne_version",
        help="The version that runs.",
        read=version_figure,
        label="version",
        is_for_people=False,
    )
    register_gauge(
        "zenne_server",
        help="Memory of the server in bytes, and its processes.",
        read=server_memory,
        label="of",
        is_for_people=False,
    )
    register_gauge(
        "zenne_backup_age_seconds",
        help="Age of the newest backup in seconds.",
        read=backup_age_seconds,
        is_for_people=False,
    )
    register_gauge(
        "zenne_database_bytes", help="Size of the database in bytes.", read=database_bytes, is_for_people=False
    )
    register_gauge(
        "zenne_limits_refused_day",
        help="Tries that limits refused in the last 24 hours.",
        read=refusals_lately,
        label="limit",
        is_for_people=False,
    )


def register_figures_of_work() -> None:
    """What waits in the background."""
    register_gauge("zenne_jobs", help=_("Background work"), read=jobs_by_state)
    name_states("zenne_jobs", STATES_OF_JOBS)
    register_gauge("zenne_messages", help=_("Outgoing messages"), read=messages_by_state)
    name_states("zenne_messages", {state.value: state.label for state in State})
    register_gauge("zenne_workers", help=_("Workers that are there"), read=workers_at_work)
    register_gauge(
        "zenne_jobs_oldest_wait_seconds", help=_("Longest wait of background work in seconds"), read=oldest_wait_seconds
    )

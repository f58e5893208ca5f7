"""Which pages of accounts belong to the workplace, and how roles are called in the audit log."""

from zenne.accounts.roles import ROLES
from zenne.core.audit.public import name_roles


def register_pages() -> None:
    """Make them known to the menu of the workplace and to the audit log."""
    name_roles({role.code: role.label for role in ROLES})

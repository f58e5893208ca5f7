"""How roles and what is recorded about accounts are called on pages that people read."""

from django.utils.translation import gettext_lazy as _

from zenne.accounts.actions.send_sign_in_link import TEMPLATE
from zenne.accounts.roles import RESIDENT, ROLES
from zenne.core.audit.public import name_actions, name_roles
from zenne.core.outbox.public import name_kinds


def name_everything() -> None:
    """Say it to the audit log, which keeps codes."""
    name_roles({role.code: role.label for role in ROLES if role is not RESIDENT})
    name_kinds({TEMPLATE: _("A link to sign in")})
    name_actions(
        {
            "accounts.view-person": _("Opened the card of a person"),
            "accounts.find-people": _("Looked for people"),
            "accounts.see-in-search": _("Saw the name and address in a search"),
            "accounts.grant-role": _("Gave a role"),
            "accounts.make-team": _("Made a team"),
            "accounts.remove-team": _("Removed a team"),
            "accounts.take-role-away": _("Took a role away"),
            "accounts.deactivate-person": _("Closed an account"),
            "accounts.add-identity": _("Tied a sign-in at a provider to the account"),
            "accounts.change-name": _("Changed the name at a sign-in"),
            "accounts.change-address": _("Changed the e-mail address at a sign-in"),
            "accounts.add-second-factor": _("Set up a second proof"),
            "accounts.remove-second-factor": _("Took a second proof away"),
            "accounts.find-account": _("Looked up the account to close or open it"),
            "accounts.reopen-person": _("Opened the account again"),
            "accounts.create-key": _("Made an API key"),
            "accounts.revoke-key": _("Revoked an API key"),
            "accounts.end-session": _("Ended a session"),
        }
    )

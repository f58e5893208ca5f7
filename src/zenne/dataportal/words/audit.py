"""How what is recorded about data sets is called on pages that people read."""

from django.utils.translation import gettext_lazy as _

from zenne.core.audit.public import name_actions


def name_everything() -> None:
    """Say it to the audit log, which keeps codes."""
    name_actions(
        {
            "data.create-dataset": _("Made a data set"),
            "data.load": _("Loaded a file into a data set"),
            "data.edit-schema": _("Corrected the columns of a table"),
            "data.replay-quarantine": _("Took in rows that did not fit before"),
            "data.read-lines-again": _("Had lines read again that were no rows"),
            "data.describe": _("Described a data set"),
            "data.protect": _("Said who sees what of a table"),
            "data.make-profile": _("Made or changed a profile for protected data"),
            "data.delete-profile": _("Deleted a profile for protected data"),
            "data.grant-profile": _("Gave access to protected data"),
            "data.take-profile-away": _("Took access to protected data away"),
            "data.retire": _("Took a data set away from readers"),
            "data.bring-back": _("Brought a data set back to readers"),
            "data.receive-file": _("Sent a file for a data set"),
            "data.fetch": _("Had a file fetched for a data set"),
            "data.fetch-regularly": _("Had a data set fetched from an address again and again"),
            "data.stop-fetching": _("Stopped fetching a data set from an address"),
            "data.read-quarantine": _("Looked at rows that did not fit"),
        }
    )

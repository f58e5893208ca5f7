"""How the fields of the forms of accounts are called, for when what was typed is shown again."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from zenne.accounts.forms import ErasureForm, KeyForm
from zenne.accounts.models import Team
from zenne.accounts.roles import GRANTED_ROLES
from zenne.core.access.public import NOT_SHOWN, FieldWords, all_permissions, name_fields

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def name_all_fields() -> None:
    """Make them known."""
    name_fields("accounts:ask-for-link", {"email": FieldWords(_("Your e-mail address")), "next": NOT_SHOWN})
    name_fields("accounts:second-factor", {"next": NOT_SHOWN})
    name_fields("accounts:add-second-factor", {"name": FieldWords(_("Name, to know it again")), "next": NOT_SHOWN})
    name_fields(
        "accounts:keys",
        {
            "name": FieldWords(_("Name, to know it again")),
            "days": FieldWords(_("Valid for"), days),
            "scopes": FieldWords(_("What it may do"), scopes),
        },
    )
    name_fields(
        "accounts:roles",
        {"who": FieldWords(_("E-mail address")), "role": FieldWords(_("Role or team"), roles_and_teams)},
    )
    name_fields("accounts:erase", {"sure": FieldWords(_("Erase my data"), yes)})
    name_fields("accounts:sessions", {"session": NOT_SHOWN})
    name_fields("accounts:revoke-key", {"all": NOT_SHOWN})
    name_fields("accounts:person-copy", {"language": FieldWords(_("Language of the page"), languages)})
    because = FieldWords(ErasureForm.base_fields["because"].label or "")
    name_fields("accounts:person-erase", {"because": because, "sure": FieldWords(_("Erase this data"), yes)})


def yes() -> list[tuple[str, str]]:
    return [("yes", translated("Yes"))]


def days() -> "Iterable[tuple[str, StrOrPromise]]":
    return [(str(value), label) for value, label in KeyForm.base_fields["days"].choices]  # type: ignore[attr-defined]


def scopes() -> "list[tuple[str, StrOrPromise]]":
    return [(permission.code, permission.label) for permission in all_permissions()]


def roles_and_teams() -> "list[tuple[str, StrOrPromise]]":
    teams = [(f"team:{team.key}", translated("Team: %(team)s") % {"team": team}) for team in Team.objects.all()]
    return [*((role.code, role.label) for role in GRANTED_ROLES), *teams]


def languages() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in settings.LANGUAGES]

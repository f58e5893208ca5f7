"""What is done with the personal data in accounts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zenne.accounts.models import ApiKey, Identity, Person, RoleGrant, Session, SignInLink, TeamMembership
from zenne.accounts.roles import BY_CODE
from zenne.core.languages.public import language_name
from zenne.core.personal_data.public import (
    Category,
    KeptFor,
    KeptWhile,
    LegalGround,
    Period,
    PersonalData,
    PersonalField,
    declare_personal_data,
    holds_no_personal_data,
    nobody_known,
    uuid_in,
)

LAW = _("New Municipal Act, article 117, and Regulation (EU) 910/2014 on electronic identification")
PEOPLE = _("People with an account")
AS_LONG_AS = KeptWhile(_("As long as you have an account."))


def role_name(code: str) -> str:
    """A role in the reader's language; its code when it exists no more."""
    return str(BY_CODE[code].label) if code in BY_CODE else code


def declare() -> None:
    """Declare the models of this module, and those of the packages that it stands on."""
    for declaration in (account(), identity(), session(), link(), role(), place(), key(), second_factor()):
        declare_personal_data(declaration)
    holds_no_personal_data("accounts.Team", because="it holds the name of a team")
    holds_no_personal_data("accounts.UsedLogout", because="it holds hashes of tokens that are used up")
    holds_no_personal_data(
        "account.EmailAddress",
        "account.EmailConfirmation",
        "socialaccount.SocialAccount",
        "socialaccount.SocialApp",
        "socialaccount.SocialToken",
        "auth.Group",
        "auth.Permission",
        "contenttypes.ContentType",
        because="the packages bring these tables along, and nothing is written in them about people",
    )


def declaration(model: Any, title: Any, purpose: Any, fields: tuple[PersonalField, ...], **more: Any) -> PersonalData:
    """What all models about the person in ``person`` have in common."""
    usual = {
        "subject": uuid_in("person__uuid"),
        "people": PEOPLE,
        "legal_ground": LegalGround.PUBLIC_TASK,
        "law": LAW,
        "retention": AS_LONG_AS,
    }
    return PersonalData(model=model, title=title, purpose=purpose, fields=fields, **{**usual, **more})


def account() -> PersonalData:
    return declaration(
        Person,
        _("Accounts"),
        _("To let you sign in and to show you what is yours."),
        (
            PersonalField("name", _("Name"), Category.IDENTITY),
            PersonalField("email", _("E-mail address"), Category.CONTACT),
            PersonalField("language", _("Language"), Category.PREFERENCES, shown=language_name),
            PersonalField("created_at", _("Account since"), Category.DOINGS),
            PersonalField("last_seen_at", _("Last here, to the hour"), Category.DOINGS),
        ),
        subject=uuid_in("uuid"),
        retention=KeptFor(
            Period(years=3),
            after="last_seen_at",
            otherwise="created_at",
            words=_("Three years after you were here last."),
        ),
    )


def identity() -> PersonalData:
    return declaration(
        Identity,
        _("Where you prove who you are"),
        _("To know you again when you sign in with an identity card or an app."),
        (
            PersonalField("issuer", _("Provider"), Category.SIGN_IN),
            PersonalField("subject", _("How the provider knows you"), Category.SIGN_IN),
        ),
    )


def session() -> PersonalData:
    return declaration(
        Session,
        _("Where you are signed in"),
        _("To keep you signed in, and to show you on which devices."),
        (
            PersonalField("device", _("Device"), Category.TECHNICAL),
            PersonalField("last_seen_at", _("Last used"), Category.DOINGS),
        ),
        retention=KeptFor(Period(days=1), after="expire_date", words=_("One day after the session is over.")),
    )


def link() -> PersonalData:
    return declaration(
        SignInLink,
        _("Links to sign in"),
        _("To let you sign in with a link in an e-mail."),
        (PersonalField("email", _("E-mail address"), Category.CONTACT),),
        subject=nobody_known(_("Until a link is used, nobody knows whose address it is.")),
        people=_("People who ask for a link"),
        retention=KeptFor(Period(days=1), after="expires_at", words=_("One day.")),
    )


def role() -> PersonalData:
    return declaration(
        RoleGrant,
        _("Roles"),
        _("To know who may do what at the city."),
        (PersonalField("role", _("Role"), Category.WORK, shown=role_name),),
        doers=("granted_by",),
        people=_("People who work at or with the city"),
    )


def place() -> PersonalData:
    return declaration(
        TeamMembership,
        _("Places in teams"),
        _("To know who may do what at the city."),
        (PersonalField("team", _("Team"), Category.WORK),),
        doers=("granted_by",),
        people=_("People who work at or with the city"),
    )


def key() -> PersonalData:
    return declaration(
        ApiKey,
        _("API keys"),
        _("To let programs ask in your name."),
        (
            PersonalField("name", _("Name of the key"), Category.TECHNICAL),
            PersonalField("public_id", _("Its beginning, without zenne_"), Category.TECHNICAL),
            PersonalField("scopes", _("What it may do in your name"), Category.TECHNICAL),
            PersonalField("created_at", _("Made"), Category.DOINGS),
            PersonalField("expires_at", _("Works until"), Category.TECHNICAL),
            PersonalField("last_used_on", _("Last used"), Category.DOINGS),
        ),
        subject=uuid_in("owner__uuid"),
        doers=("revoked_by",),
        retention=KeptFor(Period(years=1), after="expires_at", words=_("One year after its time is over.")),
    )


def second_factor() -> PersonalData:
    return declaration(
        "mfa.Authenticator",
        _("Second proofs"),
        _("To be surer that it is you."),
        (
            PersonalField("type", _("Kind"), Category.SIGN_IN),
            PersonalField("last_used_at", _("Last used"), Category.DOINGS),
        ),
        subject=uuid_in("user__uuid"),
    )

"""People who sign in, how they prove who they are, their sessions, roles, teams and keys."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from zenne.accounts.roles import GRANTED_ROLES
from zenne.accounts.sessions import KeepsItsTimes, SessionStore
from zenne.core.languages.public import TranslatedField


class Person(AbstractBaseUser):
    """Somebody who can sign in. There is no password: the columns for one are taken out.

    ``email`` is an address that they proved to read; None when they never did. ``last_seen_at`` is kept to the hour.
    """

    password = None  # type: ignore[assignment]
    last_login = None

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(null=True, blank=True)  # noqa: DJ001 - several people without an address
    language = models.CharField(max_length=12, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "uuid"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address"),
            models.CheckConstraint(condition=~models.Q(email=""), name="no_address_is_null"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    def get_session_auth_hash(self) -> str:
        """Without a password nothing ends all sessions by itself: a session ends when its row is removed."""
        return self.uuid.hex

    @property
    def key(self) -> str:
        """How the person is named in records: stable and without meaning."""
        return f"person:{self.uuid}"

    @property
    def shown_name(self) -> str:
        return self.name or self.email or str(self.uuid)[:8]


class Team(models.Model):
    """People who work together on the same services."""

    key = models.SlugField(max_length=60, unique=True)
    name = TranslatedField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return str(self.name) or self.key


class TeamMembership(models.Model):
    """A place in a team."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    granted_by = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "team"], name="one_place_in_a_team")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"


class RoleGrant(models.Model):
    """A role that somebody was given, for the whole city. ``granted_by`` is the key of an asker."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=30)
    granted_by = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.code for role in GRANTED_ROLES]), name="a_role_of_the_table"
            ),
            models.UniqueConstraint(fields=["person", "role"], name="a_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.person_id}"


class Session(KeepsItsTimes, AbstractBaseSession):
    """A browser that somebody is signed in with, or about to be. Removing the row ends it on all servers at once.

    ``provider_session`` is the mark of the session at the identity provider in which it was begun, if that told us.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="sessions")
    device = models.CharField(max_length=80, blank=True)
    provider_session = models.CharField(max_length=64, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return self.device or "?"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class Identity(models.Model):
    """Somebody as an identity provider knows them. ``subject`` is the provider's own name for them, ``sub``."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    issuer = models.URLField(max_length=300)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_per_identity")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.issuer}"


class UsedLogout(models.Model):
    """A logout token of an identity provider that has had its effect. Only a hash is kept, for half an hour."""

    mark = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"at {self.at}"


class SignInLink(models.Model):
    """A link in an e-mail with which somebody signs in, once, in the browser that asked. Only hashes are kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    browser_hash = models.CharField(max_length=64)
    email = models.EmailField()
    next_path = models.CharField(max_length=2000)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"until {self.expires_at}"


class ApiKey(models.Model):
    """A key with which a program asks for its owner. The secret is shown once; only its hash is kept.

    ``scopes`` are codes of permissions; the key has those that its owner has too. ``last_used_on`` is kept to the day.
    """

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    public_id = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("created_at")), name="a_key_ends_later"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How the key is named in records."""
        return f"key:{self.public_id}"

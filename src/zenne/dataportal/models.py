"""Data sets, their tables, the versions of these, and what was granted to whom. The rows themselves lie in files."""

import secrets
import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from zenne.core.languages.public import TranslatedField
from zenne.dataportal.fields import ValueField
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.corrections import Correction
from zenne.dataportal.rules.manifests import Manifest
from zenne.dataportal.rules.names import RESERVED
from zenne.dataportal.rules.policies import Level, Need, TablePolicy

LONGEST_SHEET = 100
LEVELS = [(level.value, level.value) for level in Level]


class Dataset(models.Model):
    """A data set, described as in DCAT-AP 3.0.1.

    Attributes:
        slug: its name in addresses.
        keywords: for each language a list of words.
        themes: codes of the EU's data themes (``TRAN``, ``ENVI`` …).
        licence: a code of ``metadata/codes.py``.
        publisher: the department; None for the city itself.
        bbox: west, south, east, north in degrees; empty when it has no place.
        frequency: a code of the EU's frequencies (``DAILY`` …).
        high_value: codes of the categories of Regulation (EU) 2023/138 that it belongs to.
        level, scope: whoever does not have them does not know that it is there.
        reason: why it is not public: published for those sets that ``is_listed`` although they are closed.
        origin: who keeps it up to date: a steward, or the module that declared it (``catalogue`` …).
        changed_at: when the description or the data changed last.
        described_at: when somebody described it last.
        declared: what the module that declared it said of it last; what differs now was edited by a steward, and stays.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = TranslatedField()
    description = TranslatedField()
    keywords = models.JSONField(default=dict, blank=True)
    themes = models.JSONField(default=list, blank=True)
    licence = models.CharField(max_length=40, default="CC0-1.0")
    publisher = models.ForeignKey(
        "catalogue.PublicOrganisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="datasets"
    )
    contact_name = TranslatedField()
    contact_email = models.EmailField(blank=True)
    landing_page = models.URLField(blank=True)
    source = TranslatedField()
    bbox = models.JSONField(default=list, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    frequency = models.CharField(max_length=20, default="UNKNOWN")
    high_value = models.JSONField(default=list, blank=True)
    level = models.CharField(max_length=10, choices=LEVELS, default=Level.PUBLIC)
    scope = models.SlugField(max_length=60, blank=True)
    is_listed = models.BooleanField(default=False)
    reason = TranslatedField()
    origin = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    described_at = models.DateTimeField(null=True, blank=True)
    declared = models.JSONField(default=dict, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=list(Level)), name="dataset_level_is_known"),
            models.CheckConstraint(condition=~Q(slug__in=sorted(RESERVED)), name="dataset_name_is_no_address"),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(begins_on__lte=F("ends_on")),
                name="dataset_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def need(self) -> Need:
        """What a reader must have to know of it."""
        return Need(Level(self.level), self.scope)


def new_folder() -> str:
    """A name for the folder of a table that no other installation beside this one uses either."""
    return secrets.token_hex(16)


class Table(models.Model):
    """A table of a data set. ``policy`` holds for all its versions.

    ``protected_at`` is when a steward said last who sees what; from then on a module that declared the table no longer
    says it.
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="tables")
    name = models.SlugField(max_length=80)
    title = TranslatedField()
    description = TranslatedField()
    policy = ValueField(TablePolicy, default=TablePolicy)
    protected_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    folder = models.CharField(max_length=32, unique=True, default=new_folder, editable=False)

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["dataset", "name"], name="one_table_of_a_name")]

    def __str__(self) -> str:
        return f"{self.dataset_id}/{self.name}"


class Schema(models.Model):
    """What the rows of a table are, as somebody said or as it was found. A change is a new row with the next number."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="schemas")
    number = models.PositiveIntegerField()
    definition = ValueField(TableDefinition)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["table", "number"]
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="one_schema_of_a_number")]

    def __str__(self) -> str:
        return f"{self.table_id}: {self.number}"


class Version(models.Model):
    """The rows of a table that readers see from one moment to another. Written once; only ``ended_at`` is set later.

    Attributes:
        manifest: the files that hold its rows; the same rows may come to stand in other files.
    """

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    schema = models.ForeignKey(Schema, on_delete=models.PROTECT, related_name="versions")
    manifest = ValueField(Manifest)
    rows = models.BigIntegerField()
    quarantined = models.BigIntegerField(default=0)
    published_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["table", "number"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="one_version_of_a_number"),
            models.UniqueConstraint(fields=["table"], condition=Q(ended_at=None), name="one_current_version"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("published_at")), name="version_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id}: {self.number}"

    @property
    def published_day(self) -> datetime:
        """The beginning of the day on which it was published, on the clock of the city."""
        return timezone.localtime(self.published_at).replace(hour=0, minute=0, second=0, microsecond=0)


class Load(models.Model):
    """A file on its way into a table, or a correction of its columns: how far it is, how it ended.

    Attributes:
        way: replace all rows, append, or upsert by the key; or no file at all, but corrected columns.
        correction: what the columns shall be, where these are corrected.
        sheet: of a workbook, the one that is wanted; empty: the first with a table.
        key: the columns that become the key of a table that has none yet.
        file: name of the received file in the folder of loads.
        url: where it is fetched from; at the end, where it really came from.
        problem: code of what stopped it, ``details`` has the values for the sentence.
        part_of: the load of the file of which this is a further table.
        idempotency: what a program said so that the same call twice is one load, as a digest.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        FETCHING = "fetching"
        READING = "reading"
        WRITING = "writing"
        PUBLISHED = "published"
        FAILED = "failed"

    class Way(models.TextChoices):
        REPLACE = "replace"
        APPEND = "append"
        UPSERT = "upsert"
        CORRECT = "correct"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="loads")
    way = models.CharField(max_length=10, choices=Way, default=Way.REPLACE)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    name = models.CharField(max_length=255)
    sheet = models.CharField(max_length=LONGEST_SHEET, blank=True)
    key = models.JSONField(default=list, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    file = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    bytes = models.BigIntegerField(default=0)
    bytes_read = models.BigIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    quarantined = models.BigIntegerField(default=0)
    correction = ValueField(Correction, null=True, blank=True)
    problem = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict, blank=True)
    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="loads")
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="further")
    idempotency = models.CharField(max_length=64, blank=True)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["idempotency"], condition=~Q(idempotency=""), name="one_load_of_a_call")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class Feed(models.Model):
    """An address from which a table is fetched again and again, when there is something new.

    Attributes:
        at: the time of day, on the clock of the city, when it is fetched once a day.
        etag, last_modified, sha256: what the server said of the file that was fetched last, and what it came to.
        due_at: when it is looked at next.
        failures: how often in a row it could not be fetched; ``problem`` and ``details`` say why the last time.
        load: the last file that was new.
    """

    class Period(models.TextChoices):
        HOURLY = "hourly"
        DAILY = "daily"

    table = models.OneToOneField(Table, on_delete=models.CASCADE, related_name="feed")
    url = models.CharField(max_length=2000)
    way = models.CharField(max_length=10, choices=Load.Way, default=Load.Way.REPLACE)
    sheet = models.CharField(max_length=LONGEST_SHEET, blank=True)
    period = models.CharField(max_length=10, choices=Period, default=Period.DAILY)
    at = models.TimeField(null=True, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField(db_index=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict, blank=True)
    load = models.ForeignKey(Load, null=True, blank=True, on_delete=models.SET_NULL, related_name="feeds")
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["table"]

    def __str__(self) -> str:
        return f"{self.table_id}: {self.url}"


class Profile(models.Model):
    """Several rights at once, under a name that says what they are for."""

    slug = models.SlugField(max_length=60, unique=True)
    title = TranslatedField()
    level = models.CharField(max_length=10, choices=LEVELS, default=Level.PUBLIC)
    scopes = models.JSONField(default=list)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class ProfileGrant(models.Model):
    """A profile that somebody has: ``holder`` is the key of an asker (``person:…``, ``key:…``)."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="grants")
    holder = models.CharField(max_length=60, db_index=True)
    granted_by = models.CharField(max_length=60)
    granted_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-granted_at"]
        constraints = [models.UniqueConstraint(fields=["profile", "holder"], name="a_profile_is_granted_once")]

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.holder}"


class Use(models.Model):
    """How often a table was asked for on a day. Nobody is in it: no address, no key, no question.

    ``kind`` is ``page``, ``rows`` for a page of rows in the API, or the format of a download.
    """

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="uses")
    day = models.DateField()
    kind = models.CharField(max_length=20)
    count = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["table", "day", "kind"]
        constraints = [models.UniqueConstraint(fields=["table", "day", "kind"], name="one_count_of_a_use")]

    def __str__(self) -> str:
        return f"{self.table_id} {self.day} {self.kind}: {self.count}"

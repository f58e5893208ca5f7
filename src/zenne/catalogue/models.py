"""Public services, branches and the organisation behind them."""

from typing import Final, Self, TypeVar

from django.db import models
from django.db.models import Q

from zenne.catalogue.rules.parts import Channel, ChannelKind, Cost, LegalResource, Output, Requirement
from zenne.core.languages.public import PartsField, TranslatedField

Row = TypeVar("Row", bound=models.Model)
LONGEST_HOURS: Final = 1000
"""What the city writes, and when it is closed by exception."""


class RetirableQuerySet(models.QuerySet[Row]):
    """Things that are retired rather than deleted, because facts hang on them."""

    def current(self) -> Self:
        return self.filter(retired_at=None)


class Retirable(models.Model):
    """A record that can be withdrawn from what readers see."""

    retired_at = models.DateTimeField(null=True, blank=True)

    objects = RetirableQuerySet.as_manager()

    class Meta:
        abstract = True


class City(models.Model):
    """The one city of this installation."""

    languages = models.JSONField(default=list)
    official_languages = models.JSONField(default=list)
    name = TranslatedField()
    long_name = TranslatedField()
    welcome = TranslatedField()
    website = models.URLField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    fees_are_examples = models.BooleanField(default=False)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="only_one_city")]

    def __str__(self) -> str:
        return str(self.name)


class Keyed(Retirable):
    """A named entry of a short ordered list in the city's own words."""

    key = models.SlugField(unique=True)
    name = TranslatedField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return self.key


class LifeEvent(Keyed):
    """Something that happens in a life or a business and brings people to the city: birth, moving, building."""

    icon = models.CharField(max_length=40)


class Topic(Keyed):
    """The thematic area of a service; each service has one."""

    icon = models.CharField(max_length=40)


class PublicOrganisation(Keyed):
    """A department: the authority and team that own services."""

    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)


class PublicService(Retirable):
    """One service of the city, as CPSV-AP 3.2 describes it.

    ``answer_within``: the working time within which a letter about it is answered; empty for that of every letter.
    """

    slug = models.SlugField(unique=True)
    organisation = models.ForeignKey(PublicOrganisation, on_delete=models.PROTECT, related_name="services")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="services")
    life_events = models.ManyToManyField(LifeEvent, related_name="services", blank=True)
    audience = models.JSONField(default=list)
    popularity = models.PositiveSmallIntegerField(default=0)
    name = TranslatedField()
    summary = TranslatedField()
    description = TranslatedField()
    channels = PartsField(Channel)
    requirements = PartsField(Requirement)
    costs = PartsField(Cost)
    outputs = PartsField(Output)
    legal_basis = PartsField(LegalResource)
    processing_time = models.CharField(max_length=20, blank=True)
    answer_within = models.CharField(max_length=20, blank=True)
    processing_note = TranslatedField()
    related = models.JSONField(default=list)
    synonyms = models.JSONField(default=dict)

    class Meta:
        ordering = ["-popularity", "slug"]
        constraints = [models.CheckConstraint(condition=Q(popularity__lte=100), name="popularity_is_a_percentage")]

    def __str__(self) -> str:
        return self.slug

    def channel(self, kind: ChannelKind) -> Channel | None:
        return next((channel for channel in self.channels if channel.kind == kind), None)

    @property
    def online(self) -> Channel | None:
        return self.channel(ChannelKind.ONLINE)

    @property
    def counter(self) -> Channel | None:
        return self.channel(ChannelKind.COUNTER)

    @property
    def is_free(self) -> bool:
        return all(cost.amount == 0 for cost in self.costs)


class Branch(Retirable):
    """A place where the city receives people. Empty ``phone_hours``: by telephone whenever it is open."""

    class Kind(models.TextChoices):
        ADMINISTRATIVE_CENTRE = "administrative_centre"
        BRANCH = "branch"

    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=30, choices=Kind)
    name = TranslatedField()
    street = TranslatedField()
    number = models.CharField(max_length=10)
    postcode = models.CharField(max_length=10)
    locality = TranslatedField()
    directions = TranslatedField()
    accessibility_note = TranslatedField()
    accessibility = models.JSONField(default=list)
    latitude = models.FloatField()
    longitude = models.FloatField()
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=LONGEST_HOURS)
    phone_hours = models.CharField(max_length=300, blank=True)
    desks = models.PositiveSmallIntegerField()
    languages = models.JSONField(default=list)

    class Meta:
        ordering = ["kind", "slug"]

    def __str__(self) -> str:
        return self.slug


class Offering(models.Model):
    """A service at a branch. Empty hours or languages: the branch's own."""

    service = models.ForeignKey(PublicService, on_delete=models.CASCADE, related_name="offerings")
    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="offerings")
    hours = models.CharField(max_length=LONGEST_HOURS, blank=True)
    languages = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "branch"], name="one_offering_per_service_and_branch")
        ]

    def __str__(self) -> str:
        return f"{self.service_id} at {self.branch_id}"


class Street(models.Model):
    """A named street with the point where it is and the line it follows (GeoJSON geometry, longitude first)."""

    key = models.CharField(max_length=200, unique=True)
    name = TranslatedField()
    other_names = models.JSONField(default=list)
    postcode = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    geometry = models.JSONField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

"""``counters.yaml`` in a city folder: what people come for beside the plain visits, and what stands at the desks.

A service with a counter has a plain visit by itself, as long as its ``minutes``; the file says what is different.
"""

from collections.abc import Container, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from zenne.catalogue.public import Annex, CityFolder, File, Mistakes, register_annex
from zenne.core.calendar.public import WrongOpeningHours, validate_hours
from zenne.counters.capacity.actions.write_capacity import write_capacity
from zenne.counters.capacity.actions.write_counter_hours import BranchHours, write_counter_hours

Minutes = Annotated[int, Field(ge=1, le=240)]
Hours = Annotated[str, Field(min_length=1, max_length=300)]
Equipment = Literal["biometrics", "room"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StepFacts(Strict):
    """One of the two steps of a service. What is left out is as for the whole visit."""

    minutes: Minutes | None = None
    per_person: int | None = Field(default=None, ge=0, le=120)
    needs: tuple[Equipment, ...] | None = None


class VisitFacts(Strict):
    """A visit for a service."""

    minutes: Minutes | None = None
    per_person: int = Field(default=0, ge=0, le=120)
    people: int = Field(default=1, ge=1, le=12)
    needs: tuple[Equipment, ...] = ()
    name: bool = False
    apply: StepFacts | None = None
    collect: StepFacts | None = None

    @model_validator(mode="after")
    def both_steps_or_none(self) -> Self:
        if (self.apply is None) != (self.collect is None):
            raise ValueError("a service in two steps has both apply and collect")
        return self


class ChannelFacts(Strict):
    """When people may come in each of two ways; always only within the hours of the service there."""

    appointment: Hours | None = None
    walk_in: Hours | None = None


class BranchFacts(Strict):
    """How many desks of a branch have something; the first numbers have it. And who may come when.

    Attributes:
        hours: for all services there.
        services: for some of them, instead.
    """

    biometrics: int = Field(default=0, ge=0, le=500)
    room: int = Field(default=0, ge=0, le=500)
    hours: ChannelFacts = ChannelFacts()
    services: dict[str, ChannelFacts] = {}

    def all_hours(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """What is written, with where it is written."""
        for path, facts in [(("hours",), self.hours), *((("services", s), f) for s, f in self.services.items())]:
            yield from (((*path, way), hours) for way, hours in facts.model_dump(exclude_none=True).items())


class CountersFile(Strict):
    """The whole file."""

    visits: dict[str, VisitFacts] = {}
    branches: dict[str, BranchFacts] = {}


def register() -> None:
    """Make the file known to whoever loads a city."""
    register_annex(Annex("counters.yaml", CountersFile, check, write))


def check(folder: CityFolder, file: File[Any], mistakes: Mistakes) -> None:
    """Everything that is named must exist, and have a counter or so many desks."""
    content: CountersFile = file.content
    for slug in content.visits if file.has("visits") else ():
        if slug not in folder.service_slugs:
            mistakes.add(file.source.file, file.line_of("visits", slug), f"There is no service “{slug}”.")
        elif slug in folder.services and folder.services[slug].facts.content.channels.counter is None:
            mistakes.add(file.source.file, file.line_of("visits", slug), f"The service “{slug}” has no counter.")
    for slug, facts in content.branches.items() if file.has("branches") else ():
        branch = folder.branches.get(slug)
        if branch is None:
            mistakes.add(file.source.file, file.line_of("branches", slug), f"There is no branch “{slug}”.")
        elif not branch.facts.has("desks", "services"):
            continue  # its own file says what is wrong
        elif max(facts.biometrics, facts.room) > branch.facts.content.desks:
            sentence = f"The branch “{slug}” has {branch.facts.content.desks} desks."
            mistakes.add(file.source.file, file.line_of("branches", slug), sentence)
        else:
            check_channels(file, slug, facts, offered=branch.facts.content.services, mistakes=mistakes)


def check_channels(
    file: File[Any], slug: str, facts: BranchFacts, *, offered: Container[str], mistakes: Mistakes
) -> None:
    """Hours can be read, and are those of services that the branch has."""
    for service in facts.services:
        if service not in offered:
            line = file.line_of("branches", slug, "services", service)
            mistakes.add(file.source.file, line, f"The branch “{slug}” does not offer “{service}”.")
    for path, hours in facts.all_hours():
        try:
            validate_hours(hours)
        except WrongOpeningHours as error:
            mistakes.add(file.source.file, file.line_of("branches", slug, *path), str(error))


def write(content: CountersFile) -> bool:
    """Make visits and desks what the file says; whether something changed."""
    visits = {slug: facts.model_dump() for slug, facts in content.visits.items()}
    equipment = {slug: facts.model_dump(include={"biometrics", "room"}) for slug, facts in content.branches.items()}
    are_hours_new = write_counter_hours({slug: hours_of(facts) for slug, facts in content.branches.items()})
    return write_capacity(visits=visits, equipment=equipment) or are_hours_new


def hours_of(facts: BranchFacts) -> BranchHours:
    """The hours of a branch as they are written down."""
    return BranchHours(
        facts.hours.model_dump(exclude_none=True),
        {service: own.model_dump(exclude_none=True) for service, own in facts.services.items()},
    )

"""What the catalogue says of services, branches, hours and parity, row by row."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.utils import timezone

from zenne.catalogue.public import (
    Branch,
    PublicService,
    all_places,
    branches,
    comparison,
    opening_hours,
    services,
)
from zenne.core.calendar.public import Interval, working_calendar
from zenne.core.content.public import current_version
from zenne.core.languages.public import Translated
from zenne.dataportal.facts.declared import Row

WEEKS_AHEAD = 8
HOUR = timedelta(hours=1)


def in_columns(texts: Translated) -> list[str | None]:
    """A text a language of the interface; None where it is not written."""
    return [texts.get(code) for code, _name in settings.LANGUAGES]


def page_of(kind: str, slug: str) -> str:
    return f"{settings.BASE_URL}/{kind}/{slug}/"


def service_rows() -> Iterator[Row]:
    """One row a service, by name in addresses."""
    for service in services().order_by("slug"):
        yield [service.slug, *in_columns(service.name), *in_columns(service.summary), *facts_of(service)]


def facts_of(service: PublicService) -> Row:
    kinds = {channel.kind.value for channel in service.channels}
    return [
        service.topic.key,
        service.organisation.key,
        ",".join(service.audience),
        *(kind in kinds for kind in ("online", "counter", "post", "phone")),
        service.is_free,
        service.processing_time or None,
        page_of("services", service.slug),
    ]


def offering_rows() -> Iterator[Row]:
    """One row a service and branch, with what holds there."""
    places = all_places(current_version())
    for service in services().order_by("slug"):
        for place in sorted(places.get(service.pk, ()), key=lambda each: each.branch.slug):
            yield [service.slug, place.branch.slug, place.hours, ",".join(place.languages)]


def branch_rows() -> Iterator[Row]:
    """One row a branch."""
    for branch in in_order():
        yield [
            branch.slug,
            branch.kind,
            *in_columns(branch.name),
            *in_columns(branch.street),
            branch.number,
            branch.postcode,
            *in_columns(branch.locality),
            branch.phone or None,
            branch.email or None,
            branch.hours,
            ",".join(branch.languages),
            ",".join(branch.accessibility) or None,
            branch.desks,
            (branch.longitude, branch.latitude),
            page_of("branches", branch.slug),
        ]


def in_order() -> list[Branch]:
    return sorted(branches(current_version()), key=lambda branch: branch.slug)


def hour_rows() -> Iterator[Row]:
    """One row a branch and day, from today on, also for days on which it is closed."""
    version = current_version()
    calendar = working_calendar(version)
    today = timezone.now().astimezone(calendar.time_zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(7 * WEEKS_AHEAD)]
    for branch in in_order():
        found = opening_hours(branch.hours, version=version).intervals(days[0], days[-1])
        by_day = {day: list(group) for day, group in groupby(found, key=lambda each: each.start.date())}
        for day in days:
            off = calendar.days_off.on(day)
            yield [branch.slug, *day_facts(day, by_day.get(day, [])), *in_columns(off.name if off else Translated())]


def day_facts(day: date, intervals: list[Interval]) -> Row:
    hours = sum((each.length for each in intervals), timedelta()) / HOUR
    return [
        day,
        bool(intervals),
        intervals[0].start.time() if intervals else None,
        intervals[-1].end.time() if intervals else None,
        ", ".join(f"{each.start:%H:%M}–{each.end:%H:%M}" for each in intervals) or None,
        hours,
    ]


def parity_rows() -> Iterator[Row]:
    """One row a branch with its figure."""
    found = comparison(current_version(), timezone.localdate())
    for summary in sorted(found.summaries, key=lambda each: each.branch.slug):
        figure = summary.figure
        hours = (figure.hours.total, figure.hours.evening, figure.hours.saturday)
        shares = (figure.coverage, figure.language_coverage)
        yield [figure.branch, *shares, figure.services, figure.languages, *(each / HOUR for each in hours)]


def gap_rows() -> Iterator[Row]:
    """One row for each thing that a branch lacks and another has."""
    found = comparison(current_version(), timezone.localdate())
    gaps = [shown.gap for _service, cells in found.rows for cell in cells for shown in cell.gaps]
    for gap in sorted(gaps, key=lambda each: (each.branch, each.service, each.kind)):
        metres = None if gap.metres is None else round(gap.metres)
        yield [gap.branch, gap.service, gap.kind.value, ", ".join(gap.languages) or None, gap.go_to, metres]

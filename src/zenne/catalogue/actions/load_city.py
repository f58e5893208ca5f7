"""Load a city folder into the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from zenne.accounts.public import keep_teams
from zenne.catalogue.actions.sync import Changes, sync
from zenne.catalogue.city_folder.annexes import ANNEXES
from zenne.catalogue.city_folder.checks import check_folder
from zenne.catalogue.city_folder.mistakes import BrokenFolder, Mistakes
from zenne.catalogue.city_folder.reading import CityFolder, read_city_folder
from zenne.catalogue.city_folder.rows import (
    branch_rows,
    city_row,
    event_rows,
    keyed,
    offering_rows,
    organisation_rows,
    service_rows,
    street_rows,
    topic_rows,
)
from zenne.catalogue.city_folder.streets import read_streets
from zenne.catalogue.desk.actions.settle_edits import settle_edits
from zenne.catalogue.desk.holding import hold_texts
from zenne.catalogue.desk.kept_edits import KeptEdits
from zenne.catalogue.facts import CityLoaded
from zenne.catalogue.models import (
    Branch,
    City,
    LifeEvent,
    Offering,
    PublicOrganisation,
    PublicService,
    Street,
    Topic,
)
from zenne.catalogue.rules.streets import NamedStreet
from zenne.catalogue.search_sources import index_catalogue
from zenne.core.access.public import internal, records_nothing
from zenne.core.calendar.public import set_calendar
from zenne.core.content.public import announce_change
from zenne.core.events.public import announce


@dataclass(frozen=True)
class CheckedFolder:
    """A city folder without mistakes."""

    folder: CityFolder
    streets: dict[str, NamedStreet]


def check_city_folder(path: Path) -> CheckedFolder:
    """Read and check the whole folder; nothing is changed.

    Raises:
        BrokenFolder: with every mistake, its file and line.
    """
    mistakes = Mistakes(path)
    folder = read_city_folder(path, mistakes)
    streets: dict[str, NamedStreet] = {}
    if folder is not None:
        check_folder(folder, mistakes)
        streets = read_streets(folder, mistakes)
    if folder is None or mistakes.found:
        raise BrokenFolder(mistakes.found)
    return CheckedFolder(folder, streets)


@internal
@records_nothing(because="the folder is kept under version control, and what it changes is no personal data")
def load_city(path: Path) -> Changes:
    """Make the catalogue what the folder says, all of it or nothing.

    Loading the same folder again changes nothing. What is no longer in the folder is retired. Texts that were published
    on the translation desk stay in force.

    Raises:
        BrokenFolder: with every mistake, its file and line; nothing was changed.
    """
    checked = check_city_folder(path)
    with transaction.atomic():
        hold_texts()
        changes = write(checked)
        if changes.any:
            index_catalogue()
            announce_change()
            announce(CityLoaded(len(changes.created), len(changes.updated), len(changes.retired)))
    return changes


def write(checked: CheckedFolder) -> Changes:
    folder = checked.folder
    kept = KeptEdits(languages=folder.languages)
    changes = write_city(folder, wanted=kept.over("city", {"city": city_row(folder)})["city"])
    events, changed = sync(LifeEvent, key="key", wanted=kept.over("life-event", event_rows(folder)))
    changes += changed
    topics, changed = sync(Topic, key="key", wanted=kept.over("topic", topic_rows(folder)))
    changes += changed
    organisations, changed = sync(
        PublicOrganisation, key="key", wanted=kept.over("organisation", organisation_rows(folder))
    )
    changes += changed
    keep_teams(departments={key: row.name for key, row in organisations.items()})
    wanted = service_rows(folder, organisations=organisations, topics=topics)
    services, changed = sync(PublicService, key="slug", wanted=kept.over("service", wanted))
    changes += changed
    changes += write_life_events(folder, services, events)
    branches, changed = sync(Branch, key="slug", wanted=kept.over("branch", branch_rows(folder)))
    changes += changed
    changes += write_offerings(offering_rows(folder, services=services, branches=branches))
    _, changed = sync(Street, key="key", wanted=street_rows(checked.streets))
    changes += changed
    changes += write_annexes(folder)
    changes.edits = settle_edits(kept)
    return changes


def write_annexes(folder: CityFolder) -> Changes:
    changes = Changes()
    for name, annex in ANNEXES.items():
        content = folder.annexes[name].content if name in folder.annexes else annex.content()
        if annex.write(content):
            changes.updated.append(name)
        else:
            changes.unchanged += 1
    return changes


def write_city(folder: CityFolder, *, wanted: Mapping[str, Any]) -> Changes:
    facts = folder.city.facts.content
    calendar_changed = set_calendar(
        country=facts.country,
        time_zone=facts.time_zone,
        office_hours={str(day): hours for day, hours in facts.calendar.office_hours.items()},
        closing_days={day.date: keyed(folder.city, "closing_days", day.key) for day in facts.calendar.closing_days},
        replacement_days={day.holiday: day.observed for day in facts.calendar.replacement_days},
    )
    city = City.objects.filter(pk=1).first()
    if city is None:
        City.objects.create(pk=1, **wanted)
        return Changes(created=["city"])
    if not calendar_changed and all(getattr(city, column) == value for column, value in wanted.items()):
        return Changes(unchanged=1)
    City.objects.filter(pk=1).update(**wanted)
    return Changes(updated=["city"])


def write_life_events(
    folder: CityFolder, services: Mapping[str, PublicService], events: Mapping[str, LifeEvent]
) -> Changes:
    links = PublicService.life_events.through
    wanted = {
        (services[slug].pk, events[key].pk)
        for slug, service in folder.services.items()
        for key in service.facts.content.life_events
    }
    existing = {(link.publicservice_id, link.lifeevent_id): link.pk for link in links.objects.all()}
    links.objects.filter(pk__in=[pk for pair, pk in existing.items() if pair not in wanted]).delete()
    missing = sorted(wanted - existing.keys())
    links.objects.bulk_create(
        [links(publicservice_id=service, lifeevent_id=event) for service, event in missing], batch_size=200
    )
    return Changes(updated=["life events"]) if wanted != existing.keys() else Changes(unchanged=1)


def write_offerings(wanted: Mapping[tuple[int, int], Mapping[str, Any]]) -> Changes:
    existing = {(row.service_id, row.branch_id): row for row in Offering.objects.all()}
    gone = [row.pk for pair, row in existing.items() if pair not in wanted]
    changed = []
    for pair, fields in wanted.items():
        row = existing.get(pair)
        if row is not None and any(getattr(row, column) != value for column, value in fields.items()):
            row.hours, row.languages = fields["hours"], fields["languages"]
            changed.append(row)
    new = [
        Offering(service_id=service, branch_id=branch, **fields)
        for (service, branch), fields in wanted.items()
        if (service, branch) not in existing
    ]
    Offering.objects.filter(pk__in=gone).delete()
    Offering.objects.bulk_create(new, batch_size=200)
    if changed:
        Offering.objects.bulk_update(changed, ["hours", "languages"], batch_size=100)
    return Changes(updated=["offerings"]) if gone or new or changed else Changes(unchanged=1)

"""What search engines read in the pages: schema.org as JSON-LD."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from zenne.catalogue.models import Branch, City, PublicService
from zenne.catalogue.opening import opening_hours
from zenne.catalogue.rules.parts import Channel, ChannelKind
from zenne.core.calendar.public import Interval, working_calendar
from zenne.core.content.public import per_version
from zenne.core.languages.public import Translated

Data = dict[str, Any]
AHEAD: Final = timedelta(weeks=8)
DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MIDNIGHT: Final = time()
CLOSED: Final[Data] = {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"}
"""How schema.org writes a day without hours."""


def shown(texts: Translated) -> str:
    return texts.shown_in(get_language() or settings.LANGUAGE_CODE).text


def address_of(view: str, *args: str) -> str:
    return settings.BASE_URL + reverse(view, args=args)


def service_data(service: PublicService, branches: Sequence[Branch], city: City | None) -> list[Data]:
    """A service as GovernmentService, and the way to its page. Fees that are only examples are left out."""
    address = address_of("catalogue:service", service.slug)
    government: Data = {
        "@type": "GovernmentService",
        "@id": f"{settings.BASE_URL}/services/{service.slug}/#service",
        "url": address,
        "name": shown(service.name),
        "description": shown(service.summary),
        "inLanguage": service.name.shown_in(get_language() or settings.LANGUAGE_CODE).language,
        "serviceType": shown(service.topic.name),
        "provider": organisation_data(service, city),
        "availableChannel": [channel_data(channel, service, branches) for channel in service.channels],
        "audience": [{"@type": "Audience", "audienceType": code} for code in service.audience],
    }
    if city and not city.fees_are_examples:
        government["offers"] = [
            {"@type": "Offer", "name": shown(cost.text), "price": f"{cost.amount:.2f}", "priceCurrency": "EUR"}
            for cost in service.costs
        ]
    topic = (shown(service.topic.name), address_of("catalogue:topic", service.topic.key))
    return [government, breadcrumbs([topic, (shown(service.name), address)])]


def organisation_data(service: PublicService, city: City | None) -> Data:
    owner = service.organisation
    found: Data = {"@type": "GovernmentOrganization", "name": shown(owner.name)}
    found |= {"email": owner.email} if owner.email else {}
    found |= {"telephone": owner.phone} if owner.phone else {}
    if city:
        found["parentOrganization"] = {"@type": "GovernmentOrganization", "name": shown(city.long_name)}
    return found


def channel_data(channel: Channel, service: PublicService, branches: Sequence[Branch]) -> Data:
    """A way to ask for a service."""
    found: Data = {"@type": "ServiceChannel", "name": channel.kind.value}
    if channel.kind == ChannelKind.ONLINE:
        found["serviceUrl"] = channel.url
    elif channel.kind == ChannelKind.COUNTER:
        found["serviceLocation"] = [
            {"@type": "GovernmentOffice", "@id": office_id(branch), "name": shown(branch.name)} for branch in branches
        ]
    elif channel.kind == ChannelKind.PHONE and service.organisation.phone:
        found["servicePhone"] = {"@type": "ContactPoint", "telephone": service.organisation.phone}
    return found


def office_id(branch: Branch) -> str:
    return f"{settings.BASE_URL}/branches/{branch.slug}/#branch"


def branch_data(branch: Branch, *, version: str, today: date) -> list[Data]:
    """A branch as GovernmentOffice with its hours for eight weeks from ``today`` on, and the way to its page."""
    address = address_of("catalogue:branch", branch.slug)
    regular, special = hours_data(version, branch.hours, today)
    office = {
        "@type": "GovernmentOffice",
        "@id": office_id(branch),
        "url": address,
        "name": shown(branch.name),
        "telephone": branch.phone,
        "email": branch.email,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": f"{shown(branch.street)} {branch.number}",
            "postalCode": branch.postcode,
            "addressLocality": shown(branch.locality),
        },
        "geo": {"@type": "GeoCoordinates", "latitude": branch.latitude, "longitude": branch.longitude},
        "openingHoursSpecification": regular,
        "specialOpeningHoursSpecification": special,
    }
    return [
        office,
        breadcrumbs([(gettext("Branches"), address_of("catalogue:branches")), (shown(branch.name), address)]),
    ]


@per_version
def hours_data(version: str, expression: str, today: date) -> tuple[list[Data], list[Data]]:
    """The hours of an ordinary week, and those of the days off in the coming weeks; both begin at ``today``."""
    found: dict[date, list[Interval]] = {}
    for interval in opening_hours(expression, version=version).intervals(today, today + AHEAD):
        found.setdefault(interval.start.date(), []).append(interval)
    days_off = working_calendar(version).days_off
    ordinary: dict[int, date] = {}
    special: list[Data] = []
    for day in (today + timedelta(days=number) for number in range(AHEAD.days + 1)):
        if day in days_off:
            special += [{**times, **validity(day)} for times in opening_times(found.get(day, ())) or [CLOSED]]
        else:
            ordinary.setdefault(day.weekday(), day)
    regular = [
        {**times, "dayOfWeek": f"https://schema.org/{DAY_NAMES[weekday]}"}
        for weekday, day in sorted(ordinary.items())
        for times in opening_times(found.get(day, ()))
    ]
    return regular, special


def opening_times(intervals: Iterable[Interval]) -> list[Data]:
    return [
        {"@type": "OpeningHoursSpecification", "opens": f"{each.start:%H:%M}", "closes": closing_time(each)}
        for each in intervals
    ]


def closing_time(interval: Interval) -> str:
    """Open until midnight is written 23:59: 00:00 would mean that it closes before it opens."""
    return "23:59" if interval.end.time() == MIDNIGHT else f"{interval.end:%H:%M}"


def validity(day: date) -> Data:
    return {"validFrom": day.isoformat(), "validThrough": day.isoformat()}


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Data:
    """Where a page is in the site, from names and addresses."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }

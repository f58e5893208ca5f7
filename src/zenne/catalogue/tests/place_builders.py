"""A small city of three branches, to ask for the way in."""

from typing import Any

from zenne.catalogue.models import Branch, City, Offering, PublicOrganisation, PublicService, Street, Topic
from zenne.catalogue.rules.addresses import KnownStreet
from zenne.catalogue.rules.parts import Appointment, Channel, ChannelKind
from zenne.core.calendar.public import set_calendar
from zenne.core.content.public import announce_change
from zenne.core.languages.public import Translated

OFFICE_HOURS = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-17:00")


def known_street(french: str, dutch: str, postcode: str = "", *others: str) -> KnownStreet:
    """A street as the index knows it."""
    name = Translated({"fr": french, "nl": dutch})
    return KnownStreet("|".join([french, dutch, postcode]), name, others, postcode, 50.83, 4.36)


def make_city() -> City:
    """The city without branches, in four languages."""
    set_calendar(
        country="BE", time_zone="Europe/Brussels", office_hours=OFFICE_HOURS, closing_days={}, replacement_days={}
    )
    names = Translated({"nl": "Brussel", "fr": "Bruxelles", "en": "Brussels"})
    return City.objects.create(
        pk=1, languages=["nl", "fr", "en", "de"], official_languages=["nl", "fr"], name=names, long_name=names,
        latitude=50.85, longitude=4.35,
    )  # fmt: skip


def make_branch(slug: str, latitude: float, longitude: float, **facts: Any) -> Branch:
    given: dict[str, Any] = {
        "kind": Branch.Kind.BRANCH,
        "name": Translated({"nl": f"Kantoor {slug}", "fr": f"Bureau {slug}", "en": f"Office {slug}"}),
        "street": Translated({"nl": "Straat", "fr": "Rue", "en": "Street"}),
        "locality": Translated({"nl": "Brussel", "fr": "Bruxelles", "en": "Brussels"}),
        "number": "1",
        "postcode": "1000",
        "hours": "Mo-Fr 09:00-16:00; PH off",
        "languages": ["nl", "fr", "en"],
        "desks": 2,
    }
    return Branch.objects.create(slug=slug, latitude=latitude, longitude=longitude, **(given | facts))


def make_service(slug: str, *, popularity: int = 50, topic: str = "identity", counter: bool = True) -> PublicService:
    kinds = (ChannelKind.COUNTER, ChannelKind.ONLINE) if counter else (ChannelKind.ONLINE,)
    channels = tuple(
        Channel(
            kind=kind,
            appointment=Appointment.NONE if kind == ChannelKind.COUNTER else None,
            minutes=10 if kind == ChannelKind.COUNTER else None,
            url="" if kind == ChannelKind.COUNTER else "https://www.example.org/",
            note=Translated(),
        )
        for kind in kinds
    )
    under, _ = Topic.objects.get_or_create(key=topic, defaults={"name": Translated({"en": topic}), "icon": "x"})
    owner, _ = PublicOrganisation.objects.get_or_create(key="population", defaults={"name": Translated({"en": "P"})})
    name = Translated({"nl": f"Dienst {slug}", "fr": f"Service {slug}", "en": f"Service {slug}"})
    return PublicService.objects.create(
        slug=slug, topic=under, organisation=owner, popularity=popularity, name=name, summary=name, channels=channels
    )


def offer(service: PublicService, branch: Branch, *, hours: str = "", languages: tuple[str, ...] = ()) -> Offering:
    return Offering.objects.create(service=service, branch=branch, hours=hours, languages=list(languages))


def make_street(french: str, dutch: str, *, postcode: str = "1000", at: tuple[float, float] = (50.85, 4.35)) -> Street:
    """A street of a hundred metres around a point (latitude, longitude)."""
    latitude, longitude = at
    line = [[longitude - 0.0005, latitude], [longitude + 0.0005, latitude]]
    return Street.objects.create(
        key=f"{french}|{dutch}|{postcode}",
        name=Translated({"fr": french, "nl": dutch}),
        postcode=postcode,
        latitude=latitude,
        longitude=longitude,
        geometry={"type": "LineString", "coordinates": line},
    )


def small_city() -> None:
    """North, centre and south; passports everywhere, marriages in the south on Saturday, one service nowhere."""
    make_city()
    north, centre, south = (
        make_branch(slug, at, 4.35) for slug, at in (("north", 50.90), ("centre", 50.85), ("south", 50.80))
    )
    passport, marriage = make_service("passport", popularity=90), make_service("marriage", popularity=10)
    make_service("tax-letter", counter=False)
    for branch in (north, centre, south):
        offer(passport, branch)
    offer(marriage, south, hours="Sa 10:00-12:00; PH off", languages=("fr",))
    make_street("Avenue Louise", "Louizalaan", postcode="1050", at=(50.8455, 4.35))
    make_street("Rue de l'Église", "Kerkstraat", postcode="1000", at=(50.86, 4.35))
    make_street("Rue de l'Église", "Kerkstraat", postcode="1020", at=(50.89, 4.35))
    announce_change()

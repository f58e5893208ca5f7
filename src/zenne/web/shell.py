"""What surrounds every page: the city's name, the menu, the languages."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext

from zenne.catalogue.public import City, city, shown_languages
from zenne.core.content.public import version_of
from zenne.web.languages import INTERFACE, language_of_path, path_in

MOST_LANGUAGES: Final = 32


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words."""

    title: str
    path: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in one of the languages."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything in the frame of a page."""

    city: City | None
    city_name: str
    long_name: str
    welcome: str
    base_url: str
    neutral_path: str
    is_home: bool
    official_names: str
    languages: list[LanguageLink] = field(default_factory=list)
    menu: list[Link] = field(default_factory=list)
    footer_services: tuple[Link, ...] = ()
    footer_data: tuple[Link, ...] = ()


def build_shell(request: HttpRequest) -> Shell:
    """The frame of the page that ``request`` asks for."""
    here = city(version_of(request))
    path, query = request.path, request.META.get("QUERY_STRING", "")
    suffix = f"?{query}" if query else ""
    home = reverse("home")
    language = get_language() or ""
    return Shell(
        city=here,
        city_name=str(here.name) if here else gettext("The city"),
        long_name=str(here.long_name) if here else gettext("The city"),
        welcome=str(here.welcome) if here else "",
        base_url=settings.BASE_URL,
        neutral_path=(path.removeprefix(f"/{language_of_path(path)}") or "/") + suffix,
        is_home=path == home,
        official_names=official_names(here),
        languages=[
            LanguageLink(code, name, path_in(code, path) + suffix)
            for code, name in shown_languages(version_of(request))
        ],
        menu=[Link(each.title, each.path, path.startswith(each.path)) for each in menu(language)],
        footer_services=footer_services(language),
        footer_data=footer_data(language),
    )


@lru_cache(maxsize=MOST_LANGUAGES)
def menu(language: str) -> tuple[Link, ...]:
    """The main menu in the reader's language, which is the one in use."""
    return (
        Link(gettext("Services"), reverse("catalogue:services")),
        Link(gettext("Branches"), reverse("catalogue:branches")),
        Link(gettext("Open data"), reverse("dataportal:datasets")),
        Link(gettext("Search"), reverse("search")),
        Link(gettext("My Zenne"), reverse("accounts:my")),
    )


@lru_cache(maxsize=MOST_LANGUAGES)
def footer_services(language: str) -> tuple[Link, ...]:
    """The services of the footer in the reader's language, which is the one in use."""
    return (
        Link(gettext("All services"), reverse("catalogue:services")),
        Link(gettext("Branches and opening hours"), reverse("catalogue:branches")),
        Link(gettext("How the branches compare"), reverse("catalogue:parity")),
        Link(gettext("Make an appointment"), reverse("appointments:search")),
        Link(gettext("To the counter without waiting long"), reverse("appointments:guide")),
    )


@lru_cache(maxsize=MOST_LANGUAGES)
def footer_data(language: str) -> tuple[Link, ...]:
    """The data of the footer in the reader's language, which is the one in use."""
    return (
        Link(gettext("All data sets"), reverse("dataportal:datasets")),
        Link(gettext("For developers: the API"), reverse("api-docs")),
        Link(gettext("All services as linked data (Turtle)"), "/services.ttl"),
        Link(gettext("All services as linked data (JSON-LD)"), "/services.jsonld"),
    )


def official_names(here: City | None) -> str:
    """The official languages by their own names, when the reader's is not one of them; else nothing."""
    if here is None or get_language() in here.official_languages:
        return ""
    return ", ".join(INTERFACE.get(code, code) for code in here.official_languages)

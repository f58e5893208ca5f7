"""How people come to the pages of appointments: from the pages of services and branches."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zenne.accounts.public import OwnPage, register_own_page
from zenne.catalogue.public import register_booking
from zenne.core.access.public import NOT_SHOWN, FieldWords, name_fields

WISH_FIELDS = {
    "branches": FieldWords(_("Where would you come to?")),
    "first_day": FieldWords(_("From which day on?")),
    "last_day": FieldWords(_("Until which day?")),
    "after": FieldWords(_("Not before")),
    "before": FieldWords(_("Not after")),
    "contact": FieldWords(_("Your e-mail address, or your telephone number")),
    "name": FieldWords(_("Your name")),
}


def register() -> None:
    """Say where visits are booked, and how the fields of the forms are called."""
    register_booking(search_address)
    register_own_page(
        OwnPage(_("My appointments"), _("When and where you are expected; move or cancel."), "appointments:mine")
    )
    name_fields("appointments:hold", {"slot": NOT_SHOWN, "moving": NOT_SHOWN})
    for route in ("appointments:earlier", "appointments:ask-wish"):
        name_fields(route, WISH_FIELDS)
    name_fields("appointments:offer", {"do": NOT_SHOWN})
    name_fields(
        "appointments:details",
        {"contact": FieldWords(_("Your e-mail address, or your telephone number")), "name": FieldWords(_("Your name"))},
    )


def search_address(service: str, branch: str) -> str:
    """The page of the search, with what is known already; remembered: the page of a service has one for each branch."""
    return address_in(get_language() or "", service, branch)


@lru_cache(maxsize=8192)
def address_in(language: str, service: str, branch: str) -> str:
    known = {name: slug for name, slug in (("service", service), ("branch", branch)) if slug}
    return reverse("appointments:search") + (f"?{urlencode(known)}" if known else "")

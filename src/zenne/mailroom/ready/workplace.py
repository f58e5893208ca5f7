"""Ready answers in the menu of the workplace."""

from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import NOT_SHOWN, FieldWords, StaffPage, name_fields, register_staff_page
from zenne.mailroom.answers.permissions import ANSWER_LETTERS

PAGE: Final = StaffPage(
    title=_("Ready answers"),
    description=_("Texts that answer a precise question without a person, such as opening hours."),
    route="ready:list",
    audience=ANSWER_LETTERS,
    below="letters:list",
)


def register() -> None:
    """Make the page known to the menu, and the fields to whoever comes back to a form."""
    register_staff_page(PAGE)
    fields = {
        "question": FieldWords(_("Which question is answered?")),
        "team": FieldWords(_("Team that stands behind it")),
        "service": FieldWords(_("Service that the question is about")),
        "branch": FieldWords(_("Branch whose hours or address stand in the answer")),
    }
    for code, _name in settings.LANGUAGES:
        fields[f"examples_{code}"] = FieldWords(_("How people ask it"))
        fields[f"text_{code}"] = FieldWords(_("What they are answered"))
    for route in ("ready:write", "ready:change"):
        name_fields(route, fields)
    name_fields("ready:approve", {"seen": NOT_SHOWN})
    name_fields(
        "ready:try",
        {
            "subject": FieldWords(_("What is it about?")),
            "text": FieldWords(_("The letter")),
            "service": FieldWords(_("Service that the writer chose")),
        },
    )

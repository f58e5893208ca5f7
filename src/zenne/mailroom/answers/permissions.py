"""Who answers letters."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

ANSWER_LETTERS: Final = permission(
    "mailroom.answer", _("Read and answer the letters of the own teams, and those that no team has yet")
)

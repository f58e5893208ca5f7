"""The fixed words of declarations: legal grounds and categories of data."""

from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _


class LegalGround(Enum):
    """Why the law allows it: article 6(1) of the General Data Protection Regulation (EU) 2016/679."""

    CONSENT = "a"
    CONTRACT = "b"
    LEGAL_OBLIGATION = "c"
    VITAL_INTERESTS = "d"
    PUBLIC_TASK = "e"
    LEGITIMATE_INTERESTS = "f"

    @property
    def label(self) -> Any:
        """The ground in plain words, lazily translated."""
        return GROUNDS[self]

    @property
    def article(self) -> str:
        """Where it stands: ``GDPR 6(1)(e)``."""
        return f"GDPR 6(1)({self.value})"


GROUNDS = {
    LegalGround.CONSENT: _("You agreed to it, and you can withdraw that at any time."),
    LegalGround.CONTRACT: _("It is needed for an agreement with you."),
    LegalGround.LEGAL_OBLIGATION: _("A law obliges the city to do it."),
    LegalGround.VITAL_INTERESTS: _("It protects somebody's life."),
    LegalGround.PUBLIC_TASK: _("It is needed for a public task of the city."),
    LegalGround.LEGITIMATE_INTERESTS: _("The city has a good reason that weighs more than the interest of the person."),
}


class Category(Enum):
    """Kinds of personal data, as the register lists them."""

    IDENTITY = "identity"
    CONTACT = "contact"
    SIGN_IN = "sign-in"
    MESSAGES = "messages"
    DOINGS = "doings"
    PREFERENCES = "preferences"
    WORK = "work"
    TECHNICAL = "technical"
    FILES = "files"

    @property
    def label(self) -> Any:
        """The kind in plain words, lazily translated."""
        return CATEGORIES[self]


CATEGORIES = {
    Category.IDENTITY: _("who somebody is"),
    Category.CONTACT: _("how to reach somebody"),
    Category.SIGN_IN: _("how somebody signs in"),
    Category.MESSAGES: _("messages to and from somebody"),
    Category.DOINGS: _("what somebody did and when"),
    Category.PREFERENCES: _("what somebody prefers"),
    Category.WORK: _("somebody's work at the city"),
    Category.TECHNICAL: _("technical data of a visit"),
    Category.FILES: _("what somebody asked of the city, and what became of it"),
}

"""The workforce, for the modules above."""

from zenne.workforce.duties import Duties, register_duties
from zenne.workforce.facts import ColleagueLeft
from zenne.workforce.languages import language_names
from zenne.workforce.models import Competence, StaffMember
from zenne.workforce.permissions import MANAGE_STAFF
from zenne.workforce.presence import days_off, register_days_off
from zenne.workforce.queries import able_staff, known_services, languages_of

__all__ = [
    "MANAGE_STAFF",
    "ColleagueLeft",
    "Competence",
    "Duties",
    "StaffMember",
    "able_staff",
    "days_off",
    "known_services",
    "language_names",
    "languages_of",
    "register_days_off",
    "register_duties",
]

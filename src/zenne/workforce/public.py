"""The workforce, for the modules above."""

from zenne.workforce.models import Competence, StaffMember
from zenne.workforce.permissions import MANAGE_STAFF
from zenne.workforce.queries import able_staff

__all__ = ["MANAGE_STAFF", "Competence", "StaffMember", "able_staff"]

"""The data portal: for the modules above."""

from zenne.dataportal.permissions import GRANT_PROFILES, MANAGE_DATA, READ_OFFICIAL, READ_PARTNER
from zenne.dataportal.readers import reader_of

__all__ = ["GRANT_PROFILES", "MANAGE_DATA", "READ_OFFICIAL", "READ_PARTNER", "reader_of"]

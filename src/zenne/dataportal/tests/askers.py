"""Who asks, in tests."""

from zenne.core.access.public import Asker, AskerKind, Assurance, codes
from zenne.dataportal.permissions import GRANT_PROFILES, MANAGE_DATA, READ_OFFICIAL, READ_PARTNER

STEWARD = Asker(
    AskerKind.PERSON,
    "person:00000000-0000-0000-0000-000000000001",
    "Sofia",
    frozenset({"data-steward"}),
    codes([GRANT_PROFILES, MANAGE_DATA, READ_OFFICIAL, READ_PARTNER]),
    Assurance.HIGH,
)
PARTNER = Asker(
    AskerKind.PERSON,
    "person:00000000-0000-0000-0000-000000000002",
    "Paul",
    frozenset({"partner"}),
    codes([READ_PARTNER]),
    Assurance.HIGH,
)

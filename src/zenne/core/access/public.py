"""Who asks and what they may do, for all modules."""

from zenne.core.access.askers import NOBODY, SYSTEM, Asker, AskerKind
from zenne.core.access.audiences import (
    INTERNAL,
    PUBLIC,
    SIGNED_IN,
    Audience,
    Permission,
    PermissionTaken,
    all_permissions,
    codes,
    permission,
)
from zenne.core.access.declarations import (
    asker_of,
    asks_no_purpose,
    audience_of,
    for_everybody,
    internal,
    needs,
    no_purpose_because,
    open_to,
    records_nothing,
    unrecorded_because,
)
from zenne.core.access.errors import NotAllowed, PurposeNeeded, SignInNeeded, StrongerSignInNeeded
from zenne.core.access.field_words import NOT_SHOWN, FieldWords, name_fields, words_of_field
from zenne.core.access.linked_records import (
    RecordKind,
    RecordUnknown,
    ShownRecord,
    record_kind,
    record_kinds,
    register_record_kind,
    shown_record,
)
from zenne.core.access.posting import posted_from
from zenne.core.access.rules.assurance import Assurance
from zenne.core.access.staff_pages import (
    StaffPage,
    menu_pages_of,
    register_staff_page,
    registered_staff_pages,
    staff_pages_of,
)

__all__ = [
    "INTERNAL",
    "NOBODY",
    "NOT_SHOWN",
    "PUBLIC",
    "SIGNED_IN",
    "SYSTEM",
    "Asker",
    "AskerKind",
    "Assurance",
    "Audience",
    "FieldWords",
    "NotAllowed",
    "Permission",
    "PermissionTaken",
    "PurposeNeeded",
    "RecordKind",
    "RecordUnknown",
    "ShownRecord",
    "SignInNeeded",
    "StaffPage",
    "StrongerSignInNeeded",
    "all_permissions",
    "asker_of",
    "asks_no_purpose",
    "audience_of",
    "codes",
    "for_everybody",
    "internal",
    "menu_pages_of",
    "name_fields",
    "needs",
    "no_purpose_because",
    "open_to",
    "permission",
    "posted_from",
    "record_kind",
    "record_kinds",
    "records_nothing",
    "register_record_kind",
    "register_staff_page",
    "registered_staff_pages",
    "shown_record",
    "staff_pages_of",
    "unrecorded_because",
    "words_of_field",
]

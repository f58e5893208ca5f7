"""Write down what happened."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from zenne.core.access.public import Asker, internal, records_nothing
from zenne.core.audit.errors import OutsideTransaction, WrongRecord
from zenne.core.audit.models import HASHED, AuditRecord
from zenne.core.audit.rules.chain import canonical_details, canonical_moment, digest_of

ACTION_FORM: Final = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")
COLUMNS: Final = (*HASHED, "digest")
INSERT_EACH: Final = f"INSERT INTO audit_auditrecord ({', '.join(COLUMNS)}) VALUES "  # noqa: S608 - our own names
VALUES: Final = f"({', '.join(['%s'] * len(COLUMNS))})"
INSERT: Final = f"{INSERT_EACH}{VALUES} RETURNING id"
LONGEST: Final = {"asker_name": 200, "asker_roles": 200, "action": 80, "about": 80, "thing": 120, "task": 200}


@internal
@records_nothing(because="it is the record")
def record(
    *, asker: Asker, action: str, about: str = "", thing: str = "", details: Mapping[str, Any] | None = None
) -> AuditRecord:
    """Add one record to the audit log, in the transaction of the fact that it is about.

    The asker's purpose and task are written with it. The database gives the record its place in the chain when the
    transaction ends; if the transaction is rolled back there never was a record.

    Args:
        action: ``house.verb``, as declared with ``name_action``: ``letters.read``.
        about: key of the person whose data it is, ``person:…``, or of their address, ``address:…``; empty when it is
            nobody's.
        thing: what was worked on, ``letter:12``.
        details: what else must be known later, in JSON; no more personal data than needed.

    Raises:
        OutsideTransaction: no transaction is open.
        WrongRecord: ``action`` has another form, something is too long, or JSON cannot carry the details.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{action} was recorded outside a transaction")
    columns = columns_of(asker=asker, action=action, about=about, thing=thing, details=details)
    return insert(columns)


def record_each(*, asker: Asker, action: str, about: Iterable[str]) -> None:
    """Add one record for each of some people whose data was used at once: one statement, however many they are.

    Raises what ``record`` raises.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{action} was recorded outside a transaction")
    rows = [columns_of(asker=asker, action=action, about=person) for person in about]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                INSERT_EACH + ", ".join([VALUES] * len(rows)), [each for row in rows for each in stored(row)]
            )


def columns_of(
    *, asker: Asker, action: str, about: str = "", thing: str = "", details: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """All columns of a record that is about to be written, checked, with their digest."""
    columns = {
        "at": timezone.now(),
        "asker_kind": asker.kind.value,
        "asker_key": asker.key,
        "asker_name": asker.name[: LONGEST["asker_name"]],
        "asker_roles": ",".join(sorted(asker.roles)),
        "action": action,
        "about": about,
        "thing": thing,
        "purpose": asker.purpose,
        "task": asker.task[: LONGEST["task"]],
        "details_json": details_text(details or {}),
    }
    check(columns)
    columns["digest"] = digest_of([canonical(columns[name]) for name in HASHED])
    return columns


def insert(columns: Mapping[str, Any]) -> AuditRecord:
    # Every action ends with this, and composing the same INSERT anew takes three times as long as sending it.
    with connection.cursor() as cursor:
        cursor.execute(INSERT, stored(columns))
        [number] = cursor.fetchone()
    return AuditRecord.from_db(None, ["id", *COLUMNS], [number, *columns.values()])


def stored(columns: Mapping[str, Any]) -> list[Any]:
    """The columns in their order, as the database takes them."""
    return [connection.ops.adapt_datetimefield_value(columns["at"]), *(columns[name] for name in COLUMNS[1:])]


def check(columns: Mapping[str, Any]) -> None:
    if not ACTION_FORM.fullmatch(columns["action"]):
        raise WrongRecord(f"{columns['action']!r} is no action: house.verb, in lower case with hyphens")
    too_long = [name for name, most in LONGEST.items() if len(columns[name]) > most]
    if too_long:
        raise WrongRecord(f"{columns['action']}: too long: {', '.join(too_long)}")


def canonical(value: Any) -> str:
    return value if isinstance(value, str) else canonical_moment(value)


def details_text(details: Mapping[str, Any]) -> str:
    try:
        return canonical_details(details)
    except TypeError as error:
        raise WrongRecord(f"the details of a record must be JSON: {error}") from None

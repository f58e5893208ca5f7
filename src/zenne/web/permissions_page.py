"""``docs/permissions.md``: who may do what, written from the declarations themselves."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils import translation

from zenne.accounts.public import ROLES, Role
from zenne.core.access.public import INTERNAL, PUBLIC, SIGNED_IN, Audience, all_permissions
from zenne.web.routes import all_operations, all_routes

YES: Final = "✓"
NO: Final = "–"
OPERATIONS: Final = "/api/v1/"
BEGINNING: Final = """# Permissions

This page is written by `./zenne permissions` from the declarations in the code. A test fails when it is out of date;
another asks for each address below as nobody and as each role, and compares.

A role gives permissions. Everybody who signs in is a resident. A place in a team gives the role `team`. The others are
given by an administrator on the page *Roles and teams*, or come from groups at an identity provider. Roles are read
anew for each request: one that is taken away stops counting at once. The roles of staff count only after a second
factor, unless `ZENNE_STAFF_SECOND_FACTOR` says otherwise.

An API key has the permissions in its scopes that its owner has at that moment, and never one that opens personal files.
"""


def permissions_page() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        return "\n".join(
            [
                BEGINNING,
                *section("Roles", ["role", "what for", "given by somebody"], roles()),
                *section("Permissions", ["permission", "what one may do", "purpose first", *codes()], permissions()),
                *section("Addresses", ["address", "open to", "nobody", *codes()], addresses()),
                *section("Operations of the API", ["operation", "open to", "nobody", *codes()], operations()),
            ]
        )


def codes() -> list[str]:
    return [role.code for role in ROLES]


def section(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [f"## {title}", "", f"| {' | '.join(head)} |", "|---" * len(head) + "|", *lines, ""]


def roles() -> Iterable[list[str]]:
    for role in ROLES:
        yield [f"`{role.code}`", str(role.purpose), YES if role.is_granted else NO]


def permissions() -> Iterable[list[str]]:
    for permission in all_permissions():
        marks = [YES if permission.code in role.permissions else NO for role in ROLES]
        yield [f"`{permission.code}`", str(permission.label), YES if permission.needs_purpose else NO, *marks]


def addresses() -> Iterable[list[str]]:
    seen: set[str] = set()
    for route in all_routes():
        if route.audience is not None and route.path not in seen and not route.path.startswith(OPERATIONS):
            seen.add(route.path)
            yield [f"`{route.path}`", f"`{route.audience.code}`", *marks_of(route.audience)]


def operations() -> Iterable[list[str]]:
    known: dict[str, Audience] = {
        audience.code: audience for audience in (PUBLIC, SIGNED_IN, INTERNAL, *all_permissions())
    }
    for operation in all_operations():
        marks = marks_of(known[operation.audience])
        yield [f"`{operation.method} {operation.path}`", f"`{operation.audience}`", *marks]


def marks_of(audience: Audience) -> list[str]:
    """For nobody and for each role, whether it belongs to an audience."""
    return [YES if audience == PUBLIC else NO, *(YES if belongs(role, audience) else NO for role in ROLES)]


def belongs(role: Role, audience: Audience) -> bool:
    return audience in {PUBLIC, SIGNED_IN} or audience.code in role.permissions

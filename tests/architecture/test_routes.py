"""Every address and every operation says who may use it, and docs/permissions.md says the same."""

from tests.architecture.tree import ROOT
from zenne.accounts.public import ROLES
from zenne.core.access.public import all_permissions
from zenne.core.rest.public import audiences
from zenne.web.permissions_page import permissions_page
from zenne.web.routes import all_operations, all_routes


def test_every_route_says_to_whom_it_is_open() -> None:
    found = all_routes()

    assert len(found) > 10
    assert not [f"{route.path} in {route.module}" for route in found if route.audience is None]


def test_every_operation_of_the_api_says_to_whom_it_is_open() -> None:
    found = all_operations()

    assert len(found) > 10
    assert not [operation for operation in found if operation.audience not in audiences()]


def test_every_permission_comes_with_a_role() -> None:
    given = {code for role in ROLES for code in role.permissions}

    assert not [permission.code for permission in all_permissions() if permission.code not in given]


def test_no_role_gives_a_permission_that_does_not_exist() -> None:
    known = {permission.code for permission in all_permissions()}

    assert not [f"{role.code}: {code}" for role in ROLES for code in role.permissions if code not in known]


def test_the_page_of_permissions_is_up_to_date() -> None:
    written = (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")

    assert written == permissions_page(), "write it anew with ./zenne permissions"

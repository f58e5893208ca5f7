"""What an asker may do."""

import pytest

from zenne.core.access import audiences
from zenne.core.access.askers import NOBODY, SYSTEM, Asker, AskerKind
from zenne.core.access.audiences import INTERNAL, PUBLIC, SIGNED_IN, Permission, PermissionTaken, permission
from zenne.core.access.errors import NotAllowed, PurposeNeeded, SignInNeeded, StrongerSignInNeeded
from zenne.core.access.rules.assurance import Assurance

READ = Permission("letters.read", "Read letters", Assurance.SUBSTANTIAL, needs_purpose=True)
SORT = Permission("letters.sort", "Sort letters")


def clerk(*, assurance: Assurance = Assurance.SUBSTANTIAL, purpose: str = "answer") -> Asker:
    codes = frozenset({"letters.read", "letters.sort"})
    return Asker(AskerKind.PERSON, "person:1", permissions=codes, assurance=assurance, purpose=purpose)


def test_everybody_may_use_what_is_public_and_only_the_system_what_is_internal() -> None:
    assert NOBODY.may(PUBLIC)
    assert not clerk().may(INTERNAL)
    assert SYSTEM.may(INTERNAL)
    with pytest.raises(NotAllowed, match="not-allowed: internal"):
        NOBODY.require(INTERNAL)


def test_nobody_is_asked_to_sign_in() -> None:
    for audience in (SIGNED_IN, SORT):
        with pytest.raises(SignInNeeded):
            NOBODY.require(audience)


def test_somebody_without_the_permission_is_refused() -> None:
    with pytest.raises(NotAllowed) as refusal:
        Asker(AskerKind.PERSON, "person:2").require(SORT)
    assert type(refusal.value) is NotAllowed


def test_a_weak_sign_in_must_be_stepped_up() -> None:
    with pytest.raises(StrongerSignInNeeded):
        clerk(assurance=Assurance.EMAIL).require(READ)
    clerk(assurance=Assurance.EMAIL).require(SORT)
    clerk(assurance=Assurance.HIGH).require(READ)


def test_personal_data_is_not_opened_without_a_purpose() -> None:
    with pytest.raises(PurposeNeeded):
        clerk(purpose="").require(READ)


def test_a_key_has_no_level_and_no_purpose_but_needs_the_permission() -> None:
    Asker(AskerKind.KEY, "key:1", permissions=frozenset({"letters.read"})).require(READ)
    with pytest.raises(NotAllowed):
        Asker(AskerKind.KEY, "key:1").require(READ)


def test_two_permissions_cannot_share_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audiences, "_permissions", {})
    assert permission("test.share", "Share") == permission("test.share", "Share")
    with pytest.raises(PermissionTaken):
        permission("test.share", "Something else")


def test_a_permission_is_not_an_audience_that_happens_to_be_called_the_same() -> None:
    assert not Asker(AskerKind.PERSON, "person:1").may(Permission("signed-in", ""))

"""Prove a second factor with a code: of an app, or one of the codes on paper."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.http import HttpRequest

from zenne.accounts.locks import Lock, lock_of
from zenne.accounts.models import Person
from zenne.accounts.rules.attempts import may_try, recent
from zenne.accounts.second_factors import KIND, counter_of, prove_second_factor, seconds_now
from zenne.core.access.public import SIGNED_IN, Asker, needs, records_nothing


class WrongCode(Exception):
    """The code is wrong or was used before; ``is_blocked`` when too many were wrong and it has to wait."""

    code = "wrong-code"

    def __init__(self, *, is_blocked: bool = False) -> None:
        self.is_blocked = is_blocked
        super().__init__(self.code)


@needs(SIGNED_IN)
@records_nothing(because="it shows what the person has already; a session says so itself")
def prove_with_code(request: HttpRequest, *, asker: Asker, person: Person, code: str) -> None:
    """Prove a second factor in this session.

    Raises:
        WrongCode: neither the app nor the codes on paper know it; the failure is counted.
    """
    is_right, may = try_code(person, code=code)
    if not is_right:
        raise WrongCode(is_blocked=not may)
    prove_second_factor(request)


@transaction.atomic
def try_code(person: Person, *, code: str) -> tuple[bool, bool]:
    """Whether a code is right, which uses it up, and whether another may be tried."""
    factors = Authenticator.objects.select_for_update().filter(user=person).exclude(type=KIND.WEBAUTHN)
    now = seconds_now()
    held = list(factors.order_by("pk"))
    if not held or not may_try(held[0].data.get("failures", []), now=now):
        return False, False
    if any(uses_up(factor, code=code) for factor in held):
        return True, True
    failures = [*recent(held[0].data.get("failures", []), now=now), now]
    held[0].data["failures"] = failures
    held[0].save(update_fields=["data"])
    return False, may_try(failures, now=now)


def uses_up(factor: Authenticator, *, code: str) -> bool:
    """Whether a code belongs to this factor and was not used before; never when no key opens its secret."""
    if lock_of(factor.data) is Lock.LOST:
        return False
    if factor.type == KIND.RECOVERY_CODES:
        return RecoveryCodes(factor).validate_code("".join(code.split()))  # type: ignore[no-any-return]
    step = counter_of(code, secret=decrypt(factor.data["secret"]))
    if step is None or step <= factor.data.get("last_step", 0):
        return False
    factor.data["last_step"] = step
    factor.record_usage()
    factor.save(update_fields=["data"])
    return True

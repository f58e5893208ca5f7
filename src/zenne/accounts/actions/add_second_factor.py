"""Set up an app or a passkey as second factor."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret, get_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn, complete_registration, parse_registration_response
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from zenne.accounts.actions.prove_with_code import WrongCode
from zenne.accounts.models import Person
from zenne.accounts.rules.proofs import proof_in
from zenne.accounts.second_factors import KIND, counter_of, factors_of, prove_second_factor
from zenne.core.access.public import SIGNED_IN, Asker, needs
from zenne.core.audit.public import record

MOST_PASSKEYS = 10


class ProveFirst(Exception):
    """Somebody who has a second factor must show it before they change anything about it."""

    code = "prove-first"


@transaction.atomic
@needs(SIGNED_IN)
def add_second_factor(
    request: HttpRequest,
    *,
    asker: Asker,
    person: Person,
    code: str = "",
    passkey: tuple[str, dict[str, Any]] | None = None,
) -> list[str]:
    """Set up an app, proved with its first ``code``, or a passkey, by its name and what the browser made.

    It counts as shown in this session. Returns the codes on paper, when they were made now; else nothing.

    Raises:
        ProveFirst: a factor exists and was not shown in this session.
        WrongCode: the code is not that of the app, or the passkey does not answer our challenge.
    """
    require_proof(request, person)
    if passkey is None:
        add_app(request, person, code=code)
    else:
        add_passkey(person, name=passkey[0], credential=passkey[1])
    is_first = KIND.RECOVERY_CODES not in {factor.type for factor in factors_of(person)}
    codes = RecoveryCodes.activate(person).get_unused_codes() if is_first else []
    prove_second_factor(request)
    kind = "app" if passkey is None else "passkey"
    record(asker=asker, action="accounts.add-second-factor", about=person.key, details={"kind": kind})
    return list(codes)


def require_proof(request: HttpRequest, person: Person) -> None:
    if factors_of(person) and not proof_in(request.session).second_factor:
        raise ProveFirst


def add_app(request: HttpRequest, person: Person, *, code: str) -> None:
    secret = get_totp_secret()
    step = counter_of(code, secret=secret)
    if step is None or Authenticator.objects.filter(user=person, type=KIND.TOTP).exists():
        raise WrongCode
    app = TOTP.activate(person, secret).instance
    app.data["last_step"] = step
    app.save(update_fields=["data"])
    clear_totp_secret(request)


def add_passkey(person: Person, *, name: str, credential: dict[str, Any]) -> None:
    if sum(factor.type == KIND.WEBAUTHN for factor in factors_of(person)) >= MOST_PASSKEYS:
        raise WrongCode
    try:
        parse_registration_response(credential)
        complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError) as error:
        raise WrongCode from error
    WebAuthn.add(person, name[:60], credential)

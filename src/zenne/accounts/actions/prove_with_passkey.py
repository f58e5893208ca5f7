"""Prove a second factor with a passkey."""

from typing import Any

from allauth.mfa.webauthn.internal.auth import complete_authentication, parse_authentication_response
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from zenne.accounts.actions.prove_with_code import WrongCode
from zenne.accounts.models import Person
from zenne.accounts.second_factors import prove_second_factor
from zenne.core.access.public import SIGNED_IN, Asker, needs, records_nothing


@needs(SIGNED_IN)
@records_nothing(because="it shows what the person has already; a session says so itself")
def prove_with_passkey(request: HttpRequest, *, asker: Asker, person: Person, credential: dict[str, Any]) -> None:
    """Prove a second factor in this session with what the browser signed.

    Raises:
        WrongCode: it is no answer to the challenge of this session, or of no passkey of this person.
    """
    try:
        parse_authentication_response(credential)
        complete_authentication(person, credential).record_usage()
    except (ValidationError, ValueError, TypeError, KeyError) as error:
        raise WrongCode from error
    prove_second_factor(request)

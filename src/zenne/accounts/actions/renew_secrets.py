"""Encrypt second factors anew after the secret key of the installation was changed."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from zenne.accounts.locks import ENCRYPTED, Lock, box, lock_of
from zenne.core.access.public import internal, records_nothing


@internal
@records_nothing(because="the same secrets, encrypted anew")
def renew_secrets() -> int:
    """Encrypt with the key of now what is encrypted with one of before; returns how many factors.

    Each in a transaction of its own, while people sign in. What no known key opens is left as it is.
    """
    return sum(renew(number) for number in Authenticator.objects.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def renew(number: int) -> bool:
    factor = Authenticator.objects.select_for_update().filter(pk=number).first()
    if factor is None or lock_of(factor.data) is not Lock.OLDER:
        return False
    for name in ENCRYPTED:
        if name in factor.data:
            factor.data[name] = box().rotate(factor.data[name].encode()).decode()
    factor.save(update_fields=["data"])
    return True

"""Whose try a request is."""

from django.conf import settings
from django.http import HttpRequest

from zenne.core.access.public import asker_of
from zenne.core.limits.rules.addresses import client_address, shared_address


def address_of(request: HttpRequest) -> str:
    """The IP address from which a request comes, behind the proxies of this installation; empty when there is none."""
    return client_address(
        peer=request.META.get("REMOTE_ADDR", ""),
        forwarded_for=request.META.get("HTTP_X_FORWARDED_FOR", ""),
        proxies=settings.TRUSTED_PROXIES,
    )


def by_address(request: HttpRequest) -> str:
    """Counted under the address; under its network of 64 bits where it is an IPv6 address."""
    return f"address:{shared_address(address_of(request))}"


def by_asker(request: HttpRequest) -> str:
    """Counted under the person or the API key; under the address where nobody is signed in."""
    asker = asker_of(request)
    return asker.key if asker.is_somebody else by_address(request)

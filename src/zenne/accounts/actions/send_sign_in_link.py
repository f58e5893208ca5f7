"""Send somebody a link with which they sign in."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from zenne.accounts.models import Person, SignInLink
from zenne.accounts.rules.links import VALID_FOR, hash_of, new_secret
from zenne.core.access.public import for_everybody, records_nothing
from zenne.core.outbox.public import send_email

TEMPLATE: Final = "accounts/mail/sign_in_link.html"


@transaction.atomic
@for_everybody
@records_nothing(because="nobody knows who asks; the message stands in the outbox")
def send_sign_in_link(*, email: str, language: str, next_path: str, browser: str, now: datetime) -> None:
    """Send a link to ``email`` that works once, for a quarter of an hour, in the browser with the secret ``browser``.

    It does the same for every address, so that nothing tells whether it is known; only a closed account gets no letter.
    """
    SignInLink.objects.filter(expires_at__lt=now - VALID_FOR).delete()
    token = new_secret()
    SignInLink.objects.create(
        token_hash=hash_of(token),
        browser_hash=hash_of(browser),
        email=email,
        next_path=next_path,
        expires_at=now + VALID_FOR,
    )
    person = Person.objects.filter(email__iexact=email).first()
    if person is not None and not person.is_active:
        return
    send_email(
        to=email,
        language=language,
        template=TEMPLATE,
        context={"address": settings.BASE_URL + reverse("accounts:link", args=[token])},
        about=person.key if person else "",
        good_until=now + VALID_FOR,
    )

"""Sign out."""

from django.contrib.auth import logout
from django.http import HttpRequest

from zenne.core.access.public import NOBODY, for_everybody, records_nothing


@for_everybody
@records_nothing(because="the session is gone from those of the person")
def sign_out(request: HttpRequest) -> None:
    """End the session of this browser and forget all that was in it."""
    logout(request)
    request.asker = NOBODY  # type: ignore[attr-defined]

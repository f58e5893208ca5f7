"""What production must not have."""

from typing import Any

from django.conf import settings
from django.core.checks import Error


def no_demonstration(app_configs: Any, **options: Any) -> list[Error]:
    """Demo identities let everybody in."""
    sentence = "ZENNE_DEMO: is on, so everybody can sign in as a worker of the city. Only ./zenne demo sets it."
    return [Error(sentence, id="accounts.E001")] if settings.DEMO else []

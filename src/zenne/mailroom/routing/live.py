"""The model in use, read once in a process and again when another one is put to use."""

from dataclasses import dataclass
from typing import Final

import structlog

from zenne.mailroom.routing.encoding import BrokenEncoder, installed_encoder
from zenne.mailroom.routing.files import BrokenModel, pointer, read, used_versions
from zenne.mailroom.routing.model import NOT_KNOWN, Model, Routing

LOG: Final = structlog.get_logger("zenne.mailroom")


@dataclass
class Held:
    """What this process holds, and the state of the file that named it."""

    stamp: tuple[int, int] | None = None
    model: Model | None = None


HELD: Final = Held()


def live_model() -> Model | None:
    """The model in use; nothing before the first, and when none of the versions can be read."""
    try:
        state = pointer().stat()
    except OSError:
        HELD.stamp = HELD.model = None
        return None
    stamp = (state.st_mtime_ns, state.st_ino)
    if stamp != HELD.stamp:
        HELD.model, HELD.stamp = newest_readable(), stamp
    return HELD.model


def newest_readable() -> Model | None:
    """The version in use, or the one before it when that file is damaged: letters are routed meanwhile."""
    try:
        versions = used_versions()
    except BrokenModel as error:
        LOG.exception("routing.no_versions", code=error.code)
        return None
    for version in reversed(versions):
        try:
            return read(version)
        except BrokenModel as error:
            LOG.exception("routing.broken_model", code=error.code, version=version)
    return None


def route(*, subject: str, text: str, language: str = "", in_background: bool = False) -> Routing:
    """Which service a letter is for, with the three best guesses and the words that say so.

    Args:
        subject: of the letter, as it was written.
        text: what the writer wrote themselves, without quotes and signature.
        language: of the letter; the words of all languages are in one model, so that it need not be known.
        in_background: in a worker or at the command line, where an encoder is asked too if one is installed. It takes
            more memory than each process of a server has to spare: there the words alone say it.

    Nothing is routed alone before a model has shown on letters that it did not know that it may be trusted.
    """
    model = live_model()
    if model is None:
        return NOT_KNOWN
    if in_background and (encoder := installed_encoder()):
        try:
            return model.route(subject=subject, text=text, encoder=encoder)
        except BrokenEncoder as error:
            LOG.exception("routing.broken_encoder", code=error.code)
    return model.route(subject=subject, text=text)

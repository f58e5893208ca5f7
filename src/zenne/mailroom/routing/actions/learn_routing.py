"""Learn which service a letter is for, and put what was learned to use if it is no worse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from django.db import transaction

from zenne.core.access.public import Asker, internal
from zenne.core.audit.public import record
from zenne.mailroom.routing.encoding import BrokenEncoder, Encoder, installed_encoder
from zenne.mailroom.routing.examples import Example, catalogue_examples, known_letters
from zenne.mailroom.routing.files import BrokenModel, keep, use, used_versions
from zenne.mailroom.routing.live import live_model
from zenne.mailroom.routing.model import Model
from zenne.mailroom.routing.rules.comparing import held_out
from zenne.mailroom.routing.training import learned_model

LOG: Final = structlog.get_logger("zenne.mailroom")
TRIED: Final = "a"


@dataclass(frozen=True, slots=True)
class Learned:
    """What became of a new model.

    Attributes:
        version: the version that is in use now because of it; nothing when the one before stays.
        letters: how many letters it learned from.
        compared: by how many newer letters it was compared with the one before.
        right: the share of these that it got right.
        right_before: the share that the one before got right.
    """

    version: str | None
    letters: int
    compared: int
    right: float
    right_before: float


@internal
def learn_routing(*, asker: Asker, now: datetime) -> Learned | None:
    """Learn from the catalogue and the answered letters; nothing when there are fewer than two services.

    The newest letters are held out: neither the new model nor, as a rule, the one in use knows them. The new one is put
    to use unless it gets fewer of them right, or knows fewer letters when there are too few to compare by. It does not
    learn from the newest ones afterwards: what is in use is what was measured.
    """
    letters, texts = known_letters(), catalogue_examples()
    newest = held_out(len(letters))
    known, unknown = letters[: len(letters) - newest], letters[len(letters) - newest :]
    if len({each.service for each in (*texts, *known)}) < 2:
        return None
    before, encoder = live_model(), working_encoder()
    model = learned_model([*texts, *known], encoder=encoder)
    right = share_right(model, unknown, encoder=encoder)
    right_before = share_right(before, unknown, encoder=encoder) if before else 0.0
    is_no_worse = right >= right_before if newest else before is None or model.letters >= before.letters
    version = put_to_use(model, now=now) if is_no_worse else None
    with transaction.atomic():
        details = {"version": version, "letters": model.letters, "compared": newest, "right": round(right, 4)}
        record(asker=asker, action="letters.learn-routing", thing="routing", details=details)
    return Learned(version, model.letters, newest, right, right_before)


def put_to_use(model: Model, *, now: datetime) -> str:
    try:
        versions = used_versions()
    except BrokenModel:
        versions = []
    version = keep(model, now=now)
    use([*(each for each in versions if each != version), version])
    return version


def working_encoder() -> Encoder | None:
    """The encoder that is installed; nothing when it cannot read: a night without it is better than one lost."""
    encoder = installed_encoder()
    try:
        if encoder:
            encoder.vectors([TRIED])
    except BrokenEncoder as error:
        LOG.exception("routing.broken_encoder", code=error.code)
        return None
    return encoder


def share_right(model: Model, letters: Sequence[Example], *, encoder: Encoder | None = None) -> float:
    """The share of letters whose service is the first guess; 0 when there are none."""
    if not letters:
        return 0.0
    chances = model.chances(((each.subject, each.text) for each in letters), encoder=encoder)
    best: list[int] = chances.argmax(axis=1).tolist()
    right: list[bool] = [model.services[place] == each.service for place, each in zip(best, letters, strict=True)]
    return sum(right) / len(letters)

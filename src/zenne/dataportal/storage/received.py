"""Files that come in from outside: whole and on disk, and never larger than allowed."""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,10}")


class TooLarge(Exception):
    """More came than is taken; nothing of it was kept."""


def most_bytes() -> int:
    """So large may a file be that comes from outside."""
    return int(settings.DATA_FILE_MB) << 20


def refuse_if(is_too_large: bool) -> None:
    if is_too_large:
        raise TooLarge


def put_on_disk(path: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    """Write the pieces, and say how many bytes there are and what they come to.

    Raises:
        TooLarge: there are more than ``most_bytes``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    size, digest, most = 0, hashlib.sha256(), most_bytes()
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                size += len(chunk)
                refuse_if(size > most)
                file.write(chunk)
                digest.update(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return size, digest.hexdigest()


def file_name(load: UUID, called: str) -> str:
    """How a file of a load is called here: nothing of its own name but a harmless ending."""
    ending = ENDING.fullmatch(Path(called).suffix)
    return f"{load.hex}{ending[0].lower() if ending else ''}"

"""Which texts every database and every page can hold."""

import re

NOT_STORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def is_storable(text: str) -> bool:
    """False with control characters other than tab and line end (PostgreSQL keeps no NUL) and with half characters."""
    return NOT_STORABLE.search(text) is None

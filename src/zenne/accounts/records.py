"""What is written down about accounts."""

from collections.abc import Mapping
from typing import Any

import structlog

from zenne.core.access.public import Asker

log = structlog.get_logger("zenne.accounts")


def record(
    *, asker: Asker, action: str, about: str = "", thing: str = "", details: Mapping[str, Any] | None = None
) -> None:
    """Write down what was done, in the transaction in which it is done."""
    log.info("done", action=action, by=asker.key, about=about, thing=thing, details=sorted(details or ()))

"""What somebody said they need personal data of others for, as it stands in a session."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

KEY: Final = "purpose"


def purpose_in(session: Mapping[str, Any], *, now: datetime) -> tuple[str, str]:
    """Code of the purpose and the piece of work, both empty when nothing was said or its time is over."""
    stored = session.get(KEY)
    if not isinstance(stored, dict):
        return "", ""
    until = datetime.fromisoformat(stored["until"])
    return (stored["code"], stored["task"]) if now < until else ("", "")

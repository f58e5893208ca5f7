"""Which conversation a message belongs to."""

import hashlib
import re
from datetime import timedelta
from typing import Final

from zenne.mailroom.rules.parsing import ReadMessage

PREFIXES: Final = re.compile(
    r"^(?:\s*(?:re|r|fw|fwd|aw|antw|antwoord|wg|tr|doorst|betr|rép|rep|réf|ref|sv|vs)\s*(?:\[\d+\])?\s*:|\s*\[[^\]]{1,40}\])+",
    re.IGNORECASE,
)
SPACES: Final = re.compile(r"\s+")
SAME_SUBJECT_FOR: Final = timedelta(days=30)
"""How long a message without any reference joins the last conversation of its sender under the same subject."""


def reference_key(message_id: str) -> str:
    """What stands for the identifier of a message, of any length."""
    return hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()


def reference_keys(message: ReadMessage) -> list[str]:
    """The keys under which the conversation is looked for: the nearest message first, its own last."""
    names = [*reversed(message.references), *([message.message_id] if message.message_id else [])]
    return list(dict.fromkeys(map(reference_key, names)))


def bare_subject(subject: str) -> str:
    """A subject without “Re:” and the like, in any of the languages of the city, for comparison."""
    return SPACES.sub(" ", PREFIXES.sub("", subject)).strip().casefold()[:200]

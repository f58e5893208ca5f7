"""Times at which a branch is closed although its hours say otherwise, as rules at the end of these hours.

OpenStreetMap's syntax says it: the last rule for a time holds, and a comment says why. So whoever reads hours, on
pages, at kiosks, in the API and in open data, knows of it without looking anywhere else.
"""

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Final

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COMMENT: Final = "closed by exception"
OURS: Final = re.compile(rf'(?:; \d{{4}} [A-Z][a-z]{{2}} \d\d (?:\d\d:\d\d-\d\d:\d\d )?off "{COMMENT}")+$')


def rule_for(begin: datetime, end: datetime) -> str:
    """The rule for a stretch of time, as the clock of the city shows it; it ends on the next day at the latest.

    What lies after midnight is written as hours of the day on which it begins, up to 48: a night is one stretch of
    opening hours, and the rest of it would not be touched by a rule for the next day.
    """
    hours = (end.date() - begin.date()).days * 24 + end.hour
    day = f"{begin.year} {MONTHS[begin.month - 1]} {begin:%d}"
    is_whole_day = begin.time() == time() and (hours, end.minute) == (24, 0)
    return f'{day} {"" if is_whole_day else f"{begin:%H:%M}-{hours:02}:{end:%M} "}off "{COMMENT}"'


def without_rules(hours: str) -> str:
    """Hours as the city wrote them."""
    return OURS.sub("", hours)


def with_rules(hours: str, rules: Iterable[str], *, most: int) -> str:
    """The same hours with these rules at the end, as many of them as fit into ``most`` letters."""
    text = without_rules(hours)
    for rule in rules:
        longer = f"{text}; {rule}"
        if len(longer) <= most:
            text = longer
    return text

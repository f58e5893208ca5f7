"""Days on which a branch is closed although its hours say otherwise, as rules at the end of these hours.

OpenStreetMap's syntax says it: the last rule for a day holds, and a comment says why. So whoever reads hours, on pages,
at kiosks, in the API and in open data, knows of it without looking anywhere else.
"""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Final

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COMMENT: Final = "closed by exception"
OURS: Final = re.compile(rf'(?:; \d{{4}} [A-Z][a-z]{{2}} \d\d (?:\d\d:\d\d-24:00 )?off "{COMMENT}")+$')


def rule_for(day: date, *, since: time | None = None) -> str:
    """The rule for a day that is closed, from some minute on or all of it."""
    from_then = f"{since:%H:%M}-24:00 " if since else ""
    return f'{day.year} {MONTHS[day.month - 1]} {day:%d} {from_then}off "{COMMENT}"'


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

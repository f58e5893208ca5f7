"""Weeks of letters that were counted, for tests."""

from datetime import date
from typing import Any

from zenne.mailroom.figures.models import LetterWeek

MONDAY = date(2026, 12, 7)


def figures(service: str = "passport", *, letters: int, week: date = MONDAY, **more: Any) -> LetterWeek:
    """What became of so many letters."""
    said = {"language": "nl", "channel": "mail", **more}
    return LetterWeek.objects.create(week=week, service=service, letters=letters, **said)

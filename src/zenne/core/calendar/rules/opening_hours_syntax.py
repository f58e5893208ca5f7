"""Opening hours as OpenStreetMap writes them: "Mo-Fr 08:30-16:00; Th 08:30-19:00; PH off".

Syntax: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. The ``opening_hours`` package reads it, but
it only knows its own public holidays. So the rules are parted here into those of ordinary days and those of days off
(PH), and the package gets each part without the word PH:

- ``PH off``, ``PH 10:00-12:00``: hours of days off; the last of them holds. Without one a day off is closed.
- ``Mo-Fr,PH 10:00-12:00``: the same hours on these weekdays and on days off.
- ``Su PH 10:00-12:00``, ``Jul PH off``: only days off that are a Sunday, or in July.
- ``Dec 24 08:30-12:00``: a rule for named dates holds on these, day off or not.

Hours that follow the sun are refused: the package does not know where the place is, and panics at impossible ones.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from opening_hours import OpeningHours as Schedule
from opening_hours import ParserError  # type: ignore[attr-defined]  # missing in its stubs

from zenne.core.calendar.rules.errors import WrongOpeningHours

LONGEST_EXPRESSION = 1000

COMMENT = re.compile(r'"[^"]*"')
RULE = re.compile(r'(?:[^;"]|"[^"]*")+')
WEEKDAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
WEEKDAYS = rf"{WEEKDAY}(?:\s?-\s?{WEEKDAY})?(?:\[[^\]]*\])?"
WEEKDAY_LIST = rf"{WEEKDAYS}(?:\s?,\s?{WEEKDAYS})*"
DAYS_OFF = re.compile(rf"(?:(?P<before>{WEEKDAY_LIST})\s?,\s?)?\bPH\b(?:\s?,\s?(?P<after>{WEEKDAY_LIST}))?:?")
NAMED_DATE = r"(?:\d{4} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}"
NAMED_DATES = re.compile(rf"{NAMED_DATE}(?:\s?,\s?{NAMED_DATE})*:?(?=\s[^-\s])")
ADDED_RULE = re.compile(r'(?:\d|\+|off|closed|open|unknown|")\s?,\s?(?!\d|\()')
REFUSED = (
    (re.compile(r"\bSH\b"), "school holidays (SH) are not known; write their dates"),
    (re.compile(r"sunrise|sunset|dawn|dusk"), "hours that follow the sun are not supported; write times"),
    (re.compile(r"\bPH\s?[+-]"), "days before or after a day off are not supported; write their dates"),
    (re.compile(r"\bPH\b.*\bPH\b"), "PH stands in it twice"),
    (re.compile(r"\bPH\b.*\|\||\|\|.*\bPH\b"), "PH cannot stand in a rule with ||; write a rule of its own"),
)
POSITION = re.compile(r"--> \d+:(\d+)")


@dataclass(frozen=True, slots=True)
class ParsedHours:
    """The schedule of ordinary days and that of days off; None is always closed."""

    ordinary: Schedule | None
    days_off: Schedule | None


def validate_hours(expression: str) -> None:
    """Raise WrongOpeningHours with a sentence that names the rule and what is wrong with it."""
    parse_hours(expression)


@lru_cache(maxsize=1024)
def parse_hours(expression: str) -> ParsedHours:
    """Read opening hours. Raises WrongOpeningHours."""
    if len(expression) > LONGEST_EXPRESSION:
        raise WrongOpeningHours(f"Opening hours are at most {LONGEST_EXPRESSION} characters long.")
    text = " ".join(expression.split())
    if text.count('"') % 2:
        raise WrongOpeningHours(f"A quotation mark is missing in “{text}”.")
    rules = [rule.strip() for rule in RULE.findall(text) if rule.strip()]
    if not rules:
        raise WrongOpeningHours("The opening hours are empty; write “off” for what is always closed.")
    parts = [parted(rule) for rule in rules]
    named_dates = [rule for rule in rules if NAMED_DATES.match(rule)]
    return ParsedHours(
        ordinary=schedule([rule for ordinary, _ in parts for rule in ordinary]),
        days_off=schedule([rule for _, days_off in parts for rule in days_off] + named_dates),
    )


def parted(rule: str) -> tuple[list[str], list[str]]:
    """What a rule says of ordinary days and of days off, each checked. Raises WrongOpeningHours."""
    words = COMMENT.sub(lambda comment: '"' + "_" * (len(comment[0]) - 2) + '"', rule)
    for wrong, reason in REFUSED:
        if wrong.search(words):
            raise WrongOpeningHours(f"“{rule}” cannot be used: {reason}.")
    days_off = DAYS_OFF.search(words)
    if not days_off:
        check_rule(rule, written=rule)
        return [rule], []
    if ADDED_RULE.search(words):
        raise WrongOpeningHours(f"“{rule}” cannot be used: begin the rule with PH after a “;”, not after a “,”.")
    before, after = rule[: days_off.start()], rule[days_off.end() :]
    weekdays = ",".join(filter(None, days_off.groups()))
    of_days_off = " ".join(f"{before}{after}".split()) or "24/7"
    of_ordinary = [f"{before}{weekdays}{after}"] if weekdays else []
    for part in (of_days_off, *of_ordinary):
        check_rule(part, written=rule)
    return of_ordinary, [of_days_off]


def check_rule(rule: str, *, written: str) -> None:
    """Raise WrongOpeningHours about the rule as it was ``written`` unless the package can read it."""
    try:
        Schedule(rule)
    except ParserError as error:
        position = POSITION.search(str(error))
        rest = rule[int(position[1]) - 1 :] if position else ""
        where = f" from “{rest}” on" if rest and rest != written else ""
        raise WrongOpeningHours(f"“{written}” cannot be read{where}; write it like “Mo-Fr 08:30-16:00”.") from None


def schedule(rules: list[str]) -> Schedule | None:
    return Schedule("; ".join(rules)) if rules else None

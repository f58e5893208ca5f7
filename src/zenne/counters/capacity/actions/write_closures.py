"""Say in the opening hours when a branch is closed by exception."""

from datetime import datetime

from zenne.catalogue.public import LONGEST_HOURS, Branch, Offering
from zenne.core.access.public import internal, records_nothing
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import announce_change, current_version
from zenne.counters.capacity.models import Closure
from zenne.counters.rules.closures import rule_for, with_rules


@internal
@records_nothing(because="who closes a branch, or opens it again, is recorded where they do it")
def write_closures(*, now: datetime) -> int:
    """Make the hours of branches, and of services with hours of their own, say what is closed from now on.

    What is over or open again disappears from them. How many hours changed; readers see it with the next request.
    """
    rules = rules_by_branch(now=now)
    changed = sum(say(row, rules.get(row.pk, [])) for row in Branch.objects.all())
    changed += sum(say(row, rules.get(row.branch_id, [])) for row in Offering.objects.exclude(hours=""))
    if changed:
        announce_change()
    return changed


def rules_by_branch(*, now: datetime) -> dict[int, list[str]]:
    """The rules of each branch that has some, the soonest first."""
    zone = working_calendar(current_version()).time_zone
    found: dict[int, list[str]] = {}
    for closure in Closure.objects.filter(reopened_at=None, ends_at__gt=now):
        rule = rule_for(closure.starts_at.astimezone(zone), closure.ends_at.astimezone(zone))
        found.setdefault(closure.branch_id, []).append(rule)
    return found


def say(row: Branch | Offering, rules: list[str]) -> bool:
    hours = with_rules(row.hours, rules, most=LONGEST_HOURS)
    if hours == row.hours:
        return False
    row.hours = hours
    row.save(update_fields=["hours"])
    return True

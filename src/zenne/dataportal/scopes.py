"""Which rights there are: a right exists as soon as a profile gives it or a policy asks for it."""

from zenne.dataportal.models import Dataset, Profile, Table
from zenne.dataportal.rules.policies import TablePolicy


def known_scopes() -> list[str]:
    """All rights that are named somewhere, in alphabetical order."""
    found = {scope for profile in Profile.objects.all() for scope in profile.scopes}
    found.update(Dataset.objects.values_list("scope", flat=True))
    for policy in Table.objects.values_list("policy", flat=True):
        found.update(scopes_in(policy))
    return sorted(found - {""})


def scopes_in(policy: TablePolicy) -> set[str]:
    needs = [
        policy.need,
        *(rule.need for rule in policy.row_rules),
        *(rule.unless for rule in policy.mandatory_filters),
    ]
    for column in policy.columns.values():
        needs += [column.need, column.search, *(rule.need for rule in column.coarser)]
    return {need.scope for need in needs}

"""How often something may be done, for all modules."""

from zenne.core.limits.actions.allow import allow
from zenne.core.limits.decorators import limited
from zenne.core.limits.queries import refusals_lately, tries_lately
from zenne.core.limits.refusal import too_many
from zenne.core.limits.requests import address_of, by_address, by_asker
from zenne.core.limits.rules.windows import Allowance, Limit

__all__ = [
    "Allowance",
    "Limit",
    "address_of",
    "allow",
    "by_address",
    "by_asker",
    "limited",
    "refusals_lately",
    "too_many",
    "tries_lately",
]

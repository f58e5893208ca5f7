"""How often somebody may try to get in."""

from datetime import timedelta
from typing import Final

from zenne.core.limits.public import Limit

SIGN_INS: Final = Limit("sign-ins", times=30, per=timedelta(minutes=10))
"""Sign-ins that are begun, and links that are opened, from one address."""
LINKS: Final = Limit("links", times=10, per=timedelta(minutes=10))
"""Links that are asked for from one address."""
LINKS_TO_ONE: Final = Limit("links-to-one", times=5, per=timedelta(hours=1))
"""Links to one mailbox, from wherever they are asked for: nobody fills it for somebody else."""
CODES: Final = Limit("codes", times=20, per=timedelta(minutes=10))
"""Codes and passkeys that one person tries."""

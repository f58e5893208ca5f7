"""What other modules use of operations."""

from zenne.core.operations.checks import PRODUCTION
from zenne.core.operations.figures import register_gauge
from zenne.core.operations.not_kept import not_kept

__all__ = ["PRODUCTION", "not_kept", "register_gauge"]

"""What other modules use of operations."""

from zenne.core.operations.not_kept import not_kept

__all__ = ["not_kept"]

"""The version of what people read, and what is kept for as long as it lasts."""

from zenne.core.content.actions.announce_change import announce_change
from zenne.core.content.kept import kept_page, version_of
from zenne.core.content.queries import current_version
from zenne.core.content.versions import per_version

__all__ = ["announce_change", "current_version", "kept_page", "per_version", "version_of"]

"""Which content version is current."""

from zenne.core.content.models import ContentVersion

NO_CONTENT = "empty"


def current_version() -> str:
    """The token of the current content version; ``empty`` before anything was loaded. One query."""
    return ContentVersion.objects.filter(pk=1).values_list("token", flat=True).first() or NO_CONTENT

"""Which content version is current."""

from django.db import connection

OPEN_TO = "public"
"""To whom these answer: which content is current is no secret."""

NO_CONTENT = "empty"


def current_version() -> str:
    """The token of the current content version; ``empty`` before anything was loaded. One query."""
    with connection.cursor() as cursor:
        # Every page begins with this: composing the same query anew would take six times as long as the query.
        cursor.execute("SELECT token FROM content_contentversion WHERE id = 1")
        row = cursor.fetchone()
    return str(row[0]) if row else NO_CONTENT

"""A name that is not known, and what may have been meant."""

from collections.abc import Mapping
from typing import NoReturn

from django.utils.translation import gettext as _

from zenne.core.languages.public import Translated
from zenne.core.rest.public import Refused, Suggestion
from zenne.core.search.public import search

MOST_SUGGESTIONS = 5
LONGEST_NAME = 100


def refuse_unknown(*, kind: str, slug: str, language: str) -> NoReturn:
    """404 for a slug of no service or branch, with the nearest ones. Raises Refused."""
    words = slug[:LONGEST_NAME].replace("-", " ").replace("_", " ")
    found = search(query=words, language=language, kinds=[kind], limit=MOST_SUGGESTIONS)
    raise Refused(
        status=404,
        code=f"unknown-{kind}",
        message={
            "service": _("There is no service with this name."),
            "branch": _("There is no branch with this name."),
        }[kind],
        field="slug",
        suggestions=[Suggestion(key=hit.key, name=hit.title) for hit in found.items],
    )


def require_known(key: str | None, *, field: str, known: Mapping[str, Translated], language: str) -> None:
    """404 for a key that is not in ``known``, with all that are. Raises Refused."""
    if key is not None and key not in known:
        raise Refused(
            status=404,
            code=f"unknown-{field.replace('_', '-')}",
            message=_("There is nothing with this name. Choose one of the suggestions."),
            field=field,
            suggestions=[Suggestion(key=key, name=name.shown_in(language).text) for key, name in known.items()],
        )

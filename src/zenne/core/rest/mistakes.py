"""What is wrong with a parameter, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from zenne.core.rest.refusals import Mistake

Context = Mapping[str, Any]
SENTENCES: dict[str, tuple[str, Callable[[Context], str]]] = {
    "missing": ("missing", lambda context: _("This parameter is needed.")),
    "int_parsing": ("not-a-number", lambda context: _("This must be a whole number.")),
    "int_from_float": ("not-a-number", lambda context: _("This must be a whole number.")),
    "int_parsing_size": ("not-a-number", lambda context: _("This number has too many digits.")),
    "greater_than_equal": ("too-small", lambda context: _("This must be %(ge)s or more.") % context),
    "less_than_equal": ("too-large", lambda context: _("This must be %(le)s or less.") % context),
    "string_too_long": ("too-long", lambda context: _("This may have at most %(max_length)s characters.") % context),
    "string_too_short": (
        "too-short",
        lambda context: _("This must have at least %(min_length)s characters.") % context,
    ),
    "literal_error": ("not-a-choice", lambda context: _("This must be one of: %(expected)s.") % context),
    "enum": ("not-a-choice", lambda context: _("This must be one of: %(expected)s.") % context),
}


def mistake_of(error: Mapping[str, Any]) -> Mistake:
    """One error of pydantic as a mistake. Our own errors bring their sentence as ``message``."""
    kind, context = str(error["type"]), error.get("ctx") or {}
    code, sentence = SENTENCES.get(kind, (kind.replace("_", "-"), own_sentence))
    names = [part for part in error["loc"][1:] if isinstance(part, str)]
    return Mistake(code=code, message=sentence(context), field=names[-1] if names else None)


def own_sentence(context: Context) -> str:
    """What our own error says; for a rare one of pydantic, which only knows English, that it is not possible."""
    return str(context.get("message") or _("This is not possible."))

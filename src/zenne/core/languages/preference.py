"""Which of several languages a reader likes best."""

from collections.abc import Sequence

from django.utils.translation.trans_real import parse_accept_lang_header


def preferred_language(accept_language: str, codes: Sequence[str]) -> str:
    """The first of the reader's languages, in their own order, that is one of ``codes``; else the first of ``codes``.

    ``accept_language`` is the header of that name (RFC 9110, section 12.5.4). Who asks for a regional form, ``fr-BE``,
    is content with the language itself.
    """
    for wanted, weight in parse_accept_lang_header(accept_language.lower()):
        if weight <= 0 or wanted == "*":
            continue
        parts = wanted.split("-")
        for length in range(len(parts), 0, -1):
            if (code := "-".join(parts[:length])) in codes:
                return code
    return codes[0]

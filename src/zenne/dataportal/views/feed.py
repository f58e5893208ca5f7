"""The feeds of what is new."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zenne.core.access.public import PUBLIC, open_to
from zenne.dataportal.metadata.feed import written_feed
from zenne.dataportal.views.unchanged import by_body


@open_to(PUBLIC)
@require_safe
@by_body
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """What is new for everybody, as Atom or RSS."""
    written = written_feed(
        form,
        title=_("New in the open data"),
        about=_("New data sets, and new versions of their tables."),
        address=request.path,
        language=get_language() or "en",
    )
    return HttpResponse(written, content_type=f"application/{form}+xml; charset=utf-8")

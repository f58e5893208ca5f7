"""The feed of what is new."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zenne.core.access.public import PUBLIC, open_to
from zenne.dataportal.metadata.feed import atom
from zenne.dataportal.views.unchanged import by_body


@open_to(PUBLIC)
@require_safe
@by_body
def feed(request: HttpRequest) -> HttpResponse:
    """What is new for everybody, as Atom."""
    written = atom(title=_("New in the open data"), address=request.path, language=get_language() or "en")
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")

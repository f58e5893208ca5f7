"""What every template can use."""

from typing import Any

from django.http import HttpRequest

from zenne.core.access.public import asker_of, menu_pages_of
from zenne.web.languages import path_in
from zenne.web.shell import build_shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """``shell``: the frame of the page. ``asker``: who is signed in, on pages that are for those who are."""
    frame = {"shell": build_shell(request)}
    if not getattr(request, "shows_asker", False):
        return frame
    asker = asker_of(request)
    is_workplace = path_in("", request.path).startswith("//staff/")
    return {**frame, "asker": asker, "workplace": menu_pages_of(asker) if is_workplace else ()}

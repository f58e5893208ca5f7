"""What every template can use."""

from typing import Any

from django.http import HttpRequest

from zenne.web.shell import build_shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """``shell``: the frame of the page."""
    return {"shell": build_shell(request)}

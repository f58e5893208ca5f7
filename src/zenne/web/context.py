"""What every template can use."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from zenne.web.shell import build_shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """``shell``: the frame of the page, built when a template first asks for it."""
    return {"shell": SimpleLazyObject(lambda: build_shell(request))}

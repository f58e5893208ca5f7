"""The security headers of every answer, whatever makes it: pages, files, refusals, errors."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from zenne.core.access.public import asker_of

POWERFUL_FEATURES: Final = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
FEATURES_OF_OUR_PAGES: Final = ("fullscreen", "publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS: Final = ", ".join(
    [*(f"{name}=()" for name in POWERFUL_FEATURES), *(f"{name}=(self)" for name in FEATURES_OF_OUR_PAGES)]
)
LEAST_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For answers that came about before the page's own policy could be set."""
NOT_KEPT: Final = "private, no-store"
NOT_MODIFIED: Final = 304


class SecurityHeadersMiddleware:
    """The outermost middleware. What a page has set itself stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Cross-Origin-Resource-Policy", may_be_read_by(response))
        if response.get("Content-Type", "").startswith("text/html") and response.status_code != NOT_MODIFIED:
            headers.setdefault("Content-Security-Policy", LEAST_POLICY)
        # Whether somebody asks is looked up last: for a page that is the same for all it costs no query.
        if "Cache-Control" not in headers and (response.cookies or asker_of(request).is_somebody):
            headers["Cache-Control"] = NOT_KEPT
        return response


def may_be_read_by(response: HttpResponse) -> str:
    """Open data may be used by other sites, anything else by our own pages only."""
    return "cross-origin" if response.get("Access-Control-Allow-Origin") == "*" else "same-origin"

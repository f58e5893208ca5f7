"""The pages of accounts."""

from django.conf import settings
from django.urls import URLPattern, path

from zenne.accounts.views import entering, own

app_name = "accounts"


def routes(*, demo: bool) -> list[URLPattern]:
    """All addresses; those of the demo identities exist only in a demonstration."""
    return [
        path("sign-in/", entering.sign_in_page, name="sign-in"),
        *([path("sign-in/demo/<slug:key>/", entering.demo_sign_in, name="demo-sign-in")] if demo else []),
        path("sign-out/", entering.sign_out_view, name="sign-out"),
        path("signed-out/", entering.signed_out, name="signed-out"),
        path("my/", own.my_page, name="my"),
        path("my/continue/<str:token>/", own.continue_page, name="continue"),
        path("staff/", own.staff_home, name="staff"),
    ]


urlpatterns = routes(demo=settings.DEMO)

"""The public register of processing."""

from django.urls import path

from zenne.core.rights.views import privacy

app_name = "rights"
OPEN_TO = "public"
urlpatterns = [
    path("privacy/", privacy.register_page, name="privacy"),
    path("privacy/register.csv", privacy.register_file, name="register-file"),
]

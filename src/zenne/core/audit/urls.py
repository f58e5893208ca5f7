"""The pages of the audit log in the workplace."""

from django.urls import path

from zenne.core.audit.views import log, purpose

app_name = "audit"
urlpatterns = [
    path("staff/audit/", log.log_page, name="log"),
    path("staff/purpose/", purpose.purpose_page, name="purpose"),
    path("staff/purpose/end/", purpose.end_page, name="end-purpose"),
]

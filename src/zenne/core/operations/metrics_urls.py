"""The address of the figures for monitoring; the view looks at the token or where the question comes from."""

from django.urls import path

from zenne.core.operations.views import metrics

urlpatterns = [path("", metrics, name="metrics")]

"""The page of the operators."""

from django.urls import path

from zenne.core.operations.views import operations

app_name = "operations"
urlpatterns = [path("", operations, name="overview")]

"""The address that identity providers know; it has no language."""

from django.urls import path

from zenne.accounts.views import provider

urlpatterns = [path("answer/<slug:provider_id>/", provider.answer, name="openid_connect_callback")]

"""The addresses that identity providers know; they have no language."""

from django.urls import path

from zenne.accounts.views import provider

urlpatterns = [
    path("answer/<slug:provider_id>/", provider.answer, name="openid_connect_callback"),
    path("logout/<slug:provider_id>/", provider.back_channel_logout, name="back-channel-logout"),
]

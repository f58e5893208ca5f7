"""Addresses of letters."""

from django.urls import path

from zenne.mailroom.intake import views

app_name = "intake"
OPEN_TO = "public"
urlpatterns = [
    path("", views.write_page, name="write"),
    path("<str:token>/", views.status_page, name="status"),
]

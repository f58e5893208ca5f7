"""Addresses of answers."""

from django.urls import path

from zenne.mailroom.answers import views

app_name = "answers"
OPEN_TO = "public"
urlpatterns = [path("<str:token>/", views.verdict_page, name="verdict")]

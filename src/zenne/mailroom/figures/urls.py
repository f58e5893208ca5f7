"""Addresses of the figures of letters."""

from django.urls import path

from zenne.mailroom.figures import views

app_name = "letter-figures"
urlpatterns = [path("", views.kept_page, name="kept")]

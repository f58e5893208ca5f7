"""Addresses of ready answers."""

from django.urls import path

from zenne.mailroom.ready import views

app_name = "ready"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("write/", views.new_page, name="write"),
    path("try/", views.try_page, name="try"),
    path("<uuid:uuid>/", views.ready_page, name="ready"),
    path("<uuid:uuid>/change/", views.change_page, name="change"),
    path("<uuid:uuid>/approve/", views.approve, name="approve"),
    path("<uuid:uuid>/off/", views.switch_off, name="off"),
]

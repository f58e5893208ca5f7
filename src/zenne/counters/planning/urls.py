"""Addresses of planning. A branch is called neither ``shifts`` nor ``withdrawals``."""

from django.urls import path

from zenne.counters.planning.views import closing, shift, week

app_name = "planning"
urlpatterns = [
    path("", week.own_page, name="own"),
    path("shifts/<int:number>/", shift.shift_page, name="shift"),
    path("withdrawals/<uuid:uuid>/", closing.account_page, name="account"),
    path("<slug:slug>/", week.branch_page, name="branch"),
    path("<slug:slug>/close/", closing.close_page, name="close"),
    path("<slug:slug>/<slug:week>/", week.week_page, name="week"),
]

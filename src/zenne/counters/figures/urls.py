"""The pages of the figures."""

from django.urls import path

from zenne.counters.figures.views import branches, honesty

app_name = "figures"
OPEN_TO = "public"
urlpatterns = [
    path("parity/now/", branches.branches_page, name="branches"),
    path("parity/now/<slug:slug>/", branches.branch_page, name="branch"),
    path("waiting-times/", honesty.honesty_page, name="honesty"),
]

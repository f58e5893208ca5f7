"""Addresses of colleagues. The key of a colleague is none of the words that stand first here."""

from django.urls import path

from zenne.workforce.views import colleagues

app_name = "workforce"
urlpatterns = [
    path("", colleagues.list_page, name="list"),
    path("add/", colleagues.add_page, name="add"),
    path("file/", colleagues.file_page, name="file"),
    path("<slug:key>/", colleagues.change_page, name="change"),
    path("<slug:key>/leave/", colleagues.leave_page, name="leave"),
    path("<slug:key>/take-back/", colleagues.take_back, name="take-back"),
]

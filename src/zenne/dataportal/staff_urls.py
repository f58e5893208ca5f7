"""The pages of those who look after data."""

from django.urls import path

from zenne.dataportal.views import describing, staff, upload

app_name = "data"
urlpatterns = [
    path("", staff.data_list, name="list"),
    path("upload/", upload.upload_page, name="upload"),
    path("loads/<uuid:load>/", staff.load_page, name="load"),
    path("feeds/<int:feed>/stop/", staff.stop_fetching, name="stop-fetching"),
    path("sets/<slug:slug>/", describing.facts_page, name="facts"),
    path("sets/<slug:slug>/retire/", staff.retire, name="retire"),
    path("sets/<slug:slug>/texts/<slug:language>/", describing.texts_page, name="texts"),
    path("sets/<slug:slug>/<slug:name>/quarantine/", staff.quarantine_page, name="quarantine"),
]

"""The pages of those who look after data."""

from django.urls import path

from zenne.dataportal.views import access, dataset_access, describing, history, profiles, schema, staff, upload

app_name = "data"
urlpatterns = [
    path("", staff.data_list, name="list"),
    path("upload/", upload.upload_page, name="upload"),
    path("loads/<uuid:load>/", staff.load_page, name="load"),
    path("feeds/<int:feed>/stop/", staff.stop_fetching, name="stop-fetching"),
    path("sets/<slug:slug>/", describing.facts_page, name="facts"),
    path("profiles/", profiles.profile_list, name="profiles"),
    path("profiles/grant/", profiles.grant, name="grant"),
    path("profiles/take-away/", profiles.take_away, name="take-away"),
    path("profiles/<slug:slug>/", profiles.profile_page, name="profile"),
    path("sets/<slug:slug>/access/", dataset_access.dataset_access, name="access"),
    path("sets/<slug:slug>/<slug:name>/access/", access.table_access, name="table-access"),
    path("sets/<slug:slug>/retire/", staff.retire, name="retire"),
    path("sets/<slug:slug>/texts/<slug:language>/", describing.texts_page, name="texts"),
    path("sets/<slug:slug>/<slug:name>/quarantine/", staff.quarantine_page, name="quarantine"),
    path("<slug:slug>/<slug:name>/schema/", schema.schema_page, name="schema"),
    path("<slug:slug>/<slug:name>/history/", history.history_page, name="history"),
    path("<slug:slug>/<slug:name>/versions/<int:number>/", history.version_file, name="version"),
]

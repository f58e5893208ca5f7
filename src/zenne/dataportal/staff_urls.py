"""The pages of those who look after data.

What stands first in an address is a data set, or one of the words that no data set may have as its name
(``rules/names.py``).
"""

from django.urls import path

from zenne.dataportal.views import (
    access,
    dataset_access,
    describing,
    guide,
    history,
    profiles,
    quarantine,
    schema,
    staff,
    upload,
)

app_name = "data"
urlpatterns = [
    path("", staff.data_list, name="list"),
    path("guide/", guide.guide_page, name="guide"),
    path("upload/", upload.upload_page, name="upload"),
    path("loads/<uuid:load>/", staff.load_page, name="load"),
    path("feeds/<int:feed>/stop/", staff.stop_fetching, name="stop-fetching"),
    path("profiles/", profiles.profile_list, name="profiles"),
    path("grants/", profiles.grant, name="grant"),
    path("grants/take-away/", profiles.take_away, name="take-away"),
    path("profiles/<slug:slug>/", profiles.profile_page, name="profile"),
    path("profiles/<slug:slug>/delete/", profiles.delete_page, name="delete-profile"),
    path("<slug:slug>/", describing.facts_page, name="facts"),
    path("<slug:slug>/access/", dataset_access.dataset_access, name="access"),
    path("<slug:slug>/retire/", staff.retire, name="retire"),
    path("<slug:slug>/<slug:name>/schema/", schema.schema_page, name="schema"),
    path("<slug:slug>/<slug:name>/access/", access.table_access, name="table-access"),
    path("<slug:slug>/<slug:name>/history/", history.history_page, name="history"),
    path("<slug:slug>/<slug:name>/history/<int:number>/", history.version_file, name="version"),
    path("<slug:slug>/<slug:name>/quarantine/", quarantine.quarantine_page, name="quarantine"),
    path("<slug:slug>/<slug:name>/quarantine/rows.csv", quarantine.quarantine_file, name="quarantine-file"),
    # After those of tables: one of them may be called so.
    path("<slug:slug>/texts/<slug:language>/", describing.texts_page, name="texts"),
]

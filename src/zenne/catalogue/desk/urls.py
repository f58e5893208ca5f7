"""The pages of the translation desk."""

from django.urls import path

from zenne.catalogue.desk.views import editing, history, overview, preview

app_name = "translations"
THING = "<slug:language>/<slug:kind>/<slug:key>/"
urlpatterns = [
    path("", overview.overview_page, name="overview"),
    path("edits/<int:edit>/forget/", overview.drop_edit_view, name="drop-edit"),
    path("<slug:language>/", overview.list_page, name="list"),
    path(THING, editing.editing_page, name="thing"),
    path(f"{THING}draft/drop/", editing.drop_draft_view, name="drop-draft"),
    path(f"{THING}preview/", preview.preview_page, name="preview"),
    path(f"{THING}history/", history.history_page, name="history"),
    path(f"{THING}history/<int:number>/undo/", history.undo_page, name="undo"),
]

"""Addresses of those who answer letters."""

from django.urls import path

from zenne.mailroom.desk.views import (
    absences,
    checks,
    colleagues,
    files,
    finding,
    letters,
    linking,
    notes,
    rearranging,
    translating,
    typing,
)

app_name = "letters"
urlpatterns = [
    path("", letters.list_page, name="list"),
    path("find/", finding.find_page, name="find"),
    path("checks/", checks.checks_page, name="checks"),
    path("away/", absences.away_page, name="away"),
    path("away/end/", absences.end, name="end-away"),
    path("note/", notes.note_page, name="note"),
    path("<uuid:uuid>/", letters.letter_page, name="letter"),
    path("<uuid:uuid>/hold/", letters.hold, name="hold"),
    path("<uuid:uuid>/answer/", letters.write, name="answer"),
    path("<uuid:uuid>/keep/", typing.keep, name="keep"),
    path("<uuid:uuid>/use/", letters.use, name="use"),
    path("<uuid:uuid>/translate/", translating.translate, name="translate"),
    path("<uuid:uuid>/take-back/", letters.take_back, name="take-back"),
    path("<uuid:uuid>/hand-over/", letters.give, name="hand-over"),
    path("<uuid:uuid>/close/", letters.close, name="close"),
    path("<uuid:uuid>/merge/", rearranging.merge_page, name="merge"),
    path("<uuid:uuid>/ask/", colleagues.ask, name="ask"),
    path("<uuid:uuid>/link/", linking.link, name="link"),
    path("<uuid:uuid>/unlink/", linking.unlink, name="unlink"),
    path("asked/<uuid:question>/", colleagues.question_page, name="asked"),
    path("split/<uuid:letter>/", rearranging.split_page, name="split"),
    path("translated/<uuid:letter>/", translating.translated_page, name="translated"),
    path("raw/<uuid:letter>/", files.raw_file, name="raw"),
    path("file/<uuid:letter>/<int:position>/", files.attached_file, name="file"),
]

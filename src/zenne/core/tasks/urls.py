"""The pages about background work."""

from django.urls import path

from zenne.core.tasks.views import schedules, work

app_name = "tasks"
urlpatterns = [
    path("staff/work/", work.work, name="work"),
    path("staff/work/retry/", work.retry, name="retry-all"),
    path("staff/work/schedules/", schedules.schedule_list, name="schedules"),
    path("staff/work/<uuid:identifier>/", work.job, name="job"),
    path("staff/work/<uuid:identifier>/retry/", work.retry, name="retry"),
]

"""One form with a limit."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from zenne.core.limits.public import Limit, by_asker, limited

OPEN_TO = "public"
TWICE = Limit("tests.form", times=2, per=timedelta(minutes=10))


@csrf_exempt
@limited(TWICE, by=by_asker)
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("received")


urlpatterns = [path("api/form", form)]

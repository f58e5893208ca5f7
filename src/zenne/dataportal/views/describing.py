"""The pages on which a steward says what a data set is and who may see it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zenne.catalogue.public import city
from zenne.core.access.public import asker_of, open_to
from zenne.core.content.public import version_of
from zenne.dataportal.actions.describe_dataset import describe_dataset, stamp_of
from zenne.dataportal.errors import ChangedMeanwhile, DescriptionRefused
from zenne.dataportal.forms.description import Described, FactsForm, TextsForm
from zenne.dataportal.models import Dataset
from zenne.dataportal.permissions import MANAGE_DATA


@open_to(MANAGE_DATA)
@never_cache
def facts_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds in every language: themes, licence, who may see it."""
    dataset = asked_dataset(slug)
    if request.method != "POST":
        return answer(request, dataset, FactsForm.of(dataset, seen=stamp_of(dataset)))
    form = FactsForm(request.POST)
    if form.is_valid() and describe(request, dataset, form, form.changes()):
        return HttpResponseRedirect(f"{reverse('data:facts', args=[slug])}?done=1")
    return answer(request, dataset, form, status=422)


@open_to(MANAGE_DATA)
@never_cache
def texts_page(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The texts in one language, with those of the first language at hand."""
    dataset, languages = asked_dataset(slug), languages_of(request)
    if language not in languages:
        raise Http404
    if request.method != "POST":
        return answer(request, dataset, TextsForm.of(dataset, language, seen=stamp_of(dataset)), language=language)
    form = TextsForm(request.POST)
    if form.is_valid() and describe(request, dataset, form, form.changes(dataset, language, languages)):
        return HttpResponseRedirect(f"{reverse('data:texts', args=[slug, language])}?done=1")
    return answer(request, dataset, form, language=language, status=422)


def asked_dataset(slug: str) -> Dataset:
    dataset = Dataset.objects.select_related("publisher").prefetch_related("tables").filter(slug=slug).first()
    if dataset is None:
        raise Http404
    return dataset


def languages_of(request: HttpRequest) -> list[str]:
    """The languages of the city in its order, or those of the interface before it was loaded."""
    here = city(version_of(request))
    return list(here.languages) if here else [code for code, _name in settings.LANGUAGES]


def describe(request: HttpRequest, dataset: Dataset, form: Described, changes: dict[str, object]) -> bool:
    """Carry out what the form says; false when something stands in the way, which the form then shows."""
    seen = form.cleaned_data["seen"]
    try:
        describe_dataset(asker=asker_of(request), slug=dataset.slug, changes=changes, seen=seen, at=timezone.now())
    except DescriptionRefused as refused:
        form.refuse(refused.faults)
    except ChangedMeanwhile:
        form.add_error(None, _("A colleague changed this data set meanwhile. Open the page again to see what is new."))
    return form.is_valid()


def answer(
    request: HttpRequest, dataset: Dataset, form: Described, *, language: str = "", status: int = 200
) -> HttpResponse:
    """The page with the form as it stands."""
    if isinstance(form, TextsForm):
        form.show_sources(dataset, language)
    context = {
        "dataset": dataset,
        "form": form,
        "language_of_form": language,
        "languages": languages_of(request),
        "is_done": request.GET.get("done") == "1" and status == 200,
    }
    return render(request, "dataportal/staff/describe.html", context, status=status)

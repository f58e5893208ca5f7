"""Data sets in the API: what there is, for whoever asks."""

from typing import Annotated, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from ninja.decorators import decorate_view
from pydantic import Field

from zenne.core.access.public import asker_of
from zenne.core.content.public import version_of
from zenne.core.rest.public import NOT_FOUND, PUBLIC, InLanguage, Paged, Refused, Suggestion
from zenne.dataportal.finding import matching, nearest, publisher_key
from zenne.dataportal.metadata.codes import THEMES, themes_of
from zenne.dataportal.queries import dataset_for, datasets_for
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rest.dataset_answers import answer_of, item_of
from zenne.dataportal.rest.schemas import DatasetAnswer, DatasetList
from zenne.dataportal.rules.policies import Reader
from zenne.dataportal.views.unchanged import by_body

router = Router(tags=["data sets"])


class DatasetsQuestion(Paged, InLanguage):
    """Which data sets are wanted."""

    theme: str | None = Field(
        default=None,
        description="Code of a data theme of the EU: only its data sets.",
        json_schema_extra={"example": "GOVE"},
    )
    publisher: str | None = Field(
        default=None,
        description="Key of a department, or `city`: only what it publishes.",
        json_schema_extra={"example": "city"},
    )
    q: str | None = Field(
        default=None,
        description="Words to search for, in any language: best match first.",
        json_schema_extra={"example": "branches"},
    )


@router.get(
    "/datasets",
    **PUBLIC,
    response={200: DatasetList, **NOT_FOUND},
    operation_id="listDatasets",
    summary="All data sets, or those that match",
)
@decorate_view(by_body)
def list_datasets(request: HttpRequest, question: Query[DatasetsQuestion]) -> DatasetList:
    """What you may know of, what changed last first; with `q`, best match first. All filters must hold."""
    if question.theme is not None and question.theme not in THEMES:
        refuse_theme()
    found = datasets_for(reader_of(asker_of(request)))
    if question.q is not None:
        found = matching(found, question.q, language=question.reader_language)
    wanted = [
        each
        for each in found
        if (question.theme is None or question.theme in themes_of(each.dataset.themes))
        and question.publisher in {None, publisher_key(each)}
    ]
    version = version_of(request)
    return DatasetList(
        items=[item_of(each, question, version=version) for each in question.page(wanted)],
        next=question.next_link(request, total=len(wanted)),
        total=len(wanted),
    )


def refuse_theme() -> NoReturn:
    """404 for a theme that does not exist, with all that do."""
    raise Refused(
        status=404,
        code="unknown-theme",
        message=_("There is nothing with this name. Choose one of the suggestions."),
        field="theme",
        suggestions=[Suggestion(key=code, name=str(theme.label)) for code, theme in THEMES.items()],
    )


@router.get(
    "/datasets/{dataset}",
    **PUBLIC,
    response={200: DatasetAnswer, **NOT_FOUND},
    operation_id="getDataset",
    summary="Everything about one data set",
)
@decorate_view(by_body)
def get_dataset(
    request: HttpRequest,
    dataset: Annotated[str, Path(description="The name of the data set in addresses.", example="branches")],
    question: Query[InLanguage],
) -> DatasetAnswer:
    """What it is, who publishes it, how it may be used, and its tables with the files in which you can have them."""
    reader = reader_of(asker_of(request))
    known = dataset_for(reader, dataset)
    if known is None:
        refuse_dataset(dataset, reader, language=question.reader_language)
    return answer_of(known, question, version=version_of(request))


def refuse_dataset(name: str, reader: Reader, *, language: str) -> NoReturn:
    """404 for a data set that does not exist for the reader, with what they may have meant. Raises Refused."""
    raise Refused(
        status=404,
        code="unknown-dataset",
        message=_("There is no data set with this name."),
        field="dataset",
        suggestions=[
            Suggestion(key=each.dataset.slug, name=each.dataset.title.shown_in(language).text or each.dataset.slug)
            for each in nearest(datasets_for(reader), name)
        ],
    )
